"""The settings: one row each, with its option, environment variable, default and help."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from difflib import get_close_matches
from typing import Generic, Literal, TypeVar

PREFIX = "INSIGHTS_MOCK_"

Value = TypeVar("Value", bound=str | int)

_TRUE = ("1", "true", "yes", "on")
_FALSE = ("", "0", "false", "no", "off")
_NEGATION = "no-"
_SIMILAR = 0.75


class SettingError(Exception):
    """A setting that cannot be used; the text names it and what is allowed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Option(Generic[Value]):
    """An option of the command line. One called `no-…` is a flag that switches its setting off.

    `choices` are the texts, `lowest` and `highest` the numbers that are allowed.
    """

    name: str
    default: Value
    help: str
    metavar: str = ""
    choices: tuple[str, ...] = ()
    lowest: int | None = None
    highest: int | None = None

    @property
    def variable(self) -> str:
        """The environment variable that says the same."""
        return PREFIX + self.name.upper().replace("-", "_")

    @property
    def setting(self) -> str:
        """The name in Settings."""
        return self.name.removeprefix(_NEGATION).replace("-", "_")

    @property
    def is_flag(self) -> bool:
        """Whether it is given without a value."""
        return isinstance(self.default, bool)

    def when_given(self, value: str | int) -> str | int:
        """What the setting becomes when the option has this value."""
        return not value if self.is_flag and self.name.startswith(_NEGATION) else value

    def read(self, text: str) -> str | int:
        """The value that the variable's text means. Raises SettingError."""
        if self.is_flag:
            return self._allowed(text.strip().lower(), _TRUE + _FALSE, _TRUE + _FALSE[1:]) in _TRUE
        if isinstance(self.default, int):
            return self._number(text)
        return self._allowed(text, ("", *self.choices), self.choices) if self.choices else text

    def _allowed(self, text: str, taken: tuple[str, ...], named: tuple[str, ...]) -> str:
        if text not in taken:
            raise SettingError(f"{self.variable} must be one of {', '.join(named)}, not {text!r}")
        return text

    def _number(self, text: str) -> int:
        digits = text.strip()
        number = int(digits) if digits.isdecimal() and digits.isascii() else -1
        if number < 0 or number < (self.lowest or 0) or (self.highest is not None and number > self.highest):
            upto = "" if self.highest is None else f" to {self.highest}"
            raise SettingError(f"{self.variable} must be a number from {self.lowest or 0}{upto}, not {text!r}")
        return number


HOST = Option(name="host", default="127.0.0.1", help="Address to listen on.", metavar="ADDRESS")
PORT = Option(name="port", default=8080, help="Port to listen on; 0 picks a free one.", lowest=0, highest=65_535)
WORLD = Option(name="world", default="default", help="A shipped world or a world file.", metavar="NAME|FILE")
NOW = Option(
    name="now", default="", help="The world's time, instead of its own; it stands still there.", metavar="ISO|real"
)
SEED = Option(name="seed", default="", help="The seed of all that is made up, instead of the world's own.", metavar="N")
FIDELITY = Option(
    name="fidelity",
    default="",
    help="What to follow where Meta's documents and recordings of the live API disagree, instead of the world's own.",
    choices=("documented", "observed"),
)
WORKERS = Option(name="workers", default=1, help="How many processes serve.", lowest=1, highest=64)
THREADS = Option(
    name="threads",
    default=1,
    help="How many requests a worker answers at a time. One is fastest; with more, nobody waits behind a reply that a "
    "fault delays.",
    lowest=1,
    highest=64,
)
STORE = Option(
    name="store",
    default="",
    help="Where worlds and clocks are kept: memory (for one worker) or a file. Left out: memory, and with several "
    "workers a file that is deleted at the end.",
    metavar="memory|sqlite:///FILE",
)
ANY_TOKEN = Option(name="any-token", default=False, help="Accept every token that no world knows.")
ADMIN_TOKEN = Option(name="admin-token", default="", help="Guard /_mock with this token.", metavar="TOKEN")
WEBHOOK_HOSTS = Option(
    name="webhook-hosts",
    default="",
    help="Hosts besides this machine that webhooks may be sent to, separated by commas.",
    metavar="HOST,...",
)
JOURNAL = Option(
    name="journal",
    default=10_000,
    help="How many exchanges of each world the journal keeps; 0 keeps none.",
    lowest=0,
    highest=1_000_000,
)
NO_MOCK_HEADERS = Option(name="no-mock-headers", default=False, help="Leave the X-Mock-* headers out of replies.")

