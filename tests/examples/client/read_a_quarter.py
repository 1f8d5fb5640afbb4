"""Ninety days, three times as long as graph.facebook.com answers at once."""

import os
from datetime import date

from client import InsightsClient

URL = os.environ.get("INSIGHTS_MOCK_URL", "http://127.0.0.1:8080")
SINCE, UNTIL = date(2026, 7, 12), date(2026, 10, 10)

with InsightsClient("EAAmock-reader", base_url=URL) as client:
    days = client.account_series("17841400000000001", ["reach"], since=SINCE, until=UNTIL)
    totals = client.account_totals("17841400000000001", ["likes", "reach"], since=SINCE, until=UNTIL)

print(len(days.series("reach").points), "days")
for total in totals.totals("reach"):
    if total.window:
        print(f"{total.window.since:%d %B} to {total.window.until:%d %B}: {total.value} people")
print(sum(total.value or 0 for total in totals.totals("likes")), "likes")  # people do not add up
