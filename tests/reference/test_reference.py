"""The generated pages are what the catalogue says today."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from mock_server import reference
from mock_server.catalogue.account_metrics import ACCOUNT_METRICS
from mock_server.catalogue.error_rows import ERRORS
from mock_server.catalogue.media_metrics import MEDIA_METRICS


@pytest.mark.parametrize(("name", "write"), reference.PAGES.items(), ids=reference.PAGES)
def test_the_committed_page_is_fresh(name: str, write: Callable[[], str]) -> None:
    """`make generate` would change nothing."""
    assert (reference.FOLDER / name).read_text("utf-8") == write()


def test_the_readme_shows_the_cards() -> None:
    """The README's table of well-known ids is the one of the default world."""
    readme = (reference.ROOT / "README.md").read_text("utf-8")

    assert readme == reference.with_block(readme, "cards", reference.cards())


def test_every_row_has_a_line() -> None:
    """No metric and no error is missing on its page."""
    pages = {name: write() for name, write in reference.PAGES.items()}

    assert all(f"| `{metric.name}` |" in pages["media-metrics.md"] for metric in MEDIA_METRICS)
    assert all(f"| `{metric.name}` |" in pages["account-metrics.md"] for metric in ACCOUNT_METRICS)
    assert all(f"| `{row.name}` |" in pages["errors.md"] for row in ERRORS)


def test_a_readme_without_markers_is_refused() -> None:
    """A block that has no place is not written somewhere."""
    with pytest.raises(ValueError, match="<!-- cards -->"):
        reference.with_block("# README", "cards", "table")


def test_generating_writes_every_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The command writes every page, and the README's table between its markers."""
    (tmp_path / "README.md").write_text("# Read me\n<!-- cards -->\nold\n<!-- /cards -->\n")
    monkeypatch.setattr(reference, "ROOT", tmp_path)
    monkeypatch.setattr(reference, "FOLDER", tmp_path / "docs")

    reference.main()

    assert {page.name for page in (tmp_path / "docs").iterdir()} == set(reference.PAGES)
    assert reference.cards() in (tmp_path / "README.md").read_text("utf-8")
