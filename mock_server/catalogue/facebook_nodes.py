"""The nodes of Facebook that clients read on their way to Instagram: people, Pages, businesses and apps."""

from functools import partial

from mock_server.catalogue.model import Edge, Evidence, Field, Grade, Login, NodeType, Value
from mock_server.catalogue.object_errors import PAGE_MESSAGING_MISSING, PAGE_PERMISSION_MISSING
from mock_server.catalogue.sources import (
    CASSETTES,
    DOCUMENTED_PAGE_NODE,
    LIVE_REPORT,
    PROBE_V25_JULY,
    RECORDED_RESPONSES,
    SDK_METADATA,
)

_FACEBOOK_ONLY = frozenset({Login.FACEBOOK})
_IN_SDK = Evidence(source=SDK_METADATA, grade=Grade.DOCUMENTED)
_RECORDED = Evidence(source=RECORDED_RESPONSES, grade=Grade.RECORDED)
_REPORTED = Evidence(source=LIVE_REPORT, grade=Grade.RECORDED)

# Any of these lets a token read what is on a Page.
PAGE_SCOPES = ("pages_read_engagement", "pages_show_list", "pages_manage_metadata", "pages_read_user_content")
_PAGES = {Login.FACEBOOK: (PAGE_SCOPES,)}
_BUSINESSES = {Login.FACEBOOK: (("business_management",),)}

_page = partial(Field, evidence=DOCUMENTED_PAGE_NODE)
_user = partial(Field, evidence=DOCUMENTED_PAGE_NODE)
_empty = partial(Edge, of="PagePost", evidence=_REPORTED, description="Posts of the Page: none here.")

USER_NODE = NodeType(
    name="User",
    title="Facebook user",
    logins=_FACEBOOK_ONLY,
    evidence=DOCUMENTED_PAGE_NODE,
    fields=(
        _user(name="name", value=Value.TEXT, default=True, description="The person's name."),
        _user(name="id", value=Value.ID, default=True, description="The person's id."),
        _user(name="first_name", value=Value.TEXT, description="The first part of the name."),
        _user(name="last_name", value=Value.TEXT, description="The last part of the name."),
        _user(name="email", value=Value.TEXT, description="The address, for tokens with the scope email."),
        _user(name="picture", value=Value.OBJECT, description="The profile's picture."),
    ),
    edges=(
        Edge(
            name="accounts",
            of="Page",
            summed=True,
            told=("access_token", "category", "category_list", "name", "id", "tasks"),
            evidence=Evidence(source=CASSETTES, grade=Grade.RECORDED),
            description="The Pages on which the person has a role.",
        ),
        Edge(
            name="permissions",
            of="Permission",
            paged=False,
            changes=("DELETE",),
            evidence=DOCUMENTED_PAGE_NODE,
            description="What the person granted to the app.",
        ),
        Edge(
            name="businesses",
            of="Business",
            needs=_BUSINESSES,
            evidence=_IN_SDK,
            description="The businesses to which the person belongs.",
        ),
    ),
)

PERMISSION_NODE = NodeType(
    name="Permission",
    title="Granted permission",
    logins=_FACEBOOK_ONLY,
    has_id=False,
    evidence=DOCUMENTED_PAGE_NODE,
    fields=(
        _user(name="permission", value=Value.TEXT, default=True, description="The scope."),
        _user(name="status", value=Value.TEXT, default=True, description="granted or declined."),
    ),
    edges=(),
)

