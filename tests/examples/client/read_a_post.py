"""The numbers of one post. A number that Instagram does not tell is None, which is not 0."""

import os

from client import InsightsClient

URL = os.environ.get("INSIGHTS_MOCK_URL", "http://127.0.0.1:8080")

with InsightsClient("EAAmock-reader", base_url=URL) as client:
    post = client.media_insights("17900000000000019", ["reach", "likes", "saved"])

for name in ("reach", "likes", "saved"):
    print(name, post.value(name))
print("no data:", ", ".join(post.missing))
