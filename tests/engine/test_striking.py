"""What faults are told of a request."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import pytest

from mock_server.engine import Engine
from mock_server.engine.heard import Heard
from mock_server.engine.striking import approach_of, known_values, struck
from mock_server.graph.message import Request
from mock_server.traffic.error_values import named
from mock_server.traffic.faults import Faults
from tests.conftest import ACCOUNT, FACEBOOK, IG_READER, INSTAGRAM, PHOTO, READER, Emulator

_OTHER = "17841400000000002"


def _hear(client: Emulator, path: str, token: str = READER, method: str = "GET", **params: Any) -> Heard:
    engine: Engine = client.app.extensions["insights_mock"]
    host = params.pop("host", FACEBOOK)
    return engine.hear(Request(method, path, urlencode({"access_token": token, **params}), host))


@pytest.fixture
def watched(fresh: Emulator) -> Emulator:
    """An emulator with a fault for an account, so that requests tell which accounts they are about."""
    fault = {"error": "api_service", "times": 1, "match": {"account": ACCOUNT}}
    assert fresh.control("POST", "/faults", fault).status == 200
    return fresh


def test_a_request_tells_where_it_goes(client: Emulator) -> None:
    """The path comes with and without its version, beside method, host, token and time."""
    approach = approach_of(_hear(client, f"//v25.0/{PHOTO}/insights/", metric="reach,views"))
    assert approach.paths == (f"/v25.0/{PHOTO}/insights", f"/{PHOTO}/insights")
    assert (approach.method, approach.hosts, approach.token) == ("GET", (FACEBOOK,), READER)
    assert (approach.world_id, approach.metrics) == ("default", ("reach", "views"))
    assert not approach.is_batch
    on_instagram = _hear(client, "/graph.instagram.com/v25.0/me", token=IG_READER, host="localhost")
    assert approach_of(on_instagram).hosts == (INSTAGRAM,)
    assert approach_of(on_instagram).paths == ("/v25.0/me", "/me")


def test_metrics_inside_field_expansion_count(client: Emulator) -> None:
    """A metric is asked for whether it stands in the query or among the fields."""
    fields = "id,media.limit(2){id,insights.metric(reach,saved)},insights.metric(views).period(day)"
    assert approach_of(_hear(client, f"/{ACCOUNT}", fields=fields)).metrics == ("reach", "saved", "views")


@pytest.mark.parametrize(
    ("path", "params", "accounts"),
    [
        (f"/v25.0/{ACCOUNT}/insights", {}, {ACCOUNT}),
        (f"/v25.0/{PHOTO}", {}, {ACCOUNT}),
        (f"/v25.0/{_OTHER}", {}, {_OTHER}),
        ("/v25.0/insights", {"ids": f"{_OTHER},{PHOTO},17899999999999999"}, {_OTHER, ACCOUNT}),
        ("/v25.0/100000000000001", {}, {ACCOUNT}),
        ("/v25.0/me/accounts", {}, set()),
        ("/v25.0/17899999999999999", {}, set()),
        ("/v25.0/", {}, set()),
    ],
)
def test_accounts_that_a_request_is_about(
    watched: Emulator, path: str, params: dict[str, str], accounts: set[str]
) -> None:
    """Media, Pages and lists of ids lead to their accounts; what nobody sees leads nowhere."""
    assert approach_of(_hear(watched, path, **params)).accounts == accounts


def test_without_such_a_fault_no_account_is_looked_up(client: Emulator) -> None:
    """Accounts are only looked up when a fault asks for one."""
    assert approach_of(_hear(client, f"/v25.0/{PHOTO}")).accounts == ()


def test_an_armed_fault_strikes_what_was_heard_and_is_spent(watched: Emulator) -> None:
    """From the control call to the refusal: once, for the account, in the words of the request."""
    faults = Faults(watched.app.extensions["insights_mock"].hosting.store)
    other, mine = (f"/v25.0/{object_id}/insights" for object_id in (_OTHER, PHOTO))

    def row(path: str) -> str:
        heard = _hear(watched, path, metric="reach")
        strike = struck(faults, heard)
        return strike.refusal.row.name if strike and strike.refusal else ""

    assert [row(other), row(mine), row(mine)] == ["", "api_service", ""]
    assert _hear(watched, mine).hosted.faults == ()
    [told] = watched.control("GET", "/faults").json["faults"]
    assert (told["state"], told["struck"]) == ("used_up", 1)


def test_the_header_goes_before_faults_and_uses_none_up(watched: Emulator) -> None:
    """An error that a request asks for itself is given without a fault, and the armed one keeps its strike."""
    faults = Faults(watched.app.extensions["insights_mock"].hosting.store)
    heard = _hear(watched, f"/v25.0/{PHOTO}/insights")
    asked = struck(faults, heard, "rate_limited_app")
    assert asked
    assert asked.refusal
    assert (asked.faults, asked.refusal.row.name) == ((), "rate_limited_app")
    assert watched.control("GET", "/faults").json["faults"][0]["struck"] == 0


def test_errors_speak_of_the_request(client: Emulator) -> None:
    """Ids, methods, metrics, times and names in an error are those of the request."""
    known = known_values(_hear(client, f"/v25.0/{PHOTO}/insights", metric="saved", method="DELETE"))
    assert named("object_missing", known).values == {"id": PHOTO, "verb": "delete"}
    assert named("follower_count_too_old", known).values == {"metric": "saved"}
    assert "16-Jul-26 11:00:00 PDT" in named("token_expired", known).values["now"]
    assert "reach" in named("value_not_listed", known).values["values"]
    assert named("token_not_authorized", known).values == {"app": "1000000000000001"}


def test_a_batch_is_told_from_its_requests(client: Emulator) -> None:
    """The POST that carries a batch is one; what it carries is in one."""
    heard = _hear(client, "/v25.0/", method="POST", batch='[{"relative_url":"me"}]')
    assert approach_of(heard).is_batch
    assert not approach_of(heard, in_batch=True).is_batch


def test_a_rehearsal_uses_up_nothing(fresh: Emulator) -> None:
    """What the start screen and explain try is neither struck nor counted."""
    assert fresh.control("POST", "/faults", {"error": "api_service", "times": 1}).status == 200
    engine: Engine = fresh.app.extensions["insights_mock"]
    request = Request("GET", f"/v25.0/{PHOTO}/insights", f"metric=reach&access_token={READER}", FACEBOOK)
    before = engine.traffic.counted("default")
    assert engine.rehearsing().answer(request).status == 200
    assert engine.traffic.counted("default") == before
    assert engine.answer(request).status == 500
