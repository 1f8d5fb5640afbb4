"""The nodes of Instagram: accounts, media and comments, with their fields and edges."""

from datetime import date
from functools import partial

from mock_server.catalogue.hosts import FACEBOOK, INSTAGRAM
from mock_server.catalogue.kinds import ALBUM, ALBUM_CHILD, LIVE, PHOTO, REEL, STORY, VIDEO
from mock_server.catalogue.model import Edge, Evidence, Field, Grade, Login, NodeType, Value
from mock_server.catalogue.object_errors import FIELD_NEEDS_DISCOVERY, VIDEO_MISSING
from mock_server.catalogue.sources import (
    CASSETTES,
    DISCOVERY_PAGE,
    DOCUMENTED_CHANGE,
    DOCUMENTED_MEDIA_NODE,
    DOCUMENTED_USER_NODE,
    GET_STARTED_PAGE,
    IG_HOST_REPORTS,
    PROBE_V22_MAY,
    RECORDED_RESPONSES,
    SDK_METADATA,
)

_FACEBOOK_ONLY = frozenset({Login.FACEBOOK})
_INSTAGRAM_ONLY = frozenset({Login.INSTAGRAM})
_PROBED = Evidence(source=PROBE_V22_MAY, grade=Grade.RECORDED)
_IN_SDK = Evidence(source=SDK_METADATA, grade=Grade.DOCUMENTED)
_STARTED = Evidence(source=GET_STARTED_PAGE, grade=Grade.DOCUMENTED)
_DISCOVERED = Evidence(source=DISCOVERY_PAGE, grade=Grade.DOCUMENTED)

_BASIC = {Login.FACEBOOK: (("instagram_basic",),), Login.INSTAGRAM: (("instagram_business_basic",),)}
_COMMENTS = {
    Login.FACEBOOK: (("instagram_manage_comments",),),
    Login.INSTAGRAM: (("instagram_business_manage_comments",),),
}
INSIGHTS_NEEDS = {Login.FACEBOOK: FACEBOOK.needed, Login.INSTAGRAM: INSTAGRAM.needed}
_SHOPPING = {Login.FACEBOOK: (("instagram_shopping_tag_products",),)}
_PUBLISHING = {
    Login.FACEBOOK: (("instagram_content_publish",),),
    Login.INSTAGRAM: (("instagram_business_content_publish",),),
}

_COUNTS_OF_2026 = date(2026, 4, 22)
_WHOLE = (PHOTO, VIDEO, ALBUM, REEL, STORY, LIVE)
_POSTS = (PHOTO, VIDEO, ALBUM, REEL)

_user = partial(Field, evidence=DOCUMENTED_USER_NODE)
_media = partial(Field, evidence=DOCUMENTED_MEDIA_NODE)
_engagement = partial(
    Field,
    value=Value.COUNT,
    evidence=DOCUMENTED_CHANGE,
    logins=_FACEBOOK_ONLY,
    since=_COUNTS_OF_2026,
    kinds=_POSTS,
)

ACCOUNT_ID = _user(name="id", value=Value.ID, default=True, description="The account's id.")
USERNAME = _user(name="username", value=Value.TEXT, description="The handle.")
NAME = _user(name="name", value=Value.TEXT, description="The name on the profile.")
BIOGRAPHY = _user(name="biography", value=Value.TEXT, description="The text on the profile.")
WEBSITE = _user(name="website", value=Value.ADDRESS, description="The link on the profile.")
FOLLOWERS_COUNT = _user(name="followers_count", value=Value.COUNT, description="How many follow it.")
FOLLOWS_COUNT = _user(name="follows_count", value=Value.COUNT, description="How many it follows.")
MEDIA_COUNT = _user(name="media_count", value=Value.COUNT, description="How many posts it has.")
PROFILE_PICTURE = _user(name="profile_picture_url", value=Value.ADDRESS, description="The profile's picture.")
IG_ID = _user(name="ig_id", value=Value.COUNT, logins=_FACEBOOK_ONLY, description="An id of the older API.")

