"""The row types of the catalogue. Rows live in the modules beside this one; a row looks at nothing but its own fields.

Rows are compared by identity (`eq=False`): each fact is written once, and looking a row up must not hash its fields.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Word(StrEnum):
    """A word out of a few. It hashes as the text that it equals; an Enum's own hash costs a call each time."""

    __hash__ = str.__hash__


class Grade(Word):
    """How good the evidence for a row is, best first."""

    DOCUMENTED = "documented"
    RECORDED = "recorded"
    NOTED = "noted"
    ASSUMED = "assumed"


class Fidelity(Word):
    """Whom to follow where Meta's documents and the recordings of the live API disagree."""

    DOCUMENTED = "documented"
    OBSERVED = "observed"


class Login(Word):
    """The two families of the Instagram Platform; each has its host, its tokens and its scopes."""

    FACEBOOK = "facebook"
    INSTAGRAM = "instagram"


class TokenKind(Word):
    """What an access token speaks for."""

    FACEBOOK_USER = "facebook_user"
    PAGE = "page"
    INSTAGRAM_USER = "instagram_user"


class Value(Word):
    """What the value of a node's field is."""

    ID = "id"
    TEXT = "text"
    COUNT = "count"
    NUMBER = "number"
    FLAG = "flag"
    TIME = "time"
    ADDRESS = "address"
    WORDS = "words"
    OBJECT = "object"
    NODE = "node"


class Unit(Word):
    """What a value counts."""

    COUNT = "count"
    MILLISECONDS = "milliseconds"
    PERCENT = "percent"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Source:
    """A page, a recording or a report that rows were read from; `date` is the day it speaks of or was read."""

    key: str
    title: str
    where: str
    date: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Why a row is believed: where it was read and how good that is."""

    source: Source
    grade: Grade
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Days from `since` up to but without `until`; None leaves that end open."""

    since: date | None = None
    until: date | None = None

    def holds(self, day: date) -> bool:
        """Whether the day lies in the span."""
        return (self.since is None or self.since <= day) and (self.until is None or day < self.until)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ApiVersion:
    """A version of the Graph API: usable from its release up to and with its last day."""

    name: str
    released: date
    last_day: date | None
    evidence: Evidence

    @property
    def number(self) -> tuple[int, int]:
        """The version as numbers that compare: `v21.0` is (21, 0)."""
        return _number(self.name)


