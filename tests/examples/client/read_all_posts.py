"""The reach of the latest posts and stories, without stumbling over those that have none."""

import os

from client import InsightsClient, Media, NotEnoughViewers, PostedBeforeConversion

URL = os.environ.get("INSIGHTS_MOCK_URL", "http://127.0.0.1:8080")
METRICS = ["reach", "saved", "ig_reels_avg_watch_time"]


def line(client: InsightsClient, media: Media) -> str:
    """What can be said of a post."""
    try:
        insights = client.media_insights(media.id, METRICS)
    except NotEnoughViewers:
        return "too few have seen it"
    except PostedBeforeConversion:
        return "older than the professional account"
    told = [f"{metric.name} {metric.value}" for metric in insights]
    return ", ".join([*told, *(f"no {name}" for name in insights.skipped)])


with InsightsClient("EAAmock-reader", base_url=URL, on_unsupported="skip") as client:
    for page in client.accounts(at_most=1):
        account = page.instagram_business_account or ""
        for media in [*client.stories(account, at_most=2), *client.media(account, at_most=3)]:
            print(f"{media.media_product_type:6}{media.id}: {line(client, media)}")