_ACCOUNT_FIELDS = (
    ACCOUNT_ID,
    Field(
        name="user_id",
        value=Value.ID,
        logins=_INSTAGRAM_ONLY,
        evidence=_STARTED,
        description="The account's id, the one that webhooks use; `id` is scoped to the app.",
    ),
    Field(
        name="account_type",
        value=Value.TEXT,
        logins=_INSTAGRAM_ONLY,
        evidence=_STARTED,
        description="BUSINESS or MEDIA_CREATOR.",
    ),
    USERNAME,
    NAME,
    BIOGRAPHY,
    WEBSITE,
    FOLLOWERS_COUNT,
    FOLLOWS_COUNT,
    MEDIA_COUNT,
    PROFILE_PICTURE,
    IG_ID,
    _user(
        name="legacy_instagram_user_id",
        value=Value.ID,
        logins=_FACEBOOK_ONLY,
        evidence=_PROBED,
        description="An id of the older API, as text.",
    ),
    _user(
        name="has_profile_pic",
        value=Value.FLAG,
        logins=_FACEBOOK_ONLY,
        evidence=_PROBED,
        description="Whether the profile has a picture.",
    ),
    _user(
        name="is_published",
        value=Value.FLAG,
        logins=_FACEBOOK_ONLY,
        evidence=_PROBED,
        description="Whether the profile can be seen.",
    ),
    _user(
        name="owner_business",
        value=Value.NODE,
        node="Business",
        logins=_FACEBOOK_ONLY,
        evidence=_IN_SDK,
        needs={Login.FACEBOOK: (("business_management",),)},
        description="The business that owns the account.",
    ),
    _user(
        name="shopping_product_tag_eligibility",
        value=Value.FLAG,
        logins=_FACEBOOK_ONLY,
        evidence=_PROBED,
        needs=_SHOPPING,
        description="Whether products may be tagged.",
    ),
    _user(
        name="shopping_review_status",
        value=Value.TEXT,
        logins=_FACEBOOK_ONLY,
        evidence=_IN_SDK,
        needs=_SHOPPING,
        description="How far the review for shopping is.",
    ),
    Field(
        name="business_discovery",
        value=Value.NODE,
        node="DiscoveredUser",
        logins=_FACEBOOK_ONLY,
        evidence=_DISCOVERED,
        needs={Login.FACEBOOK: (("instagram_manage_insights",), ("pages_read_engagement", "pages_show_list"))},
        description="Another professional account, found by `.username(…)`.",
    ),
)

INSIGHTS_OF_ACCOUNT = Edge(
    name="insights",
    of="InsightsResult",
    needs=INSIGHTS_NEEDS,
    evidence=DOCUMENTED_USER_NODE,
    description="Numbers about the account.",
)
SUBSCRIBED_APPS_OF_ACCOUNT = Edge(
    name="subscribed_apps",
    of="Application",
    changes=("POST", "DELETE"),
    evidence=_STARTED,
    paged=False,
    description="Whether the app gets webhooks of this account.",
)

ACCOUNT_NODE = NodeType(
    name="IGUser",
    title="Instagram account",
    needs=_BASIC,
    evidence=DOCUMENTED_USER_NODE,
    fields=_ACCOUNT_FIELDS,
    edges=(
        INSIGHTS_OF_ACCOUNT,
        Edge(
            name="media",
            of="IGMedia",
            evidence=DOCUMENTED_USER_NODE,
            description="Posts, newest first; without stories and live videos.",
        ),
        Edge(
            name="stories",
            of="IGMedia",
            evidence=DOCUMENTED_USER_NODE,
            description="Stories of the last 24 hours, newest first.",
        ),
        Edge(
            name="live_media",
            of="IGMedia",
            evidence=Evidence(source=RECORDED_RESPONSES, grade=Grade.RECORDED),
            description="Videos that are being broadcast.",
        ),
        Edge(
            name="tags",
            of="IGMedia",
            needs=_COMMENTS,
            evidence=Evidence(source=CASSETTES, grade=Grade.RECORDED),
            description="Media of others in which the account is tagged: none here.",
        ),
        Edge(
            name="collaborative_media",
            of="IGMedia",
            logins=_FACEBOOK_ONLY,
            since=_COUNTS_OF_2026,
            evidence=DOCUMENTED_CHANGE,
            description="Media made together with others: none here.",
        ),
        Edge(
            name="content_publishing_limit",
            of="ContentPublishingLimit",
            needs=_PUBLISHING,
            paged=False,
            evidence=_IN_SDK,
            description="How many posts may still be published through the API.",
        ),
        SUBSCRIBED_APPS_OF_ACCOUNT,
        Edge(
            name="conversations",
            of="Conversation",
            logins=_INSTAGRAM_ONLY,
            needs={Login.INSTAGRAM: (("instagram_business_manage_messages",),)},
            evidence=Evidence(source=IG_HOST_REPORTS, grade=Grade.RECORDED),
            description="Messages to the account: none here.",
        ),
    ),
)

CONVERSATION_NODE = NodeType(
    name="Conversation",
    title="Conversation",
    evidence=_IN_SDK,
    fields=(Field(name="id", value=Value.ID, default=True, evidence=_IN_SDK, description="The conversation's id."),),
    edges=(),
)

