"""Errors of budgets that are used up. They come only where a world enforces its limits."""

from mock_server.catalogue.model import ErrorRow, Evidence, Grade, Wording
from mock_server.catalogue.sources import LIMIT_BODIES, RATE_LIMITS_PAGE

_DOCUMENTED = Evidence(
    source=RATE_LIMITS_PAGE, grade=Grade.DOCUMENTED, note="code and text; the HTTP status as several clients expect it"
)
_FIX = (
    "this world's `limits: {{enforced: true}}` allows {allowed} calls, counting {title}, and lets calls through again "
    "at {returns} on its clock, later if you go on calling. Leave the key out, raise {key}, or move the clock on"
)
_WAIT = (
    " account. Wait a bit and try again. For more info, please refer to "
    "https://developers.facebook.com/docs/graph-api/overview/rate-limiting."
)

RATE_LIMITED_APP = ErrorRow(
    name="rate_limited_app",
    status=403,
    code=4,
    message="Application request limit reached",
    is_transient=True,
    evidence=Evidence(source=LIMIT_BODIES, grade=Grade.RECORDED),
    fix=_FIX,
)
RATE_LIMITED_USER = ErrorRow(
    name="rate_limited_user",
    status=400,
    code=17,
    message="User request limit reached",
    evidence=_DOCUMENTED,
    fix=_FIX,
)
RATE_LIMITED_PAGE = ErrorRow(
    name="rate_limited_page",
    status=400,
    code=32,
    message="Page request limit reached",
    evidence=_DOCUMENTED,
    fix=_FIX,
)
RATE_LIMITED_CUSTOM = ErrorRow(
    name="rate_limited_custom",
    status=400,
    code=613,
    message="Calls to this api have exceeded the rate limit.",
    is_transient=False,
    instagram=Wording(status=500),
    evidence=Evidence(
        source=LIMIT_BODIES, grade=Grade.NOTED, note="HTTP 500 and is_transient on graph.instagram.com from one report"
    ),
    fix=_FIX,
)
RATE_LIMITED_PAGES = ErrorRow(
    name="rate_limited_pages",
    status=400,
    code=80001,
    message="There have been too many calls to this Page" + _WAIT,
    evidence=_DOCUMENTED,
    fix=_FIX,
)
RATE_LIMITED_INSTAGRAM = ErrorRow(
    name="rate_limited_instagram",
    status=400,
    code=80002,
    message="There have been too many calls to this Instagram" + _WAIT,
    evidence=_DOCUMENTED,
    fix=_FIX,
)

LIMIT_ERRORS = (
    RATE_LIMITED_APP,
    RATE_LIMITED_USER,
    RATE_LIMITED_PAGE,
    RATE_LIMITED_CUSTOM,
    RATE_LIMITED_PAGES,
    RATE_LIMITED_INSTAGRAM,
)
