"""Errors that come without the client's doing and go away again; here only where a fault or a header asks for them."""

from mock_server.catalogue.model import ErrorRow, Evidence, Grade
from mock_server.catalogue.sources import BLOCK_REPORTS, ERRORS_PAGE, SERVICE_REPORTS, UNKNOWN_REPORTS

_LATER = "nothing is wrong with the request: wait a little and send it again"

API_UNKNOWN = ErrorRow(
    name="api_unknown",
    status=500,
    code=1,
    type="OAuthException",
    message="An unknown error occurred",
    prefixed=False,
    evidence=Evidence(source=UNKNOWN_REPORTS, grade=Grade.NOTED, note="the HTTP status is assumed"),
    fix=_LATER,
)
API_SERVICE = ErrorRow(
    name="api_service",
    status=500,
    code=2,
    type="OAuthException",
    message="An unexpected error has occurred. Please retry your request later.",
    prefixed=False,
    is_transient=True,
    evidence=Evidence(
        source=SERVICE_REPORTS, grade=Grade.RECORDED, note="the HTTP status as the tests of several clients have it"
    ),
    fix=_LATER,
)
SERVICE_UNAVAILABLE = ErrorRow(
    name="service_unavailable",
    status=400,
    code=2,
    type="OAuthException",
    message="Service temporarily unavailable",
    is_transient=True,
    evidence=Evidence(source=SERVICE_REPORTS, grade=Grade.RECORDED, note="twice with HTTP 400"),
    fix="nothing is wrong with the request, whatever its HTTP status says: is_transient tells. Send it again later",
)
APPLICATION_LIMIT_REACHED = ErrorRow(
    name="application_limit_reached",
    status=400,
    code=341,
    type="OAuthException",
    message="Application limit reached",
    evidence=Evidence(
        source=ERRORS_PAGE, grade=Grade.DOCUMENTED, note="code and name; that the name is the text is assumed"
    ),
    fix="the app or its throttling is over its limit: wait before you send the request again",
)
TEMPORARILY_BLOCKED = ErrorRow(
    name="temporarily_blocked",
    status=400,
    code=368,
    type="OAuthException",
    message="You have been temporarily blocked from performing this action.",
    prefixed=False,
    evidence=Evidence(
        source=BLOCK_REPORTS, grade=Grade.RECORDED, note="text and status; reported for publishing, documented for all"
    ),
    fix="the code stands for a violation of policies: stop calling for a while, then send the request again",
)

TRANSIENT_ERRORS = (
    API_UNKNOWN,
    API_SERVICE,
    SERVICE_UNAVAILABLE,
    APPLICATION_LIMIT_REACHED,
    TEMPORARILY_BLOCKED,
)
