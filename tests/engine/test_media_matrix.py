"""Every media metric, on every kind of media, in every version, around every day of change, on both hosts."""

from __future__ import annotations

from datetime import date

import pytest

from mock_server.catalogue.kinds import KINDS
from mock_server.catalogue.media_metrics import MEDIA_METRICS
from mock_server.catalogue.model import ApiVersion
from mock_server.engine import Engine
from mock_server.graph.message import Reply, Request
from tests.conftest import Emulator, IsolatedWorld, emulator
from tests.engine.oracle import (
    FACEBOOK,
    INSTAGRAM,
    Ask,
    Promise,
    dates_of_media,
    living,
    major,
    media_promise,
    released,
)

_DAYS = dates_of_media()
_OLD = date(2024, 6, 15)
_FORMS: dict[str, dict[str, object]] = {
    "photo": {"media_type": "IMAGE"},
    "video": {"media_type": "VIDEO"},
    "album": {"media_type": "CAROUSEL_ALBUM"},
    "reel": {"media_product_type": "REELS"},
    "story": {"media_product_type": "STORY", "highlighted": True},
    "live": {"live": True},
}
_FIRST_VERSION = 17


def _id(kind: str, created: date) -> str:
    return f"9{list(_FORMS).index(kind)}{created:%Y%m%d}"


def _child(created: date) -> str:
    return f"98{created:%Y%m%d}"


def _document(kind: str, created: date, *, shared: bool) -> dict[str, object]:
    media: dict[str, object] = {
        **_FORMS[kind],
        "id": _id(kind, created),
        "created_at": f"{created}T00:00:00Z",
        "insights": {"reach": 100},
    }
    if kind == "album":
        media["children"] = [{"id": _child(created)}]
    return {**media, "shared_to_facebook": shared}


def _world(*, shared: bool) -> IsolatedWorld:
    """A world with a media of each kind posted on each of the days."""
    media = [_document(kind, created, shared=shared) for kind in _FORMS for created in {*_DAYS, _OLD}]
    return emulator().world(now="2026-12-31T00:00:00Z", accounts=[{"media": media}])


@pytest.fixture(scope="module")
def shared() -> IsolatedWorld:
    """The world whose media are shared to Facebook."""
    return _world(shared=True)


@pytest.fixture(scope="module")
def unshared() -> IsolatedWorld:
    """The world whose media are not."""
    return _world(shared=False)


class Asker:
    """Asks the engine itself: there are very many questions."""

    def __init__(self, world: IsolatedWorld, host: str, fidelity: str) -> None:
        self._engine: Engine = world.emulator.engine
        self._token = world.tokens[world.hosts.index(host)]
        self._host = host
        self._fidelity = fidelity

    def reply(self, version: str, media: str, metric: str, day: date) -> Reply:
        """The reply on that day, in that version ("" for none)."""
        path = f"/{version}/{media}/insights" if version else f"/{media}/insights"
        query = f"access_token={self._token}&metric={metric}"
        now = f"{day}T12:00:00Z"
        return self._engine.answer(Request("GET", path, query, self._host, mock_now=now, mock_fidelity=self._fidelity))

    def told(self, version: str, media: str, metric: str, day: date) -> Promise:
        """The status of the reply, and what decided it."""
        reply = self.reply(version, media, metric, day)
        return Promise(reply.status, next(value for name, value in reply.headers if name == "X-Mock-Rule"))


def _asked_on(day: date) -> list[ApiVersion]:
    """The versions worth asking: all that serve from v17.0 on, and the oldest."""
    serving = living(day)
    return [version for version in serving if major(version) >= _FIRST_VERSION or version is serving[0]]


@pytest.mark.parametrize("fidelity", ["documented", "observed"])
@pytest.mark.parametrize("host", [FACEBOOK, INSTAGRAM])
@pytest.mark.parametrize("kind", [kind.name for kind in KINDS])
def test_fresh_media_gets_what_the_rows_promise(shared: IsolatedWorld, kind: str, host: str, fidelity: str) -> None:
    """Of a media posted today, each metric answers with the status and the row that its columns promise."""
    asker = Asker(shared, host, fidelity)
    wrong = []
    for day in _DAYS:
        media = _child(day) if kind == "album_child" else _id(kind, day)
        for version in _asked_on(day):
            ask = Ask(version, day, host, fidelity)
            for row in MEDIA_METRICS:
                told = asker.told(version.name, media, row.name, day)
                promised = media_promise(row, kind, day, ask, shared=True)
                if told != promised:
                    wrong.append(f"{row.name} {version.name} {day}: {told}, not {promised}")
    assert wrong[:10] == []


