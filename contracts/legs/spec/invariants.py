"""Numbers that agree with each other: between the metrics of an object, its windows, its fields and the two hosts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple, TypeAlias

from contracts.bench import Bench
from contracts.compare import Difference, Differences
from contracts.legs.checking import checked
from contracts.legs.spec.account_numbers import account_unkept
from contracts.legs.spec.asking import Desk, desk_of, object_of
from contracts.legs.spec.ways import ways_unkept
from contracts.openapi.public import PublicRow
from contracts.outcome import Checks
from contracts.subjects import ACCOUNT, FACEBOOK, INSTAGRAM, SUBJECTS, Subject, subjects_of

Numbers: TypeAlias = dict[str, float]

POSTS = ("photo", "video", "album", "reel")


class Sum(NamedTuple):
    """A metric that adds up others, on these kinds of media."""

    total: str
    parts: tuple[str, ...]
    kinds: tuple[str, ...]


# Meta's reference defines the interactions of a post so; stories count replies and shares (v18 changelog).
SUMS = (
    Sum("total_interactions", ("likes", "comments", "saved", "shares"), POSTS),
    Sum("total_interactions", ("replies", "shares"), ("story",)),
)
# The first is never less than the second: who saw it, saw it at least once; a total takes Facebook and ads in.
AT_LEAST = (
    ("views", "reach"),
    ("impressions", "reach"),
    ("total_views", "views"),
    ("total_likes", "likes"),
    ("total_comments", "comments"),
    ("crossposted_views", "views"),
    ("ig_reels_video_view_total_time", "ig_reels_avg_watch_time"),
)
# Fields of a media that tell what a metric tells.
FIELDS = (
    ("like_count", "likes"),
    ("comments_count", "comments"),
    ("saved_count", "saved"),
    ("shares_count", "shares"),
    ("reposts_count", "reposts"),
    ("total_like_count", "total_likes"),
    ("total_comments_count", "total_comments"),
    ("total_views_count", "total_views"),
)


def play(bench: Bench) -> Checks:
    """A check for each media and host, for the account on each host, and for each way of asking."""
    with desk_of(bench) as desk:
        for subject in (each for each in SUBJECTS if each.id != ACCOUNT):
            for host in (FACEBOOK, INSTAGRAM):
                yield checked("media", _titled(subject, host), _media_unkept(desk, subject, host))
            yield checked("media", _titled(subject, "both hosts"), _hosts_unkept(desk, subject))
        for host in (FACEBOOK, INSTAGRAM):
            for name, differences in account_unkept(desk, host):
                yield checked("account", f"{name}, {host}", differences)
            for name, differences in ways_unkept(bench.target, desk, host):
                yield checked("ways of asking", f"{name}, {host}", differences)


def _titled(subject: Subject, where: str) -> str:
    special = f" {subject.special}" if subject.special else ""
    return f"{subject.kind}{special} {subject.id}, {where}"


def _row_of(desk: Desk, subject: Subject, host: str) -> PublicRow | None:
    """The row that holds most metrics of the subject without a breakdown."""
    rows = [
        row
        for row in desk.document.rows
        if subject in subjects_of(row) and host in row.hosts and "breakdown" not in row.params
    ]
    return max(rows, key=lambda row: len(row.metrics), default=None)


def numbers_of(desk: Desk, subject: Subject, host: str) -> Numbers:
    """Every number of a media that the host tells, by metric."""
    row = _row_of(desk, subject, host)
    return _asked(desk, subject, host, ",".join(row.metrics)) if row else {}


def _asked(desk: Desk, subject: Subject, host: str, metrics: str) -> Numbers:
    asked = desk.insights(subject, host, {"metric": metrics})
    return {entry["name"]: entry["values"][0]["value"] for entry in asked.entries} if asked.is_answered else {}


def _media_unkept(desk: Desk, subject: Subject, host: str) -> Differences:
    numbers = numbers_of(desk, subject, host)
    yield from _sums_unkept(subject, numbers)
    for greater, lesser in AT_LEAST:
        if {greater, lesser} <= numbers.keys() and numbers[greater] < numbers[lesser]:
            yield Difference(greater, f"at least {lesser}: {numbers[lesser]}", str(numbers[greater]))
    for metric, number in numbers.items():
        alone = _asked(desk, subject, host, metric)
        if alone != {metric: number}:
            yield Difference(f"metric={metric}, asked alone", str(number), str(alone.get(metric, "(absent)")))
    yield from _fields_unkept(desk, subject, host, numbers)


def _sums_unkept(subject: Subject, numbers: Numbers) -> Differences:
    for each in SUMS:
        if subject.kind in each.kinds and {each.total, *each.parts} <= numbers.keys():
            total = sum(numbers[part] for part in each.parts)
            if numbers[each.total] != total:
                yield Difference(each.total, f"{total}: {' + '.join(each.parts)}", str(numbers[each.total]))


def _fields_unkept(desk: Desk, subject: Subject, host: str, numbers: Numbers) -> Differences:
    """The counts among the fields are those of the insights, so far as the media has both."""
    known = {field.name for field in desk.document.types["IGMedia"].fields if host in field.hosts}
    fields = {field: metric for field, metric in FIELDS if field in known and metric in numbers}
    reply = desk.get(host, subject.id, {"fields": ",".join(fields)})
    for field, received in _received(fields, object_of(reply)):
        if received != numbers[fields[field]]:
            yield Difference(f"field {field}", f"{numbers[fields[field]]}, as {fields[field]}", str(received))


def _received(fields: Mapping[str, str], body: dict[str, Any]) -> Iterator[tuple[str, object]]:
    """The fields that were told: those of other kinds of media are left out."""
    if "error" in body:
        yield from ((field, body["error"]) for field in fields)
    else:
        yield from ((field, body[field]) for field in fields if field in body)


def _hosts_unkept(desk: Desk, subject: Subject) -> Differences:
    """What both hosts tell is the same."""
    here, there = (numbers_of(desk, subject, host) for host in (FACEBOOK, INSTAGRAM))
    for metric in (each for each in here if each in there):
        if here[metric] != there[metric]:
            yield Difference(metric, f"{here[metric]}, as on {FACEBOOK}", f"{there[metric]} on {INSTAGRAM}")
