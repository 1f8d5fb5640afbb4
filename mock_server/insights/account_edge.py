"""GET /{account}/insights: from an account and an ask to the answer."""

from __future__ import annotations

from mock_server.catalogue.limits import OLDEST_SINCE_DAYS
from mock_server.graph import wire
from mock_server.graph.paging import window_link
from mock_server.graph.refusal import Refusal
from mock_server.insights import eras
from mock_server.insights.account_entries import Entries
from mock_server.insights.account_rules import ACCOUNT_RULES
from mock_server.insights.account_terms import METRICS, AccountCase, metric_named, metrics_of, minimum_of
from mock_server.insights.ask import Ask
from mock_server.insights.daily import Days
from mock_server.insights.rules import first_refusal
from mock_server.insights.setting import Answer, Omission, Outcome, Setting, weakest
from mock_server.insights.window import Window, timeframe_days, window_of
from mock_server.timeline.pacific import DAY
from mock_server.world.model import Account

_RECENT_DAYS = max(metric.last_days or 0 for metric in METRICS.values())


def answer(account: Account, ask: Ask, setting: Setting) -> Outcome:
    """The answer to an ask about an account, or the refusal."""
    window = window_of(ask, setting.now)
    case = case_of(account, ask, setting, window)
    if case not in ask.decisions:
        ask.decisions[case] = first_refusal(ACCOUNT_RULES, ask, case)
    refusal: Refusal | None = ask.decisions[case]
    return refusal or _told(account, ask, setting, window, case)


def case_of(account: Account, ask: Ask, setting: Setting, window: Window) -> AccountCase:
    """The account's situation, as coarse as the rules see it."""
    now, limit = setting.now, setting.host.max_window_days
    days_back = now // DAY - window.since // DAY
    return AccountCase(
        setting.host,
        setting.version,
        eras.era(now // DAY),
        setting.fidelity,
        account.account_type.professional,
        window.bad,
        window.since > window.until,
        limit is not None and window.width > limit * DAY,
        days_back >= OLDEST_SINCE_DAYS.value or window.since > now,
        days_back > _RECENT_DAYS,
        small_audiences(account, ask, setting),
    )


def small_audiences(account: Account, ask: Ask, setting: Setting) -> frozenset[str]:
    """The asked metrics that the account's audience is too small for."""
    return frozenset(name for name in ask.metrics if name in METRICS and _too_small(account, name, ask, setting))


def _too_small(account: Account, name: str, ask: Ask, setting: Setting) -> bool:
    metric = METRICS[name]
    least = minimum_of(metric, setting.fidelity)
    if account.followers < least.followers:
        return True
    if not least.audience or metric.audience is None:
        return False
    ends = timeframe_days(ask.timeframe, setting.computed_until)
    return Days(setting.world, account).count(metric.audience, ends) < least.audience


def _told(account: Account, ask: Ask, setting: Setting, window: Window, case: AccountCase) -> Answer:
    entries = Entries(account, ask, setting, window, case)
    texts: list[str] = []
    omissions: list[Omission] = []
    for name in ask.metrics:
        found = entries.of(metric_named(name), name)
        if isinstance(found, list):
            texts.extend(found)
        else:
            omissions.append(Omission(name, found))
    grades = [metric.evidence.grade for metric in metrics_of(ask)]
    grades += [omission.absence.evidence.grade for omission in omissions]
    links = _links(account, ask, setting, window) if texts and entries.windowed else ""
    rule = "account_insights" if texts else omissions[0].absence.name
    return Answer(f'{{"data":[{",".join(texts)}]{links}}}', weakest(grades), tuple(omissions), rule)


def _links(account: Account, ask: Ask, setting: Setting, window: Window) -> str:
    url = f"{setting.base}/{setting.version.name}/{account.id}/insights"
    links: dict[str, wire.Json] = {
        name: window_link(url, ask.sent, setting.token, near.since, near.until)
        for name, near in (("previous", window.before()), ("next", window.after()))
    }
    return f',"paging":{wire.text(links)}'
