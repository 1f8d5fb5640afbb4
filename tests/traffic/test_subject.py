"""Which budget a call comes under, and whose."""

from __future__ import annotations

from itertools import product

import pytest
from msgspec.structs import replace

from mock_server.catalogue.allowances import ALLOWANCES
from mock_server.catalogue.hosts import FACEBOOK, INSTAGRAM
from mock_server.catalogue.model import Host, TokenKind, Topic
from mock_server.traffic import subject_of
from tests.traffic.making import (
    ACCOUNT,
    BUSINESS,
    IG_TOKEN,
    OTHER,
    PAGE,
    PAGE_TOKEN,
    PHOTO,
    READER,
    make_world,
    subject,
)

WORLD = make_world()
APP_TOKEN = ""


@pytest.mark.parametrize(("topic", "kind"), list(product(Topic, (*TokenKind, None))))
def test_each_call_has_one_allowance(topic: Topic, kind: TokenKind | None) -> None:
    """Whatever a call is about and whoever makes it, exactly one row takes it."""
    assert sum(topic in row.topics and kind in row.token_kinds for row in ALLOWANCES) == 1


@pytest.mark.parametrize(
    ("token", "asked", "words", "allowance"),
    [
        (READER, ACCOUNT, "", "instagram"),
        (READER, PHOTO, "insights", "instagram"),
        (PAGE_TOKEN, PHOTO, "", "instagram"),
        (APP_TOKEN, PHOTO, "", "instagram"),
        (PAGE_TOKEN, PAGE, "", "pages"),
        (PAGE_TOKEN, "", "", "pages"),
        (READER, PAGE, "", "page"),
        (READER, "", "me/accounts", "user"),
        (APP_TOKEN, "", "debug_token", "app"),
        (APP_TOKEN, PAGE, "", "app"),
        (READER, ACCOUNT, "business_discovery", "app"),
        (READER, PAGE, f"{PAGE}/subscribed_apps", "custom"),
        (APP_TOKEN, "", "oauth/access_token", "custom"),
    ],
)
def test_calls_on_graph_facebook_com(token: str, asked: str, words: str, allowance: str) -> None:
    """What a call is about decides first, then whose token it carries; some words decide alone."""
    assert subject(WORLD, token, asked, FACEBOOK, words).allowance.name == allowance


@pytest.mark.parametrize(
    ("asked", "words", "allowance"),
    [
        (PHOTO, "insights", "instagram"),
        ("", "nothing", "instagram"),
        ("", "refresh_access_token", "custom"),
        (ACCOUNT, "me/subscribed_apps", "custom"),
    ],
)
def test_calls_on_graph_instagram_com(asked: str, words: str, allowance: str) -> None:
    """There all is about the account of the token, found or not."""
    assert subject(WORLD, IG_TOKEN, asked, INSTAGRAM, words).allowance.name == allowance


def test_media_and_account_share_a_budget_on_both_hosts() -> None:
    """An account's media and the account itself count against one budget, whoever asks where."""
    asks: list[tuple[str, str, Host]] = [
        (READER, ACCOUNT, FACEBOOK),
        (PAGE_TOKEN, PHOTO, FACEBOOK),
        (IG_TOKEN, "", INSTAGRAM),
    ]
    assert len({subject(WORLD, *ask).name for ask in asks}) == 1
    assert subject(WORLD, READER, OTHER).name != subject(WORLD, READER, ACCOUNT).name


def test_people_are_told_apart_by_what_they_see() -> None:
    """Two tokens that see different accounts belong to two people, whose calls count apart."""
    reader = WORLD.tokens[READER]
    twin = replace(reader, token="EAAmock-twin", accounts=frozenset([OTHER, ACCOUNT]))
    stranger = replace(reader, accounts=frozenset([OTHER]))
    names = [subject_of(WORLD, FACEBOOK, token).name for token in (reader, twin, stranger)]
    assert names[0] == names[1] != names[2]


def test_an_account_is_told_under_its_business_too() -> None:
    """The header names the business that owns an account first, if there is one."""
    assert subject(WORLD, READER, PHOTO).told_as == (BUSINESS, ACCOUNT)
    assert subject(WORLD, READER, OTHER).told_as == (OTHER,)
    assert subject(WORLD, PAGE_TOKEN, PAGE).told_as == (PAGE,)


def test_a_token_that_sees_nothing_is_somebodys() -> None:
    """A Page token without accounts has no Page to count for, and counts as a person's."""
    token = replace(WORLD.tokens[PAGE_TOKEN], accounts=frozenset[str]())
    assert subject_of(WORLD, FACEBOOK, token).allowance.name == "user"
