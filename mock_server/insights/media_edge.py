"""GET /{media}/insights: from a media and an ask to the answer."""

from __future__ import annotations

from typing import NamedTuple

from mock_server.catalogue.absences import (
    ALBUM_CHILD_SILENT,
    MEDIA_BEFORE_METRIC,
    MEDIA_TOO_OLD,
    NOT_YET_COMPUTED,
    STORY_EXPIRED,
    UNAVAILABLE,
)
from mock_server.catalogue.differences import ALBUM_CHILD_ASKED, EXPIRED_STORY, MEDIA_STORAGE
from mock_server.catalogue.kinds import ALBUM_CHILD, STORY
from mock_server.catalogue.limits import FEWEST_VIEWERS, MEDIA_KEPT_DAYS
from mock_server.catalogue.media_metrics import REACH_METRIC
from mock_server.catalogue.model import Absence, Breakdown, Grade, MediaMetric
from mock_server.graph import wire
from mock_server.graph.refusal import Refusal
from mock_server.insights import eras
from mock_server.insights.ask import Ask
from mock_server.insights.lifetime import Lifetime, Share, shares_of
from mock_server.insights.media_rules import MEDIA_RULES, METRICS, MediaCase
from mock_server.insights.rules import first_refusal
from mock_server.insights.setting import Answer, Omission, Outcome, Setting, weakest
from mock_server.timeline.pacific import DAY
from mock_server.world.model import Media

_KEPT = MEDIA_KEPT_DAYS.value * DAY


class Column(NamedTuple):
    """An entry of the answer, written but for its numbers and the media's id."""

    metric: MediaMetric
    head: str
    middle: str
    tail: str
    shares: tuple[Share, ...] | None
    breakdown: Breakdown | None


class Plan(NamedTuple):
    """What an ask gets in a case: the entries, what is left out, and the weakest evidence among them."""

    columns: tuple[Column, ...]
    omissions: tuple[Omission, ...]
    grade: Grade


def answer(media: Media, ask: Ask, setting: Setting) -> Outcome:
    """The answer to an ask about a media, or the refusal."""
    numbers = Lifetime(media, setting.computed_until, setting.world.start)
    case = case_of(media, ask, setting, numbers)
    decision: Plan | Refusal | None = ask.decisions.get(case)
    if decision is None:
        decision = ask.decisions[case] = first_refusal(MEDIA_RULES, ask, case) or _plan(ask, case)
    return _fill(decision, media, numbers) if isinstance(decision, Plan) else decision


def case_of(media: Media, ask: Ask, setting: Setting, numbers: Lifetime) -> MediaCase:
    """The media's situation, as coarse as the rules see it."""
    now, created, account = setting.now, media.created_at, media.account
    kind = media.kind
    too_fresh = created > setting.computed_until
    expires = media.expires_at if kind is STORY else None
    gone = expires is not None and now >= expires
    return MediaCase(
        setting.host,
        setting.version,
        eras.era(now // DAY),
        setting.fidelity,
        kind,
        eras.era(created // DAY),
        account.account_type.professional,
        account.converted_at is not None and created < account.converted_at,
        gone,
        kind is STORY and not gone and not too_fresh and _few_viewers(ask, setting, numbers),
        now - created > _KEPT,
        too_fresh,
        media.shared_to_facebook,
    )


def _few_viewers(ask: Ask, setting: Setting, numbers: Lifetime) -> bool:
    viewers = numbers.value(REACH_METRIC)
    if viewers is not None and viewers < FEWEST_VIEWERS.value:
        return True
    if setting.world.story_threshold != "each_metric":
        return False
    values = [numbers.value(METRICS[name]) for name in ask.metrics if name in METRICS]
    return any(value is not None and 0 < value < FEWEST_VIEWERS.value for value in values)


def _plan(ask: Ask, case: MediaCase) -> Plan:
    columns: list[Column] = []
    omissions: list[Omission] = []
    for name in ask.metrics:
        absence = absence_of(METRICS[name], case)
        if absence:
            omissions.append(Omission(name, absence))
        else:
            columns.append(_column(METRICS[name], ask, case))
    grades = [column.metric.evidence.grade for column in columns]
    grades += [omission.absence.evidence.grade for omission in omissions]
    return Plan(tuple(columns), tuple(omissions), weakest(grades))


def absence_of(metric: MediaMetric, case: MediaCase) -> Absence | None:
    """Why a legal metric is left out of the answer."""
    return next((absence for absence, holds in _absences(metric, case) if holds), None)


def _absences(metric: MediaMetric, case: MediaCase) -> tuple[tuple[Absence, bool], ...]:
    fidelity = case.fidelity
    return (
        (
            ALBUM_CHILD_SILENT,
            case.kind is ALBUM_CHILD and ALBUM_CHILD_ASKED.verdict(fidelity).outcome is ALBUM_CHILD_SILENT,
        ),
        (STORY_EXPIRED, case.gone and EXPIRED_STORY.verdict(fidelity).outcome is STORY_EXPIRED),
        (MEDIA_TOO_OLD, case.too_old and MEDIA_STORAGE.verdict(fidelity).outcome is MEDIA_TOO_OLD),
        (NOT_YET_COMPUTED, case.too_fresh),
        (MEDIA_BEFORE_METRIC, metric.media_created_from is not None and case.created < metric.media_created_from),
    )


def _column(metric: MediaMetric, ask: Ask, case: MediaCase) -> Column:
    texts = f'"title":{wire.text(metric.title_on(case.kind, case.day))},"description":{wire.text(metric.description)}'
    return Column(
        metric,
        f'{{"name":"{metric.name}","period":"lifetime","values":[{{"value":',
        f"}}],{texts},",
        f'\\/insights\\/{metric.name}\\/lifetime"}}',
        shares_of(metric, case.kind, on_facebook=case.on_facebook),
        metric.breakdown if ask.breakdowns else None,
    )


def _fill(plan: Plan, media: Media, numbers: Lifetime) -> Outcome:
    entries: list[str] = []
    omissions = plan.omissions
    drawn = not media.insights
    for metric, head, middle, tail, shares, breakdown in plan.columns:
        value = numbers.added(shares) if drawn and shares else numbers.value(metric)
        if value is None:
            omissions = (*omissions, Omission(metric.name, UNAVAILABLE))
            continue
        parts = _parts(breakdown, value, numbers) if breakdown else ""
        entries.append(f'{head}{value}{middle}{parts}"id":"{media.id}{tail}')
    rule = "media_insights" if entries else omissions[0].absence.name
    return Answer('{"data":[' + ",".join(entries) + "]}", plan.grade, omissions, rule)


def _parts(breakdown: Breakdown, value: float, numbers: Lifetime) -> str:
    counted = [(part.value, numbers.quantity(part.quantity)) for part in breakdown.slices if part.quantity]
    results: list[wire.Json] = [{"dimension_values": [part], "value": count} for part, count in counted if count]
    rows: wire.Json = [{"dimension_keys": [breakdown.name], "results": results}]
    return f'"total_value":{wire.text({"value": value, "breakdowns": rows})},'
