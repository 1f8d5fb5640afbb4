"""A program that has Meta's host in its code. It knows nothing of the emulator; the module above redirects it."""

import requests

GRAPH = "https://graph.facebook.com/v25.0"
TOKEN = {"access_token": "EAAmock-reader"}

page = requests.get(f"{GRAPH}/17841400000000001/media", params={"limit": "50", **TOKEN}, timeout=10).json()
posts = page["data"]
while following := page["paging"].get("next"):
    page = requests.get(following, timeout=10).json()
    posts += page["data"]

insights = requests.get(f"{GRAPH}/17900000000000001/insights", params={"metric": "reach", **TOKEN}, timeout=10).json()

print(len(posts), "posts")
print(insights["data"][0]["values"][0]["value"], "accounts reached")
