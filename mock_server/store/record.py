"""What a store remembers of a world, and what no two worlds may share."""

from __future__ import annotations

import re
from typing import Annotated, Literal

import msgspec

from mock_server.catalogue.model import Login, TokenKind
from mock_server.store.errors import ClaimKind
from mock_server.store.fault import Fault
from mock_server.timeline.clock import Clock

Count = Annotated[int, msgspec.Meta(ge=0, le=2**53)]
Claim = tuple[ClaimKind, str]
HookState = Literal["new", "asked", "verified", "unverified"]
DeliveryState = Literal["pending", "sending", "delivered", "dropped"]

# Numbers that a sequence never reaches need not be kept out of it.
_NUMBERED = re.compile(r"world-([1-9][0-9]{0,8})")


class Patch(msgspec.Struct, frozen=True):
    """A change made at `at` to one media, or to the `account`: values of its insights (None: unavailable).

    Of a media it says how many accounts saw it, of an account how many follow it.
    """

    media: str
    insights: dict[str, float | None] | None
    viewers: int | None
    at: int
    account: str = ""
    followers: int | None = None


class Code(msgspec.Struct, frozen=True):
    """An authorization code: who allowed what to the app, and where the code was sent.

    `accounts` None means all of the world's.
    """

    text: str
    login: Login
    user_id: str
    accounts: tuple[str, ...] | None
    scopes: tuple[str, ...]
    redirect_uri: str
    expires_at: int
    used: bool = False


class IssuedToken(msgspec.Struct, frozen=True):
    """A token that the world gave out. `serial` counts whatever it gave out; `accounts` None means all."""

    token: str
    kind: TokenKind
    user_id: str
    accounts: tuple[str, ...] | None
    scopes: tuple[str, ...]
    issued_at: int
    expires_at: int | None
    serial: Count
    role: str | None = None
    via_business: bool = False


class Withdrawal(msgspec.Struct, frozen=True):
    """A person took a scope back, or (None) all: it holds for tokens up to a serial, not for those of later logins."""

    user_id: str
    scope: str | None
    serial: Count


class Hook(msgspec.Struct, frozen=True):
    """A callback that asks for notifications; nothing is sent unless it is verified, and `reason` says why it is not.

    The app subscribed it over the Graph API, or (`of_world`) the world file lists it.
    """

    callback_url: str
    verify_token: str
    fields: tuple[str, ...]
    login: Login
    of_world: bool = True
    state: HookState = "new"
    reason: str = ""


class Attempt(msgspec.Struct, frozen=True):
    """A notification was sent at `at`: the status of the answer, or (None) why there is none."""

    at: int
    status: int | None
    reason: str = ""


class Delivery(msgspec.Struct, frozen=True):
    """A notification, its exact text, and each attempt to deliver it; the next one is due at `next_at`, if any.

    `faults` are what was asked to go wrong with it; `again` names the delivery that it repeats.
    """

    id: Annotated[str, msgspec.Meta(pattern=r"^delivery-[0-9]{1,9}\Z")]
    callback_url: str
    field: str
    about: tuple[str, ...]
    body: str
    created_at: int
    state: DeliveryState = "pending"
    attempts: tuple[Attempt, ...] = ()
    next_at: int | None = None
    faults: tuple[str, ...] = ()
    again: str = ""


class Settled(msgspec.Struct, frozen=True):
    """An event that a move of the clock told: at `at`, to `what`."""

    at: int
    event: str
    what: str


class WorldRecord(msgspec.Struct, frozen=True):
    """A loaded world. The store sets `id` and `revision`; different contents, of any world, never share one.

    `given_out` is how many codes and tokens were given out since it was loaded; `subscriptions` the fields of webhooks
    to which the app is subscribed, by object. What fell due until `settled_until` has had its effects; behind
    `last_settled` the clock does not go back. `notified` counts the deliveries there ever were.
    """

    id: str
    document: bytes
    loaded_at: int
    clock: Clock
    patches: tuple[Patch, ...]
    tokens: tuple[str, ...]
    app_id: str
    revision: int = 0
    codes: tuple[Code, ...] = ()
    issued: tuple[IssuedToken, ...] = ()
    withdrawals: tuple[Withdrawal, ...] = ()
    given_out: Count = 0
    subscriptions: dict[str, tuple[str, ...]] = {}
    faults: tuple[Fault, ...] = ()
    faults_armed: Count = 0
    settled_until: int | None = None
    last_settled: Settled | None = None
    hooks: tuple[Hook, ...] = ()
    deliveries: tuple[Delivery, ...] = ()
    notified: Count = 0

    def __repr__(self) -> str:
        # Tokens and secrets stay out of logs and tracebacks.
        return f"WorldRecord(id={self.id!r}, revision={self.revision})"


def claims(record: WorldRecord) -> set[Claim]:
    """What belongs to this world alone."""
    issued = (each.token for each in record.issued)
    tokens: set[Claim] = {("token", token) for token in (*record.tokens, *issued)}
    return {("id", record.id), ("app_id", record.app_id), *tokens}


def numbered(number: int) -> str:
    """The id of a world that nobody named."""
    return f"world-{number}"


def number_of(world_id: str) -> int:
    """The number in an id that `numbered` could have made, else 0."""
    match = _NUMBERED.fullmatch(world_id)
    return int(match[1]) if match else 0
