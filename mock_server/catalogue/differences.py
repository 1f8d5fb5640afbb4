"""Where documents and recordings disagree, and what each of them answers."""

from mock_server.catalogue.absences import (
    ACCOUNT_DATA_GONE,
    ALBUM_CHILD_SILENT,
    MEDIA_TOO_OLD,
    STORY_EXPIRED,
    TOO_FEW_FOLLOWERS,
)
from mock_server.catalogue.metric_errors import (
    IMPRESSIONS_RETIRED_MEDIA,
    METRIC_UNSUPPORTED,
    METRICS_UNSUPPORTED_BY_ENDPOINT,
    NOT_ENOUGH_USERS,
)
from mock_server.catalogue.model import Difference, Evidence, Grade, Verdict
from mock_server.catalogue.oauth_errors import PLATFORM_CODE_INVALID, PLATFORM_CODE_UNMATCHED
from mock_server.catalogue.object_errors import SINGLE_USER, STORY_GONE
from mock_server.catalogue.parameter_errors import (
    BREAKDOWNS_INCOMPATIBLE,
    SINCE_OUT_OF_RANGE,
    UNKNOWN_ERROR,
    VALUE_NOT_LISTED,
)
from mock_server.catalogue.sources import (
    ASSUMED,
    BUSINESS_LOGIN_PAGE,
    CASSETTES,
    DOCUMENTED_ACCOUNT,
    DOCUMENTED_ACCOUNT_V20,
    DOCUMENTED_GUIDE,
    DOCUMENTED_MEDIA,
    DOCUMENTED_MEDIA_V23,
    GET_STARTED_PAGE,
    IG_HOST_LIMITS,
    IG_HOST_REPORTS,
    PROBE_V22_MAY,
    PROBE_V25_JULY,
    PROBE_V25_SEPTEMBER,
    PROBE_V26,
    RECORDED_RESPONSES,
    VERSION_REPORTS,
    VERSIONS_PAGE,
)

