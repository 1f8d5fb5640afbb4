"""Errors about metrics and the media or audience that they are asked for."""

from datetime import date

from mock_server.catalogue.model import ErrorRow, Evidence, Grade, Wording
from mock_server.catalogue.sources import (
    CASSETTES,
    IG_HOST_LIMITS,
    IG_HOST_REPORTS,
    ISSUE_62902,
    ISSUE_CONVERSION,
    JUNE_2025_REPORT,
    PROBE_V22_MAY,
    PROBE_V25_JULY,
    PROBE_V26,
)

_CONVERSION_TEXT = (
    "The media was posted before the most recent time that the user's account was converted to a business account "
    "from a personal account."
)

METRIC_UNSUPPORTED = ErrorRow(
    name="metric_unsupported",
    status=400,
    code=100,
    message="The Media Insights API does not support the {metrics} metric for this media product type.",
    evidence=Evidence(source=ISSUE_62902, grade=Grade.RECORDED),
    fix="{hint}",
)
METRICS_UNSUPPORTED_BY_ENDPOINT = ErrorRow(
    name="metrics_unsupported_by_endpoint",
    status=400,
    code=100,
    message="Instagram Insights Media API endpoint does not support the metrics: {metrics}. Please refer to "
    "https://developers.facebook.com/docs/instagram/reference/media#insights for more details.",
    evidence=Evidence(source=IG_HOST_LIMITS, grade=Grade.NOTED),
    fix="leave {metrics} out, or ask graph.facebook.com",
)
IMPRESSIONS_RETIRED_MEDIA = ErrorRow(
    name="impressions_retired_media",
    status=400,
    code=100,
    message="Starting from version v22.0 and above, the impressions metric is no longer supported for the queried "
    "media.",
    evidence=Evidence(source=PROBE_V25_JULY, grade=Grade.RECORDED),
    fix="{hint}",
)
IMPRESSIONS_RETIRED_ACCOUNT = ErrorRow(
    name="impressions_retired_account",
    status=400,
    code=100,
    message="Starting from version 22 and above, the impressions metric is no longer supported for the queried user.",
    evidence=Evidence(source=JUNE_2025_REPORT, grade=Grade.NOTED),
    fix="{hint}",
)
METRIC_UNSUPPORTED_ACCOUNT = ErrorRow(
    name="metric_unsupported_account",
    status=400,
    code=100,
    message="{metrics} is/are not supported on this Instagram account",
    evidence=Evidence(source=JUNE_2025_REPORT, grade=Grade.NOTED),
    fix="{hint}",
)
MEDIA_BEFORE_CONVERSION = ErrorRow(
    name="media_before_conversion",
    status=400,
    code=100,
    subcode=2108006,
    message="Invalid parameter",
    prefixed=False,
    is_transient=False,
    blames_nothing=True,
    user_title="Media posted before business account conversion",
    user_message=_CONVERSION_TEXT,
    instagram=Wording(message=_CONVERSION_TEXT, user_texts=False),
    evidence=Evidence(source=IG_HOST_REPORTS, grade=Grade.RECORDED, note="sentence case since August 2020"),
    fix="media from before the account became professional never gets insights; skip it",
)
MEDIA_BEFORE_CONVERSION_2018 = ErrorRow(
    name="media_before_conversion_2018",
    status=400,
    code=100,
    subcode=2108006,
    message="Invalid parameter",
    prefixed=False,
    is_transient=False,
    blames_nothing=True,
    user_title="Media Posted Before Business Account Conversion",
    user_message=_CONVERSION_TEXT,
    instagram=Wording(message=_CONVERSION_TEXT, user_texts=False),
    evidence=Evidence(source=ISSUE_CONVERSION, grade=Grade.RECORDED),
    fix="media from before the account became professional never gets insights; skip it",
)
# The title of subcode 2108006 was written in Title Case before this day.
CONVERSION_TITLE_CHANGED = date(2020, 8, 1)

NOT_ENOUGH_VIEWERS = ErrorRow(
    name="not_enough_viewers",
    status=400,
    code=10,
    message="Not enough viewers for the media to show insights",
    evidence=Evidence(source=PROBE_V26, grade=Grade.RECORDED),
    fix="a story shows its insights once five accounts have seen it",
)
NOT_SHARED_TO_FACEBOOK = ErrorRow(
    name="not_shared_to_facebook",
    status=400,
    code=-1,
    subcode=2207086,
    type="OAuthException",
    message="Fatal",
    prefixed=False,
    evidence=Evidence(source=PROBE_V22_MAY, grade=Grade.RECORDED),
    fix="ask facebook_views and crossposted_views only for media that is shared to Facebook",
)
NOT_ENOUGH_USERS = ErrorRow(
    name="not_enough_users",
    status=400,
    code=100,
    subcode=2874010,
    message="Not enough users",
    prefixed=False,
    is_transient=False,
    user_title="Demographic data isn't available",
    user_message="You can learn about your audience once this metric has more than 100 people in each breakdown.",
    evidence=Evidence(source=CASSETTES, grade=Grade.RECORDED, note="the code was masked in the recording"),
    fix="{metric} needs an audience of at least {minimum}",
)

METRIC_ERRORS = (
    METRIC_UNSUPPORTED,
    METRICS_UNSUPPORTED_BY_ENDPOINT,
    IMPRESSIONS_RETIRED_MEDIA,
    IMPRESSIONS_RETIRED_ACCOUNT,
    METRIC_UNSUPPORTED_ACCOUNT,
    MEDIA_BEFORE_CONVERSION,
    MEDIA_BEFORE_CONVERSION_2018,
    NOT_ENOUGH_VIEWERS,
    NOT_SHARED_TO_FACEBOOK,
    NOT_ENOUGH_USERS,
)
