"""The two dialogs in which a person lets an app in."""

from mock_server.catalogue.model import Dialog, Evidence, Grade, Login
from mock_server.catalogue.sources import BUSINESS_LOGIN_PAGE, LOGIN_FLOW_PAGE
from mock_server.catalogue.token_lives import (
    FACEBOOK_CODE_LIFE,
    FACEBOOK_SHORT_LIFE,
    INSTAGRAM_CODE_LIFE,
    INSTAGRAM_SHORT_LIFE,
)

FACEBOOK_DIALOG = Dialog(
    name="Facebook",
    login=Login.FACEBOOK,
    responses=frozenset({"code", "token"}),
    ending="#_=_",
    denial=(
        ("error", "access_denied"),
        ("error_code", "200"),
        ("error_description", "Permissions error"),
        ("error_reason", "user_denied"),
    ),
    denial_ending="#_=_",
    code_life=FACEBOOK_CODE_LIFE,
    token_life=FACEBOOK_SHORT_LIFE,
    evidence=Evidence(source=LOGIN_FLOW_PAGE, grade=Grade.DOCUMENTED, note="the endings: pasted redirects"),
)
INSTAGRAM_DIALOG = Dialog(
    name="Instagram",
    login=Login.INSTAGRAM,
    responses=frozenset({"code"}),
    ending="#_",
    denial=(
        ("error", "access_denied"),
        ("error_reason", "user_denied"),
        ("error_description", "The user denied your request"),
    ),
    denial_ending="",
    code_life=INSTAGRAM_CODE_LIFE,
    token_life=INSTAGRAM_SHORT_LIFE,
    needed="instagram_business_basic",
    evidence=Evidence(source=BUSINESS_LOGIN_PAGE, grade=Grade.DOCUMENTED),
)

DIALOGS = (FACEBOOK_DIALOG, INSTAGRAM_DIALOG)
