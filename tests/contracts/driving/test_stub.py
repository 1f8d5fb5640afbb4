"""The stub says what its script tells it to."""

from __future__ import annotations

import pytest
import requests

from contracts.driving.stub import HERE, Said, Stub, by_param, in_order, stub


def get(server: Stub, path: str = "/v26.0/1?a=1&b=") -> requests.Response:
    with requests.Session() as session:
        session.trust_env = False
        return session.get(server.url + path, headers={"Authorization": "Bearer t"}, timeout=5)


def test_answers_come_in_order_and_the_last_one_again() -> None:
    with stub() as server:
        server.play(in_order(Said(500, b"one"), Said(200, b"two", {"X-Two": "2"})))
        told = [get(server) for _ in range(3)]

    assert [(each.status_code, each.text) for each in told] == [(500, "one"), (200, "two"), (200, "two")]
    assert told[1].headers["X-Two"] == "2"


def test_pages_are_chosen_by_a_parameter() -> None:
    with stub() as server:
        server.play(by_param("after", {"": Said(body=b"first"), "x": Said(body=b"second")}))
        told = [get(server, path) for path in ("/m", "/m?after=x", "/m?after=y")]

    assert [each.text for each in told[:2]] == ["first", "second"]
    assert told[2].status_code == 400


def test_links_lead_back_to_the_stub() -> None:
    with stub() as server:
        server.play(in_order(Said(body=f"{HERE}/next".encode())))

        assert get(server).text == f"{server.url}/next"


def test_what_is_asked_is_kept_until_the_next_script() -> None:
    with stub() as server:
        server.play(in_order(Said()))
        get(server)
        (got,) = server.requests
        server.play(in_order(Said()))

    assert (got.method, got.path, got.params) == ("GET", "/v26.0/1", {"a": "1", "b": ""})
    assert got.headers["authorization"] == "Bearer t"
    assert server.requests == []


def test_a_script_ends_for_those_who_ask_for_ever() -> None:
    with stub() as server:
        server.play(in_order(Said(body=b"again")))
        told = [get(server).status_code for _ in range(61)]

    assert told[-2:] == [200, 400]


def test_it_listens_no_more_when_it_is_left() -> None:
    with stub() as server:
        pass

    with pytest.raises(requests.ConnectionError):
        get(server)
