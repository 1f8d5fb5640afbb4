"""Scenarios: a world and what happens in it, step by step. A file has a `name`, `about`, a `world` and `steps`.

Each step does one thing: it asks the Graph API (`get`, `request`), or has the control plane do something (`advance`,
`now`, `set`, `fault`, `clear_faults`), or waits for a webhook (`expect_webhook`). What `expect` says is said as in
the witness cases. docs/scenarios.md shows every key.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import TypeAlias

import yaml

from contracts.files.document import CaseError, Place, Table, elements, read
from contracts.files.exchange import (
    NO_TOKEN,
    REQUEST_KEYS,
    Call,
    Expectation,
    Fidelity,
    Host,
    expectation,
    matching,
    sent,
    token_of,
    tokens_of,
    written_out,
)
from contracts.files.promises import Json, Promise, kept_names

SCENARIOS = Path(__file__).parents[1] / "scenarios"
RECEIVER = "receiver"  # `${receiver}` in a world: where the player itself takes webhooks

_FILE_KEYS = ("name", "about", "world", "steps")
_ASKING = ("token", "host", "fidelity")
_ASK_KEYS = ("repeat", "keep", "expect", "note")
_MOST_REPEATS = 10_000
_PATH = r"/\S*|\$\{[a-z][a-z0-9_]*\}"  # a kept link may be followed
_DURATION = r"P(?=[\dT])(\d+W)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+S)?)?"
_INSTANT = r"(20[1-9]\d|2100)-\d\d-\d\d(T\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d))?"
_PLACE = r"(body(\.[^.\[\]]+|\[\d+\])*)|header [A-Za-z0-9-]+"


@dataclass(frozen=True, slots=True)
class Ask:
    """A request of the Graph API, sent `repeat` times; `keep` names places of the reply whose values are kept."""

    call: Call
    expect: Expectation | None
    keep: dict[str, str]
    repeat: int = 1

    @property
    def said(self) -> list[object]:
        """All in which names of kept values may stand."""
        promised = [self.expect.headers, self.expect.error, self.expect.body] if self.expect else []
        return [self.call.path, self.call.headers, self.call.body, self.call.token, *promised]


@dataclass(frozen=True, slots=True)
class Order:
    """A call of the control plane; it must be obeyed. `settled` is expected of what fell due on the way."""

    method: str
    path: str
    document: Json
    settled: Promise = None

    @property
    def said(self) -> list[object]:
        """All in which names of kept values may stand."""
        return [self.document, self.settled]


@dataclass(frozen=True, slots=True)
class Await:
    """The newest webhook delivery that no step has expected yet keeps the promise."""

    promise: Promise
    keep: dict[str, str]

    @property
    def said(self) -> list[object]:
        """All in which names of kept values may stand."""
        return [self.promise]


Action: TypeAlias = Ask | Order | Await


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that happens; `does` tells it in a few words."""

    number: int
    does: str
    action: Action
    note: str
    place: Place


@dataclass(frozen=True, slots=True)
class Scenario:
    """A world, what happens in it, and where it is written; `about` is a sentence."""

    name: str
    about: str
    world: dict[str, Json]
    steps: tuple[Step, ...]
    place: Place

    @property
    def needs_receiver(self) -> bool:
        """Whether the world sends webhooks to whoever plays the scenario."""
        return RECEIVER in kept_names(self.world)


def shipped_names() -> list[str]:
    """The scenarios that come with the harness."""
    return sorted(path.stem for path in SCENARIOS.glob("*.yaml"))


def chosen(wanted: tuple[str, ...]) -> list[Scenario]:
    """The scenarios of these names and files; all that are shipped if nothing is wanted."""
    return [load_scenario(_path_of(each)) for each in wanted or shipped_names()]


def load_scenario(path: Path) -> Scenario:
    """One scenario file."""
    try:
        return _scenario(path.read_text(encoding="utf-8"), Place(path.name))
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "not UTF-8"
        raise CaseError(f"cannot be read: {reason}", Place(str(path), line=0)) from None
    except RecursionError:
        raise CaseError("it is nested too deeply, or contains itself", Place(path.name, line=0)) from None


