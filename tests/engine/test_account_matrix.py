"""Every account metric, in every period, type and breakdown, around every day of change, on both hosts."""

from __future__ import annotations

from datetime import date

import pytest

from mock_server.catalogue.account_metrics import ACCOUNT_METRICS
from mock_server.catalogue.breakdowns import ACCOUNT_BREAKDOWNS
from mock_server.catalogue.model import ApiVersion
from mock_server.engine import Engine
from mock_server.graph.message import Request
from tests.conftest import Emulator, IsolatedWorld, emulator
from tests.engine.oracle import (
    FACEBOOK,
    INSTAGRAM,
    Ask,
    Promise,
    account_promise,
    dates_of_accounts,
    living,
    major,
)

_DAYS = dates_of_accounts()
_PERIODS = ("day", "days_28", "lifetime", "month")
_TYPES = ("", "time_series", "total_value")
_FIDELITIES = ("documented", "observed")
_VERSIONS_OF_CHANGE = (18, 20, 21, 22)
_BREAKDOWNS = (
    *(breakdown.name for breakdown in ACCOUNT_BREAKDOWNS),
    "media_product_type,follow_type",
    "follow_type,media_product_type",
    "age,gender",
    "country,city",
    "media_product_type,follow_type,country",
)
_DEMOGRAPHICS = ("engaged_audience_demographics", "reached_audience_demographics", "follower_demographics")
_TIMEFRAMES = ("last_14_days", "last_30_days", "last_90_days", "prev_month", "this_month", "this_week")
_NAMELESS, _RENAMED = date(2022, 6, 30), date(2022, 10, 25)
_TIMEFRAMES_OF_V20 = ("this_month", "this_week")


@pytest.fixture(scope="module")
def world() -> IsolatedWorld:
    """A world of one account with a large audience."""
    return emulator().world(now="2026-12-31T00:00:00Z", accounts=[{"followers": 50_000, "media": []}])


def _asked_on(day: date) -> list[ApiVersion]:
    """The oldest and the newest version, and those with which something changed."""
    serving = living(day)
    return [
        version for version in serving if version in (serving[0], serving[-1]) or major(version) in _VERSIONS_OF_CHANGE
    ]


def _told(world: IsolatedWorld, ask: Ask, query: str) -> Promise:
    engine: Engine = world.emulator.engine
    token = world.tokens[world.hosts.index(ask.host)]
    reply = engine.answer(
        Request(
            "GET",
            f"/{ask.version.name}/{world.account}/insights",
            f"access_token={token}&{query}",
            ask.host,
            mock_now=f"{ask.day}T12:00:00Z",
            mock_fidelity=ask.fidelity,
        )
    )
    return Promise(reply.status, next(value for name, value in reply.headers if name == "X-Mock-Rule"))


@pytest.mark.parametrize("fidelity", _FIDELITIES)
@pytest.mark.parametrize("host", [FACEBOOK, INSTAGRAM])
@pytest.mark.parametrize("period", _PERIODS)
def test_periods_and_types(world: IsolatedWorld, period: str, host: str, fidelity: str) -> None:
    """Each metric answers in each period and type with the status and the row that its columns promise."""
    wrong = []
    for day in _DAYS:
        for version in _asked_on(day):
            ask = Ask(version, day, host, fidelity)
            for row in ACCOUNT_METRICS:
                if row.documented_name and fidelity == "documented" and _NAMELESS <= day < _RENAMED:
                    continue  # documented knows both names at once; see test_saves_under_both_names
                for metric_type in _TYPES:
                    query = f"metric={row.name}&period={period}" + (
                        f"&metric_type={metric_type}" if metric_type else ""
                    )
                    told, promised = _told(world, ask, query), account_promise(row, ask, period, metric_type)
                    if told != promised:
                        wrong.append(f"{query} {version.name} {day}: {told}, not {promised}")
    assert wrong[:10] == []


@pytest.mark.parametrize("fidelity", _FIDELITIES)
@pytest.mark.parametrize("host", [FACEBOOK, INSTAGRAM])
@pytest.mark.parametrize("metric_type", ["total_value", "time_series"])
def test_breakdowns(world: IsolatedWorld, metric_type: str, host: str, fidelity: str) -> None:
    """Each metric takes the breakdowns of its row, and pairs that its row names; a series ignores them all."""
    wrong = []
    for day in (date(2022, 10, 25), date(2024, 1, 1), date(2025, 6, 1), date(2026, 7, 16)):
        for version in _asked_on(day):
            ask = Ask(version, day, host, fidelity)
            for row in ACCOUNT_METRICS:
                period = (row.totals or row.series or ("day",))[0]
                for breakdown in _BREAKDOWNS:
                    query = f"metric={row.name}&period={period}&metric_type={metric_type}&breakdown={breakdown}"
                    told, promised = _told(world, ask, query), account_promise(row, ask, period, metric_type, breakdown)
                    if told != promised:
                        wrong.append(f"{query} {version.name} {day}: {told}, not {promised}")
    assert wrong[:10] == []


@pytest.mark.parametrize("fidelity", _FIDELITIES)
@pytest.mark.parametrize("host", [FACEBOOK, INSTAGRAM])
@pytest.mark.parametrize("metric", _DEMOGRAPHICS)
def test_timeframes(world: IsolatedWorld, metric: str, host: str, fidelity: str) -> None:
    """v20.0 took four timeframes from engaged and reached audiences, August 2024 all versions; followers keep them."""
    for day in (date(2024, 5, 20), date(2024, 5, 21), date(2024, 8, 18), date(2024, 8, 19), date(2026, 7, 16)):
        for version in _asked_on(day):
            newer = major(version) >= 20 or day >= date(2024, 8, 19)
            for timeframe in _TIMEFRAMES:
                query = f"metric={metric}&period=lifetime&metric_type=total_value&breakdown=age&timeframe={timeframe}"
                told = _told(world, Ask(version, day, host, fidelity), query)
                legal = metric == "follower_demographics" or not newer or timeframe in _TIMEFRAMES_OF_V20
                assert told == (Promise(200, "account_insights") if legal else Promise(400, "timeframe_incompatible"))


@pytest.mark.parametrize(
    ("day", "fidelity", "name", "status"),
    [
        ("2019-05-05", "documented", "saved", 400),
        ("2019-05-05", "observed", "saved", 400),
        ("2022-06-29", "documented", "saved", 400),
        ("2022-06-30", "documented", "saved", 200),
        ("2022-06-30", "observed", "saved", 200),
        ("2022-10-24", "observed", "saved", 200),
        ("2022-10-25", "observed", "saved", 400),
        ("2026-07-16", "observed", "saved", 400),
        ("2026-07-16", "documented", "saved", 200),
        ("2022-10-25", "observed", "saves", 200),
        ("2026-07-16", "documented", "saves", 200),
    ],
)
def test_saves_under_both_names(client: Emulator, day: str, fidelity: str, name: str, status: int) -> None:
    """Saves came in June 2022 as `saved`; observed calls them `saves` from 25 October 2022, documented knows both."""
    reply = client.get(
        "/17841400000000001/insights",
        metric=name,
        period="day",
        metric_type="total_value",
        headers={"X-Mock-Now": f"{day}T12:00:00Z", "X-Mock-Fidelity": fidelity},
    )
    assert reply.status == status
    if status == 200:
        assert reply.names in ([name], [])  # the world's own start may lie far ahead
    else:
        assert reply.rule == "value_not_listed"
