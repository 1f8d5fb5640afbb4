"""A served emulator sends webhooks by itself, once, however many workers it has."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path

from tests.serving.started import PATIENCE, started
from tests.webhooks.receiving import receiver

_WORLD = """
accounts:
  - media: [{media_product_type: STORY, created_at: -PT23H59M57S, viewers: 400}]
webhooks: [{callback_url: "%s", verify_token: hello}]
"""


def _wait_for(what: Callable[[], object]) -> None:
    until = time.monotonic() + PATIENCE
    while not what() and time.monotonic() < until:
        time.sleep(0.05)


def test_real_time_sends_a_storys_webhook_once(tmp_path: Path) -> None:
    """The handshake comes soon after the start, the notification when the story's 24 hours end; each comes once."""
    with receiver() as target:
        file = tmp_path / "world.yaml"
        file.write_text(_WORLD % target.url)
        with started("--workers", "2", "--world", str(file)) as emulator:
            _wait_for(lambda: target.received)
            time.sleep(2.5)
            assert (len(target.asked), len(target.received)) == (1, 1)
            [delivery] = json.loads(emulator.ask("/_mock/webhooks/deliveries")[1])["deliveries"]
            assert delivery["state"] == "delivered"
            assert emulator.stopped() == (0, "")
