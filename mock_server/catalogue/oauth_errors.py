"""Errors of the login dialogs, the code exchanges, the token endpoints and appsecret_proof."""

from mock_server.catalogue.model import ErrorRow, Evidence, Grade
from mock_server.catalogue.sources import (
    ASSUMED,
    BUSINESS_LOGIN_PAGE,
    DEBUG_RECORDINGS,
    IG_HOST_REPORTS,
    LOGIN_FLOW_PAGE,
    OAUTH_REPORTS,
    SECURE_REQUESTS_PAGE,
)

_PASTED = Evidence(source=OAUTH_REPORTS, grade=Grade.RECORDED)
_NOTED = Evidence(source=OAUTH_REPORTS, grade=Grade.NOTED)
_APP_UNREADABLE = "Error validating application. Cannot get application info due to a system error."
_REDIRECT_DIFFERS = (
    "Error validating verification code. Please make sure your redirect_uri is identical to the one you used in the "
    "OAuth dialog request"
)
_UNSUPPORTED = "Unsupported request - method type: {verb}"

# ---------------------------------------------------------------------------------------- the dialogs, shown on a page

DIALOG_APP_UNKNOWN = ErrorRow(
    name="dialog_app_unknown",
    status=400,
    code=101,
    type="OAuthException",
    message="Invalid App ID: no app of this server has the client_id {client}.",
    prefixed=False,
    evidence=Evidence(source=OAUTH_REPORTS, grade=Grade.NOTED, note="the first words; the rest is ours"),
    fix="`GET /_mock/worlds` tells the app_id of each world",
)
DIALOG_REDIRECT_MISSING = ErrorRow(
    name="dialog_redirect_missing",
    status=400,
    code=191,
    type="OAuthException",
    message="Missing redirect_uri parameter.",
    prefixed=False,
    evidence=_PASTED,
    fix="add redirect_uri, percent-encoded: the address that the browser is sent back to",
)
DIALOG_REDIRECT_INVALID = ErrorRow(
    name="dialog_redirect_invalid",
    status=400,
    code=191,
    type="OAuthException",
    message="Invalid redirect_uri: it must be an absolute http or https address without a fragment.",
    prefixed=False,
    evidence=Evidence(source=OAUTH_REPORTS, grade=Grade.NOTED, note="the first words; the rest is ours"),
    fix="a redirect_uri looks like https://app.example/callback",
)
DIALOG_PARAMETER_TOO_LONG = ErrorRow(
    name="dialog_parameter_too_long",
    status=400,
    code=100,
    type="OAuthException",
    message="The parameter {parameter} cannot be longer than {most} characters.",
    prefixed=False,
    evidence=ASSUMED,
    fix="send a shorter {parameter}",
)
DIALOG_SCOPE_UNKNOWN = ErrorRow(
    name="dialog_scope_unknown",
    status=400,
    code=100,
    type="OAuthException",
    message="Invalid Scopes: {scopes}.",
    prefixed=False,
    evidence=_NOTED,
    fix="this login knows {known}",
)
DIALOG_SCOPE_MISSING = ErrorRow(
    name="dialog_scope_missing",
    status=400,
    code=100,
    type="OAuthException",
    message="The scope {scope} is required.",
    prefixed=False,
    evidence=Evidence(source=BUSINESS_LOGIN_PAGE, grade=Grade.DOCUMENTED, note="the rule; the wording is assumed"),
    fix="add {scope} to scope",
)
DIALOG_RESPONSE_TYPE_INVALID = ErrorRow(
    name="dialog_response_type_invalid",
    status=400,
    code=100,
    type="OAuthException",
    message="Invalid response_type: this dialog can respond with {allowed}.",
    prefixed=False,
    evidence=Evidence(source=LOGIN_FLOW_PAGE, grade=Grade.DOCUMENTED, note="the rule; the wording is assumed"),
    fix="response_type is {allowed}",
)
DIALOG_PERSON_UNKNOWN = ErrorRow(
    name="dialog_person_unknown",
    status=400,
    code=100,
    type="OAuthException",
    message="Nobody is called {user} here.",
    prefixed=False,
    evidence=ASSUMED,
    fix="mock_user, a parameter of insights-mock, is the id of an account of the app's world{others}",
)
DIALOG_DECISION_INVALID = ErrorRow(
    name="dialog_decision_invalid",
    status=400,
    code=100,
    type="OAuthException",
    message="mock_decision is allow or deny.",
    prefixed=False,
    evidence=ASSUMED,
    fix="mock_decision, a parameter of insights-mock, is allow or deny",
)

