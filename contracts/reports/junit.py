"""A run as JUnit's XML: a suite for each part, a test case for each check."""

import re
from collections.abc import Sequence
from xml.etree import ElementTree as ET

from contracts.compare import Difference
from contracts.outcome import Check, Part, Run

_NOT_IN_XML = re.compile("[^\\t\\n\\r\\x20-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")


def junit(run: Run) -> bytes:
    """The document."""
    suites = ET.Element("testsuites", {"name": run.title, **_counts(run.parts)})
    for part in run.parts:
        suite = ET.SubElement(suites, "testsuite", {"name": part.name, **_counts([part])})
        for check in part.checks:
            _add(suite, part, check)
    ET.indent(suites)
    return bytes(ET.tostring(suites, encoding="utf-8", xml_declaration=True))


def _counts(parts: Sequence[Part]) -> dict[str, str]:
    return {
        "tests": str(sum(len(part.checks) for part in parts)),
        "failures": str(sum(len(part.broken) for part in parts)),
        "skipped": str(sum(len(part.skipped) for part in parts)),
        "time": f"{sum(part.seconds for part in parts):.3f}",
    }


def _add(suite: ET.Element, part: Part, check: Check) -> None:
    classname = part.name if check.topic == part.name else f"{part.name}.{check.topic}"
    named = {"classname": xml_text(classname), "name": xml_text(check.name), "time": f"{check.seconds:.3f}"}
    case = ET.SubElement(suite, "testcase", named)
    if check.skipped:
        ET.SubElement(case, "skipped", {"message": xml_text(check.skipped)})
    elif not check.kept:
        failure = ET.SubElement(case, "failure", {"message": xml_text(_first(check))})
        failure.text = xml_text("\n".join((*check.about, *map(_told, check.differences))))


def _first(check: Check) -> str:
    """Where one looks first."""
    return ": ".join((*check.about[:1], check.differences[0].where))


def _told(difference: Difference) -> str:
    return f"{difference.where}\n  expected  {difference.promised}\n  received  {difference.received}"


def xml_text(text: str) -> str:
    """The text without the characters that XML cannot say."""
    return _NOT_IN_XML.sub("\ufffd", text)