BREAKDOWN_NOT_TAKEN = Difference(
    name="breakdown_not_taken",
    number="F1",
    situation="a known breakdown that the metric does not take",
    documented=Verdict(answer="500, code 1, unknown error", evidence=DOCUMENTED_MEDIA_V23, outcome=UNKNOWN_ERROR),
    observed=Verdict(
        answer="400, code 100, names breakdown and metric",
        evidence=Evidence(source=PROBE_V22_MAY, grade=Grade.RECORDED),
        outcome=BREAKDOWNS_INCOMPATIBLE,
    ),
)
FOLLOWER_TYPE_NAME = Difference(
    name="follower_type_name",
    number="F2",
    situation="views and reach by follower: the name of the breakdown",
    documented=Verdict(answer="follower_type and follow_type are accepted", evidence=DOCUMENTED_ACCOUNT),
    observed=Verdict(
        answer="follow_type only; the other gets the enumeration error",
        evidence=Evidence(source=PROBE_V25_SEPTEMBER, grade=Grade.RECORDED),
        outcome=VALUE_NOT_LISTED,
    ),
)
SAVED_NAME = Difference(
    name="saved_name",
    number="F3",
    situation="saves of an account: the name of the metric",
    documented=Verdict(
        answer="saved and saves are accepted, answered under the name asked", evidence=DOCUMENTED_ACCOUNT_V20
    ),
    observed=Verdict(
        answer="saves only, from 2022-10-25",
        evidence=Evidence(source=PROBE_V25_JULY, grade=Grade.RECORDED),
        outcome=VALUE_NOT_LISTED,
    ),
)
ACCOUNT_STORAGE = Difference(
    name="account_storage",
    number="F4",
    situation="account data older than the store keeps it",
    documented=Verdict(answer="older than 90 days: not there", evidence=DOCUMENTED_GUIDE, outcome=ACCOUNT_DATA_GONE),
    observed=Verdict(
        answer="since older than 729 days or in the future: 400, code 100",
        evidence=Evidence(source=IG_HOST_LIMITS, grade=Grade.RECORDED),
        outcome=SINCE_OUT_OF_RANGE,
    ),
)
SMALL_AUDIENCE = Difference(
    name="small_audience",
    number="F5",
    situation="demographics of too small an audience",
    documented=Verdict(answer="not returned", evidence=DOCUMENTED_ACCOUNT, outcome=TOO_FEW_FOLLOWERS),
    observed=Verdict(
        answer="400, subcode 2874010, Not enough users",
        evidence=Evidence(source=CASSETTES, grade=Grade.RECORDED),
        outcome=NOT_ENOUGH_USERS,
    ),
)
DEMOGRAPHIC_KEYS = Difference(
    name="demographic_keys",
    number="F6",
    situation="dimension keys of demographics",
    documented=Verdict(answer="timeframe and breakdown", evidence=DOCUMENTED_ACCOUNT),
    observed=Verdict(answer="the breakdown alone", evidence=Evidence(source=CASSETTES, grade=Grade.RECORDED)),
)
EXPIRED_STORY = Difference(
    name="expired_story",
    number="F7",
    situation="a story after 24 hours that is not highlighted",
    documented=Verdict(answer="empty data set", evidence=DOCUMENTED_MEDIA_V23, outcome=STORY_EXPIRED),
    observed=Verdict(
        answer="400, code 100, subcode 33: the object is gone",
        evidence=Evidence(source=IG_HOST_REPORTS, grade=Grade.NOTED),
        outcome=STORY_GONE,
    ),
)
ALBUM_CHILD_ASKED = Difference(
    name="album_child",
    number="F8",
    situation="media inside an album",
    documented=Verdict(answer="empty data set", evidence=DOCUMENTED_MEDIA_V23, outcome=ALBUM_CHILD_SILENT),
    observed=Verdict(answer="400, code 100, metric unsupported", evidence=ASSUMED, outcome=METRIC_UNSUPPORTED),
)
VERSION_FLOOR = Difference(
    name="version_floor",
    number="F10",
    situation="a path without a version, or with an expired one",
    documented=Verdict(
        answer="the oldest living version", evidence=Evidence(source=VERSIONS_PAGE, grade=Grade.DOCUMENTED)
    ),
    observed=Verdict(
        answer="the same; an app's min_version raises the floor",
        evidence=Evidence(source=VERSION_REPORTS, grade=Grade.NOTED),
    ),
)
ENGAGED_MINIMUM = Difference(
    name="engaged_minimum",
    number="F11",
    situation="the smallest engaged audience",
    documented=Verdict(answer="100 followers", evidence=DOCUMENTED_ACCOUNT_V20),
    observed=Verdict(answer="100 engagements in the timeframe", evidence=DOCUMENTED_ACCOUNT),
)
DEFAULT_WINDOW = Difference(
    name="default_window",
    number="F12",
    situation="account metrics without since and until",
    documented=Verdict(answer="last 2 days for series, last 24 hours for totals", evidence=DOCUMENTED_ACCOUNT),
    observed=Verdict(
        answer="the same (172,800 s recorded for series)",
        evidence=Evidence(source=RECORDED_RESPONSES, grade=Grade.RECORDED),
    ),
)
OLD_IMPRESSIONS = Difference(
    name="old_impressions",
    number="F13",
    situation="impressions on v22.0 and newer of media created before 2024-07-02",
    documented=Verdict(answer="refused", evidence=DOCUMENTED_MEDIA_V23, outcome=IMPRESSIONS_RETIRED_MEDIA),
    observed=Verdict(answer="answered", evidence=DOCUMENTED_MEDIA),
)
SEVERAL_ACCOUNTS = Difference(
    name="several_accounts",
    number="F14",
    situation="insights of several objects in one request (ids=)",
    documented=Verdict(answer="refused, code 100", evidence=DOCUMENTED_GUIDE, outcome=SINGLE_USER),
    observed=Verdict(answer="answered, keyed by id", evidence=Evidence(source=CASSETTES, grade=Grade.NOTED)),
)
MEDIA_STORAGE = Difference(
    name="media_storage",
    number="F15",
    situation="media older than two years",
    documented=Verdict(answer="empty data set", evidence=DOCUMENTED_MEDIA_V23, outcome=MEDIA_TOO_OLD),
    observed=Verdict(answer="still answered", evidence=Evidence(source=PROBE_V26, grade=Grade.NOTED)),
)
ME_ON_INSTAGRAM = Difference(
    name="me_on_instagram",
    number="F9",
    situation="/me on graph.instagram.com, and the exchange of a code for a token",
    documented=Verdict(
        answer="wrapped in data: […]", evidence=Evidence(source=GET_STARTED_PAGE, grade=Grade.DOCUMENTED)
    ),
    observed=Verdict(answer="a flat object", evidence=Evidence(source=IG_HOST_REPORTS, grade=Grade.RECORDED)),
)
CHILD_PERMALINK = Difference(
    name="child_permalink",
    number="F16",
    situation="permalink of a media inside an album",
    documented=Verdict(answer="left out", evidence=DOCUMENTED_GUIDE),
    observed=Verdict(answer="present", evidence=Evidence(source=RECORDED_RESPONSES, grade=Grade.RECORDED)),
)
REPOSTS_ON_INSTAGRAM = Difference(
    name="reposts_on_instagram",
    number="R1",
    situation="reposts of a media on graph.instagram.com",
    documented=Verdict(answer="answered", evidence=DOCUMENTED_MEDIA),
    observed=Verdict(
        answer="400, code 100, endpoint does not support the metrics",
        evidence=Evidence(source=IG_HOST_LIMITS, grade=Grade.NOTED),
        outcome=METRICS_UNSUPPORTED_BY_ENDPOINT,
    ),
)
BREAKDOWN_HISTORY = Difference(
    name="breakdown_history",
    number="R2",
    situation="a breakdown over a window of more than a year",
    documented=Verdict(answer="the parts add up to the whole", evidence=DOCUMENTED_ACCOUNT),
    observed=Verdict(
        answer="the parts cover the last 366 days only",
        evidence=Evidence(source=IG_HOST_LIMITS, grade=Grade.NOTED),
    ),
)
CODE_NOT_MATCHED = Difference(
    name="code_not_matched",
    number="R3",
    situation="a code that api.instagram.com does not exchange",
    documented=Verdict(
        answer="one text for unknown, used and expired codes",
        evidence=Evidence(source=BUSINESS_LOGIN_PAGE, grade=Grade.DOCUMENTED),
        outcome=PLATFORM_CODE_UNMATCHED,
    ),
    observed=Verdict(
        answer="invalid authorization code; a used one has its own text",
        evidence=Evidence(source=IG_HOST_REPORTS, grade=Grade.RECORDED),
        outcome=PLATFORM_CODE_INVALID,
    ),
)

# Not differences, but answers that nobody recorded: what is asked of a host or a media that never has it.
LOGIN_ONLY = Verdict(answer="400, code 100, metric unsupported", evidence=ASSUMED, outcome=METRIC_UNSUPPORTED)
LIVE_VIDEO = Verdict(answer="400, code 100, metric unsupported", evidence=ASSUMED, outcome=METRIC_UNSUPPORTED)

DIFFERENCES = (
    BREAKDOWN_NOT_TAKEN,
    FOLLOWER_TYPE_NAME,
    SAVED_NAME,
    ACCOUNT_STORAGE,
    SMALL_AUDIENCE,
    DEMOGRAPHIC_KEYS,
    EXPIRED_STORY,
    ALBUM_CHILD_ASKED,
    VERSION_FLOOR,
    ENGAGED_MINIMUM,
    DEFAULT_WINDOW,
    OLD_IMPRESSIONS,
    SEVERAL_ACCOUNTS,
    MEDIA_STORAGE,
    ME_ON_INSTAGRAM,
    CHILD_PERMALINK,
    REPOSTS_ON_INSTAGRAM,
    BREAKDOWN_HISTORY,
    CODE_NOT_MATCHED,
)
