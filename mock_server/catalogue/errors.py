"""Every error that the insights edges can give, with its wording on both hosts."""

from datetime import date

from mock_server.catalogue.model import ErrorRow, Evidence, Grade, Wording
from mock_server.catalogue.sources import (
    ASSUMED,
    CASSETTES,
    CONNECTOR_TESTS,
    ERRORS_PAGE,
    FB_HOST_REPORTS,
    GUIDE,
    IG_HOST_LIMITS,
    IG_HOST_REPORTS,
    ISSUE_62902,
    ISSUE_CONVERSION,
    JUNE_2025_REPORT,
    MEDIA_PAGE_V23,
    OUR_CHOICE,
    PROBE_V22_JULY,
    PROBE_V22_MAY,
    PROBE_V25_JULY,
    PROBE_V25_SEPTEMBER,
    PROBE_V26,
    TOKEN_REPORTS,
)

_CONVERSION_TEXT = (
    "The media was posted before the most recent time that the user's account was converted to a business account "
    "from a personal account."
)
_OBJECT_TEXT = (
    "Unsupported {verb} request. Object with ID '{id}' does not exist, cannot be loaded due to missing permissions, "
    "or does not support this operation"
)
_READ_DOCUMENTATION = ". Please read the Graph API documentation at https://developers.facebook.com/docs/graph-api"

# Tokens. The type is OAuthException on both hosts.

TOKEN_MISSING = ErrorRow(
    name="token_missing",
    status=400,
    code=104,
    type="OAuthException",
    message="An access token is required to request this resource.",
    prefixed=False,
    instagram=Wording(type="OAuthException"),
    evidence=Evidence(source=TOKEN_REPORTS, grade=Grade.RECORDED),
    fix="send access_token in the query or an Authorization: Bearer header",
)
TOKEN_MISSING_ME = ErrorRow(
    name="token_missing_me",
    status=400,
    code=2500,
    type="OAuthException",
    message="An active access token must be used to query information about the current user.",
    prefixed=False,
    instagram=Wording(type="OAuthException"),
    evidence=Evidence(source=ERRORS_PAGE, grade=Grade.NOTED),
    fix="/me needs to know who you are: send a token",
)
TOKEN_UNPARSABLE = ErrorRow(
    name="token_unparsable",
    status=400,
    code=190,
    type="OAuthException",
    message="Invalid OAuth access token - Cannot parse access token",
    prefixed=False,
    instagram=Wording(type="OAuthException"),
    evidence=Evidence(source=TOKEN_REPORTS, grade=Grade.RECORDED),
    fix="no world knows this token; `insights-mock worlds` lists the tokens of the world that is served",
)
TOKEN_OF_OTHER_HOST = ErrorRow(
    name="token_of_other_host",
    status=400,
    code=190,
    type="OAuthException",
    message="Invalid OAuth access token - Cannot parse access token",
    prefixed=False,
    instagram=Wording(type="OAuthException"),
    evidence=Evidence(source=TOKEN_REPORTS, grade=Grade.NOTED),
    fix="this is a token of the other login: Instagram User tokens belong to graph.instagram.com, all others to "
    "graph.facebook.com",
)
TOKEN_OF_META = ErrorRow(
    name="token_of_meta",
    status=400,
    code=190,
    type="OAuthException",
    message="Invalid OAuth access token - this looks like a real Meta token. insights-mock never uses real tokens; "
    "it has neither stored nor logged this one. Take a token of the emulated world, such as EAAmock-reader",
    prefixed=False,
    instagram=Wording(type="OAuthException"),
    evidence=Evidence(source=OUR_CHOICE, grade=Grade.ASSUMED),
    fix="keep real tokens away from the emulator; `insights-mock worlds` lists tokens that work here",
)
TOKEN_NOT_AUTHORIZED = ErrorRow(
    name="token_not_authorized",
    status=400,
    code=190,
    subcode=458,
    type="OAuthException",
    message="Error validating access token: The user has not authorized application {app}.",
    prefixed=False,
    instagram=Wording(type="OAuthException"),
    evidence=Evidence(source=ERRORS_PAGE, grade=Grade.DOCUMENTED),
    fix="the user removed the app; log in again",
)
TOKEN_CHECKPOINTED = ErrorRow(
    name="token_checkpointed",
    status=400,
    code=190,
    subcode=459,
    type="OAuthException",
    message="Error validating access token: The user is enrolled in a blocking, logged-in checkpoint",
    prefixed=False,
    instagram=Wording(type="OAuthException"),
    evidence=Evidence(source=ERRORS_PAGE, grade=Grade.DOCUMENTED),
    fix="the user must log in at Facebook and clear the checkpoint",
)
TOKEN_PASSWORD_CHANGED = ErrorRow(
    name="token_password_changed",
    status=400,
    code=190,
    subcode=460,
    type="OAuthException",
    message="Error validating access token: The session has been invalidated because the user changed their password "
    "or Facebook has changed the session for security reasons.",
    prefixed=False,
    instagram=Wording(type="OAuthException"),
    evidence=Evidence(source=TOKEN_REPORTS, grade=Grade.RECORDED),
    fix="log in again",
)
TOKEN_EXPIRED = ErrorRow(
    name="token_expired",
    status=400,
    code=190,
    subcode=463,
    type="OAuthException",
    message="Error validating access token: Session has expired on {expired}. The current time is {now}.",
    prefixed=False,
    instagram=Wording(
        type="OAuthException", message="Error validating access token: Session has expired on {expired}."
    ),
    evidence=Evidence(source=TOKEN_REPORTS, grade=Grade.RECORDED),
    fix="get a new token; an expired one cannot be refreshed",
)
TOKEN_LOGGED_OUT = ErrorRow(
    name="token_logged_out",
    status=400,
    code=190,
    subcode=467,
    type="OAuthException",
    message="Error validating access token: The session is invalid because the user logged out.",
    prefixed=False,
    instagram=Wording(type="OAuthException"),
    evidence=Evidence(source=ERRORS_PAGE, grade=Grade.DOCUMENTED, note="the subcode; the wording is assumed"),
    fix="log in again",
)