# ------------------------------------------------------------------------------ graph.facebook.com, /oauth/access_token

CLIENT_ID_MISSING = ErrorRow(
    name="client_id_missing",
    status=400,
    code=101,
    type="OAuthException",
    message="Missing client_id parameter.",
    prefixed=False,
    evidence=_PASTED,
    fix="add client_id, the id of the app",
)
CLIENT_ID_INVALID = ErrorRow(
    name="client_id_invalid",
    status=400,
    code=101,
    type="OAuthException",
    message="Error validating application. Invalid application ID.",
    prefixed=False,
    evidence=_PASTED,
    fix="client_id is the number of an app; `GET /_mock/worlds` tells the app_id of each world",
)
APP_UNKNOWN = ErrorRow(
    name="app_unknown",
    status=400,
    code=101,
    type="OAuthException",
    message=_APP_UNREADABLE,
    prefixed=False,
    evidence=_PASTED,
    fix="no world has this app; `GET /_mock/worlds` tells the app_id of each",
)
CLIENT_SECRET_MISSING = ErrorRow(
    name="client_secret_missing",
    status=400,
    code=1,
    type="OAuthException",
    message="Missing client_secret parameter.",
    prefixed=False,
    evidence=ASSUMED,
    fix="add client_secret; the world file tells it, else it is mock-app-secret",
)
CLIENT_SECRET_WRONG = ErrorRow(
    name="client_secret_wrong",
    status=400,
    code=1,
    type="OAuthException",
    message="Error validating client secret.",
    prefixed=False,
    evidence=_PASTED,
    fix="the world file tells the app's secret, else it is mock-app-secret",
)
GRANT_TYPE_INVALID = ErrorRow(
    name="grant_type_invalid",
    status=400,
    code=100,
    type="OAuthException",
    message="Invalid grant_type: {grant_type}",
    prefixed=False,
    evidence=ASSUMED,
    fix="grant_type is authorization_code, fb_exchange_token or client_credentials",
)
REDIRECT_URI_MISSING = ErrorRow(
    name="redirect_uri_missing",
    status=400,
    code=191,
    type="OAuthException",
    message="Missing redirect_uri parameter.",
    prefixed=False,
    evidence=_PASTED,
    fix="send the redirect_uri that the dialog was opened with",
)
REDIRECT_URI_DIFFERS = ErrorRow(
    name="redirect_uri_differs",
    status=400,
    code=100,
    subcode=36008,
    type="OAuthException",
    message=_REDIRECT_DIFFERS,
    prefixed=False,
    evidence=_PASTED,
    fix="send the redirect_uri that the dialog was opened with, to the letter",
)
CODE_MISSING = ErrorRow(
    name="code_missing",
    status=400,
    code=1,
    type="OAuthException",
    message="Missing authorization code",
    prefixed=False,
    evidence=_PASTED,
    fix="add code, which the dialog appends to redirect_uri",
)
CODE_UNKNOWN = ErrorRow(
    name="code_unknown",
    status=400,
    code=100,
    type="OAuthException",
    message="Invalid verification code format.",
    prefixed=False,
    evidence=_PASTED,
    fix="this app's dialog gave no such code; strip #_=_ from its end",
)
CODE_USED = ErrorRow(
    name="code_used",
    status=400,
    code=100,
    subcode=36009,
    type="OAuthException",
    message="This authorization code has been used.",
    prefixed=False,
    evidence=_PASTED,
    fix="a code can be exchanged once; open the dialog again",
)
CODE_EXPIRED = ErrorRow(
    name="code_expired",
    status=400,
    code=100,
    subcode=36007,
    type="OAuthException",
    message="This authorization code has expired.",
    prefixed=False,
    evidence=_NOTED,
    fix="open the dialog again and exchange the code at once",
)
EXCHANGE_TOKEN_MISSING = ErrorRow(
    name="exchange_token_missing",
    status=400,
    code=1,
    type="OAuthException",
    message="fb_exchange_token parameter not specified",
    prefixed=False,
    evidence=_PASTED,
    fix="add fb_exchange_token, the token to exchange",
)

