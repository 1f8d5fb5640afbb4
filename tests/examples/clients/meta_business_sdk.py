"""Meta's SDK for Python, facebook-business: the host is a constant of its session."""

import os

from facebook_business.adobjects.igmedia import IGMedia
from facebook_business.adobjects.iguser import IGUser
from facebook_business.api import FacebookAdsApi
from facebook_business.session import FacebookSession

FacebookSession.GRAPH = os.environ.get("INSIGHTS_MOCK_URL", "http://127.0.0.1:8080")
FacebookAdsApi.init(access_token="EAAmock-reader", api_version="v25.0", crash_log=False)

posts = list(IGUser("17841400000000001").get_media(fields=["id", "timestamp"], params={"limit": 50}))
[reach] = IGMedia("17900000000000001").get_insights(params={"metric": ["reach"]})

print(len(posts), "posts")
print(reach["values"][0]["value"], "accounts reached")
