"""What to do about an error: catch as much of the tree as you can handle."""

import os

from client import InsightsClient, InsightsError, RateLimited, Retry, TokenError

URL = os.environ.get("INSIGHTS_MOCK_URL", "http://127.0.0.1:8080")


def followers(token: str) -> str:
    """The number of followers, or what to do to get it."""
    with InsightsClient(token, base_url=URL, retry=Retry(budget=300)) as client:
        try:
            return f"{client.account('17841400000000001').followers_count} followers"
        except TokenError as error:
            return f"log in again: {error.kind}"
        except RateLimited as error:
            return f"come back in {error.wait or 3600} seconds"
        except InsightsError as error:
            return f"look into it: {error.kind}"


print(followers("EAAmock-reader"))
print(followers("EAAmock-expired"))
print(followers("EAAmock-one-account"))

with InsightsClient("IGAAmock-reader", base_url=URL) as client:
    fresh = client.refresh_token()
print(followers(fresh.token), "for another", (fresh.expires_in or 0) // 86400, "days")
