"""The permissions that each login can ask for. The titles are our own words."""

from datetime import date

from mock_server.catalogue.model import Evidence, Grade, Login, Scope
from mock_server.catalogue.sources import BUSINESS_LOGIN_PAGE, PERMISSIONS_PAGE

_FACEBOOK = Evidence(source=PERMISSIONS_PAGE, grade=Grade.DOCUMENTED)
_INSTAGRAM = Evidence(source=BUSINESS_LOGIN_PAGE, grade=Grade.DOCUMENTED)

# The first day on which the older names of the Instagram scopes are no longer known.
_RENAMED = date(2025, 1, 27)

PUBLIC_PROFILE = Scope(
    name="public_profile", login=Login.FACEBOOK, title="your name and picture", evidence=_FACEBOOK, always=True
)
EMAIL = Scope(name="email", login=Login.FACEBOOK, title="your e-mail address", evidence=_FACEBOOK)
PAGES_SHOW_LIST = Scope(
    name="pages_show_list",
    login=Login.FACEBOOK,
    title="the list of Pages that you manage",
    evidence=_FACEBOOK,
    targets="pages",
)
PAGES_READ_ENGAGEMENT = Scope(
    name="pages_read_engagement",
    login=Login.FACEBOOK,
    title="the posts, followers and picture of your Pages",
    evidence=_FACEBOOK,
    targets="pages",
)
PAGES_READ_USER_CONTENT = Scope(
    name="pages_read_user_content",
    login=Login.FACEBOOK,
    title="what people write on your Pages",
    evidence=_FACEBOOK,
    targets="pages",
)
PAGES_MANAGE_METADATA = Scope(
    name="pages_manage_metadata",
    login=Login.FACEBOOK,
    title="the settings and webhooks of your Pages",
    evidence=_FACEBOOK,
    targets="pages",
)
PAGES_MANAGE_POSTS = Scope(
    name="pages_manage_posts",
    login=Login.FACEBOOK,
    title="publishing on your Pages",
    evidence=_FACEBOOK,
    targets="pages",
)
PAGES_MANAGE_ENGAGEMENT = Scope(
    name="pages_manage_engagement",
    login=Login.FACEBOOK,
    title="answering comments on your Pages",
    evidence=_FACEBOOK,
    targets="pages",
)
PAGES_MESSAGING = Scope(
    name="pages_messaging",
    login=Login.FACEBOOK,
    title="the conversations of your Pages",
    evidence=_FACEBOOK,
    targets="pages",
)
READ_INSIGHTS = Scope(
    name="read_insights", login=Login.FACEBOOK, title="the insights of your Pages", evidence=_FACEBOOK, targets="pages"
)
INSTAGRAM_BASIC = Scope(
    name="instagram_basic",
    login=Login.FACEBOOK,
    title="the profile and media of your Instagram accounts",
    evidence=_FACEBOOK,
    targets="accounts",
)
INSTAGRAM_MANAGE_INSIGHTS = Scope(
    name="instagram_manage_insights",
    login=Login.FACEBOOK,
    title="the insights of your Instagram accounts",
    evidence=_FACEBOOK,
    targets="accounts",
)
INSTAGRAM_MANAGE_COMMENTS = Scope(
    name="instagram_manage_comments",
    login=Login.FACEBOOK,
    title="the comments on your Instagram media",
    evidence=_FACEBOOK,
    targets="accounts",
)
INSTAGRAM_MANAGE_MESSAGES = Scope(
    name="instagram_manage_messages",
    login=Login.FACEBOOK,
    title="the messages of your Instagram accounts",
    evidence=_FACEBOOK,
    targets="accounts",
)
INSTAGRAM_CONTENT_PUBLISH = Scope(
    name="instagram_content_publish",
    login=Login.FACEBOOK,
    title="publishing on your Instagram accounts",
    evidence=_FACEBOOK,
    targets="accounts",
)
INSTAGRAM_SHOPPING_TAG_PRODUCTS = Scope(
    name="instagram_shopping_tag_products",
    login=Login.FACEBOOK,
    title="product tags on your Instagram media",
    evidence=_FACEBOOK,
    targets="accounts",
)
BUSINESS_MANAGEMENT = Scope(
    name="business_management", login=Login.FACEBOOK, title="the businesses that you manage", evidence=_FACEBOOK
)
ADS_MANAGEMENT = Scope(
    name="ads_management", login=Login.FACEBOOK, title="your ads, and creating new ones", evidence=_FACEBOOK
)
ADS_READ = Scope(name="ads_read", login=Login.FACEBOOK, title="the statistics of your ads", evidence=_FACEBOOK)
CATALOG_MANAGEMENT = Scope(
    name="catalog_management", login=Login.FACEBOOK, title="your product catalogues", evidence=_FACEBOOK
)
LEADS_RETRIEVAL = Scope(
    name="leads_retrieval",
    login=Login.FACEBOOK,
    title="the leads that your ads bring",
    evidence=_FACEBOOK,
    targets="pages",
)
INSTAGRAM_BUSINESS_BASIC = Scope(
    name="instagram_business_basic",
    login=Login.INSTAGRAM,
    title="your profile and media",
    evidence=_INSTAGRAM,
    targets="accounts",
    always=True,
)
INSTAGRAM_BUSINESS_MANAGE_INSIGHTS = Scope(
    name="instagram_business_manage_insights",
    login=Login.INSTAGRAM,
    title="your insights",
    evidence=_INSTAGRAM,
    targets="accounts",
)
INSTAGRAM_BUSINESS_MANAGE_COMMENTS = Scope(
    name="instagram_business_manage_comments",
    login=Login.INSTAGRAM,
    title="the comments on your media",
    evidence=_INSTAGRAM,
    targets="accounts",
)
INSTAGRAM_BUSINESS_MANAGE_MESSAGES = Scope(
    name="instagram_business_manage_messages",
    login=Login.INSTAGRAM,
    title="your messages",
    evidence=_INSTAGRAM,
    targets="accounts",
)
INSTAGRAM_BUSINESS_CONTENT_PUBLISH = Scope(
    name="instagram_business_content_publish",
    login=Login.INSTAGRAM,
    title="publishing on your account",
    evidence=_INSTAGRAM,
    targets="accounts",
)
BUSINESS_BASIC = Scope(
    name="business_basic",
    login=Login.INSTAGRAM,
    title="your profile and media",
    evidence=_INSTAGRAM,
    until=_RENAMED,
    stands_for="instagram_business_basic",
)
BUSINESS_MANAGE_COMMENTS = Scope(
    name="business_manage_comments",
    login=Login.INSTAGRAM,
    title="the comments on your media",
    evidence=_INSTAGRAM,
    until=_RENAMED,
    stands_for="instagram_business_manage_comments",
)
BUSINESS_MANAGE_MESSAGES = Scope(
    name="business_manage_messages",
    login=Login.INSTAGRAM,
    title="your messages",
    evidence=_INSTAGRAM,
    until=_RENAMED,
    stands_for="instagram_business_manage_messages",
)
BUSINESS_CONTENT_PUBLISH = Scope(
    name="business_content_publish",
    login=Login.INSTAGRAM,
    title="publishing on your account",
    evidence=_INSTAGRAM,
    until=_RENAMED,
    stands_for="instagram_business_content_publish",
)

