"""Numbers and their parts as rows of a table."""

import csv
import os
import sys

from client import InsightsClient

URL = os.environ.get("INSIGHTS_MOCK_URL", "http://127.0.0.1:8080")

with InsightsClient("IGAAmock-reader", base_url=URL) as client:
    views = client.account_totals("17841400000000001", ["views", "reach"], breakdowns=["follow_type"])

rows = views.to_rows()
columns = ["metric", "follow_type", "value"]
table = csv.DictWriter(sys.stdout, columns, extrasaction="ignore", lineterminator="\n")
table.writeheader()
table.writerows(rows)
