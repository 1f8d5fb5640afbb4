"""Errors about paths, objects and permissions."""

from datetime import date

from mock_server.catalogue.model import ErrorRow, Evidence, Grade, Wording
from mock_server.catalogue.sources import (
    ASSUMED,
    CASSETTES,
    CONNECTOR_TESTS,
    FB_HOST_REPORTS,
    GUIDE,
    IG_HOST_REPORTS,
    PROBE_V22_MAY,
    PROBE_V25_JULY,
)

# The day from which the text on a field that does not exist names its type no longer.
NODE_TYPE_UNNAMED = date(2026, 3, 6)

_OBJECT_TEXT = (
    "Unsupported {verb} request. Object with ID '{id}' does not exist, cannot be loaded due to missing permissions, "
    "or does not support this operation"
)
_READ_DOCUMENTATION = ". Please read the Graph API documentation at https://developers.facebook.com/docs/graph-api"


EMULATOR_MISTAKE = ErrorRow(
    name="emulator_mistake",
    status=500,
    code=1,
    message="An unknown error has occurred.",
    prefixed=False,
    evidence=ASSUMED,
    fix="this is a mistake of insights-mock, not of the request: please report it with what the server printed",
)
REQUEST_UNSUPPORTED = ErrorRow(
    name="request_unsupported",
    status=400,
    code=100,
    type="GraphMethodException",
    message="Unsupported {verb} request. Please read the Graph API documentation at "
    "https://developers.facebook.com/docs/graph-api",
    prefixed=False,
    instagram=Wording(type="IGApiException"),
    evidence=ASSUMED,
    fix="name an object, as in /{{id}} or /me, or several: /?ids=A,B",
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
    fix="there is no {field} on this object, for this login, on this day; docs/reference/nodes.md lists what there is. "
    "/me with a user token is a Facebook user: ask an Instagram account by its id",
)
FIELD_MISSING_ON_TYPE = ErrorRow(
    name="field_missing_on_type",
    status=400,
    code=100,
    message="Tried accessing nonexisting field ({field}) on node type ({type})",
    evidence=Evidence(source=CASSETTES, grade=Grade.RECORDED, note="until February 2026"),
    fix="{type} has no {field}; until March 2026 the text named the type",
)
FIELD_NEEDS_DISCOVERY = ErrorRow(
    name="field_needs_discovery",
    status=400,
    code=36104,
    message="You do not have permission to access this field outside of the Business Discovery API.",
    evidence=Evidence(source=PROBE_V22_MAY, grade=Grade.RECORDED),
    fix="{field} is told of other accounts only: business_discovery.username(…){{media{{{field}}}}}",
)
VIDEO_MISSING = ErrorRow(
    name="video_missing",
    status=400,
    code=9005,
    subcode=1452042,
    message="Video content was not found.",
    prefixed=False,
    evidence=Evidence(source=PROBE_V22_MAY, grade=Grade.RECORDED),
    fix="{field} exists for videos only",
)
USERNAME_UNKNOWN = ErrorRow(
    name="username_unknown",
    status=400,
    code=110,
    subcode=2207013,
    message="Invalid user id",
    prefixed=False,
    is_transient=False,
    user_title="Cannot find User",
    user_message="The user with username: {username} cannot be found.",
    evidence=Evidence(source=FB_HOST_REPORTS, grade=Grade.NOTED),
    fix="business discovery finds professional accounts of this world by their username",
)
FIELD_REQUIRES_ARGUMENT = ErrorRow(
    name="field_requires_argument",
    status=400,
    code=100,
    message="The parameter {argument} is required",
    evidence=ASSUMED,
    fix="write it behind the field, as in business_discovery.username(blue.bottle){{followers_count}}",
)
TOO_MUCH_DATA = ErrorRow(
    name="too_much_data",
    status=500,
    code=1,
    message="Please reduce the amount of data you're asking for, then retry your request",
    prefixed=False,
    instagram=Wording(type="OAuthException"),
    evidence=Evidence(source=CONNECTOR_TESTS, grade=Grade.RECORDED),
    fix="ask for a smaller limit, or for less in expansions",
)
PAGE_PERMISSION_MISSING = ErrorRow(
    name="page_permission_missing",
    status=400,
    code=10,
    message="This endpoint requires the 'pages_read_engagement' permission or the 'Page Public Content Access' feature "
    "or the 'Page Public Metadata Access' feature. Refer to "
    "https://developers.facebook.com/docs/apps/review/login-permissions#manage-pages and "
    "https://developers.facebook.com/docs/apps/review/feature#reference-PAGES_ACCESS for details.",
    evidence=Evidence(source=FB_HOST_REPORTS, grade=Grade.NOTED),
    fix="the token lacks {scopes}",
)
PAGE_TOKEN_REQUIRED = ErrorRow(
    name="page_token_required",
    status=400,
    code=210,
    message="A page access token is required to request this resource.",
    evidence=Evidence(source=FB_HOST_REPORTS, grade=Grade.NOTED),
    fix="send the Page's own token: GET /me/accounts tells it as access_token",
)
PAGE_MESSAGING_MISSING = ErrorRow(
    name="page_messaging_missing",
    status=403,
    code=200,
    message="Requires permission: pages_messaging or User associated with the Page access token does not have an "
    "appropriate role on the Page.",
    evidence=Evidence(source=CASSETTES, grade=Grade.RECORDED),
    fix="the token lacks {scopes}",
)

