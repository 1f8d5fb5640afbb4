"""Objects that may have been meant by an id that leads nowhere, among those that the token sees."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, islice
from typing import Final

from mock_server.catalogue.model import Login
from mock_server.engine.heard import Heard
from mock_server.engine.nearness import nearly
from mock_server.insights.rules import shortened
from mock_server.nodes.objects import type_of
from mock_server.world.identity import app_scoped_id
from mock_server.world.model import Account, Media, Page

_MOST_OBJECTS: Final = 5_000
_MOST_ACCOUNTS: Final = 100
_MOST_FOUND: Final = 3
_LONGEST_ID: Final = 20
# Beyond it not every whole number has a double of its own, and JavaScript rounds ids that it reads as numbers.
_EXACT: Final = 2**53
_AROUND: Final = 16


def near_ids(heard: Heard) -> Iterator[str]:
    """What may have been meant, each in a sentence."""
    for asked in heard.ask.ids[:_MOST_FOUND] or heard.place.parts[:1]:
        if heard.token is not None and len(asked) <= 2 * _LONGEST_ID:
            yield from islice(dict.fromkeys(_of(asked, heard)), _MOST_FOUND)


def _of(asked: str, heard: Heard) -> Iterator[str]:
    world, token = heard.hosted.world, heard.token
    assert token is not None  # noqa: S101  whoever calls has looked
    for account in world.accounts_of(token)[:_MOST_ACCOUNTS]:
        if reason := _other_id(asked, account, heard):
            yield f"id {shortened(asked)}: did you mean the account {account.id}? This is its {reason}"
            return
    if asked.isascii() and asked.isdecimal() and len(asked) <= _LONGEST_ID:
        yield from _mistyped(asked, heard)


def _other_id(asked: str, account: Account, heard: Heard) -> str:
    """What else of the account's the text is: its Page's id, its id within the app, its name."""
    if asked == account.page_id and heard.place.parts[1:]:
        return "Facebook Page"
    if asked == app_scoped_id(heard.hosted.world, account) and heard.host.login is Login.FACEBOOK:
        return "id within the app, which graph.instagram.com alone knows"
    return "" if asked.isdecimal() or asked.removeprefix("@") != account.username else "username"


def _mistyped(asked: str, heard: Heard) -> Iterator[str]:
    for found in _nearby(asked, heard):
        told = f"id {shortened(asked)}: did you mean the {type_of(found).title.lower()} {found.id}?"
        rounded = int(asked) > _EXACT and float(asked) == float(found.id) and asked != found.id
        yield f"{told} JavaScript rounds numbers of this size: read ids as texts" if rounded else told


def _nearby(asked: str, heard: Heard) -> Iterator[Account | Media | Page]:
    """Objects that the token sees whose ids differ in one place, or that are the same number to JavaScript."""
    world, token = heard.hosted.world, heard.token
    assert token is not None  # noqa: S101  whoever calls has looked
    written = (each for each in islice(world.objects, _MOST_OBJECTS) if _may_be(asked, each))
    for object_id in chain(written, _variants(asked)):
        found = world.find(object_id, heard.now)
        account = found if isinstance(found, Account) else getattr(found, "account", None)
        if found is not None and object_id != asked and account and account.id in token.accounts:
            yield found


def _may_be(asked: str, known: str) -> bool:
    return nearly(asked, known) or (len(known) == len(asked) and known.isdecimal() and float(asked) == float(known))


def _variants(asked: str) -> Iterator[str]:
    """Ids that were not written down cannot be listed, so those that could have been meant are tried."""
    for place, digit in enumerate(asked):
        yield from (asked[:place] + other + asked[place + 1 :] for other in "0123456789" if other != digit)
        yield asked[:place] + asked[place + 1 : place + 2] + digit + asked[place + 2 :]
    if int(asked) > _EXACT:
        yield from (str(int(asked) + step) for step in range(-_AROUND, _AROUND + 1))
