"""What an app asks of a person when it opens a login dialog."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Final, NamedTuple
from urllib.parse import urlsplit

from mock_server.auth.persons import EVERYBODY, Person, chosen, shown
from mock_server.catalogue.model import Dialog, Login, Scope
from mock_server.catalogue.oauth_errors import (
    DIALOG_APP_UNKNOWN,
    DIALOG_DECISION_INVALID,
    DIALOG_PARAMETER_TOO_LONG,
    DIALOG_PERSON_UNKNOWN,
    DIALOG_REDIRECT_INVALID,
    DIALOG_REDIRECT_MISSING,
    DIALOG_RESPONSE_TYPE_INVALID,
    DIALOG_SCOPE_MISSING,
    DIALOG_SCOPE_UNKNOWN,
)
from mock_server.catalogue.scopes import SCOPES
from mock_server.graph.refusal import Refused
from mock_server.world.model import World

# Parameters of the emulator: whom the dialog is answered by, how, and with which scopes (`mock_grant.NAME`).
USER: Final = "mock_user"
DECISION: Final = "mock_decision"
GRANT: Final = "mock_grant."
ALLOW, DENY = "allow", "deny"

_LONGEST: Final = {"redirect_uri": 2_000, "state": 4_000, "scope": 4_000}
_LONGEST_ECHO: Final = 200
_BETWEEN: Final = re.compile(r"[,\s]+")
_NEVER_IN_ADDRESSES: Final = re.compile(r"[\x00-\x20\x7f\\#]")


class Wish(NamedTuple):
    """A dialog that was opened: what is asked for, and where the answer goes."""

    dialog: Dialog
    redirect_uri: str
    state: str | None
    responses: frozenset[str]
    scopes: tuple[Scope, ...]


def wish_of(dialog: Dialog, sent: Mapping[str, str], world: World, now: int) -> Wish:
    """The wish that the parameters tell. Raises Refused."""
    client = sent.get("client_id", "")
    if client != world.app.id:
        raise Refused(DIALOG_APP_UNKNOWN, "no world has this app", client=_echo(client))
    for parameter, most in _LONGEST.items():
        if len(sent.get(parameter, "")) > most:
            raise Refused(DIALOG_PARAMETER_TOO_LONG, f"{parameter} is too long", parameter=parameter, most=str(most))
    day = datetime.fromtimestamp(now, tz=UTC).date()
    return Wish(dialog, _redirect_uri(sent), sent.get("state"), _responses(dialog, sent), _scopes(dialog, sent, day))


def person_of(dialog: Dialog, sent: Mapping[str, str], world: World) -> Person:
    """The person who answers: the one that is named, else the first whom the dialog offers. Raises Refused."""
    choice = sent.get(USER, "")
    person = chosen(dialog, world, choice) if choice else next(iter(shown(dialog, world)), None)
    if person is None:
        others = f", or {EVERYBODY}" if dialog.login is Login.FACEBOOK else ""
        raise Refused(DIALOG_PERSON_UNKNOWN, "no such account", user=_echo(choice) or "nothing", others=others)
    return person


def decision_of(sent: Mapping[str, str]) -> str:
    """Whether the person allows or denies; empty while nobody has decided. Raises Refused."""
    decision = sent.get(DECISION, "")
    if decision not in ("", ALLOW, DENY):
        raise Refused(DIALOG_DECISION_INVALID, "mock_decision is neither allow nor deny")
    return decision


def granted_scopes(wish: Wish, sent: Mapping[str, str]) -> tuple[str, ...]:
    """The scopes that are allowed: all, unless single ones are named; some cannot be declined."""
    named = {name.removeprefix(GRANT) for name in sent if name.startswith(GRANT)}
    return tuple(scope.name for scope in wish.scopes if not named or scope.always or scope.name in named)


def _redirect_uri(sent: Mapping[str, str]) -> str:
    uri = sent.get("redirect_uri", "")
    if not uri:
        raise Refused(DIALOG_REDIRECT_MISSING, "no redirect_uri was sent")
    if not _is_address(uri):
        raise Refused(DIALOG_REDIRECT_INVALID, "redirect_uri is no http or https address")
    return uri


def _is_address(uri: str) -> bool:
    if _NEVER_IN_ADDRESSES.search(uri):
        return False
    try:
        parts = urlsplit(uri)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        return False


def _responses(dialog: Dialog, sent: Mapping[str, str]) -> frozenset[str]:
    words = frozenset(_words(sent.get("response_type", ""))) or frozenset({"code"})
    if not words <= dialog.responses:
        allowed = " or ".join(sorted(dialog.responses))
        raise Refused(DIALOG_RESPONSE_TYPE_INVALID, "response_type is not one of the dialog's", allowed=allowed)
    return words


def _scopes(dialog: Dialog, sent: Mapping[str, str], day: date) -> tuple[Scope, ...]:
    known = {each.name: each for each in SCOPES if each.login is dialog.login and _is_known(each, day)}
    asked = _words(sent.get("scope", ""))
    unknown = [name for name in asked if name not in known]
    if unknown:
        texts = {"scopes": _echo(", ".join(unknown)), "known": ", ".join(known)}
        raise Refused(DIALOG_SCOPE_UNKNOWN, "the login knows no such scope", **texts)
    scopes = {known[name].stands_for or name for name in asked}
    if dialog.needed and dialog.needed not in scopes:
        raise Refused(DIALOG_SCOPE_MISSING, f"every login asks for {dialog.needed}", scope=dialog.needed)
    return tuple(each for each in known.values() if each.always or each.name in scopes)


def _is_known(scope: Scope, day: date) -> bool:
    return scope.until is None or day < scope.until


def _words(text: str) -> list[str]:
    return [word for word in _BETWEEN.split(text) if word]


def _echo(text: str) -> str:
    """What was sent, short enough to be told."""
    return text if len(text) <= _LONGEST_ECHO else f"{text[:_LONGEST_ECHO]}…"
