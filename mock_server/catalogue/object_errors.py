"""Errors about paths, objects and permissions."""

from mock_server.catalogue.model import ErrorRow, Evidence, Grade, Wording
from mock_server.catalogue.sources import (
    ASSUMED,
    CASSETTES,
    CONNECTOR_TESTS,
    FB_HOST_REPORTS,
    GUIDE,
    IG_HOST_REPORTS,
    PROBE_V25_JULY,
)

_OBJECT_TEXT = (
    "Unsupported {verb} request. Object with ID '{id}' does not exist, cannot be loaded due to missing permissions, "
    "or does not support this operation"
)
_READ_DOCUMENTATION = ". Please read the Graph API documentation at https://developers.facebook.com/docs/graph-api"


NOT_EMULATED = ErrorRow(
    name="not_emulated",
    status=400,
    code=100,
    type="GraphMethodException",
    message="Unsupported {verb} request. Please read the Graph API documentation at "
    "https://developers.facebook.com/docs/graph-api",
    prefixed=False,
    instagram=Wording(type="IGApiException"),
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
    NOT_EMULATED,
    MOCK_HEADER_INVALID,
    FIELD_MISSING,
    QUERY_TOO_LONG,
    TOO_MANY_IDS,
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
)
