"""Real time passes: running worlds send what falls due by themselves, and one process alone does."""

from __future__ import annotations

import time
from pathlib import Path
from threading import Thread

from mock_server.app import create_app
from mock_server.engine.pulse import Pulse
from mock_server.settings import Settings
from tests.conftest import Emulator
from tests.webhooks.receiving import Receiver, receiver

_FIRST = 1_800_000_000.0
STORY = {"media_product_type": "STORY", "created_at": "-PT23H", "viewers": 400}


def _served(real: list[float], store: str = "memory") -> Emulator:
    return Emulator(create_app(Settings(now="real", store=store), real=lambda: real[0]))


def _pulse(served: Emulator) -> Pulse:
    engine = served.engine
    return Pulse(engine.hosting, engine.worlds, engine.traffic)


def _world(served: Emulator, target: Receiver) -> str:
    document = {"accounts": [{"media": [STORY]}], "webhooks": [target.webhook]}
    found: str = served.control("POST", "/worlds", document).json["id"]
    return found


def test_a_story_expires_while_real_time_passes() -> None:
    """The notification is sent within a beat, once, and the next advance does not send it again."""
    real = [_FIRST]
    served = _served(real)
    pulse = _pulse(served)
    with receiver() as target:
        world = _world(served, target)
        for seconds, count in ((0, 0), (3_599, 0), (3_600, 1), (3_601, 1), (9_000, 1)):
            real[0] = _FIRST + seconds
            pulse.beat()
            assert len(target.received) == count
        served.control("POST", "/clock/advance", {"by": "P1D"}, world=world)
        assert len(target.received) == 1


def test_retries_come_by_themselves() -> None:
    """What failed is tried again when real time gets there."""
    real = [_FIRST]
    served = _served(real)
    pulse = _pulse(served)
    with receiver(statuses=[500, 500]) as target:
        _world(served, target)
        for seconds, count in ((3_600, 2), (3_630, 2), (3_660, 3), (4_000, 3)):
            real[0] = _FIRST + seconds
            pulse.beat()
            assert len(target.received) == count


def test_beats_without_anything_due_write_nothing() -> None:
    """A look changes nothing in the store, so no request pays for it."""
    real = [_FIRST]
    served = _served(real)
    pulse = _pulse(served)
    with receiver() as target:
        _world(served, target)
        before = served.engine.hosting.store.generation()
        for second in range(100):
            real[0] = _FIRST + second
            pulse.beat()
        assert served.engine.hosting.store.generation() == before


def test_callbacks_of_the_served_world_are_asked(tmp_path: Path) -> None:
    """A world that is loaded with the server is introduced by the first beat."""
    with receiver() as target:
        file = tmp_path / "world.yaml"
        file.write_text(f"webhooks: [{{callback_url: '{target.url}', verify_token: hello}}]")
        served = Emulator(create_app(Settings(world=str(file))))
        _pulse(served).beat()
        assert len(target.asked) == 1
        assert served.control("GET", "/webhooks").json["webhooks"][0]["state"] == "verified"
        assert len(target.asked) == 1


def test_several_processes_send_once(tmp_path: Path) -> None:
    """Applications that share a store and look at the same time send a notification once."""
    real = [_FIRST]
    store = f"sqlite:///{tmp_path / 'worlds.db'}"
    several = [_served(real, store) for _ in range(4)]
    with receiver() as target:
        _world(several[0], target)
        real[0] += 3_600
        threads = [Thread(target=_pulse(served).beat) for served in several]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(target.received) == 1


def test_an_idle_process_hands_over_its_calls(tmp_path: Path) -> None:
    """What one process counted and nobody called it for since, the snapshot of another one holds after a beat."""
    real = [_FIRST]
    ours, theirs = (_served(real, f"sqlite:///{tmp_path / 'worlds.db'}") for _ in range(2))
    for _ in range(5):
        assert theirs.get("/v23.0/me").status == 200
    assert _calls(ours) < 5
    _pulse(theirs).beat()
    assert _calls(ours) == 5


def _calls(served: Emulator) -> int:
    counted = served.control("GET", "/worlds/default/snapshot").json["calls"]
    return sum(sum(counts.values()) for counts in counted.values())


def test_it_beats_until_it_is_stopped() -> None:
    """The thread finds what is due without being asked, and ends when told so."""
    real = [_FIRST]
    served = _served(real)
    with receiver() as target:
        _world(served, target)
        pulse = _pulse(served)
        thread = pulse.start()
        real[0] += 3_600
        until = time.monotonic() + 5
        while not target.received and time.monotonic() < until:
            time.sleep(0.02)
        assert len(target.received) == 1
        pulse.stop()
        thread.join(5)
        assert not thread.is_alive()