def _scenario(text: str, place: Place) -> Scenario:
    file = Table.of(read(text, place), place, _FILE_KEYS, _FILE_KEYS)
    world = file.document("world") or {}
    return Scenario(
        name=matching(file, "name", r"[a-z0-9]+(-[a-z0-9]+)*", "small letters and digits, joined by hyphens"),
        about=matching(file, "about", r".*\S.*", "a sentence"),
        world=world,
        steps=_steps(file, world),
        place=file.where("world"),
    )


def _path_of(wanted: str) -> Path:
    if "/" in wanted or wanted.endswith((".yaml", ".yml", ".json")) or Path(wanted).is_file():
        return Path(wanted)
    names = shipped_names()
    if wanted not in names:
        close = get_close_matches(wanted, names, n=1)
        hint = f"; did you mean {close[0]}?" if close else "; --list names them, a path leads to one of your own"
        raise CaseError(f"there is no such scenario{hint}", Place(wanted, line=0))
    return SCENARIOS / f"{wanted}.yaml"


@dataclass(frozen=True, slots=True)
class _Told:
    """What the scenario has told before a step: its tokens and the names that are kept."""

    tokens: list[str]
    names: set[str]


def _steps(file: Table, world: dict[str, Json]) -> tuple[Step, ...]:
    nodes = elements(file.nodes["steps"], "steps", file.place)
    if not nodes:
        raise CaseError("nothing happens: expected at least one step", file.where("steps"))
    told = _Told(tokens_of(world), kept_names(world))
    if unknown := told.names - {RECEIVER}:
        raise CaseError(f"a world knows `${{{RECEIVER}}}` only, not `${{{min(unknown)}}}`", file.where("world"))
    return tuple(_step(node, number, file.place.file, told) for number, node in enumerate(nodes, start=1))


def _step(node: yaml.Node, number: int, file: str, told: _Told) -> Step:
    place = Place(file, step=number)
    doing = _doing(node, place)
    table = Table.of(node, place, _STEP_KEYS[doing], (doing,))
    does, action = _ACTIONS[doing](table, told)
    _refuse_unkept(action, told, table.place)
    if isinstance(action, Ask | Await):
        told.names.update(action.keep)
    return Step(number, does, action, table.text("note"), table.place)


def _doing(node: yaml.Node, place: Place) -> str:
    """What a step does: the one key of it that says so."""
    keys = [str(key.value) for key, _ in node.value] if isinstance(node, yaml.MappingNode) else []
    doing = [key for key in keys if key in _STEP_KEYS]
    if len(doing) != 1:
        said = f"it says {' and '.join(f'`{key}`' for key in doing or keys) or 'nothing'}"
        raise CaseError(f"a step does one thing, one of: {', '.join(_STEP_KEYS)}; {said}", place.at(node))
    return doing[0]


def _refuse_unkept(action: Action, told: _Told, place: Place) -> None:
    if unknown := kept_names(action.said) - told.names:
        raise CaseError(f"`${{{min(unknown)}}}` is kept by no step before this one", place)


def _ask(table: Table, told: _Told) -> tuple[str, Action]:
    request = table.table("request", (*REQUEST_KEYS, *_ASKING), ("path",)) if "request" in table else None
    method, path, headers, body = written_out(request, _PATH) if request else sent(table, _PATH)
    asking = request or table
    call = Call(
        method=method,
        path=path,
        headers=headers,
        body=body,
        host=asking.choice("host", Host, Host.FACEBOOK),
        token=_token(asking, path, told),
        now=None,
        fidelity=asking.choice("fidelity", Fidelity) if "fidelity" in asking else None,
    )
    expect = expectation(table) if "expect" in table else None
    does = f"{method} {path if path.startswith('$') else call.host.value + path}"
    return does, Ask(call, expect, _keep(table), _repeat(table))


def _token(asking: Table, path: str, told: _Told) -> str | None:
    """The token that is named, else the first of the world's; a kept link brings its own."""
    written = asking.text("token")
    if kept_names(written):
        return written
    if not written and path.startswith("$"):
        return None
    if not told.tokens and written != NO_TOKEN and written:
        return written
    return token_of(asking, told.tokens)


def _keep(table: Table) -> dict[str, str]:
    keep = table.text_map("keep")
    for name, where in keep.items():
        if not re.fullmatch(r"[a-z][a-z0-9_]*", name) or name == RECEIVER:
            raise CaseError(f"`{name}` cannot be a name; expected small letters, digits, _", table.where("keep"))
        if not re.fullmatch(_PLACE, where):
            expected = "a place such as body.data[0].id or header ETag"
            raise CaseError(f"`{name}` is kept from `{where}`; expected {expected}", table.where("keep"))
    return keep


