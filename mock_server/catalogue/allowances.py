"""How many calls an app may make: budgets, their formulas and windows, and which calls count against which."""

from mock_server.catalogue.limit_errors import (
    RATE_LIMITED_APP,
    RATE_LIMITED_CUSTOM,
    RATE_LIMITED_INSTAGRAM,
    RATE_LIMITED_PAGE,
    RATE_LIMITED_PAGES,
    RATE_LIMITED_USER,
)
from mock_server.catalogue.model import Allowance, Evidence, Grade, Limit, Measure, TokenKind, Topic
from mock_server.catalogue.sources import ASSUMED, RATE_LIMITS_PAGE, USAGE_HEADERS

_DOCUMENTED = Evidence(source=RATE_LIMITS_PAGE, grade=Grade.DOCUMENTED)
_HOUR = 3600
_DAY = 86_400

FEWEST_USERS = Limit(value=1, meaning="an app has at least one user", evidence=ASSUMED)
FEWEST_IMPRESSIONS = Limit(
    value=10,
    meaning="fewer than ten impressions count as ten",
    evidence=Evidence(source=RATE_LIMITS_PAGE, grade=Grade.DOCUMENTED, note="documented for Threads"),
)
IMPRESSIONS_PER_ENGAGED_USER = Limit(
    value=10, meaning="of ten impressions one leads to an engaged user of the Page", evidence=ASSUMED
)
PERCENT_OF_TIME = Limit(
    value=90,
    meaning="calls use up this share of the allowed time, in percent of what they use up of the allowed calls",
    evidence=Evidence(source=RATE_LIMITS_PAGE, grade=Grade.ASSUMED, note="as in the page's sample: 28 and 25"),
)

CUSTOM = Allowance(
    name="custom",
    title="the subscriptions and token exchanges of an hour",
    measure=Measure.USERS,
    calls_per=200,
    window=_HOUR,
    slot=60,
    refusal=RATE_LIMITED_CUSTOM,
    words=frozenset({"subscribed_apps", "oauth", "access_token", "refresh_access_token"}),
    evidence=Evidence(source=RATE_LIMITS_PAGE, grade=Grade.ASSUMED, note="custom limits exist; their size is not told"),
)
INSTAGRAM = Allowance(
    name="instagram",
    title="the calls about an Instagram account in 24 hours",
    measure=Measure.IMPRESSIONS,
    calls_per=4800,
    window=_DAY,
    slot=900,
    refusal=RATE_LIMITED_INSTAGRAM,
    topics=frozenset({Topic.INSTAGRAM}),
    token_kinds=frozenset({*TokenKind, None}),
    business_type="instagram",
    evidence=_DOCUMENTED,
)
PAGES = Allowance(
    name="pages",
    title="the calls about a Page with Page tokens in 24 hours",
    measure=Measure.ENGAGED_USERS,
    calls_per=4800,
    window=_DAY,
    slot=900,
    refusal=RATE_LIMITED_PAGES,
    topics=frozenset({Topic.PAGE}),
    token_kinds=frozenset({TokenKind.PAGE}),
    business_type="pages",
    evidence=_DOCUMENTED,
)
PAGE = Allowance(
    name="page",
    title="a person's calls about Pages in an hour",
    measure=Measure.USERS,
    calls_per=200,
    window=_HOUR,
    slot=60,
    refusal=RATE_LIMITED_PAGE,
    topics=frozenset({Topic.PAGE}),
    token_kinds=frozenset({TokenKind.FACEBOOK_USER, TokenKind.INSTAGRAM_USER}),
    evidence=_DOCUMENTED,
)
USER = Allowance(
    name="user",
    title="a person's calls in an hour",
    measure=Measure.USERS,
    calls_per=200,
    window=_HOUR,
    slot=60,
    refusal=RATE_LIMITED_USER,
    topics=frozenset({Topic.PLATFORM}),
    token_kinds=frozenset(TokenKind),
    evidence=Evidence(
        source=RATE_LIMITS_PAGE, grade=Grade.ASSUMED, note="a person's limit is not told; the app's formula is taken"
    ),
)
APP = Allowance(
    name="app",
    title="the app's own calls and business discovery in an hour",
    measure=Measure.USERS,
    calls_per=200,
    window=_HOUR,
    slot=60,
    refusal=RATE_LIMITED_APP,
    words=frozenset({"business_discovery"}),
    topics=frozenset({Topic.PAGE, Topic.PLATFORM}),
    token_kinds=frozenset({None}),
    told_when_refused=False,
    evidence=Evidence(
        source=USAGE_HEADERS, grade=Grade.NOTED, note="no usage header beside code 4; the formula is documented"
    ),
)

ALLOWANCES = (CUSTOM, INSTAGRAM, PAGES, PAGE, USER, APP)
