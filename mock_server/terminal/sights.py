"""What there is to see: the shipped worlds and the well-known ids and tokens, and the screen of a started emulator."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable
from itertools import groupby
from pathlib import Path

from mock_server.settings import Settings
from mock_server.terminal.invitation import Invitation
from mock_server.terminal.paper import WIDTH, Paper, entries, table, wrapped
from mock_server.world.cards import Card
from mock_server.world.model import World

_NAME = "insights-mock"


def world_line(world: World) -> str:
    """What a world holds, in a line."""
    posts = sum(world.media_count(account, world.start) for account in world.accounts)
    counts = ((len(world.accounts), "account"), (posts, "post"), (len(world.tokens), "token"))
    return ", ".join(f"{number} {name}{'' if number == 1 else 's'}" for number, name in counts)


def worlds_lines(worlds: Iterable[tuple[str, World]], cards: Iterable[Card], paper: Paper) -> list[str]:
    """The shipped worlds, and what there is to try in the default one."""
    lines = ["Shipped worlds", *entries((name, world_line(world)) for name, world in worlds)]
    lines += paper.title("Well-known ids and tokens of the default world")
    for _, group in groupby(cards, key=_sort):
        lines += ["", *table([(card.value, card.name, card.shows) for card in group])]
    return lines


def _sort(card: Card) -> str:
    """Tokens, accounts, media and Pages apart."""
    return "token" if card.value == card.token else card.value[:4]


def welcome_lines(url: str, settings: Settings, invitation: Invitation | None, paper: Paper) -> list[str]:
    """The screen of a started emulator: where it is, and what to try first."""
    lines = [paper.styled(f"insights-mock is at {url}", "strong"), ""]
    if invitation:
        lines += _trials(url, settings, invitation)
    guard = "  (with Authorization: Bearer and your --admin-token)" if settings.admin_token else ""
    lines += entries((("control plane", f"{url}/_mock/worlds{guard}"), ("ids and tokens", f"{_command()} worlds")))
    return [*lines, "", "Ctrl-C stops it."]


def _trials(url: str, settings: Settings, found: Invitation) -> list[str]:
    lines = ["Ask with the token " + found.token, *_curl(url, found.path, found.query, found.token), ""]
    if found.illegal:
        lines += ["Ask something illegal, and why it is", *_curl(url, found.path, found.illegal, found.token)]
        lines += [*_explain(settings, found), ""]
    return lines


def _curl(url: str, path: str, query: str, token: str) -> list[str]:
    given = " ".join(f"-d '{part}'" for part in (*query.split("&"), f"access_token={token}"))
    return [f"  curl -G '{url}{path}' \\", *wrapped(given, 6)]


def _explain(settings: Settings, found: Invitation) -> list[str]:
    said = [("world", settings.world, "default"), ("now", settings.now, ""), ("fidelity", settings.fidelity, "")]
    options = "".join(f" --{name} '{value}'" for name, value, default in said if value != default)
    asked = f"'{found.path}?{found.illegal}'"
    first = f"  {_command()} explain {asked}"
    lines = [first] if len(first) + len(" \\") <= WIDTH else [f"  {_command()} explain", f"      {asked}"]
    lines += [f"     {options}"] if options else []
    return [*(f"{line} \\" for line in lines[:-1]), lines[-1]]


def _command() -> str:
    """How to call this program from here: by its name where it is on the path, else by where it lies."""
    if shutil.which(_NAME) or Path(sys.argv[0]).name != _NAME:
        return _NAME
    return os.path.relpath(sys.argv[0])
