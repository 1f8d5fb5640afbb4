"""How long data are kept, and how few viewers are too few."""

from mock_server.catalogue.model import Evidence, Grade, Limit
from mock_server.catalogue.sources import (
    DOCUMENTED_GUIDE,
    DOCUMENTED_MEDIA_V23,
    DOCUMENTED_USER_NODE,
    IG_HOST_LIMITS,
    PAGING_PAGE,
)

MEDIA_KEPT_DAYS = Limit(value=730, meaning="media insights are kept for two years", evidence=DOCUMENTED_MEDIA_V23)
ACCOUNT_KEPT_DAYS = Limit(value=90, meaning="account insights are kept for 90 days", evidence=DOCUMENTED_GUIDE)
OLDEST_SINCE_DAYS = Limit(
    value=730,
    meaning="a since of 729 days ago is accepted, of 730 days ago refused",
    evidence=Evidence(source=IG_HOST_LIMITS, grade=Grade.RECORDED),
)
PARTS_KEPT_DAYS = Limit(
    value=366,
    meaning="the parts of a breakdown cover at most the last 366 days",
    evidence=Evidence(source=IG_HOST_LIMITS, grade=Grade.NOTED),
)
FEWEST_VIEWERS = Limit(
    value=5, meaning="a story that fewer accounts saw shows no insights", evidence=DOCUMENTED_MEDIA_V23
)
MOST_LISTED_MEDIA = Limit(
    value=10_000, meaning="an account's media are listed up to this number, the newest", evidence=DOCUMENTED_USER_NODE
)
ITEMS_OF_A_PAGE = Limit(
    value=25,
    meaning="a page of a list has this many items when no limit is sent",
    evidence=Evidence(source=PAGING_PAGE, grade=Grade.DOCUMENTED),
)
MOST_ITEMS_OF_A_PAGE = Limit(
    value=100,
    meaning="a page of a list has at most this many items",
    evidence=Evidence(
        source=PAGING_PAGE, grade=Grade.DOCUMENTED, note="that a higher limit counts as this one is assumed"
    ),
)
MOST_IDS = Limit(
    value=50, meaning="one request asks at most this many ids", evidence=Evidence(source=PAGING_PAGE, grade=Grade.NOTED)
)
MOST_BATCHED = Limit(
    value=50,
    meaning="a batch has at most this many requests",
    evidence=Evidence(source=PAGING_PAGE, grade=Grade.DOCUMENTED, note="the guide to batch requests"),
)
