"""The promises that docs/journal.md shows are such as can be checked."""

from __future__ import annotations

import json
import re
from pathlib import Path

from tests.conftest import Emulator

_PAGE = Path(__file__).parents[2] / "docs" / "journal.md"


def test_the_example_is_checked(client: Emulator) -> None:
    """Every promise can be made, and the example makes each."""
    found = re.search(r"```json\n(.*?)```", _PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert found
    reply = client.control("POST", "/journal/check", json.loads(found[1]))
    assert reply.status == 200, reply.body
    assert set(reply.json) >= {"ok", "findings"}