@pytest.mark.parametrize("fidelity", ["documented", "observed"])
@pytest.mark.parametrize("host", [FACEBOOK, INSTAGRAM])
@pytest.mark.parametrize("kind", ["photo", "video", "album", "reel", "story"])
def test_media_from_before_july_2024_keeps_some_metrics(
    shared: IsolatedWorld, kind: str, host: str, fidelity: str
) -> None:
    """Of a media posted before 2 July 2024, impressions and the others answer as the rows promise for old media."""
    asker = Asker(shared, host, fidelity)
    wrong = []
    for day in (day for day in _DAYS if day > _OLD):
        for version in _asked_on(day):
            ask = Ask(version, day, host, fidelity)
            for row in MEDIA_METRICS:
                told = asker.told(version.name, _id(kind, _OLD), row.name, day)
                promised = media_promise(row, kind, _OLD, ask, shared=True)
                if told != promised:
                    wrong.append(f"{row.name} {version.name} {day}: {told}, not {promised}")
    assert wrong[:10] == []


@pytest.mark.parametrize("fidelity", ["documented", "observed"])
@pytest.mark.parametrize("host", [FACEBOOK, INSTAGRAM])
def test_media_that_is_not_on_facebook(unshared: IsolatedWorld, host: str, fidelity: str) -> None:
    """Views on Facebook are Fatal where a media is not shared there; everything else is as for shared media."""
    asker = Asker(unshared, host, fidelity)
    wrong = []
    for day in (day for day in _DAYS if day >= date(2025, 11, 1)):
        for kind in ("photo", "video", "album", "reel", "story"):
            for row in MEDIA_METRICS:
                told = asker.told("v24.0", _id(kind, day), row.name, day)
                promised = media_promise(row, kind, day, Ask(_named("v24.0"), day, host, fidelity), shared=False)
                if told != promised:
                    wrong.append(f"{row.name} {kind} {day}: {told}, not {promised}")
    assert wrong[:10] == []


def _named(name: str) -> ApiVersion:
    return next(version for version in released(date(2030, 1, 1)) if version.name == name)


@pytest.mark.parametrize("host", [FACEBOOK, INSTAGRAM])
def test_versions_are_served_by_the_living(shared: IsolatedWorld, host: str) -> None:
    """Expired, old and missing versions are served by the oldest living one, new ones by themselves, others refused."""
    asker = Asker(shared, host, "documented")
    header = "facebook-api-version" if host == FACEBOOK else "instagram-api-version"
    names = ["", "v1.0", "v2.3", "v2.9", *(f"v{number}.0" for number in range(3, 30)), "v99.0"]
    for day in (
        date(2019, 7, 22),
        date(2019, 7, 23),
        date(2023, 5, 22),
        *_DAYS[::4],
        date(2026, 9, 24),
        date(2026, 9, 25),
    ):
        oldest, newest = living(day)[0], released(day)[-1]
        for name in names:
            reply = asker.reply(name, "1", "reach", day)
            told = dict(reply.headers)
            number = _number(name)
            if name and number > _number(newest.name):
                assert told["X-Mock-Rule"] == "version_unknown", (day, name)
                continue
            known = next((version for version in living(day) if name and _number(version.name) == number), oldest)
            assert told[header] == known.name, (day, name)
            assert told["X-Mock-Rule"] == "object_missing"


def _number(name: str) -> tuple[int, int]:
    whole, _, part = name[1:].partition(".")
    return (int(whole), int(part or 0)) if name else (0, 0)


def test_a_version_is_served_on_its_last_day(client: Emulator) -> None:
    """v20.0 answers as itself on 24 September 2026, and as v21.0 on the day after."""
    for now, served in (("2026-09-24T23:59:59Z", "v20.0"), ("2026-09-25T00:00:00Z", "v21.0")):
        reply = client.get("/v20.0/17841400000000001/insights", metric="reach", headers={"X-Mock-Now": now})
        assert reply.headers["facebook-api-version"] == served
