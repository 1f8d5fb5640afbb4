"""What notifications look like, who gets them, and how often a failed one is sent again."""

from typing import Final

from mock_server.catalogue.media_metrics import REACH_METRIC, REPLIES_METRIC
from mock_server.catalogue.model import Evidence, Grade, Limit
from mock_server.catalogue.retired_media_metrics import EXITS, IMPRESSIONS, TAPS_BACK_METRIC, TAPS_FORWARD_METRIC
from mock_server.catalogue.sources import ASSUMED, WEBHOOKS_PAGE

_DOCUMENTED = Evidence(source=WEBHOOKS_PAGE, grade=Grade.DOCUMENTED)

STORY_INSIGHTS: Final = "story_insights"

# The value of story_insights keeps the names that these metrics had before views and navigation, in this order.
STORY_METRICS = (IMPRESSIONS, REACH_METRIC, TAPS_FORWARD_METRIC, TAPS_BACK_METRIC, EXITS, REPLIES_METRIC)

# The person who connected the account allowed this.
STORY_SCOPE: Final = "instagram_manage_insights"

HIDDEN_COUNT = Limit(
    value=-1,
    meaning="a count that the API refuses to tell for lack of viewers is this number in story_insights",
    evidence=Evidence(
        source=WEBHOOKS_PAGE,
        grade=Grade.DOCUMENTED,
        note="documented for counts below 5; yet the sample on the same page, and others, show counts of 0 to 4",
    ),
)
SENT_AFTER = Limit(
    value=0,
    meaning="story_insights is sent so many seconds after the story's 24 hours",
    evidence=Evidence(
        source=WEBHOOKS_PAGE,
        grade=Grade.DOCUMENTED,
        note="when the story expires; the page of v21.0 says an hour later",
    ),
)
MOST_UPDATES = Limit(value=1_000, meaning="a notification tells at most so many updates", evidence=_DOCUMENTED)
ACCEPTED = Limit(value=200, meaning="a receiver accepts a notification with this status", evidence=_DOCUMENTED)

_AGAIN = Evidence(
    source=WEBHOOKS_PAGE, grade=Grade.ASSUMED, note="at once, then ever more rarely, for 36 hours; the steps are ours"
)

# When a failed notification is sent again, in seconds after it was sent first.
RETRIES = (
    Limit(value=0, meaning="at once", evidence=_DOCUMENTED),
    Limit(value=60, meaning="after a minute", evidence=_AGAIN),
    Limit(value=300, meaning="after 5 minutes", evidence=_AGAIN),
    Limit(value=900, meaning="after 15 minutes", evidence=_AGAIN),
    Limit(value=3_600, meaning="after an hour", evidence=_AGAIN),
    Limit(value=10_800, meaning="after 3 hours", evidence=_AGAIN),
    Limit(value=28_800, meaning="after 8 hours", evidence=_AGAIN),
    Limit(value=64_800, meaning="after 18 hours", evidence=_AGAIN),
    Limit(value=129_600, meaning="after 36 hours, for the last time", evidence=_DOCUMENTED),
)

PATIENCE = Limit(value=2, meaning="a receiver has so many seconds to answer", evidence=ASSUMED)

# What the sender of a notification, and of the handshake, calls itself; receivers recorded it.
SENDER: Final = "Webhooks/1.0 (https://fb.me/webhooks)"
ASKER: Final = "facebookplatform/1.0 (+http://developers.facebook.com)"