QUERY_TOO_LONG = ErrorRow(
    name="query_too_long",
    status=400,
    code=100,
    message="The query string cannot be longer than {most} characters",
    evidence=ASSUMED,
    fix="ask for less in one request",
)
TOO_MANY_IDS = ErrorRow(
    name="too_many_ids",
    status=400,
    code=100,
    message="Too many IDs. Maximum: {most}. Provided: {sent}.",
    evidence=ASSUMED,
    fix="ask at most {most} ids in one request",
)
PATH_UNKNOWN = ErrorRow(
    name="path_unknown",
    status=400,
    code=2500,
    type="OAuthException",
    message="Unknown path components: {path}",
    prefixed=False,
    instagram=Wording(status=500),
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
        type="IGApiException",
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
    instagram=Wording(message=_OBJECT_TEXT, type="IGApiException"),
    evidence=Evidence(source=CASSETTES, grade=Grade.RECORDED),
    fix="no such object in this token's world, or the token does not see it",
)
BODY_LATE = ErrorRow(
    name="body_late",
    status=400,
    code=100,
    message="The request body did not arrive within {most} seconds",
    evidence=ASSUMED,
    fix="send as many bytes as Content-Length announces",
)
METHOD_UNSUPPORTED = ErrorRow(
    name="method_unsupported",
    status=400,
    code=100,
    subcode=33,
    type="GraphMethodException",
    message=_OBJECT_TEXT + _READ_DOCUMENTATION,
    prefixed=False,
    instagram=Wording(message=_OBJECT_TEXT, type="IGApiException"),
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
    instagram=Wording(message=_OBJECT_TEXT, type="IGApiException"),
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
APP_TOKEN_SEES_NOTHING = ErrorRow(
    name="app_token_sees_nothing",
    status=400,
    code=100,
    subcode=33,
    type="GraphMethodException",
    message=_OBJECT_TEXT + _READ_DOCUMENTATION,
    prefixed=False,
    instagram=Wording(message=_OBJECT_TEXT, type="IGApiException"),
    evidence=ASSUMED,
    fix="a token of an app sees no accounts; send the token of a person or of a Page",
)
PAGE_LINK_MISSING = ErrorRow(
    name="page_link_missing",
    status=400,
    code=100,
    subcode=33,
    type="GraphMethodException",
    message=_OBJECT_TEXT + _READ_DOCUMENTATION,
    prefixed=False,
    evidence=Evidence(source=GUIDE, grade=Grade.DOCUMENTED, note="the rule; the wording is assumed"),
    fix="link the account to a Facebook Page, or read it through Instagram Login on graph.instagram.com",
)
APP_NOT_FOR_EVERYBODY = ErrorRow(
    name="app_not_for_everybody",
    status=400,
    code=10,
    message="Application does not have permission for this action",
    evidence=ASSUMED,
    fix="the app {state}: give the person the role of an admin, developer or tester, or take the app live with "
    "advanced access",
)
APP_SCOPED_ID_USED = ErrorRow(
    name="app_scoped_id_used",
    status=400,
    code=100,
    type="IGApiException",
    message="Unsupported request - method type: get",
    prefixed=False,
    evidence=Evidence(source=IG_HOST_REPORTS, grade=Grade.NOTED),
    fix="this is the `id` that /me tells, which is scoped to the app; ask the account by its `user_id`, {user_id}",
)
APP_INVITATION_PENDING = ErrorRow(
    name="app_invitation_pending",
    status=400,
    code=100,
    type="IGApiException",
    message="Unsupported request - method type: get",
    prefixed=False,
    evidence=Evidence(source=IG_HOST_REPORTS, grade=Grade.NOTED),
    fix="the app {state}: invite the account as a tester and have it accept, or take the app live with advanced access",
)
ACCOUNT_NOT_PROFESSIONAL = ErrorRow(
    name="account_not_professional",
    status=400,
    code=100,
    subcode=33,
    type="GraphMethodException",
    message=_OBJECT_TEXT + _READ_DOCUMENTATION,
    prefixed=False,
    instagram=Wording(message=_OBJECT_TEXT, type="IGApiException"),
    evidence=Evidence(source=GUIDE, grade=Grade.DOCUMENTED, note="the rule; the wording is assumed"),
    fix="only professional accounts have insights: convert it to a business or creator account",
)

OBJECT_ERRORS = (
    EMULATOR_MISTAKE,
    REQUEST_UNSUPPORTED,
    MOCK_HEADER_INVALID,
    FIELD_MISSING,
    FIELD_MISSING_ON_TYPE,
    FIELD_NEEDS_DISCOVERY,
    VIDEO_MISSING,
    USERNAME_UNKNOWN,
    FIELD_REQUIRES_ARGUMENT,
    TOO_MUCH_DATA,
    PAGE_PERMISSION_MISSING,
    PAGE_TOKEN_REQUIRED,
    PAGE_MESSAGING_MISSING,
    QUERY_TOO_LONG,
    TOO_MANY_IDS,
    PATH_UNKNOWN,
    VERSION_UNKNOWN,
    ALIAS_UNKNOWN,
    OBJECT_MISSING,
    BODY_LATE,
    METHOD_UNSUPPORTED,
    STORY_GONE,
    SINGLE_USER,
    PAGE_METRIC_INVALID,
    PAGE_METRIC_MISSING,
    PERMISSION_MISSING,
    APP_TOKEN_SEES_NOTHING,
    PAGE_LINK_MISSING,
    APP_NOT_FOR_EVERYBODY,
    APP_SCOPED_ID_USED,
    APP_INVITATION_PENDING,
    ACCOUNT_NOT_PROFESSIONAL,
)
