"""The generated pages are what the catalogue says today."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from mock_server import reference
from mock_server.catalogue.account_metrics import ACCOUNT_METRICS
from mock_server.catalogue.allowances import ALLOWANCES
from mock_server.catalogue.differences import DIFFERENCES
from mock_server.catalogue.error_rows import ERRORS
from mock_server.catalogue.media_metrics import MEDIA_METRICS
from mock_server.catalogue.nodes import NODE_TYPES
from mock_server.catalogue.scopes import SCOPES


@pytest.mark.parametrize(("name", "write"), reference.PAGES.items(), ids=reference.PAGES)
def test_the_committed_page_is_fresh(name: str, write: Callable[[], str]) -> None:
    """`make generate` would change nothing."""
    assert (reference.FOLDER / name).read_text("utf-8") == write()


def test_the_readme_shows_the_cards() -> None:
    """The README's table of well-known ids is the one of the default world."""
    readme = (reference.ROOT / "README.md").read_text("utf-8")

    assert readme == reference.with_block(readme, "cards", reference.cards())


def test_every_row_has_a_line() -> None:
    """No metric, field, edge, scope, budget, difference or error is missing on its page."""
    pages = {name: write() for name, write in reference.PAGES.items()}

    assert all(f"| `{metric.name}` |" in pages["media-metrics.md"] for metric in MEDIA_METRICS)
    assert all(f"| `{metric.name}` |" in pages["account-metrics.md"] for metric in ACCOUNT_METRICS)
    assert all(f"| `{row.name}` |" in pages["errors.md"] for row in ERRORS)
    assert all(f"| {row.number} |" in pages["differences.md"] for row in DIFFERENCES)
    assert all(f"| `{row.name}`" in pages["logins.md"] for row in SCOPES)
    assert all(f"| `{row.name}` |" in pages["limits.md"] for row in ALLOWANCES)


def test_every_type_of_node_has_its_tables() -> None:
    """Under each type stand its fields and edges, and no others."""
    sections = dict(part.split("\n", 1) for part in reference.nodes().split("\n## ")[1:])

    assert list(sections) == [row.name for row in NODE_TYPES]
    for row in NODE_TYPES:
        named = re.findall(r"^\| \**`(\w+)`", sections[row.name], re.MULTILINE)
        assert named == [field.name for field in row.fields] + [edge.name for edge in row.edges]


def test_errors_are_told_without_holes() -> None:
    """What a request brings is shown as an ellipsis, in the texts for users too."""
    assert not re.search(r"{\w+}", reference.errors().replace("{id,caption}", ""))


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
