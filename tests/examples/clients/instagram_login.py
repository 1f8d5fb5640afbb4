"""Instagram Login: a path prefix stands for the host graph.instagram.com, in the links of replies too."""

import os

import requests

GRAPH = os.environ.get("INSIGHTS_MOCK_URL", "http://127.0.0.1:8080") + "/graph.instagram.com/v25.0"
HEADERS = {"Authorization": "Bearer IGAAmock-reader"}

page = requests.get(
    f"{GRAPH}/me/media", params={"fields": "id,timestamp", "limit": "50"}, headers=HEADERS, timeout=10
).json()
posts = page["data"]
while following := page["paging"].get("next"):
    page = requests.get(following, headers=HEADERS, timeout=10).json()
    posts += page["data"]

url = f"{GRAPH}/17900000000000001/insights"
insights = requests.get(url, params={"metric": "reach"}, headers=HEADERS, timeout=10).json()

print(len(posts), "posts")
print(insights["data"][0]["values"][0]["value"], "accounts reached")
