"""What the media edge refuses, in the order in which it looks. The order decides which error wins."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import NamedTuple

from mock_server.catalogue.breakdowns import MEDIA_BREAKDOWNS, PERIODS
from mock_server.catalogue.differences import (
    ALBUM_CHILD_ASKED,
    BREAKDOWN_NOT_TAKEN,
    EXPIRED_STORY,
    LIVE_VIDEO,
    LOGIN_ONLY,
    OLD_IMPRESSIONS,
    REPOSTS_ON_INSTAGRAM,
)
from mock_server.catalogue.kinds import ALBUM_CHILD, LIVE
from mock_server.catalogue.media_metrics import INSTAGRAM_ORDER, MEDIA_METRICS
from mock_server.catalogue.metric_errors import (
    CONVERSION_TITLE_CHANGED,
    MEDIA_BEFORE_CONVERSION,
    MEDIA_BEFORE_CONVERSION_2018,
    METRIC_UNSUPPORTED,
    METRICS_UNSUPPORTED_BY_ENDPOINT,
    NOT_ENOUGH_VIEWERS,
    NOT_SHARED_TO_FACEBOOK,
)
from mock_server.catalogue.model import ApiVersion, ErrorRow, Fidelity, Host, Login, MediaKind, MediaMetric, Verdict
from mock_server.catalogue.object_errors import ACCOUNT_NOT_PROFESSIONAL, STORY_GONE
from mock_server.graph.refusal import Refusal
from mock_server.insights.ask import Ask
from mock_server.insights.rules import breakdown_refused, metric_not_listed, not_listed, required, retirement_hint

METRICS = {metric.name: metric for metric in MEDIA_METRICS}
_BREAKDOWN_NAMES = tuple(breakdown.name for breakdown in MEDIA_BREAKDOWNS)
_IN_ORDER_OF = {
    Login.FACEBOOK: MEDIA_METRICS,
    Login.INSTAGRAM: tuple(METRICS[name] for name in INSTAGRAM_ORDER),
}


class MediaCase(NamedTuple):
    """All that a rule may look at, in steps as coarse as the rules are: equal cases get equal decisions.

    `day` and `created` are days of change (see eras), not the days themselves.
    """

    host: Host
    version: ApiVersion
    day: date
    fidelity: Fidelity
    kind: MediaKind
    created: date
    professional: bool = True
    before_conversion: bool = False
    gone: bool = False
    few_viewers: bool = False
    too_old: bool = False
    too_fresh: bool = False
    on_facebook: bool = False


@lru_cache(maxsize=1024)
def listing(login: Login, day: date) -> tuple[str, ...]:
    """The metric names that the host lists on a day, in its order."""
    return tuple(
        metric.name for metric in _IN_ORDER_OF[login] if login in metric.listed and metric.listed[login].holds(day)
    )


def account_is_professional(ask: Ask, case: MediaCase) -> Refusal | None:
    """Only media of professional accounts have insights."""
    if case.professional:
        return None
    return Refusal(ACCOUNT_NOT_PROFESSIONAL, because="the media belongs to a personal account")


def metrics_are_given(ask: Ask, case: MediaCase) -> Refusal | None:
    """A request names at least one metric."""
    return None if ask.metrics else required("metric")


def metrics_are_listed(ask: Ask, case: MediaCase) -> Refusal | None:
    """Every metric is in the host's list of the day."""
    return metric_not_listed(ask.metrics_sent, listing(case.host.login, case.day), METRICS)


def breakdowns_are_listed(ask: Ask, case: MediaCase) -> Refusal | None:
    """Every breakdown is in the list of the edge."""
    return not_listed("breakdown", ask.breakdowns_sent, _BREAKDOWN_NAMES)


def periods_are_listed(ask: Ask, case: MediaCase) -> Refusal | None:
    """Every period is in the list; which one is asked does not matter."""
    return not_listed("period", ask.periods_sent, PERIODS)


def media_is_after_conversion(ask: Ask, case: MediaCase) -> Refusal | None:
    """Media from before the account became professional never gets insights."""
    if not case.before_conversion:
        return None
    old_title = case.day < CONVERSION_TITLE_CHANGED
    row = MEDIA_BEFORE_CONVERSION_2018 if old_title else MEDIA_BEFORE_CONVERSION
    return Refusal(row, because="the media was posted before the account's conversion")


def story_still_exists(ask: Ask, case: MediaCase) -> Refusal | None:
    """A story is gone 24 hours after it was posted, unless it is highlighted."""
    verdict = EXPIRED_STORY.verdict(case.fidelity)
    if not case.gone or verdict.outcome is not STORY_GONE:
        return None
    return Refusal(STORY_GONE, because="the story expired", about=EXPIRED_STORY, verdict=verdict)


def story_has_viewers(ask: Ask, case: MediaCase) -> Refusal | None:
    """A story shows insights once five accounts have seen it."""
    if not case.few_viewers:
        return None
    return Refusal(NOT_ENOUGH_VIEWERS, because="fewer than five accounts have seen the story")


def metrics_suit_the_media(ask: Ask, case: MediaCase) -> Refusal | None:
    """Every metric exists for this kind of media, in this version, on this day."""
    if case.kind is ALBUM_CHILD and ALBUM_CHILD_ASKED.verdict(case.fidelity).outcome is not METRIC_UNSUPPORTED:
        return None
    missing = [METRICS[name] for name in ask.metrics if not offers(METRICS[name], case)]
    return _unsupported(missing, case) if missing else None


