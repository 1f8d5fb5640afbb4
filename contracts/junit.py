"""Played scenarios as JUnit's XML: a suite for each scenario, a test case for each step."""

from __future__ import annotations

import re
from collections.abc import Sequence
from xml.etree import ElementTree as ET

from contracts.compare import Difference
from contracts.playing import ScenarioOutcome, StepOutcome
from contracts.scenario import Step

_NOT_IN_XML = re.compile("[^\\t\\n\\r\\x20-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")


def junit(outcomes: Sequence[ScenarioOutcome]) -> bytes:
    """The document."""
    suites = ET.Element("testsuites", _counts(outcomes))
    for outcome in outcomes:
        suite = ET.SubElement(suites, "testsuite", {"name": outcome.scenario.name, **_counts([outcome])})
        for played in outcome.steps:
            _add(suite, outcome, played)
        for step in outcome.unplayed:
            case = ET.SubElement(suite, "testcase", {"classname": outcome.scenario.name, "name": _name(step)})
            ET.SubElement(case, "skipped", {"message": "an earlier step was refused"})
    ET.indent(suites)
    return bytes(ET.tostring(suites, encoding="utf-8", xml_declaration=True))


def _counts(outcomes: Sequence[ScenarioOutcome]) -> dict[str, str]:
    played = [step for outcome in outcomes for step in outcome.steps]
    return {
        "tests": str(sum(len(outcome.scenario.steps) for outcome in outcomes)),
        "failures": str(sum(not step.kept for step in played)),
        "skipped": str(sum(len(outcome.unplayed) for outcome in outcomes)),
        "time": f"{sum(step.seconds for step in played):.3f}",
    }


def _add(suite: ET.Element, outcome: ScenarioOutcome, played: StepOutcome) -> None:
    named = {"classname": outcome.scenario.name, "name": _name(played.step), "time": f"{played.seconds:.3f}"}
    case = ET.SubElement(suite, "testcase", named)
    if not played.kept:
        first, *_ = played.differences
        failure = ET.SubElement(case, "failure", {"message": _xml(f"{played.step.place}: {first.where}")})
        failure.text = "\n".join(_told(difference) for difference in played.differences)


def _name(step: Step) -> str:
    return _xml(f"{step.number:02} {step.does}")


def _told(difference: Difference) -> str:
    return _xml(f"{difference.where}\n  expected  {difference.promised}\n  received  {difference.received}")


def _xml(text: str) -> str:
    """The text without the characters that XML cannot say."""
    return _NOT_IN_XML.sub("\ufffd", text)
