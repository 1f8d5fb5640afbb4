"""The schema of world files. A key that is None was left out, unless the comment beside it says otherwise."""

from __future__ import annotations

from msgspec import UNSET, Struct, UnsetType, field

from mock_server.catalogue.model import Fidelity, Login, TokenKind
from mock_server.world.moments import Duration, Instant, Moment
from mock_server.world.vocabulary import (
    AccountTypeName,
    Address,
    Allowed,
    AppAccess,
    AppMode,
    ChildType,
    GeneratedCount,
    Locale,
    MediaProductType,
    MediaType,
    MetricValue,
    ObjectId,
    People,
    Persona,
    Role,
    Seed,
    StoriesPerDay,
    StoryThreshold,
    Text,
    TokenFault,
    TokenText,
    Username,
    WebhookField,
)


class Document(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """What all parts of a world file share: unknown keys are refused, defaults need not be written."""


class AppDocument(Document, frozen=True):
    """The app that the tokens belong to."""

    id: ObjectId | None = None
    secret: TokenText = "mock-app-secret"
    mode: AppMode = "live"
    access: AppAccess = "advanced"
    min_version: str | None = None
    require_appsecret_proof: bool = False


class PageDocument(Document, frozen=True):
    """The Facebook Page that is linked to an account."""

    id: ObjectId | None = None
    name: Text | None = None


class BusinessDocument(Document, frozen=True):
    """The business that owns an account."""

    id: ObjectId | None = None


class GenerateDocument(Document, frozen=True):
    """How much media to make up for an account."""

    feed: GeneratedCount = 0
    reels: GeneratedCount = 0
    stories_per_day: StoriesPerDay = 0
    since: Moment | None = None


class ChildDocument(Document, frozen=True):
    """A media inside an album."""

    id: ObjectId | None = None
    media_type: ChildType = "IMAGE"


class MediaDocument(Document, frozen=True):
    """A media that is written down."""

    id: ObjectId | None = None
    media_product_type: MediaProductType = "FEED"
    media_type: MediaType | None = None
    created_at: Moment | None = None
    caption: Text | None = None  # "" means none
    viewers: People | None = None
    shared_to_facebook: bool = False
    highlighted: bool = False
    live: bool = False
    comments: tuple[Text, ...] | None = None
    children: tuple[ChildDocument, ...] | None = None
    insights: dict[str, MetricValue] = field(default_factory=dict)  # a value None means unavailable


class MediaPatch(Document, frozen=True):
    """A change of a media's numbers while the world runs; what is left out stays as it is."""

    viewers: People | None = None
    insights: dict[str, MetricValue] = field(default_factory=dict)


class AccountPatch(Document, frozen=True):
    """A change of an account's numbers while the world runs; what is left out stays as it is."""

    followers: People | None = None
    insights: dict[str, MetricValue] = field(default_factory=dict)


class AccountDocument(Document, frozen=True):
    """An Instagram account."""

    id: ObjectId | None = None
    username: Username | None = None
    name: Text | None = None
    account_type: AccountTypeName = "BUSINESS"
    country: str = "US"
    locale: Locale = "en_US"
    followers: People | None = None
    converted_at: Moment | None = None
    persona: Persona = Persona.STEADY
    page: PageDocument | UnsetType | None = UNSET  # None means that no Page is linked
    business: BusinessDocument | None = None
    insights: dict[str, MetricValue] = field(default_factory=dict)  # a value None means unavailable
    generate: GenerateDocument | None = None
    media: tuple[MediaDocument, ...] | None = None


class TokenDocument(Document, frozen=True):
    """An access token."""

    token: TokenText | None = None
    kind: TokenKind = TokenKind.FACEBOOK_USER
    accounts: tuple[ObjectId, ...] | None = None
    scopes: tuple[str, ...] | None = None
    issued_at: Moment | None = None
    expires_at: Moment | None = None
    invalid: TokenFault | None = None
    role: Role | None = None
    via_business: bool = False


class WebhookDocument(Document, frozen=True):
    """A subscription to notifications."""

    callback_url: Address
    verify_token: Text
    fields: tuple[WebhookField, ...] = ("story_insights",)
    login: Login = Login.FACEBOOK


class LimitsDocument(Document, frozen=True):
    """How many calls are allowed. What is left out follows Meta's formulas, the tokens and the accounts' numbers.

    Only with `enforced` are calls beyond a limit refused; the usage headers come in any case.
    """

    enforced: bool = False
    users: Allowed | None = None
    impressions: Allowed | None = None  # of each account, in the last 24 hours
    calls_per_user: Allowed | None = None
    calls_per_impression: Allowed | None = None


class WorldDocument(Document, frozen=True):
    """A world file."""

    name: Text | None = None
    seed: Seed = 1
    now: Instant | None = None
    fidelity: Fidelity | None = None
    story_threshold: StoryThreshold = "viewers"
    data_delay: Duration = Duration(0)
    app: AppDocument = AppDocument()
    limits: LimitsDocument = LimitsDocument()
    accounts: tuple[AccountDocument, ...] | None = None
    tokens: tuple[TokenDocument, ...] | None = None
    webhooks: tuple[WebhookDocument, ...] = ()
