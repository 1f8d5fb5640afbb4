"""The shipped worlds and the table of well-known ids."""

from __future__ import annotations

import re

import pytest

from mock_server.world import shipped
from mock_server.world.build import build
from mock_server.world.cards import CARDS, Card
from mock_server.world.errors import WorldError
from mock_server.world.loader import read
from mock_server.world.model import World

START = 1_795_000_000
EXPECTED = re.compile(r"[a-z_]+|empty data set|error -?\d+(/\d+)?")


@pytest.fixture(scope="module")
def default() -> World:
    """The default world."""
    return build(read(shipped.text(shipped.DEFAULT), "default"), world_id="default", loaded_at=START)


@pytest.mark.parametrize("name", shipped.names())
def test_shipped_worlds_load(name: str) -> None:
    """Every shipped world is a world, and called like its file."""
    document = read(shipped.text(name), name)

    assert document.name == name
    assert build(document, world_id=name, loaded_at=START).accounts


def test_unknown_world() -> None:
    """An unknown name is refused with the known ones."""
    with pytest.raises(WorldError) as refused:
        shipped.text("../default")

    assert refused.value.allowed == shipped.names()


@pytest.mark.parametrize("card", CARDS, ids=lambda card: f"{card.name} {card.value}")
def test_cards(default: World, card: Card) -> None:
    """Every card names an object or a token of the default world, and asks about it."""
    assert card.value in default.tokens or default.find(card.value, START)
    assert card.token in default.tokens
    assert card.value in (card.token, card.ask.split("/")[2])
    assert EXPECTED.fullmatch(card.expect)


def test_cards_fit_a_terminal() -> None:
    """A table of name, value and what it shows fits into 80 columns."""
    widths = [max(len(getattr(card, column)) for card in CARDS) for column in ("name", "value", "shows")]

    assert sum(widths) + 2 * 2 <= 80


def test_every_token_has_a_card(default: World) -> None:
    """The table lists every token of the default world, and every object that the file writes down but one."""
    values = {card.value for card in CARDS}

    assert set(default.tokens) <= values
    assert {account.id for account in default.accounts} <= values