def _repeat(table: Table) -> int:
    if "repeat" not in table:
        return 1
    written = table.written("repeat")
    if not re.fullmatch(r"[1-9]\d{0,4}", written) or int(written) > _MOST_REPEATS:
        raise CaseError(f"`repeat` is `{written}`; expected a number from 1 to {_MOST_REPEATS}", table.where("repeat"))
    return int(written)


def _advance(table: Table, _: _Told) -> tuple[str, Action]:
    by = matching(table, "advance", _DURATION, "a duration such as PT25H or P1DT30M")
    return f"advance {by}", Order("POST", "/clock/advance", {"by": by}, _settled(table))


def _now(table: Table, _: _Told) -> tuple[str, Action]:
    """Set the clock; forwards it is an advance, so that what falls due is told."""
    to = matching(table, "now", _INSTANT, "a time such as 2025-04-21T07:00:00Z, in the years 2010 to 2100")
    if "expect_settled" in table:
        return f"now {to}", Order("POST", "/clock/advance", {"to": to}, _settled(table))
    return f"now {to}", Order("PUT", "/clock", {"now": to})


def _settled(table: Table) -> Promise:
    if "expect_settled" not in table:
        return None
    promise = table.promise("expect_settled")
    if promise in ([], None):
        raise CaseError(
            "nothing is expected; `{$length: 0}` says that nothing falls due", table.where("expect_settled")
        )
    return promise


def _fault(table: Table, _: _Told) -> tuple[str, Action]:
    document = table.value("fault")
    entries = document if isinstance(document, list) else [document]
    if not entries or not all(isinstance(each, dict) for each in entries):
        raise CaseError("`fault` must be a mapping, or a list of them", table.where("fault"))
    return f"fault {', '.join(map(_named, entries))}", Order("POST", "/faults", document)


def _named(fault: Json) -> str:
    """A fault in a word or two."""
    told = fault if isinstance(fault, dict) else {}
    return str(told.get("error") or told.get("effect") or next(iter(told), "of nothing"))


def _clear_faults(table: Table, _: _Told) -> tuple[str, Action]:
    if table.value("clear_faults") is not True:
        raise CaseError("`clear_faults` must be true", table.where("clear_faults"))
    return "clear the faults", Order("DELETE", "/faults", None)


def _set(table: Table, _: _Told) -> tuple[str, Action]:
    """Change the numbers of a media, or of an account."""
    change = table.document("set") or {}
    kind = next((key for key in ("media", "account") if key in change), "")
    target = change.pop(kind, None)
    if not isinstance(target, str) or not re.fullmatch(r"[0-9]+", target):
        raise CaseError("`set` names a `media` or an `account` by its id, in quotes", table.where("set"))
    if not change:
        raise CaseError("`set` changes nothing", table.where("set"))
    folder = "media" if kind == "media" else "accounts"
    return f"set {kind} {target}: {', '.join(change)}", Order("PATCH", f"/worlds/{{world}}/{folder}/{target}", change)


def _expect_webhook(table: Table, _: _Told) -> tuple[str, Action]:
    promise = table.promise("expect_webhook")
    if not promise:
        raise CaseError("nothing is expected of the webhook", table.where("expect_webhook"))
    return "expect a webhook", Await(promise, _keep(table))


_STEP_KEYS: Mapping[str, tuple[str, ...]] = {
    "get": ("get", *_ASKING, *_ASK_KEYS),
    "request": ("request", *_ASK_KEYS),
    "advance": ("advance", "expect_settled", "note"),
    "now": ("now", "expect_settled", "note"),
    "set": ("set", "note"),
    "fault": ("fault", "note"),
    "clear_faults": ("clear_faults", "note"),
    "expect_webhook": ("expect_webhook", "keep", "note"),
}
_ACTIONS: Mapping[str, Callable[[Table, _Told], tuple[str, Action]]] = {
    "get": _ask,
    "request": _ask,
    "advance": _advance,
    "now": _now,
    "set": _set,
    "fault": _fault,
    "clear_faults": _clear_faults,
    "expect_webhook": _expect_webhook,
}