def login_offers_the_metrics(ask: Ask, case: MediaCase) -> Refusal | None:
    """Some metrics exist for one login only."""
    login = case.host.login
    withheld = [METRICS[name] for name in ask.metrics if login not in METRICS[name].logins]
    if withheld:
        names = ", ".join(metric.name for metric in withheld)
        values = {"metrics": names, "hint": f"{names}: Facebook Login only; ask graph.facebook.com"}
        because = "the metric exists for Facebook Login only"
        return Refusal(METRIC_UNSUPPORTED, values, because, withheld[0], LOGIN_ONLY)
    unseen = [name for name in ask.metrics if login not in METRICS[name].observed_logins]
    verdict = REPOSTS_ON_INSTAGRAM.verdict(case.fidelity)
    if not unseen or not verdict.outcome:
        return None
    values = {"metrics": ", ".join(unseen)}
    because = "this host was seen to refuse it"
    return Refusal(METRICS_UNSUPPORTED_BY_ENDPOINT, values, because, REPOSTS_ON_INSTAGRAM, verdict)


def breakdowns_suit_the_metrics(ask: Ask, case: MediaCase) -> Refusal | None:
    """Every metric takes every breakdown; a metric without the breakdown cannot share its request."""
    for name in ask.metrics if ask.breakdowns else ():
        allowed = (METRICS[name].breakdown.name,) if METRICS[name].breakdown else ()  # type: ignore[union-attr]
        if any(breakdown not in allowed for breakdown in ask.breakdowns):
            return breakdown_refused(METRICS[name], ask.breakdowns, allowed, BREAKDOWN_NOT_TAKEN, case.fidelity)
    return None


def media_is_on_facebook(ask: Ask, case: MediaCase) -> Refusal | None:
    """Views on Facebook exist only for media that is shared there."""
    if case.on_facebook or case.kind is ALBUM_CHILD:
        return None
    asked = [METRICS[name] for name in ask.metrics if METRICS[name].needs_facebook_sharing]
    return (
        Refusal(NOT_SHARED_TO_FACEBOOK, because="the media is not shared to Facebook", about=asked[0])
        if asked
        else None
    )


MEDIA_RULES = (
    account_is_professional,
    metrics_are_given,
    metrics_are_listed,
    breakdowns_are_listed,
    periods_are_listed,
    media_is_after_conversion,
    story_still_exists,
    story_has_viewers,
    metrics_suit_the_media,
    login_offers_the_metrics,
    breakdowns_suit_the_metrics,
    media_is_on_facebook,
)


def offers(metric: MediaMetric, case: MediaCase) -> bool:
    """Whether the metric exists for this kind of media, in this version, on this day."""
    since = metric.kinds.get(case.kind)
    if since is None or case.day < since:
        return False
    if metric.introduced and not metric.introduced.applies(case.version, case.day):
        return False
    return not retired(metric, case)


def retired(metric: MediaMetric, case: MediaCase) -> bool:
    """Whether the metric is gone for this media."""
    gone = metric.retired
    if not gone or not gone.applies(case.version, case.day):
        return False
    return not (gone.spares_created_before and case.created < gone.spares_created_before and _spared(metric, case))


def _spared(metric: MediaMetric, case: MediaCase) -> bool:
    """Older media keep a metric on older versions; on newer ones documents and recordings disagree."""
    in_version = metric.retired and metric.retired.reaches(case.version)
    return not in_version or OLD_IMPRESSIONS.verdict(case.fidelity).outcome is None


def _unsupported(missing: list[MediaMetric], case: MediaCase) -> Refusal:
    first = missing[0]
    because = f"{first.name} does not exist for a {case.kind.title} in {case.version.name} on this day"
    own = _own_answer(first, case)
    if own:
        return Refusal(own, {"hint": retirement_hint(first)}, because, first, _disputed(first, case))
    names = ", ".join(metric.name for metric in missing)
    values = {"metrics": names, "hint": _why_missing(first, case)}
    return Refusal(METRIC_UNSUPPORTED, values, because, first, _disputed(first, case))


def _own_answer(metric: MediaMetric, case: MediaCase) -> ErrorRow | None:
    """The error that this host has for this retired metric alone."""
    gone = metric.retired
    if gone and case.kind in gone.answer_kinds and case.host.login in gone.answer_logins:
        return gone.answer
    return None


def _disputed(metric: MediaMetric, case: MediaCase) -> Verdict | None:
    """What the refusal rests on where the error's own evidence does not speak of the case."""
    if case.kind is ALBUM_CHILD:
        return ALBUM_CHILD_ASKED.verdict(case.fidelity)
    if case.kind is LIVE:
        return LIVE_VIDEO
    spares = metric.retired and metric.retired.spares_created_before
    old = spares and case.created < spares and case.kind in metric.kinds
    return OLD_IMPRESSIONS.verdict(case.fidelity) if old else None


def _why_missing(metric: MediaMetric, case: MediaCase) -> str:
    if case.kind is ALBUM_CHILD:
        return "ask the album; media inside it has no insights of its own"
    if retired(metric, case):
        return retirement_hint(metric)
    kinds = ", ".join(kind.name for kind, since in metric.kinds.items() if since <= case.day)
    return f"{metric.name} exists for {kinds}" if kinds else retirement_hint(metric)