CONTENT_PUBLISHING_LIMIT_NODE = NodeType(
    name="ContentPublishingLimit",
    title="Limit of published posts",
    has_id=False,
    evidence=_IN_SDK,
    fields=(
        Field(
            name="quota_usage",
            value=Value.COUNT,
            default=True,
            evidence=_IN_SDK,
            description="Posts published in the last 24 hours.",
        ),
        Field(name="config", value=Value.OBJECT, evidence=_IN_SDK, description="The quota and its seconds."),
    ),
    edges=(),
)

MEDIA_ID = _media(name="id", value=Value.ID, default=True, description="The media's id.")
CAPTION = _media(name="caption", value=Value.TEXT, kinds=_WHOLE, description="The text under it; left out if empty.")
COMMENTS_COUNT = _media(name="comments_count", value=Value.COUNT, kinds=_WHOLE, description="How many comments it has.")
LIKE_COUNT = _media(name="like_count", value=Value.COUNT, kinds=_WHOLE, description="How many like it.")
MEDIA_PRODUCT_TYPE = _media(
    name="media_product_type", value=Value.TEXT, kinds=_WHOLE, description="FEED, REELS, STORY or LIVE."
)
MEDIA_TYPE = _media(
    name="media_type", value=Value.TEXT, description="IMAGE, VIDEO (reels too), CAROUSEL_ALBUM or BROADCAST."
)
MEDIA_URL = _media(name="media_url", value=Value.ADDRESS, description="The picture or the film itself.")
PERMALINK = _media(name="permalink", value=Value.ADDRESS, description="Where people see it.")
TIMESTAMP = _media(name="timestamp", value=Value.TIME, description="When it was posted.")
THUMBNAIL_URL = _media(name="thumbnail_url", value=Value.ADDRESS, description="The still of a video.")
MEDIA_USERNAME = _media(name="username", value=Value.TEXT, description="Its owner's handle.")
OWNER = _media(name="owner", value=Value.NODE, node="IGUser", description="The account that posted it.")

_MEDIA_FIELDS = (
    MEDIA_ID,
    _media(name="alt_text", value=Value.TEXT, kinds=(PHOTO, ALBUM_CHILD), description="Text for the blind, if any."),
    _media(
        name="boost_ads_list",
        value=Value.OBJECT,
        logins=_FACEBOOK_ONLY,
        kinds=_POSTS,
        description="Ads made of it; left out if there are none.",
    ),
    _media(
        name="boost_eligibility_info",
        value=Value.OBJECT,
        logins=_FACEBOOK_ONLY,
        kinds=_POSTS,
        evidence=_PROBED,
        description="Whether an ad can be made of it.",
    ),
    CAPTION,
    COMMENTS_COUNT,
    _media(
        name="copyright_check_information",
        value=Value.OBJECT,
        kinds=(VIDEO, REEL),
        refused=VIDEO_MISSING,
        evidence=_PROBED,
        description="What the copyright check found; videos only.",
    ),
    _media(name="ig_id", value=Value.ID, logins=_FACEBOOK_ONLY, description="An id of the older API."),
    _media(
        name="is_ai_generated",
        value=Value.FLAG,
        kinds=_WHOLE,
        since=date(2026, 6, 22),
        evidence=DOCUMENTED_CHANGE,
        description="Whether it is labelled as made by AI.",
    ),
    _media(name="is_comment_enabled", value=Value.FLAG, kinds=_WHOLE, description="Whether comments are allowed."),
    _media(name="is_shared_to_feed", value=Value.FLAG, kinds=(REEL,), description="Whether a reel is in the feed too."),
    _media(
        name="legacy_instagram_media_id",
        value=Value.ID,
        logins=_FACEBOOK_ONLY,
        description="An id of the older API.",
    ),
    LIKE_COUNT,
    _media(
        name="media_audio_type",
        value=Value.TEXT,
        kinds=(REEL,),
        since=date(2026, 6, 1),
        evidence=DOCUMENTED_CHANGE,
        description="Whose sound a reel has.",
    ),
    MEDIA_PRODUCT_TYPE,
    MEDIA_TYPE,
    MEDIA_URL,
    OWNER,
    PERMALINK,
    _media(name="shortcode", value=Value.TEXT, description="The code in its permalink."),
    THUMBNAIL_URL,
    TIMESTAMP,
    MEDIA_USERNAME,
    _media(
        name="view_count",
        value=Value.COUNT,
        refused=FIELD_NEEDS_DISCOVERY,
        evidence=_PROBED,
        description="How often it was seen; in business discovery only.",
    ),
    _engagement(name="reposts_count", description="How often it was reposted."),
    _engagement(name="saved_count", description="How often it was saved."),
    _engagement(name="shares_count", description="How often it was shared."),
    _engagement(name="total_comments_count", description="Comments, those of ads and on Facebook included."),
    _engagement(name="total_like_count", description="Likes, those of ads and on Facebook included."),
    _engagement(
        name="total_views_count",
        kinds=(VIDEO, REEL),
        description="Views of a video, those of ads and on Facebook included.",
    ),
)