OPTIONS: tuple[Option[str] | Option[int] | Option[bool], ...] = (
    HOST,
    PORT,
    WORLD,
    NOW,
    SEED,
    FIDELITY,
    WORKERS,
    THREADS,
    STORE,
    ANY_TOKEN,
    ADMIN_TOKEN,
    WEBHOOK_HOSTS,
    JOURNAL,
    NO_MOCK_HEADERS,
)

# Options of the commands that look something up; they are no settings of the emulator.
TOKEN = Option(name="token", default="", help="The token to ask with; left out, one that works.", metavar="TOKEN")
EDGE = Option(name="edge", default="media", help="Which insights.", choices=("media", "account"))
VERSION = Option(name="version", default="", help="Version of the API; left out, the newest.", metavar="vN.N")
AT = Option(name="at", default="", help="The day to look at; left out, today.", metavar="DATE")
JSON = Option(name="json", default=False, help="Print JSON.")

LOOKING_UP = (TOKEN, EDGE, VERSION, AT, JSON)

# Options of the receiver of webhooks, which is a program of its own: its port is not that of the emulator.
LISTEN_PORT = Option(name="port", default=9000, help="Port to listen on; 0 picks a free one.", lowest=0, highest=65_535)
VERIFY_TOKEN = Option(name="verify-token", default="hello", help="The token that the handshake needs.", metavar="TOKEN")
SECRET = Option(name="secret", default="mock-app-secret", help="The app secret that signs.", metavar="SECRET")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the emulator needs to know. `world` is a shipped world's name or a file; empty texts leave it to the world.

    An empty `store` is memory, or with several workers a file for as long as they run.
    """

    host: str = HOST.default
    port: int = PORT.default
    world: str = WORLD.default
    now: str = NOW.default
    seed: str = SEED.default
    fidelity: Literal["", "documented", "observed"] = ""
    workers: int = WORKERS.default
    threads: int = THREADS.default
    store: str = STORE.default
    any_token: bool = ANY_TOKEN.default
    admin_token: str = ADMIN_TOKEN.default
    webhook_hosts: str = WEBHOOK_HOSTS.default
    journal: int = JOURNAL.default
    mock_headers: bool = not NO_MOCK_HEADERS.default

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> Settings:
        """The settings that INSIGHTS_MOCK_… variables ask for. Raises SettingError."""
        _refuse_misspelt(environment)
        read = {row.name: row.read(environment[row.variable]) for row in OPTIONS if row.variable in environment}
        return cls().given(read)

    def given(self, values: Mapping[str, str | int | None]) -> Settings:
        """The settings with what options say, by their names; None says nothing."""
        said = ((row, values.get(row.name)) for row in OPTIONS)
        changes = {row.setting: row.when_given(value) for row, value in said if value is not None}
        return replace(self, **changes)  # type: ignore[arg-type]  # a row's value has the type of its setting

    def __repr__(self) -> str:
        """All of them but the secret one: settings end up in logs."""
        told = (f"{field.name}={getattr(self, field.name)!r}" for field in fields(self) if field.name != "admin_token")
        return f"Settings({', '.join(told)})"


def _refuse_misspelt(environment: Mapping[str, str]) -> None:
    """Refuse variables that nearly name an option; other programs of the project have variables of their own."""
    known = {row.variable.removeprefix(PREFIX) for row in (*OPTIONS, *LOOKING_UP)}
    for variable in environment:
        name = variable.removeprefix(PREFIX)
        if variable.startswith(PREFIX) and name not in known:
            for similar in get_close_matches(name, known, 1, _SIMILAR):
                raise SettingError(f"{variable} is no setting; did you mean {PREFIX}{similar}?")
