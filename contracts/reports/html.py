"""A run as one HTML page that needs nothing else: no script, no font, no address."""

from collections.abc import Iterator
from itertools import groupby
from xml.etree import ElementTree as ET

from contracts.compare import Difference
from contracts.outcome import Check, Part, Run
from contracts.reports.junit import xml_text

_MOST = 4000  # characters of a value

_STYLE = """
:root { color-scheme: light dark; --line: #d0d7de; --dim: #656d76; --good: #1a7f37; --bad: #cf222e; --shade: #f6f8fa }
@media (prefers-color-scheme: dark) {
  :root { --line: #3d444d; --dim: #9198a1; --good: #3fb950; --bad: #f85149; --shade: #161b22 }
}
body { font: 15px/1.5 system-ui, sans-serif; max-width: 64rem; margin: 2rem auto; padding: 0 1rem }
h1 { font-size: 1.5rem; margin: 0 } h2 { font-size: 1.15rem; margin: 2rem 0 .25rem }
.verdict { font-size: 1.15rem; margin: .25rem 0 1rem } .good { color: var(--good) } .bad { color: var(--bad) }
.dim, dt { color: var(--dim) }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0 1rem; margin: 0 0 1.5rem }
dd { margin: 0; overflow-wrap: anywhere } table { border-collapse: collapse; width: 100% }
th, td { text-align: left; vertical-align: top; padding: .35rem .6rem; border-bottom: 1px solid var(--line) }
th { font-weight: 600 } .number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap }
code { font: 13px/1.45 ui-monospace, monospace; white-space: pre-wrap; overflow-wrap: anywhere }
details { border: 1px solid var(--line); border-radius: 6px; margin: .5rem 0; padding: .4rem .8rem }
details[open] > summary { margin-bottom: .4rem } summary { cursor: pointer } .differences { background: var(--shade) }
a { color: inherit } .differences td:first-child { min-width: 9rem }
"""


def page(run: Run) -> bytes:
    """The document."""
    html = ET.Element("html", {"lang": "en"})
    head = ET.SubElement(html, "head")
    ET.SubElement(head, "meta", {"charset": "utf-8"})
    ET.SubElement(head, "meta", {"name": "viewport", "content": "width=device-width, initial-scale=1"})
    _text(head, "title", f"{run.title}: {_verdict(run)}")
    _text(head, "style", _STYLE)
    body = ET.SubElement(html, "body")
    _add_head(body, run)
    _add_table(body, run)
    for part in run.parts:
        _add_part(body, part)
    return b"<!doctype html>\n" + bytes(ET.tostring(html, encoding="utf-8", method="html"))


def _verdict(run: Run) -> str:
    broken = sum(len(part.broken) for part in run.parts)
    return "all as expected" if run.kept else f"{broken} not as expected"


def _add_head(body: ET.Element, run: Run) -> None:
    _text(body, "h1", run.title)
    _text(body, "p", _verdict(run), f"verdict {'good' if run.kept else 'bad'}")
    facts = ET.SubElement(body, "dl")
    for name, fact in run.facts:
        _text(facts, "dt", name)
        _text(facts, "dd", fact)


def _add_table(body: ET.Element, run: Run) -> None:
    table = ET.SubElement(body, "table")
    head = ET.SubElement(table, "tr")
    for name, kind in (("part", ""), ("", ""), ("checks", "number"), ("broken", "number"), ("skipped", "number")):
        _text(head, "th", name, kind)
    _text(head, "th", "seconds", "number")
    for part in run.parts:
        _add_row(table, part)


def _add_row(table: ET.Element, part: Part) -> None:
    row = ET.SubElement(table, "tr")
    name = ET.SubElement(row, "td")
    _text(name, "a", part.name).set("href", f"#{part.name}")
    _text(row, "td", part.about, "dim")
    _text(row, "td", str(len(part.checks)), "number")
    _text(row, "td", str(len(part.broken)), "number bad" if part.broken else "number")
    _text(row, "td", str(len(part.skipped)), "number")
    _text(row, "td", f"{part.seconds:.1f}", "number")


def _add_part(body: ET.Element, part: Part) -> None:
    _text(body, "h2", part.name).set("id", part.name)
    _text(body, "p", part.about, "dim")
    for check in part.broken:
        _add_broken(body, part, check)
    _add_list(body, "skipped", (f"{_named(part, check)}: {check.skipped}" for check in part.skipped))
    _add_list(body, "as expected", _kept(part))


def _add_broken(body: ET.Element, part: Part, check: Check) -> None:
    details = ET.SubElement(body, "details", {"open": "open"})
    _text(details, "summary", _named(part, check), "bad")
    for line in check.about:
        _code(ET.SubElement(details, "div", {"class": "dim"}), line)
    table = ET.SubElement(details, "table", {"class": "differences"})
    head = ET.SubElement(table, "tr")
    for name in ("where", "expected", "received"):
        _text(head, "th", name)
    for difference in check.differences:
        _add_difference(table, difference)


def _add_difference(table: ET.Element, difference: Difference) -> None:
    row = ET.SubElement(table, "tr")
    for text in (difference.where, difference.promised, difference.received):
        _code(ET.SubElement(row, "td"), text if len(text) <= _MOST else f"{text[:_MOST]} …")


def _add_list(body: ET.Element, title: str, lines: Iterator[str]) -> None:
    told = list(lines)
    if told:
        details = ET.SubElement(body, "details")
        _text(details, "summary", title, "dim")
        for line in told:
            _code(ET.SubElement(details, "div"), line)


def _kept(part: Part) -> Iterator[str]:
    """The topics with the number of their checks that hold."""
    kept = (check for check in part.checks if check.kept and not check.skipped)
    for topic, checks in groupby(kept, key=lambda check: check.topic):
        yield f"{sum(1 for _ in checks):>5}  {topic}"


def _named(part: Part, check: Check) -> str:
    return check.name if check.topic == part.name else f"{check.topic}: {check.name}"


def _text(parent: ET.Element, tag: str, text: str, kind: str = "") -> ET.Element:
    element = ET.SubElement(parent, tag, {"class": kind} if kind else {})
    element.text = xml_text(text)
    return element


def _code(parent: ET.Element, text: str) -> None:
    _text(parent, "code", text)