# ------------------------------------------- api.instagram.com, /oauth/access_token: errors have a shape of their own

PLATFORM_APP_INVALID = ErrorRow(
    name="platform_app_invalid",
    status=400,
    code=400,
    type="OAuthException",
    message="Invalid platform app",
    prefixed=False,
    evidence=_NOTED,
    fix="client_id is the id of an app; `GET /_mock/worlds` tells the app_id of each world",
)
PLATFORM_SECRET_WRONG = ErrorRow(
    name="platform_secret_wrong",
    status=400,
    code=400,
    type="OAuthException",
    message="Error validating client secret.",
    prefixed=False,
    evidence=_NOTED,
    fix="the world file tells the app's secret, else it is mock-app-secret",
)
PLATFORM_GRANT_TYPE_INVALID = ErrorRow(
    name="platform_grant_type_invalid",
    status=400,
    code=400,
    type="OAuthException",
    message="Invalid grant_type",
    prefixed=False,
    evidence=ASSUMED,
    fix="grant_type is authorization_code",
)
PLATFORM_REDIRECT_URI_DIFFERS = ErrorRow(
    name="platform_redirect_uri_differs",
    status=400,
    code=400,
    type="OAuthException",
    message=_REDIRECT_DIFFERS,
    prefixed=False,
    evidence=_NOTED,
    fix="send the redirect_uri that the authorization window was opened with, to the letter",
)
PLATFORM_CODE_UNMATCHED = ErrorRow(
    name="platform_code_unmatched",
    status=400,
    code=400,
    type="OAuthException",
    message="Matching code was not found or was already used",
    prefixed=False,
    evidence=Evidence(source=BUSINESS_LOGIN_PAGE, grade=Grade.DOCUMENTED),
    fix="a code lives for an hour and can be exchanged once; strip #_ from its end",
)
PLATFORM_CODE_INVALID = ErrorRow(
    name="platform_code_invalid",
    status=400,
    code=400,
    type="OAuthException",
    message="Invalid authorization code",
    prefixed=False,
    evidence=Evidence(source=IG_HOST_REPORTS, grade=Grade.RECORDED),
    fix="a code lives for an hour and can be exchanged once; strip #_ from its end",
)
PLATFORM_CODE_USED = ErrorRow(
    name="platform_code_used",
    status=400,
    code=400,
    type="OAuthException",
    message="This authorization code has been used",
    prefixed=False,
    evidence=_NOTED,
    fix="a code can be exchanged once; open the authorization window again",
)

# ----------------------------------------------------- graph.instagram.com, /access_token and /refresh_access_token

INSTAGRAM_SECRET_WRONG = ErrorRow(
    name="instagram_secret_wrong",
    status=400,
    code=100,
    message="Error validating client secret",
    prefixed=False,
    evidence=Evidence(source=IG_HOST_REPORTS, grade=Grade.NOTED, note="text and code; the type is assumed"),
    fix="the world file tells the app's secret, else it is mock-app-secret",
)
TOKEN_REQUEST_UNSUPPORTED = ErrorRow(
    name="token_request_unsupported",
    status=400,
    code=100,
    type="IGApiException",
    message=_UNSUPPORTED,
    prefixed=False,
    evidence=Evidence(source=IG_HOST_REPORTS, grade=Grade.NOTED, note="of a refresh; others alike"),
    fix="{rule}",
)
TOKEN_TOO_YOUNG = ErrorRow(
    name="token_too_young",
    status=400,
    code=100,
    type="IGApiException",
    message=_UNSUPPORTED,
    prefixed=False,
    evidence=Evidence(source=BUSINESS_LOGIN_PAGE, grade=Grade.DOCUMENTED, note="the rule; the wording is assumed"),
    fix="a token can be refreshed from the age of a day; this one is {age} old",
)