# Paths and objects.

NOT_EMULATED = ErrorRow(
    name="not_emulated",
    status=400,
    code=100,
    type="GraphMethodException",
    message="Unsupported {verb} request. Please read the Graph API documentation at "
    "https://developers.facebook.com/docs/graph-api",
    prefixed=False,
    evidence=ASSUMED,
    fix="this server answers GET /{{id}}/insights",
)
MOCK_HEADER_INVALID = ErrorRow(
    name="mock_header_invalid",
    status=400,
    code=100,
    message="{header} must be {allowed}",
    evidence=ASSUMED,
    fix="{header} is a header of insights-mock; Meta knows nothing of it",
)
FIELD_MISSING = ErrorRow(
    name="field_missing",
    status=400,
    code=100,
    message="Tried accessing nonexisting field ({field})",
    evidence=Evidence(source=CASSETTES, grade=Grade.RECORDED),
    fix="/me is a Facebook user here; ask an Instagram account by its id",
)

PATH_UNKNOWN = ErrorRow(
    name="path_unknown",
    status=400,
    code=2500,
    type="OAuthException",
    message="Unknown path components: {path}",
    prefixed=False,
    instagram=Wording(type="OAuthException", status=500),
    evidence=Evidence(source=CASSETTES, grade=Grade.RECORDED),
    fix="the edge does not exist on this object, or is not emulated",
)
VERSION_UNKNOWN = ErrorRow(
    name="version_unknown",
    status=400,
    code=2500,
    type="OAuthException",
    message="Unknown path components: {path}",
    prefixed=False,
    instagram=Wording(type="OAuthException"),
    evidence=ASSUMED,
    fix="this version is not released on the day of the request; the newest is {latest}",
)
ALIAS_UNKNOWN = ErrorRow(
    name="alias_unknown",
    status=404,
    code=803,
    type="OAuthException",
    message="Some of the aliases you requested do not exist: {alias}",
    instagram=Wording(
        message="Object with ID '{alias}' does not exist, cannot be loaded due to missing permissions, "
        "or does not support this operation",
        status=400,
    ),
    evidence=Evidence(source=FB_HOST_REPORTS, grade=Grade.NOTED),
    fix="objects are asked by numeric id",
)
OBJECT_MISSING = ErrorRow(
    name="object_missing",
    status=400,
    code=100,
    subcode=33,
    type="GraphMethodException",
    message=_OBJECT_TEXT + _READ_DOCUMENTATION,
    prefixed=False,
    instagram=Wording(message=_OBJECT_TEXT),
    evidence=Evidence(source=CASSETTES, grade=Grade.RECORDED),
    fix="no such object in this token's world, or the token does not see it",
)
METHOD_UNSUPPORTED = ErrorRow(
    name="method_unsupported",
    status=400,
    code=100,
    subcode=33,
    type="GraphMethodException",
    message=_OBJECT_TEXT + _READ_DOCUMENTATION,
    prefixed=False,
    instagram=Wording(message=_OBJECT_TEXT),
    evidence=Evidence(source=IG_HOST_REPORTS, grade=Grade.RECORDED, note="DELETE on a media; others alike"),
    fix="the insights edges can only be read",
)
STORY_GONE = ErrorRow(
    name="story_gone",
    status=400,
    code=100,
    subcode=33,
    type="GraphMethodException",
    message=_OBJECT_TEXT + _READ_DOCUMENTATION,
    prefixed=False,
    instagram=Wording(message=_OBJECT_TEXT),
    evidence=Evidence(source=IG_HOST_REPORTS, grade=Grade.NOTED),
    fix="a story lives for 24 hours; read it before, subscribe to story_insights, or highlight it",
)
SINGLE_USER = ErrorRow(
    name="single_user",
    status=400,
    code=100,
    message="You can only get insights for a single user at a time",
    evidence=Evidence(source=GUIDE, grade=Grade.DOCUMENTED, note="the rule; the wording is assumed"),
    fix="ask one account per request",
)
PAGE_METRIC_INVALID = ErrorRow(
    name="page_metric_invalid",
    status=400,
    code=100,
    message="The value must be a valid insights metric",
    evidence=Evidence(source=PROBE_V25_JULY, grade=Grade.RECORDED),
    fix="Instagram insights are not available on Facebook Pages; ask the page's instagram_business_account",
)
PAGE_METRIC_MISSING = ErrorRow(
    name="page_metric_missing",
    status=400,
    code=3001,
    subcode=1504028,
    message="Invalid query",
    prefixed=False,
    is_transient=False,
    user_title="No metric specified",
    user_message="No metric was specified to be fetched. Please specify one or more metrics to be fetched and try "
    "again.",
    evidence=Evidence(source=CASSETTES, grade=Grade.RECORDED, note="the code was masked in the recording"),
    fix="this is a Facebook Page; ask its instagram_business_account",
)
PERMISSION_MISSING = ErrorRow(
    name="permission_missing",
    status=400,
    code=10,
    message="Application does not have permission for this action",
    evidence=Evidence(source=CONNECTOR_TESTS, grade=Grade.RECORDED),
    fix="the token lacks {scopes}",
)
ACCOUNT_NOT_PROFESSIONAL = ErrorRow(
    name="account_not_professional",
    status=400,
    code=100,
    subcode=33,
    type="GraphMethodException",
    message=_OBJECT_TEXT + _READ_DOCUMENTATION,
    prefixed=False,
    instagram=Wording(message=_OBJECT_TEXT),
    evidence=Evidence(source=GUIDE, grade=Grade.DOCUMENTED, note="the rule; the wording is assumed"),
    fix="only professional accounts have insights: convert it to a business or creator account",
)

