"""The two API hosts, and the scopes that each login asks for insights."""

from mock_server.catalogue.model import Evidence, Grade, Host, Login, TokenKind
from mock_server.catalogue.sources import IG_HOST_LIMITS, PROBE_V25_JULY

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
    business_scopes=(),
    evidence=Evidence(source=IG_HOST_LIMITS, grade=Grade.RECORDED, note="scopes: the insights guide"),
)

HOSTS = (FACEBOOK, INSTAGRAM)
