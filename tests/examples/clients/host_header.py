"""The header Host, or X-Forwarded-Host of a proxy on this machine, names the Graph host that was meant.

The links of replies then lead to that host, as they should where a name server or a proxy sends it to the emulator. A
client that has only the header takes the cursor instead.
"""

import os

import requests

GRAPH = os.environ.get("INSIGHTS_MOCK_URL", "http://127.0.0.1:8080") + "/v25.0"

session = requests.Session()
session.headers["Host"] = "graph.facebook.com"
session.params = {"access_token": "EAAmock-reader"}

posts: list[dict[str, str]] = []
query = {"fields": "id,timestamp", "limit": "50"}
while (page := session.get(f"{GRAPH}/17841400000000001/media", params=query, timeout=10).json())["data"]:
    posts += page["data"]
    query["after"] = page["paging"]["cursors"]["after"]

insights = session.get(f"{GRAPH}/17900000000000001/insights", params={"metric": "reach"}, timeout=10).json()

print(len(posts), "posts")
print(insights["data"][0]["values"][0]["value"], "accounts reached")
