"""python-facebook-api (pyfacebook): the client takes a base URL, which ends in a slash."""

import os

from pyfacebook import IGBusinessApi

EMULATOR = os.environ.get("INSIGHTS_MOCK_URL", "http://127.0.0.1:8080")

api = IGBusinessApi(
    access_token="EAAmock-reader",
    base_url=f"{EMULATOR}/",
    version="v24.0",
    instagram_business_id="17841400000000001",
)

posts = api.user.get_media(fields="id,timestamp", limit=50, count=None).data
[reach] = api.media.get_insights(media_id="17900000000000001", metric="reach").data

print(len(posts), "posts")
print(reach.values[0].value, "accounts reached")
