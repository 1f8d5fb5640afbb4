"""The HTML page: it needs nothing but itself, and loses nothing."""

from html.parser import HTMLParser

from contracts.reports.html import page
from tests.contracts.reports.run import FINE, RUN

PAGE = page(RUN).decode()


class Read(HTMLParser):
    """The texts of a page, and the addresses that it would load."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.addresses: list[str] = []
        self.feed(text)

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.addresses += [value or "" for name, value in attrs if name in ("src", "href")]


def test_the_verdict_comes_first() -> None:
    assert Read(PAGE).texts[1] == "insights-contracts verify: 1 not as expected"
    assert "all as expected" in Read(page(FINE).decode()).texts


def test_differences_are_shown_as_text() -> None:
    """Nothing that a server answers becomes markup, and a very long value is cut."""
    texts = Read(PAGE).texts

    assert {"status", "200", "400", "100% of <it>"} <= set(texts)
    assert "<it>" not in PAGE
    assert [text for text in texts if text.startswith('"\ufffdxx') and text.endswith("…") and len(text) < 4100]


def test_kept_and_skipped_checks_are_listed() -> None:
    texts = Read(PAGE).texts

    assert "    2  reel" in texts
    assert "two: nobody is there" in [text.replace("examples: ", "") for text in texts]


def test_nothing_is_loaded() -> None:
    assert [address for address in Read(PAGE).addresses if not address.startswith("#")] == []
    assert "<script" not in PAGE
    assert "url(" not in PAGE