# ----------------------------------------------------------------------------------------- debug_token and app tokens

DEBUGGER_NOT_ALLOWED = ErrorRow(
    name="debugger_not_allowed",
    status=400,
    code=100,
    type="OAuthException",
    message="You must provide an app access token, or a user access token that is an owner or developer of the app",
    evidence=_PASTED,
    fix="send access_token={app}|SECRET, the app's own token",
)
DEBUGGED_OF_OTHER_APP = ErrorRow(
    name="debugged_of_other_app",
    status=400,
    code=100,
    type="OAuthException",
    message="The App_id in the input_token did not match the Viewing App",
    evidence=_PASTED,
    fix="input_token belongs to another app: another world of this server",
)
APP_TOKEN_UNKNOWN = ErrorRow(
    name="app_token_unknown",
    status=400,
    code=190,
    type="OAuthException",
    message=_APP_UNREADABLE,
    prefixed=False,
    evidence=Evidence(source=DEBUG_RECORDINGS, grade=Grade.NOTED),
    fix="no world has this app; `GET /_mock/worlds` tells the app_id of each",
)
APP_TOKEN_SIGNATURE = ErrorRow(
    name="app_token_signature",
    status=400,
    code=190,
    type="OAuthException",
    message="Invalid OAuth access token signature.",
    prefixed=False,
    evidence=Evidence(source=DEBUG_RECORDINGS, grade=Grade.RECORDED),
    fix="an app token is the app's id, |, and its secret, which is not this one",
)

# ------------------------------------------------------------------------------------------------------ appsecret_proof

PROOF_WRONG = ErrorRow(
    name="proof_wrong",
    status=400,
    code=100,
    type="GraphMethodException",
    message="Invalid appsecret_proof provided in the API argument",
    prefixed=False,
    evidence=_PASTED,
    fix="appsecret_proof is the hex HMAC-SHA256 of the access token that is sent, with the app's secret as the key",
)
PROOF_MISSING = ErrorRow(
    name="proof_missing",
    status=400,
    code=100,
    type="GraphMethodException",
    message="API calls from the server require an appsecret_proof argument",
    prefixed=False,
    evidence=Evidence(
        source=SECURE_REQUESTS_PAGE, grade=Grade.DOCUMENTED, note="the rule; the wording is pasted by users"
    ),
    fix="add appsecret_proof, or take require_appsecret_proof out of the world's app",
)

OAUTH_ERRORS = (
    DIALOG_APP_UNKNOWN,
    DIALOG_REDIRECT_MISSING,
    DIALOG_REDIRECT_INVALID,
    DIALOG_PARAMETER_TOO_LONG,
    DIALOG_SCOPE_UNKNOWN,
    DIALOG_SCOPE_MISSING,
    DIALOG_RESPONSE_TYPE_INVALID,
    DIALOG_PERSON_UNKNOWN,
    DIALOG_DECISION_INVALID,
    CLIENT_ID_MISSING,
    CLIENT_ID_INVALID,
    APP_UNKNOWN,
    CLIENT_SECRET_MISSING,
    CLIENT_SECRET_WRONG,
    GRANT_TYPE_INVALID,
    REDIRECT_URI_MISSING,
    REDIRECT_URI_DIFFERS,
    CODE_MISSING,
    CODE_UNKNOWN,
    CODE_USED,
    CODE_EXPIRED,
    EXCHANGE_TOKEN_MISSING,
    PLATFORM_APP_INVALID,
    PLATFORM_SECRET_WRONG,
    PLATFORM_GRANT_TYPE_INVALID,
    PLATFORM_REDIRECT_URI_DIFFERS,
    PLATFORM_CODE_UNMATCHED,
    PLATFORM_CODE_INVALID,
    PLATFORM_CODE_USED,
    INSTAGRAM_SECRET_WRONG,
    TOKEN_REQUEST_UNSUPPORTED,
    TOKEN_TOO_YOUNG,
    DEBUGGER_NOT_ALLOWED,
    DEBUGGED_OF_OTHER_APP,
    APP_TOKEN_UNKNOWN,
    APP_TOKEN_SIGNATURE,
    PROOF_WRONG,
    PROOF_MISSING,
)
