"""Reasons to leave a metric out of a successful answer: the empty data set."""

from mock_server.catalogue.model import Absence, Evidence, Grade
from mock_server.catalogue.sources import (
    ASSUMED,
    DOCUMENTED_ACCOUNT,
    DOCUMENTED_GUIDE,
    DOCUMENTED_MEDIA_V23,
    IG_HOST_SPIKE,
)

STORY_EXPIRED = Absence(
    name="story_expired",
    because="a story's insights end 24 hours after it was posted, unless it is highlighted",
    evidence=DOCUMENTED_MEDIA_V23,
    fix="read a story within its 24 hours, subscribe to the story_insights webhook, or highlight it",
)
ALBUM_CHILD_SILENT = Absence(
    name="album_child_silent",
    because="media inside an album has no insights of its own",
    evidence=DOCUMENTED_MEDIA_V23,
    fix="ask the album",
)
MEDIA_TOO_OLD = Absence(
    name="media_too_old",
    because="insights of media are kept for two years",
    evidence=DOCUMENTED_MEDIA_V23,
    fix="store what you read; older insights are gone",
)
NOT_YET_COMPUTED = Absence(
    name="not_yet_computed",
    because="the data are not computed yet; they can be up to 48 hours late",
    evidence=DOCUMENTED_MEDIA_V23,
    fix="ask again later; this world's data_delay sets how late data are",
)
MEDIA_BEFORE_METRIC = Absence(
    name="media_before_metric",
    because="the metric exists for newer media only",
    evidence=DOCUMENTED_MEDIA_V23,
    fix="leave the metric out for media this old",
)
UNAVAILABLE = Absence(
    name="unavailable",
    because="data that do not exist are left out, never answered as 0",
    evidence=DOCUMENTED_MEDIA_V23,
    fix="the world says that this number is unavailable (null)",
)
ACCOUNT_DATA_GONE = Absence(
    name="account_data_gone",
    because="account insights are kept for 90 days",
    evidence=DOCUMENTED_GUIDE,
    fix="ask a window of the last 90 days, or use the observed fidelity, which keeps two years",
)
BEFORE_CONVERSION = Absence(
    name="before_conversion",
    because="the account was not professional yet",
    evidence=ASSUMED,
    fix="ask a window after the conversion",
)
TOO_FEW_FOLLOWERS = Absence(
    name="too_few_followers",
    because="some metrics are not available for accounts with fewer than 100 followers",
    evidence=DOCUMENTED_GUIDE,
    fix="use an account with 100 followers or more",
)
UNTYPED_TOTAL = Absence(
    name="untyped_total",
    because="graph.instagram.com leaves out a metric that needs metric_type=total_value when that is not sent",
    evidence=Evidence(source=IG_HOST_SPIKE, grade=Grade.NOTED),
    fix="add metric_type=total_value",
)

RECENT_DAYS_ONLY = Absence(
    name="recent_days_only",
    because="the metric is told for the last 30 days only",
    evidence=DOCUMENTED_ACCOUNT,
    fix="ask a window of the last 30 days",
)

ABSENCES = (
    STORY_EXPIRED,
    ALBUM_CHILD_SILENT,
    MEDIA_TOO_OLD,
    NOT_YET_COMPUTED,
    MEDIA_BEFORE_METRIC,
    UNAVAILABLE,
    ACCOUNT_DATA_GONE,
    RECENT_DAYS_ONLY,
    BEFORE_CONVERSION,
    TOO_FEW_FOLLOWERS,
    UNTYPED_TOTAL,
)