# Parameters.

PARAMETER_REQUIRED = ErrorRow(
    name="parameter_required",
    status=400,
    code=100,
    message="The parameter {parameter} is required",
    evidence=Evidence(source=FB_HOST_REPORTS, grade=Grade.RECORDED),
    fix="add {parameter}",
)
PERIOD_REQUIRED_OBSERVED = ErrorRow(
    name="period_required_observed",
    status=400,
    code=100,
    message="the parameter period is required",
    evidence=Evidence(source=FB_HOST_REPORTS, grade=Grade.NOTED, note="two reports print a lower-case article"),
    fix="add period",
)
VALUE_NOT_LISTED = ErrorRow(
    name="value_not_listed",
    status=400,
    code=100,
    message="{parameter} must be one of the following values: {values}",
    evidence=Evidence(source=PROBE_V25_JULY, grade=Grade.RECORDED),
    fix="{hint}",
)
TIME_UNREADABLE = ErrorRow(
    name="time_unreadable",
    status=400,
    code=100,
    message="Parameter {parameter}: Must be a unixtime or a date/time representation parseable by strtotime()",
    evidence=Evidence(source=CASSETTES, grade=Grade.RECORDED, note="recorded on a neighbouring edge"),
    fix="send Unix seconds, YYYY-MM-DD or an ISO 8601 date-time",
)
WINDOW_BACKWARDS = ErrorRow(
    name="window_backwards",
    status=400,
    code=100,
    message="since param should be before until param",
    evidence=ASSUMED,
    fix="swap since and until",
)
METRIC_TYPE_REQUIRED = ErrorRow(
    name="metric_type_required",
    status=400,
    code=100,
    message="The following metrics ({metrics}) should be specified with parameter metric_type=total_value",
    evidence=Evidence(source=CASSETTES, grade=Grade.RECORDED),
    fix="add metric_type=total_value, and ask series metrics in a request of their own",
)
METRIC_TYPE_INCOMPATIBLE = ErrorRow(
    name="metric_type_incompatible",
    status=400,
    code=100,
    message="The following metric ({metric}) is incompatible with the metric type ({metric_type})",
    evidence=Evidence(source=PROBE_V25_JULY, grade=Grade.RECORDED),
    fix="{metric} comes as {shapes}",
)
PERIODS_INCOMPATIBLE = ErrorRow(
    name="periods_incompatible",
    status=400,
    code=100,
    message="The following periods ({periods}) are incompatible with the metric ({metric})",
    evidence=Evidence(source=PROBE_V25_JULY, grade=Grade.RECORDED),
    fix="{metric} takes {allowed}",
)
BREAKDOWNS_INCOMPATIBLE = ErrorRow(
    name="breakdowns_incompatible",
    status=400,
    code=100,
    message="Incompatible breakdowns ({breakdowns}) for metric ({metric})",
    evidence=Evidence(source=PROBE_V22_MAY, grade=Grade.RECORDED),
    fix="{metric} takes {allowed}; ask metrics with and without a breakdown in separate requests",
)
UNKNOWN_ERROR = ErrorRow(
    name="unknown_error",
    status=500,
    code=1,
    type="OAuthException",
    message="An unknown error has occurred.",
    prefixed=False,
    instagram=Wording(type="OAuthException"),
    evidence=Evidence(source=MEDIA_PAGE_V23, grade=Grade.DOCUMENTED),
    fix="{metric} takes {allowed}; ask metrics with and without a breakdown in separate requests",
)
TIMEFRAME_REQUIRED = ErrorRow(
    name="timeframe_required",
    status=400,
    code=100,
    message="Metrics ({metrics}) require timeframe parameter to be specified",
    evidence=Evidence(source=FB_HOST_REPORTS, grade=Grade.NOTED),
    fix="add timeframe=this_week or timeframe=this_month",
)
TIMEFRAME_INCOMPATIBLE = ErrorRow(
    name="timeframe_incompatible",
    status=400,
    code=100,
    message="The following timeframes ({timeframe}) are incompatible with the metric ({metric})",
    evidence=ASSUMED,
    fix="{metric} takes {allowed}",
)
WINDOW_TOO_WIDE = ErrorRow(
    name="window_too_wide",
    status=400,
    code=100,
    message="There cannot be more than 30 days (2592000 s) between since and until.",
    evidence=Evidence(source=PROBE_V25_JULY, grade=Grade.RECORDED),
    fix="ask windows of at most 30 days",
)
SINCE_OUT_OF_RANGE = ErrorRow(
    name="since_out_of_range",
    status=400,
    code=100,
    message="since param is not valid. Metrics data is available for the last 2 years",
    evidence=Evidence(source=PROBE_V25_SEPTEMBER, grade=Grade.RECORDED),
    fix="since must lie in the last 729 days and not in the future",
)
FOLLOWER_COUNT_TOO_OLD = ErrorRow(
    name="follower_count_too_old",
    status=400,
    code=100,
    message="({metric}) metric only supports querying data for the last 30 days excluding the current day",
    evidence=Evidence(source=PROBE_V22_JULY, grade=Grade.RECORDED),
    fix="ask {metric} for the last 30 days, today not included",
)

