"""What became of each request at every edition, and from when on it breaks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from contracts.upgrading.answers import Answer, Fate
from contracts.upgrading.editions import Edition
from contracts.upgrading.questions import Question

_EXPANDED = re.compile(r"insights(?:\.\w+\([^()]*\))*?\.metric\(([^()]*)\)")
_BREAKING = (Fate.ERROR, Fate.LESS)


class Break(NamedTuple):
    """One way in which a request breaks: the first such answer, what it lost, and the editions that break it so."""

    answer: Answer
    lost: frozenset[str]
    editions: tuple[Edition, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """A request that came `times` times, with its answer in each edition; the first is where the client stands."""

    question: Question
    times: int
    answers: Mapping[Edition, Answer]

    @property
    def today(self) -> Answer:
        """The answer where the client stands."""
        return next(iter(self.answers.values()))

    @property
    def was_broken(self) -> bool:
        """Whether it is refused already."""
        return not self.today.is_ok

    @property
    def fates(self) -> dict[Edition, Fate]:
        """What becomes of it in each edition."""
        return {edition: answer.fate(self.today) for edition, answer in self.answers.items()}

    @property
    def breaks(self) -> list[Break]:
        """The ways in which it breaks; none of a request that is refused already."""
        if self.was_broken:
            return []
        broken: dict[tuple[str, frozenset[str]], list[Edition]] = {}
        for edition, fate in self.fates.items():
            if fate in _BREAKING:
                answer = self.answers[edition]
                lost = self.today.names - answer.names if fate is Fate.LESS else frozenset[str]()
                broken.setdefault((answer.code, lost), []).append(edition)
        return [Break(self.answers[found[0]], lost, tuple(found)) for (_, lost), found in broken.items()]

    @property
    def metrics(self) -> list[str]:
        """The metrics that are asked, in an expansion of fields too."""
        params = self.question.params
        listed = [params.get("metric", ""), *_EXPANDED.findall(params.get("fields", ""))]
        return list(dict.fromkeys(name.strip() for names in listed for name in names.split(",") if name.strip()))


def distinct(findings: list[Finding]) -> list[Edition]:
    """The editions at which something differs from the one before it of the same version."""
    if not findings:
        return []
    found: list[Edition] = []
    for _, group in groupby(findings[0].answers, key=lambda edition: edition.version):
        found += _turns(list(group), findings)
    return found


def since(editions: tuple[Edition, ...], all_editions: list[Edition]) -> str:
    """From when on: `v21.0 from 2025-04-21 on; v22.0, v23.0`."""
    return "; ".join(_since(editions, all_editions))


def _turns(of_version: list[Edition], findings: list[Finding]) -> Iterator[Edition]:
    before: list[str] = []
    for edition in of_version:
        now = [cell(finding, edition) for finding in findings]
        if now != before:
            yield edition
        before = now


def cell(finding: Finding, edition: Edition) -> str:
    """What became of a request, in a word or its error's code; of one that was refused before, the code alone."""
    answer = finding.answers[edition]
    fate = Fate.OK if answer.is_ok and finding.was_broken else answer.fate(finding.today)
    if fate is Fate.ERROR or (finding.was_broken and not answer.is_ok):
        return answer.code
    word: str = fate.value
    return word


def _since(editions: tuple[Edition, ...], all_editions: list[Edition]) -> Iterator[str]:
    whole: list[str] = []
    parts: list[str] = []
    for version, group in groupby(editions, key=lambda edition: edition.version):
        broken = list(group)
        there = [each for each in all_editions if each.version == version]
        if broken == there:
            whole.append(version)
        elif broken == there[-len(broken) :]:
            parts.append(f"{version} from {broken[0].day} on")
        else:
            parts.append(f"{version} on {', '.join(each.day for each in broken)}")
    yield from parts
    if whole:
        yield ", ".join(whole)
