"""Take the fingerprints anew that are kept of the emulator; `make generate` runs it."""

from __future__ import annotations

from contracts.fingerprinting.baseline import file_of, written
from contracts.legs.fingerprints import taken
from tests.contracts.legs.spoiled import bench_of


def text() -> str:
    """The file of the committed document's version, as it should be."""
    bench = bench_of()
    return written(taken(bench.target, bench.document))


if __name__ == "__main__":
    file_of(bench_of().document.version).write_text(text(), encoding="utf-8")
