"""Errors about the token of a request. Their type is OAuthException on both hosts."""

from mock_server.catalogue.model import ErrorRow, Evidence, Grade, Wording
from mock_server.catalogue.sources import ERRORS_PAGE, OUR_CHOICE, TOKEN_REPORTS

TOKEN_MISSING = ErrorRow(
    name="token_missing",
    status=400,
    code=104,
    type="OAuthException",
    message="An access token is required to request this resource.",
    prefixed=False,
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
    instagram=Wording(message="Error validating access token: Session has expired on {expired}."),
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
    evidence=Evidence(source=ERRORS_PAGE, grade=Grade.DOCUMENTED, note="the subcode; the wording is assumed"),
    fix="log in again",
)

TOKEN_ERRORS = (
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
)