def _number(version: str) -> tuple[int, int]:
    major, minor = version[1:].split(".")
    return int(major), int(minor)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Host:
    """One of the two API hosts: how it words what both say, and what it is lenient about.

    `inert_periods` are periods of series that it accepts for totals too, where they change nothing. `scopes` are those
    that insights need, `usual_scopes` those that a token has when nobody says which.
    """

    name: str
    login: Login
    version_header: str
    error_type: str
    prefixes_code: bool
    max_window_days: int | None
    leaves_out_untyped_totals: bool
    inert_periods: tuple[str, ...]
    token_kinds: frozenset[TokenKind]
    scopes: tuple[str, ...]
    usual_scopes: tuple[str, ...]
    business_scopes: tuple[str, ...]
    evidence: Evidence

    @property
    def needed(self) -> tuple[tuple[str, ...], ...]:
        """What insights need, in the form of Needs: of each group one."""
        return tuple((scope,) for scope in self.scopes)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class MediaKind:
    """What the insights edge tells apart; finer than Meta's media_product_type."""

    name: str
    title: str
    media_product_type: str
    growth_hours: float
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class AccountType:
    """A kind of Instagram account, in the spelling of the live API, and whether it has insights at all."""

    name: str
    professional: bool
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Region:
    """Countries whose story replies Meta stopped counting, and from which day on.

    `share_of_replies` is the part of anybody's replies that comes from there; it is invented.
    """

    name: str
    countries: frozenset[str]
    replies_hidden_from: date
    share_of_replies: float
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Quantity:
    """Something that people do. Every count of the API is a sum of quantities, which is why totals and parts agree.

    `per_reach` is its share of a media's reach (lowest, highest); `per_day` its share of an account's daily exposure.
    """

    name: str
    per_reach: tuple[float, float] = (0.0, 0.0)
    kinds: tuple[MediaKind, ...] = ()
    per_day: tuple[float, float] = (0.0, 0.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """A number that adds up quantities; `unique` counts people, who are counted once however often they come."""

    of: tuple[Quantity, ...]
    unique: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """A number that does not add up: an average or a rate, of the least and of the most liked media."""

    least_liked: float
    most_liked: float
    digits: int = 0


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Times:
    """The average watch time multiplied by a count: the total watch time."""

    counts: Counts


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Slice:
    """One value of a breakdown: what the API prints, and either the quantity it counts or its share of the whole."""

    value: str
    quantity: Quantity | None = None
    weight: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Breakdown:
    """A way to divide a metric. `also_called` is a name that only the documents use."""

    name: str
    slices: tuple[Slice, ...]
    evidence: Evidence
    also_called: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Change:
    """Something that came with a version, and to all versions on a later day."""

    in_version: str
    everywhere_on: date

    def applies(self, version: ApiVersion, day: date) -> bool:
        """Whether it has come to this version on this day."""
        return day >= self.everywhere_on or self.reaches(version)

    def reaches(self, version: ApiVersion) -> bool:
        """Whether the version is one with which it came first."""
        return version.number >= _number(self.in_version)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Retirement(Change):
    """The end of a metric: from a version on, later everywhere; sometimes sparing older media.

    `answer` is the error of a metric that is refused while its name is still listed, for some kinds of media and on
    some hosts.
    """

    evidence: Evidence
    spares_created_before: date | None = None
    answer: ErrorRow | None = None
    answer_kinds: tuple[MediaKind, ...] = ()
    answer_logins: frozenset[Login] = frozenset(Login)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class MediaMetric:
    """A metric of the media edge: since when each kind of media has it, and when each host lists it."""

    name: str
    title: str
    description: str
    kinds: Mapping[MediaKind, date]
    number: Counts | Level | Times | None
    listed: Mapping[Login, Span]
    evidence: Evidence
    unit: Unit = Unit.COUNT
    titles: Mapping[MediaKind, str] = field(default_factory=dict)
    older_title: str | None = None
    older_title_until: date | None = None
    breakdown: Breakdown | None = None
    introduced: Change | None = None
    retired: Retirement | None = None
    replacement: str | None = None
    logins: frozenset[Login] = frozenset(Login)
    observed_logins: frozenset[Login] = frozenset(Login)
    needs_facebook_sharing: bool = False
    media_created_from: date | None = None

    def title_on(self, kind: MediaKind, day: date) -> str:
        """The title that Meta prints for this kind of media on a day."""
        if self.older_title and self.older_title_until and day < self.older_title_until and kind not in self.titles:
            return self.older_title
        return self.titles.get(kind, self.title)


@dataclass(frozen=True, slots=True, kw_only=True)
class Minimum:
    """The smallest audience that has the metric: followers, or people engaged or reached in the timeframe."""

    followers: int = 0
    audience: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """How a metric is headed in one of its two shapes."""

    title: str
    description: str


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class AccountMetric:
    """A metric of the account edge.

    `series` and `totals` are the periods in which it comes as `time_series` and as `total_value`, with their headings.
    Demographics describe the followers, or the people whom the metric `audience` counts.
    `last_days` bounds how far back it is told, and `recent_only_error` is what asking further answers, since
    `recent_only_since`.
    """

    name: str
    listed: Span
    evidence: Evidence
    series: tuple[str, ...] = ()
    totals: tuple[str, ...] = ()
    as_series: Shown | None = None
    as_total: Shown | None = None
    number: Counts | None = None
    breakdowns: tuple[Breakdown, ...] = ()
    pairs: tuple[tuple[Breakdown, Breakdown], ...] = ()
    needs_breakdown: bool = False
    minimum: Minimum = Minimum()
    observed_minimum: Minimum | None = None
    refuses_small_audience: frozenset[Login] = frozenset()
    demographics: bool = False
    audience: AccountMetric | None = None
    hourly: bool = False
    is_table: bool = False
    timeframes: tuple[str, ...] = ()
    timeframe_required: bool = False
    timeframes_retired: Retirement | None = None
    timeframes_kept: tuple[str, ...] = ()
    last_days: int | None = None
    recent_only_error: ErrorRow | None = None
    recent_only_since: Change | None = None
    retired: Retirement | None = None
    series_retired: Retirement | None = None
    replacement: str | None = None
    documented_name: str | None = None
    documented_name_since: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Wording:
    """What graph.instagram.com says for the same error; None leaves a column as it is."""

    message: str | None = None
    type: str | None = None
    status: int | None = None
    user_texts: bool = True


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ErrorRow:
    """An error as the wire shows it. `message` is a template without the `(#code) ` prefix, which the host adds.

    `type` None means the type that each host gives to most errors.
    """

    name: str
    status: int
    code: int
    message: str
    evidence: Evidence
    subcode: int | None = None
    type: str | None = None
    prefixed: bool = True
    is_transient: bool | None = None
    blames_nothing: bool = False
    user_title: str | None = None
    user_message: str | None = None
    instagram: Wording = Wording()
    fix: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Disturbance:
    """Something that happens to a reply on its way, below the API. `page` and `status` stand instead of the reply."""

    name: str
    meaning: str
    evidence: Evidence
    status: int = 0
    page: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Limit:
    """A number that decides: days, seconds, or people."""

    value: int
    meaning: str
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Absence:
    """A reason to leave a metric out of a successful answer: the empty data set."""

    name: str
    because: str
    evidence: Evidence
    fix: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Verdict:
    """One side of a difference: what is answered, in words, and on what evidence."""

    answer: str
    evidence: Evidence
    outcome: ErrorRow | Absence | None = None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Difference:
    """A situation in which documents and recordings disagree; an `outcome` None means that the request is answered."""

    name: str
    number: str
    situation: str
    documented: Verdict
    observed: Verdict

    def verdict(self, fidelity: Fidelity) -> Verdict:
        """What holds under the fidelity."""
        return self.documented if fidelity is Fidelity.DOCUMENTED else self.observed


Needs = Mapping[Login, tuple[tuple[str, ...], ...]]
"""What a login's token must be granted: of each group of scopes one."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Field:
    """A field of a node. One that an object does not have is left out of the answer, never null.

    `logins` are those that know the field, from the day `since` on; to others it does not exist. `node` names the type
    of the object that the field holds. `refused` is the error of a field that exists and is never answered.
    """

    name: str
    value: Value
    description: str
    evidence: Evidence
    logins: frozenset[Login] = frozenset(Login)
    since: date | None = None
    default: bool = False
    needs: Needs = field(default_factory=dict)
    node: str | None = None
    kinds: tuple[MediaKind, ...] = ()
    refused: ErrorRow | None = None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Edge:
    """A list that hangs on a node: of which type its items are, and how it is read.

    An edge that is not `paged` is told whole; the pages of one that is not `linked` have cursors alone; `summed` ones
    tell their number when `summary` is asked. `told` are the fields of its items when none are asked, where they differ
    from the type's. What `changes` lists (POST, DELETE) can be done to it.
    """

    name: str
    of: str
    description: str
    evidence: Evidence
    logins: frozenset[Login] = frozenset(Login)
    since: date | None = None
    needs: Needs = field(default_factory=dict)
    lacking: ErrorRow | None = None
    paged: bool = True
    linked: bool = True
    summed: bool = False
    told: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class NodeType:
    """A type of node: its name as errors print it, the logins that see it, its fields and edges, what reading needs."""

    name: str
    title: str
    fields: tuple[Field, ...]
    edges: tuple[Edge, ...]
    evidence: Evidence
    logins: frozenset[Login] = frozenset(Login)
    needs: Needs = field(default_factory=dict)
    lacking: ErrorRow | None = None
    has_id: bool = True


class Measure(Word):
    """What a budget of calls grows with."""

    USERS = "users"
    IMPRESSIONS = "impressions"
    ENGAGED_USERS = "engaged users"


class Topic(Word):
    """What a call is about, as far as budgets care."""

    INSTAGRAM = "instagram"
    PAGE = "page"
    PLATFORM = "platform"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Allowance:
    """A budget of calls: `calls_per` for each of what is measured, in a rolling window of `window` seconds.

    Calls come under it by one of the `words` of their path or fields, else by their topic and the kind of their token
    (None: the app's own). The window moves on by `slot` seconds. One with a `business_type` is told in
    X-Business-Use-Case-Usage, the others in X-App-Usage.
    """

    name: str
    title: str
    measure: Measure
    calls_per: int
    window: int
    slot: int
    refusal: ErrorRow
    evidence: Evidence
    words: frozenset[str] = frozenset()
    topics: frozenset[Topic] = frozenset()
    token_kinds: frozenset[TokenKind | None] = frozenset()
    business_type: str | None = None
    told_when_refused: bool = True

    @property
    def slots(self) -> int:
        """How many slots the window has."""
        return self.window // self.slot


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Site:
    """A host that serves the OAuth pages and the code exchange of a login, and nothing else."""

    name: str
    login: Login
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Scope:
    """A permission that a login can ask a person for; one that is `always` given cannot be declined.

    `targets` says whose ids debug_token lists beside it: those of the `pages`, of the `accounts`, or none. A name that
    is valid `until` a day is an older one of the scope that it `stands_for`.
    """

    name: str
    login: Login
    title: str
    evidence: Evidence
    targets: str = ""
    always: bool = False
    until: date | None = None
    stands_for: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Dialog:
    """How a login asks a person: what it can respond with, how addresses end that lead back, what a refusal says.

    An app must ask for the scope that is `needed`.
    """

    name: str
    login: Login
    responses: frozenset[str]
    ending: str
    denial: tuple[tuple[str, str], ...]
    denial_ending: str
    code_life: Limit
    token_life: Limit
    evidence: Evidence
    needed: str = ""
