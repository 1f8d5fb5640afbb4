"""The two API hosts with the scopes that each login asks for insights, and the hosts of the OAuth pages."""

from mock_server.catalogue.model import Evidence, Grade, Host, Login, Site, TokenKind
from mock_server.catalogue.sources import BUSINESS_LOGIN_PAGE, IG_HOST_LIMITS, LOGIN_FLOW_PAGE, PROBE_V25_JULY

FACEBOOK = Host(
    name="graph.facebook.com",
    login=Login.FACEBOOK,
    version_header="facebook-api-version",
    error_type="OAuthException",
    prefixes_code=True,
    max_window_days=30,
    leaves_out_untyped_totals=False,
    inert_periods=(),
    token_kinds=frozenset({TokenKind.FACEBOOK_USER, TokenKind.PAGE}),
    scopes=("instagram_basic", "instagram_manage_insights", "pages_read_engagement"),
    usual_scopes=(
        "instagram_basic",
        "instagram_manage_comments",
        "instagram_manage_insights",
        "instagram_content_publish",
        "pages_show_list",
        "pages_read_engagement",
        "pages_manage_metadata",
        "business_management",
    ),
    business_scopes=("ads_management", "ads_read"),
    evidence=Evidence(source=PROBE_V25_JULY, grade=Grade.RECORDED, note="scopes: the insights guide"),
)
INSTAGRAM = Host(
    name="graph.instagram.com",
    login=Login.INSTAGRAM,
    version_header="instagram-api-version",
    error_type="IGApiException",
    prefixes_code=False,
    max_window_days=None,
    leaves_out_untyped_totals=True,
    inert_periods=("week", "days_28"),
    token_kinds=frozenset({TokenKind.INSTAGRAM_USER}),
    scopes=("instagram_business_basic", "instagram_business_manage_insights"),
    usual_scopes=(
        "instagram_business_basic",
        "instagram_business_manage_comments",
        "instagram_business_manage_insights",
        "instagram_business_manage_messages",
        "instagram_business_content_publish",
    ),
    business_scopes=(),
    evidence=Evidence(source=IG_HOST_LIMITS, grade=Grade.RECORDED, note="scopes: the insights guide"),
)

HOSTS = (FACEBOOK, INSTAGRAM)

API_INSTAGRAM = Site(
    name="api.instagram.com",
    login=Login.INSTAGRAM,
    evidence=Evidence(source=BUSINESS_LOGIN_PAGE, grade=Grade.DOCUMENTED),
)
WWW_INSTAGRAM = Site(
    name="www.instagram.com",
    login=Login.INSTAGRAM,
    evidence=Evidence(source=BUSINESS_LOGIN_PAGE, grade=Grade.DOCUMENTED),
)
WWW_FACEBOOK = Site(
    name="www.facebook.com",
    login=Login.FACEBOOK,
    evidence=Evidence(source=LOGIN_FLOW_PAGE, grade=Grade.DOCUMENTED),
)

SITES = (API_INSTAGRAM, WWW_INSTAGRAM, WWW_FACEBOOK)