PAGE_NODE = NodeType(
    name="Page",
    title="Facebook Page",
    logins=_FACEBOOK_ONLY,
    needs=_PAGES,
    lacking=PAGE_PERMISSION_MISSING,
    evidence=DOCUMENTED_PAGE_NODE,
    fields=(
        _page(name="name", value=Value.TEXT, default=True, description="The Page's name."),
        _page(name="id", value=Value.ID, default=True, description="The Page's id."),
        _page(name="access_token", value=Value.TEXT, description="A token that speaks for the Page."),
        _page(name="category", value=Value.TEXT, description="What kind of Page it is."),
        _page(name="category_list", value=Value.OBJECT, evidence=_RECORDED, description="The same, with ids."),
        _page(name="tasks", value=Value.WORDS, evidence=_RECORDED, description="What the person may do on the Page."),
        _page(
            name="instagram_business_account",
            value=Value.NODE,
            node="IGUser",
            description="The linked professional account; left out if there is none.",
        ),
        _page(
            name="connected_instagram_account",
            value=Value.NODE,
            node="IGUser",
            evidence=_IN_SDK,
            description="The linked account of whatever kind; left out if there is none.",
        ),
        _page(name="username", value=Value.TEXT, description="The Page's handle."),
        _page(name="link", value=Value.ADDRESS, description="Where people see the Page."),
        _page(name="fan_count", value=Value.COUNT, description="How many like the Page."),
        _page(name="followers_count", value=Value.COUNT, description="How many follow the Page."),
        _page(name="picture", value=Value.OBJECT, description="The Page's picture."),
    ),
    edges=(
        Edge(
            name="insights",
            of="PageInsight",
            evidence=Evidence(source=PROBE_V25_JULY, grade=Grade.RECORDED),
            description="Numbers of Pages are not emulated; metrics of Instagram are refused.",
        ),
        Edge(
            name="subscribed_apps",
            of="Application",
            paged=False,
            changes=("POST", "DELETE"),
            evidence=DOCUMENTED_PAGE_NODE,
            description="Whether the app gets webhooks of this Page and its Instagram account.",
        ),
        Edge(
            name="instagram_accounts",
            of="IGUser",
            evidence=_IN_SDK,
            description="The linked Instagram account, in the way of older versions.",
        ),
        _empty(name="feed"),
        _empty(name="posts"),
        _empty(name="published_posts"),
        Edge(
            name="conversations",
            of="Conversation",
            needs={Login.FACEBOOK: (("pages_messaging",),)},
            lacking=PAGE_MESSAGING_MISSING,
            evidence=Evidence(source=CASSETTES, grade=Grade.RECORDED),
            description="Messages to the Page: none here.",
        ),
    ),
)

PAGE_POST_NODE = NodeType(
    name="PagePost",
    title="Post of a Page",
    logins=_FACEBOOK_ONLY,
    evidence=_REPORTED,
    fields=(_page(name="id", value=Value.ID, default=True, description="The post's id."),),
    edges=(),
)

BUSINESS_NODE = NodeType(
    name="Business",
    title="Business",
    logins=_FACEBOOK_ONLY,
    needs=_BUSINESSES,
    evidence=_IN_SDK,
    fields=(
        Field(name="id", value=Value.ID, default=True, evidence=_IN_SDK, description="The business's id."),
        Field(name="name", value=Value.TEXT, default=True, evidence=_IN_SDK, description="The business's name."),
    ),
    edges=(
        Edge(name="owned_pages", of="Page", evidence=_IN_SDK, description="Its Pages."),
        Edge(name="client_pages", of="Page", evidence=_IN_SDK, description="Pages of its clients: none here."),
        Edge(
            name="owned_instagram_accounts",
            of="IGUser",
            evidence=_IN_SDK,
            description="Its Instagram accounts.",
        ),
        Edge(
            name="instagram_business_accounts",
            of="IGUser",
            evidence=_IN_SDK,
            description="Its professional Instagram accounts.",
        ),
    ),
)

APPLICATION_NODE = NodeType(
    name="Application",
    title="App",
    evidence=DOCUMENTED_PAGE_NODE,
    fields=(
        _page(name="category", value=Value.TEXT, default=True, description="What kind of app it is."),
        _page(name="link", value=Value.ADDRESS, default=True, description="Where people find the app."),
        _page(name="name", value=Value.TEXT, default=True, description="The app's name."),
        _page(name="subscribed_fields", value=Value.WORDS, default=True, description="What its webhooks tell."),
        _page(name="id", value=Value.ID, default=True, description="The app's id."),
    ),
    edges=(),
)

FACEBOOK_NODES = (
    USER_NODE,
    PERMISSION_NODE,
    PAGE_NODE,
    PAGE_POST_NODE,
    BUSINESS_NODE,
    APPLICATION_NODE,
)
