"""How long codes and tokens live, in seconds."""

from mock_server.catalogue.model import Evidence, Grade, Limit
from mock_server.catalogue.sources import ASSUMED, BUSINESS_LOGIN_PAGE, LOGIN_FLOW_PAGE, PROBE_V25_SEPTEMBER

_INSTAGRAM = Evidence(source=BUSINESS_LOGIN_PAGE, grade=Grade.DOCUMENTED)
_FACEBOOK = Evidence(source=LOGIN_FLOW_PAGE, grade=Grade.DOCUMENTED)

INSTAGRAM_CODE_LIFE = Limit(value=3_600, meaning="a code can be exchanged for an hour", evidence=_INSTAGRAM)
FACEBOOK_CODE_LIFE = Limit(value=600, meaning="a code can be exchanged for ten minutes", evidence=ASSUMED)
INSTAGRAM_SHORT_LIFE = Limit(value=3_600, meaning="a short-lived token lives for an hour", evidence=_INSTAGRAM)
FACEBOOK_SHORT_LIFE = Limit(value=7_200, meaning="a short-lived token lives for one to two hours", evidence=_FACEBOOK)
LONG_LIFE = Limit(value=5_184_000, meaning="a long-lived token lives for 60 days", evidence=_INSTAGRAM)
REFRESH_AGE = Limit(value=86_400, meaning="a token can be refreshed from the age of a day", evidence=_INSTAGRAM)
DATA_ACCESS_LIFE = Limit(
    value=7_776_000,
    meaning="an app may read a person's data for 90 days after the login",
    evidence=Evidence(source=PROBE_V25_SEPTEMBER, grade=Grade.RECORDED),
)