# Metrics and media.

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
    instagram=Wording(type="OAuthException"),
    evidence=Evidence(source=PROBE_V22_MAY, grade=Grade.RECORDED),
    fix="ask facebook_views and crossposted_views only for media that is shared to Facebook",
)
NOT_ENOUGH_USERS = ErrorRow(
    name="not_enough_users",
    status=400,
    code=100,
    subcode=2874010,
    type="OAuthException",
    message="Not enough users",
    prefixed=False,
    is_transient=False,
    user_title="Demographic data isn't available",
    user_message="You can learn about your audience once this metric has more than 100 people in each breakdown.",
    evidence=Evidence(source=CASSETTES, grade=Grade.RECORDED, note="the code was masked in the recording"),
    fix="{metric} needs an audience of at least {minimum}",
)

ERRORS = (
    TOKEN_MISSING,
    TOKEN_MISSING_ME,
    TOKEN_UNPARSABLE,
    TOKEN_OF_OTHER_HOST,
    TOKEN_OF_META,
    TOKEN_NOT_AUTHORIZED,
    TOKEN_CHECKPOINTED,
    TOKEN_PASSWORD_CHANGED,
    TOKEN_EXPIRED,
    TOKEN_LOGGED_OUT,
    NOT_EMULATED,
    MOCK_HEADER_INVALID,
    FIELD_MISSING,
    PATH_UNKNOWN,
    VERSION_UNKNOWN,
    ALIAS_UNKNOWN,
    OBJECT_MISSING,
    METHOD_UNSUPPORTED,
    STORY_GONE,
    SINGLE_USER,
    PAGE_METRIC_INVALID,
    PAGE_METRIC_MISSING,
    PERMISSION_MISSING,
    ACCOUNT_NOT_PROFESSIONAL,
    PARAMETER_REQUIRED,
    PERIOD_REQUIRED_OBSERVED,
    VALUE_NOT_LISTED,
    TIME_UNREADABLE,
    WINDOW_BACKWARDS,
    METRIC_TYPE_REQUIRED,
    METRIC_TYPE_INCOMPATIBLE,
    PERIODS_INCOMPATIBLE,
    BREAKDOWNS_INCOMPATIBLE,
    UNKNOWN_ERROR,
    TIMEFRAME_REQUIRED,
    TIMEFRAME_INCOMPATIBLE,
    WINDOW_TOO_WIDE,
    SINCE_OUT_OF_RANGE,
    FOLLOWER_COUNT_TOO_OLD,
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