SCOPES = (
    PUBLIC_PROFILE,
    EMAIL,
    PAGES_SHOW_LIST,
    PAGES_READ_ENGAGEMENT,
    PAGES_READ_USER_CONTENT,
    PAGES_MANAGE_METADATA,
    PAGES_MANAGE_POSTS,
    PAGES_MANAGE_ENGAGEMENT,
    PAGES_MESSAGING,
    READ_INSIGHTS,
    INSTAGRAM_BASIC,
    INSTAGRAM_MANAGE_INSIGHTS,
    INSTAGRAM_MANAGE_COMMENTS,
    INSTAGRAM_MANAGE_MESSAGES,
    INSTAGRAM_CONTENT_PUBLISH,
    INSTAGRAM_SHOPPING_TAG_PRODUCTS,
    BUSINESS_MANAGEMENT,
    ADS_MANAGEMENT,
    ADS_READ,
    CATALOG_MANAGEMENT,
    LEADS_RETRIEVAL,
    INSTAGRAM_BUSINESS_BASIC,
    INSTAGRAM_BUSINESS_MANAGE_INSIGHTS,
    INSTAGRAM_BUSINESS_MANAGE_COMMENTS,
    INSTAGRAM_BUSINESS_MANAGE_MESSAGES,
    INSTAGRAM_BUSINESS_CONTENT_PUBLISH,
    BUSINESS_BASIC,
    BUSINESS_MANAGE_COMMENTS,
    BUSINESS_MANAGE_MESSAGES,
    BUSINESS_CONTENT_PUBLISH,
)
