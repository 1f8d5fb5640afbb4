"""Runs the benchmark and prints a table: whole insights answers beside a bare Flask route and a bare WSGI callable."""

from __future__ import annotations

import statistics
import sys
import tempfile
from pathlib import Path

from mock_server.app import create_app
from mock_server.engine import Engine
from tests.bench import load
from tests.bench.peers import WORKERS
from tests.bench.served import free_port, served

_ROUNDS = 5
_SECONDS = 4
_WARM_UP = 1
_STARTS = 5
_MEDIA = 1_000_000
_DIFFERENT = 20_000
_PAGE = 10

_WORLD = f"""
name: bench
now: 2026-07-16T18:00:00Z
accounts:
  - id: "17841400000000001"
    followers: 120000
    generate: {{feed: {_MEDIA * 4 // 5}, reels: {_MEDIA // 5}, since: 2023-01-01}}
tokens: [{{token: EAAmock-bench}}]
"""
_QUERY = "metric=reach,likes,views&access_token=EAAmock-bench"

OURS, FLASK, WSGI = "insights-mock", "bare Flask route", "bare WSGI callable"


def main() -> int:
    """Measure and print."""
    if load.WRK is None:
        sys.stderr.write(load.MISSING + "\n")
        return 2
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        world = folder / "bench.yaml"
        world.write_text(_WORLD)
        paths = _paths(world)
        figures = _rates(world, paths, folder)
        sys.stdout.write(_told(figures) + _resources(world, paths[0]))
    return 0


def _paths(world: Path) -> list[str]:
    """Insights of ever different media, spread over the million that the world generates."""
    engine = create_app(world=str(world)).extensions["insights_mock"]
    assert isinstance(engine, Engine)
    made = engine.worlds.served().world
    steps = range(0, _MEDIA, _MEDIA * _PAGE // _DIFFERENT)
    pages = (made.media_page(made.accounts[0], made.start, offset, _PAGE) for offset in steps)
    return [f"/v23.0/{media.id}/insights?{_QUERY}" for page in pages for media in page]


def _command(name: str, world: Path, port: int) -> list[str]:
    if name == OURS:
        return ["mock_server", "serve", "--world", str(world), "--port", str(port), "--workers", str(WORKERS)]
    return ["tests.bench.peers", {FLASK: "flask", WSGI: "wsgi"}[name], str(port)]


def _rates(world: Path, paths: list[str], folder: Path) -> dict[str, list[load.Figures]]:
    """The candidates in turn, so that a machine that slows down slows them all."""
    figures: dict[str, list[load.Figures]] = {name: [] for name in (OURS, FLASK, WSGI)}
    for _ in range(_ROUNDS):
        for name, measured in figures.items():
            port = free_port()
            with served(_command(name, world, port), port, paths[0]) as server:
                load.measured(server.url, paths, _WARM_UP, folder)
                measured.append(load.measured(server.url, paths, _SECONDS, folder))
    return figures


def _told(figures: dict[str, list[load.Figures]]) -> str:
    lines = [
        f"{WORKERS} workers, {_DIFFERENT} different media of {_MEDIA}, medians of {_ROUNDS} rounds of {_SECONDS} s",
        "",
        f"{'':20} {'requests/s':>11} {'median ms':>10} {'99 % ms':>9} {'failed':>7}",
    ]
    for name, rounds in figures.items():
        rate, middle, slow = (
            statistics.median(getattr(each, field) for each in rounds) for field in ("rate", "median_ms", "slow_ms")
        )
        failed = sum(each.failed for each in rounds)
        lines.append(f"{name:20} {rate:>11,.0f} {middle:>10.2f} {slow:>9.2f} {failed:>7}")
    lines += ["", f"beside the Flask route   {_ratio(figures, FLASK):.2f}   (target 2.00)"]
    lines += [f"beside the WSGI callable {_ratio(figures, WSGI):.2f}   (target 0.50)", ""]
    return "\n".join(lines) + "\n"


def _ratio(figures: dict[str, list[load.Figures]], peer: str) -> float:
    """The median of the ratios round by round."""
    pairs = zip(figures[OURS], figures[peer], strict=True)
    return statistics.median(ours.rate / theirs.rate for ours, theirs in pairs)


def _resources(world: Path, path: str) -> str:
    """Start-up and memory."""
    seconds, memory = [], []
    for _ in range(_STARTS):
        port = free_port()
        with served(_command(OURS, world, port), port, path) as server:
            seconds.append(server.seconds)
            memory = server.megabytes_of_workers()
    told = f"ready after {statistics.median(seconds):.2f} s (target 0.50)\n"
    return told + (f"memory of a worker {max(memory):.0f} MB (target 80)\n" if memory else "")


if __name__ == "__main__":
    sys.exit(main())
