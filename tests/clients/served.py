"""What the real clients ask: well-known ids and tokens of the default world."""

PHOTO = "17900000000000001"
ACCOUNT = "17841400000000001"
READER = "EAAmock-reader"
EXPIRED = "EAAmock-expired"