CHILDREN = Edge(
    name="children",
    of="IGMedia",
    paged=False,
    evidence=Evidence(source=RECORDED_RESPONSES, grade=Grade.RECORDED),
    description="The media inside an album, in order.",
)

MEDIA_NODE = NodeType(
    name="IGMedia",
    title="Instagram media",
    needs=_BASIC,
    evidence=DOCUMENTED_MEDIA_NODE,
    fields=_MEDIA_FIELDS,
    edges=(
        Edge(
            name="insights",
            of="InsightsResult",
            needs=INSIGHTS_NEEDS,
            evidence=DOCUMENTED_MEDIA_NODE,
            description="Numbers about the media.",
        ),
        CHILDREN,
        Edge(
            name="comments",
            of="IGComment",
            needs=_COMMENTS,
            summed=True,
            evidence=DOCUMENTED_MEDIA_NODE,
            description="Comments, newest first.",
        ),
        Edge(
            name="collaborators",
            of="IGUser",
            paged=False,
            evidence=_PROBED,
            description="Accounts that posted it together: none here.",
        ),
    ),
)

_comment = partial(Field, evidence=_IN_SDK)

COMMENT_NODE = NodeType(
    name="IGComment",
    title="Instagram comment",
    needs=_COMMENTS,
    evidence=_IN_SDK,
    fields=(
        _comment(name="timestamp", value=Value.TIME, default=True, description="When it was written."),
        _comment(name="text", value=Value.TEXT, default=True, description="What it says."),
        _comment(name="id", value=Value.ID, default=True, description="The comment's id."),
        _comment(name="from", value=Value.OBJECT, description="Who wrote it: id and username."),
        _comment(name="username", value=Value.TEXT, description="Who wrote it."),
        _comment(name="hidden", value=Value.FLAG, description="Whether it is hidden."),
        _comment(name="like_count", value=Value.COUNT, description="How many like it."),
        _comment(name="media", value=Value.NODE, node="IGMedia", description="What it is about."),
        _comment(name="parent_id", value=Value.ID, description="The comment that it answers, if any."),
        _comment(
            name="user",
            value=Value.NODE,
            node="IGUser",
            description="The account that wrote it, where the app speaks for it: never here.",
        ),
        _comment(name="legacy_instagram_comment_id", value=Value.ID, description="The id it had in the older API."),
    ),
    edges=(
        Edge(
            name="replies",
            of="IGComment",
            evidence=_IN_SDK,
            description="Answers to the comment: none here.",
        ),
    ),
)

DISCOVERED_USER_NODE = NodeType(
    name="DiscoveredUser",
    title="Account found by business discovery",
    logins=_FACEBOOK_ONLY,
    evidence=_DISCOVERED,
    fields=(
        ACCOUNT_ID,
        USERNAME,
        NAME,
        BIOGRAPHY,
        WEBSITE,
        FOLLOWERS_COUNT,
        FOLLOWS_COUNT,
        MEDIA_COUNT,
        PROFILE_PICTURE,
        IG_ID,
    ),
    edges=(
        Edge(
            name="media",
            of="DiscoveredMedia",
            linked=False,
            evidence=_DISCOVERED,
            description="Its posts, newest first; their pages have cursors and no links.",
        ),
    ),
)

DISCOVERED_MEDIA_NODE = NodeType(
    name="DiscoveredMedia",
    title="Media found by business discovery",
    logins=_FACEBOOK_ONLY,
    evidence=_DISCOVERED,
    fields=(
        MEDIA_ID,
        CAPTION,
        COMMENTS_COUNT,
        LIKE_COUNT,
        MEDIA_PRODUCT_TYPE,
        MEDIA_TYPE,
        MEDIA_URL,
        PERMALINK,
        TIMESTAMP,
        THUMBNAIL_URL,
        MEDIA_USERNAME,
        Field(
            name="owner", value=Value.NODE, node="DiscoveredUser", evidence=_DISCOVERED, description="Who posted it."
        ),
        Field(
            name="view_count",
            value=Value.COUNT,
            kinds=(REEL, VIDEO),
            since=date(2025, 6, 16),
            evidence=DOCUMENTED_CHANGE,
            description="How often it was seen.",
        ),
    ),
    edges=(
        Edge(name="children", of="DiscoveredMedia", paged=False, evidence=_DISCOVERED, description="Media inside it."),
    ),
)

INSTAGRAM_NODES = (
    ACCOUNT_NODE,
    MEDIA_NODE,
    COMMENT_NODE,
    CONVERSATION_NODE,
    CONTENT_PUBLISHING_LIMIT_NODE,
    DISCOVERED_USER_NODE,
    DISCOVERED_MEDIA_NODE,
)
