"""What is found out before anything is started."""

from __future__ import annotations

import signal

import pytest

from mock_server import serving
from mock_server.settings import Settings


def test_a_free_port_is_found_and_signals_are_put_back() -> None:
    before = signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM)
    with serving.prepared(Settings(port=0)) as emulator:
        assert emulator.settings.port > 0
        assert emulator.url == f"http://127.0.0.1:{emulator.settings.port}"
        assert emulator.engine.worlds.served().world.id == "default"
        with pytest.raises(SystemExit, match="0"):
            signal.raise_signal(signal.SIGTERM)
    assert (signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM)) == before


@pytest.mark.parametrize(
    ("host", "url"),
    [("0.0.0.0", "http://127.0.0.1:1"), ("::", "http://[::1]:1"), ("::1", "http://[::1]:1"), ("a.b", "http://a.b:1")],  # noqa: S104
)
def test_the_url_is_one_that_works_on_this_machine(host: str, url: str) -> None:
    assert serving.Prepared(Settings(host=host, port=1)).url == url


def test_a_worker_that_ends_by_itself_ends_the_emulator(monkeypatch: pytest.MonkeyPatch) -> None:
    class Failing:
        interrupt_signal = False

        def on_startup(self, hook: object) -> None:
            pass

        def serve(self, **options: object) -> None:
            raise SystemExit(1)

    monkeypatch.setattr(serving, "server_for", lambda settings: Failing())
    with pytest.raises(serving.ServingError, match="ended unexpectedly"):
        serving.Prepared(Settings(port=1)).run(lambda: None)
