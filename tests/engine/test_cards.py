"""The well-known ids and tokens of the default world do what their table says, whatever the day."""

from __future__ import annotations

import pytest

from mock_server.app import create_app
from mock_server.world.cards import CARDS, Card
from tests.wsgi_transport import session_to


@pytest.mark.parametrize("card", CARDS, ids=lambda card: card.name)
def test_a_card_shows_what_it_promises(card: Card) -> None:
    """Asking a card's question answers its metric, an empty data set, or its error."""
    headers = {"Authorization": f"Bearer {card.token}"} | ({"X-Mock-Fidelity": card.fidelity} if card.fidelity else {})

    reply = session_to(create_app().wsgi_app).get(f"http://127.0.0.1{card.ask}", headers=headers).json()

    assert _shown(reply) == card.expect


def _shown(reply: dict[str, object]) -> str:
    match reply:
        case {"error": {"code": code, "error_subcode": subcode}}:
            return f"error {code}/{subcode}"
        case {"error": {"code": code}}:
            return f"error {code}"
        case {"data": []}:
            return "empty data set"
        case {"data": [{"name": str(name)}, *_]}:
            return name
    return f"nothing known: {reply}"
