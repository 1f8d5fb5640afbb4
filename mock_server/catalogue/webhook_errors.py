"""Errors of the app's subscriptions to webhooks."""

from mock_server.catalogue.model import ErrorRow, Evidence, Grade
from mock_server.catalogue.sources import WEBHOOK_CAPTURES

APP_TOKEN_REQUIRED = ErrorRow(
    name="app_token_required",
    status=400,
    code=15,
    type="OAuthException",
    message="This method must be called with an app access_token.",
    evidence=Evidence(source=WEBHOOK_CAPTURES, grade=Grade.RECORDED),
    fix="send access_token={app}|SECRET, the app's own token",
)
CALLBACK_UNVERIFIED = ErrorRow(
    name="callback_unverified",
    status=400,
    code=2200,
    type="OAuthException",
    message="Callback verification failed with the following errors: {errors}",
    evidence=Evidence(
        source=WEBHOOK_CAPTURES,
        grade=Grade.RECORDED,
        note="for an HTTP status; other reasons are told in our words",
    ),
    fix="the callback has to answer 200 with the value of hub.challenge; {advice}",
)

WEBHOOK_ERRORS = (APP_TOKEN_REQUIRED, CALLBACK_UNVERIFIED)
