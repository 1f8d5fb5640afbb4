"""facebook-sdk (the module `facebook`): the host is a constant of the module, and ends in a slash.

It knows the versions 2.8 to 3.1. They have expired, so the oldest one that lives answers, as it does at Meta.
"""

import os

import facebook

facebook.FACEBOOK_GRAPH_URL = os.environ.get("INSIGHTS_MOCK_URL", "http://127.0.0.1:8080") + "/"
graph = facebook.GraphAPI("EAAmock-reader", version="3.1")

posts = list(graph.get_all_connections("17841400000000001", "media", fields="id,timestamp", limit=50))
insights = graph.get_connections("17900000000000001", "insights", metric="reach")

print(len(posts), "posts")
print(insights["data"][0]["values"][0]["value"], "accounts reached")
