"""Texts that nobody wrote down."""

from __future__ import annotations

from collections.abc import Callable

from mock_server.world import people
from tests.world.making import START, make_world

KEY = b"0123456789abcdef"


def test_texts_do_not_depend_on_the_order_of_calls() -> None:
    """Each text is a pure function of what it is made for."""
    calls: list[Callable[[], str]] = [
        lambda: people.username(KEY, "en_US"),
        lambda: people.name(KEY, "de_DE"),
        lambda: people.biography(KEY, "en_US"),
        lambda: people.caption(KEY, "1", "ja_JP"),
        lambda: people.comment(KEY, "1", 0, "en_US"),
        lambda: people.comment(KEY, "1", 1, "en_US"),
    ]
    forwards = [call() for call in calls]
    people._made.cache_clear()
    backwards = [call() for call in reversed(calls)]

    assert forwards == backwards[::-1]
    assert len(set(forwards)) == len(forwards)


def test_texts_follow_the_locale() -> None:
    """Faker's locale is the account's, or English where Faker has none."""
    assert not people.name(KEY, "ja_JP").isascii()
    assert people.name(KEY, "xx_XX") == people.name(KEY, "en_US")


def test_given_texts_stand() -> None:
    """What the world says is not made up; an empty caption means none."""
    world = make_world(
        "accounts: [{username: u, name: N, page: {name: P}, media: "
        "[{caption: '', comments: [a]}, {caption: c}, {id: '12345'}]}]"
    )
    account = world.accounts[0]
    empty, given, made = world.media_page(account, START, 0, 3)

    assert (account.username, account.name, account.page and account.page.name) == ("u", "N", "P")
    assert (empty.caption, empty.comment(0), given.caption) == ("", "a", "c")
    assert made.caption
    assert len({made.comment(number) for number in range(3)}) == 3


def test_made_names() -> None:
    """An account without a name gets one, and a handle that Instagram would take."""
    account = make_world().accounts[0]

    assert account.name
    assert account.biography
    assert account.username.replace("_", "").replace(".", "").isalnum()
