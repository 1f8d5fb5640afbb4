"""Every call of the control plane that exists, and every mistake that can be made with it."""

from __future__ import annotations

import json
import tracemalloc
from typing import Any
from urllib.parse import quote

import pytest

from mock_server.app import create_app
from mock_server.settings import Settings
from tests.conftest import ACCOUNT, FACEBOOK, INSTAGRAM, NOW, PHOTO, READER, Emulator, Reply, emulator

_CALLS = [
    ("GET", "/health"),
    ("GET", "/worlds"),
    ("POST", "/worlds"),
    ("GET", "/worlds/default"),
    ("DELETE", "/worlds/default"),
    ("PATCH", f"/worlds/default/media/{PHOTO}"),
    ("POST", "/reset"),
    ("GET", "/clock"),
    ("PUT", "/clock"),
    ("POST", "/clock/advance"),
    ("GET", "/metrics"),
    ("GET", "/explain"),
    ("GET", "/openapi/v23.0.json"),
    ("GET", "/errors"),
    ("GET", "/faults"),
    ("POST", "/faults"),
    ("DELETE", "/faults"),
    ("DELETE", "/faults/fault-1"),
]


def _mistake(reply: Reply, status: int = 400, path: str | None = None) -> dict[str, Any]:
    """The error of a mistake, in the promised form."""
    assert reply.status == status, reply.body
    assert reply.headers["content-type"].startswith("application/json")
    assert set(reply.error) == {"message", "path", "allowed"}
    assert reply.error["message"]
    if path is not None:
        assert reply.error["path"] == path
    return reply.error


def test_health(client: Emulator) -> None:
    """Health tells the world that is served and its time."""
    reply = client.control("GET", "/health")
    clock = {"now": NOW, "frozen": True, "speed": 1.0}
    assert reply.json == {"status": "ok", "world": "default", **clock, "faults": 0}


def test_worlds_are_made_shown_listed_and_deleted(fresh: Emulator) -> None:
    """A world answers 201 with id, tokens and accounts, is listed, and its token stops working when it is gone."""
    reply = fresh.control("POST", "/worlds", {"name": "mine", "now": NOW, "accounts": [{"id": "17841400000000777"}]})
    assert reply.status == 201
    made = reply.json
    assert {"id", "tokens", "accounts"} <= set(made)
    assert [each["id"] for each in made["accounts"]] == ["17841400000000777"]
    token = made["tokens"][0]["token"]
    listed = {each["id"]: each for each in fresh.control("GET", "/worlds").json["worlds"]}
    assert listed["default"]["served"]
    assert not listed[made["id"]]["served"]
    shown = fresh.control("GET", f"/worlds/{made['id']}").json
    assert (shown["id"], shown["name"], shown["now"], shown["frozen"]) == (made["id"], "mine", NOW, True)
    assert fresh.get("/17841400000000777/insights", token=token, metric="reach", period="day").status == 200
    assert fresh.control("DELETE", f"/worlds/{made['id']}").status == 200
    assert fresh.get("/17841400000000777/insights", token=token, metric="reach", period="day").error["code"] == 190
    _mistake(fresh.control("GET", f"/worlds/{made['id']}"), 404)
    _mistake(fresh.control("DELETE", f"/worlds/{made['id']}"), 404)


@pytest.mark.parametrize(
    "body",
    [
        b"{}",
        b'{"seed": 3}',
        b"seed: 3\nname: x\n",
        b"{seed: 3}",
        b"---\nseed: 3\n",
        "name: Café ☕\n".encode(),
        b"\xef\xbb\xbfseed: 3",
    ],
)
def test_worlds_may_be_yaml_or_json(client: Emulator, body: bytes) -> None:
    """Both notations are read, whatever the content type says."""
    reply = client.control("POST", "/worlds", data=body, headers={"Content-Type": "text/plain"})
    assert reply.status == 201
    client.control("DELETE", f"/worlds/{reply.json['id']}")


@pytest.mark.parametrize(
    ("world", "path"),
    [
        ({"sed": 1}, "sed"),
        ({"accounts": [{"folowers": 1}]}, "accounts[0].folowers"),
        ({"accounts": [{"media": [{"kind": "x"}]}]}, "accounts[0].media[0].kind"),
        ({"accounts": [{"media": [{"media_type": "GIF"}]}]}, "accounts[0].media[0].media_type"),
        ({"accounts": [{"media": [{"insights": {"reech": 1}}]}]}, "accounts[0].media[0].insights.reech"),
        ({"accounts": [{"insights": {"raech": 1}}]}, "accounts[0].insights.raech"),
        ({"accounts": [{"country": "XX"}]}, "accounts[0].country"),
        ({"accounts": [{"persona": "wild"}]}, "accounts[0].persona"),
        ({"tokens": [{"kind": "user"}]}, "tokens[0].kind"),
        ({"tokens": [{"invalid": "dead"}]}, "tokens[0].invalid"),
        ({"tokens": [{"accounts": ["17841400000000099"]}]}, "tokens[0].accounts[0]"),
        ({"fidelity": "exact"}, "fidelity"),
        ({"story_threshold": "five"}, "story_threshold"),
        ({"data_delay": "PT49H"}, "data_delay"),
        ({"data_delay": "-PT1H"}, "data_delay"),
        ({"now": "yesterday"}, "now"),
        ({"app": {"min_version": "v1.5"}}, "app.min_version"),
        ({"app": {"name": "x"}}, "app.name"),
        ({"seed": -1}, "seed"),
        ({"seed": "one"}, "seed"),
        ({"accounts": []}, "accounts"),
    ],
)
def test_mistakes_in_worlds(client: Emulator, world: dict[str, Any], path: str) -> None:
    """A bad world is refused with the place of the mistake, and no world is made."""
    before = client.control("GET", "/worlds").json
    _mistake(client.control("POST", "/worlds", world), 400, path)
    assert client.control("GET", "/worlds").json == before


@pytest.mark.parametrize(
    ("world", "allowed"),
    [
        ({"sed": 1}, {"seed", "now", "accounts", "tokens"}),
        ({"accounts": [{"media": [{"media_type": "GIF"}]}]}, {"IMAGE", "VIDEO", "CAROUSEL_ALBUM"}),
        ({"tokens": [{"kind": "user"}]}, {"facebook_user", "page", "instagram_user"}),
        ({"fidelity": "exact"}, {"documented", "observed"}),
        ({"accounts": [{"media": [{"insights": {"reech": 1}}]}]}, {"reach", "views"}),
        ({"app": {"min_version": "v1.5"}}, {"v25.0", "v26.0"}),
    ],
)
def test_mistakes_name_what_is_allowed(client: Emulator, world: dict[str, Any], allowed: set[str]) -> None:
    """The names that may stand there are listed."""
    assert allowed <= set(_mistake(client.control("POST", "/worlds", world))["allowed"])


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b" ",
        b"[",
        b"{",
        b"null",
        b"[]",
        b'"x"',
        b"1",
        b"\xff\xfe",
        b"\x00",
        b"a: b: c",
        b"&a [*a]",
        b"!!python/object:os.system {}",
        b"{a: 1, a: 2}",
        b"[" * 100_000,
        b'{"a":' * 50_000,
        b"a: " + b"x" * 9_000_000,
    ],
)
def test_bodies_that_are_no_world(client: Emulator, body: bytes) -> None:
    """Whatever is no world is refused in the promised form."""
    _mistake(client.control("POST", "/worlds", data=body))


def test_claims_of_other_worlds(fresh: Emulator) -> None:
    """A token and an app id belong to one world: 409 names the one that is taken, and nothing is made."""
    error = _mistake(fresh.control("POST", "/worlds", {"tokens": [{"token": READER}]}), 409)
    assert READER in error["message"]
    error = _mistake(fresh.control("POST", "/worlds", {"app": {"id": "1000000000000001"}}), 409)
    assert "1000000000000001" in error["message"]
    assert len(fresh.control("GET", "/worlds").json["worlds"]) == 1


def test_claims_are_free_again_after_deletion(fresh: Emulator) -> None:
    """A deleted world frees its token and its app id."""
    body = {"tokens": [{"token": "mine-alone"}], "app": {"id": "1000000000000002"}}
    first = fresh.control("POST", "/worlds", body).json["id"]
    _mistake(fresh.control("POST", "/worlds", body), 409)
    fresh.control("DELETE", f"/worlds/{first}")
    assert fresh.control("POST", "/worlds", body).status == 201


def test_worlds_with_the_same_ids_are_isolated(fresh: Emulator) -> None:
    """Two worlds with the same objects keep their numbers, clocks and patches apart; the token chooses."""
    media = {"id": PHOTO, "created_at": "-P2D"}
    account = {"id": ACCOUNT, "media": [media]}
    one = fresh.world(accounts=[{**account, "media": [{**media, "insights": {"saved": 1}}]}])
    two = fresh.world(
        accounts=[{**account, "media": [{**media, "insights": {"saved": 2}}]}], now="2026-06-01T00:00:00Z"
    )
    saved = {"metric": "saved"}
    assert [world.get(PHOTO, **saved).value("saved") for world in (one, two)] == [1, 2]
    fresh.control("PATCH", f"/worlds/{one.id}/media/{PHOTO}", {"insights": {"saved": 7}})
    one.advance("P40D")
    assert [world.get(PHOTO, **saved).value("saved") for world in (one, two)] == [7, 2]
    assert fresh.control("GET", "/clock", world=two.id).json["now"] == "2026-06-01T00:00:00Z"
    assert fresh.control("GET", "/clock").json["now"] == NOW
    one.delete()
    assert two.get(PHOTO, **saved).value("saved") == 2
    assert fresh.get(f"/v25.0/{PHOTO}/insights", **saved).status == 200


def test_the_served_world_cannot_be_deleted(fresh: Emulator) -> None:
    """It is refused with advice, and goes on."""
    assert "reset" in _mistake(fresh.control("DELETE", "/worlds/default"))["message"]
    assert fresh.get(f"/v25.0/{PHOTO}/insights", metric="reach").status == 200


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/worlds/nowhere"),
        ("DELETE", "/worlds/nowhere"),
        ("PATCH", f"/worlds/nowhere/media/{PHOTO}"),
        ("POST", "/reset"),
        ("GET", "/clock"),
        ("PUT", "/clock"),
        ("POST", "/clock/advance"),
    ],
)
def test_unknown_worlds(client: Emulator, method: str, path: str) -> None:
    """404 names what there is."""
    body = {"by": "PT1H"} if path.endswith("advance") else {"now": NOW} if method == "PUT" else {}
    error = _mistake(client.control(method, path, body, world="nowhere"), 404, "world")
    assert "default" in error["allowed"]


def test_patches(fresh: Emulator) -> None:
    """A patch changes the numbers at once, and the answer tells them; reset takes it back."""
    before = fresh.get(f"/v25.0/{PHOTO}/insights", metric="reach,saved,likes").body
    reply = fresh.control(
        "PATCH", f"/worlds/default/media/{PHOTO}", {"insights": {"saved": 3, "likes": None}, "viewers": 50}
    )
    assert reply.status == 200
    assert (reply.json["media"], reply.json["viewers"]) == (PHOTO, 50)
    assert reply.json["insights"] == {"saved": 3, "likes": None}
    after = fresh.get(f"/v25.0/{PHOTO}/insights", metric="reach,saved,likes")
    assert after.names == ["reach", "saved"]
    assert (after.value("reach"), after.value("saved")) == (50, 3)
    assert fresh.control("POST", "/reset").status == 200
    assert fresh.get(f"/v25.0/{PHOTO}/insights", metric="reach,saved,likes").body == before


def test_patches_of_generated_media(fresh: Emulator) -> None:
    """Media that nobody wrote down can be patched too, and only they change."""
    first, second, *_ = [
        each for each in fresh.control("GET", "/worlds/default").json["accounts"][0]["media"] if each[:2] == "18"
    ]
    other = fresh.get(f"/v25.0/{second}/insights", metric="reach").value("reach")
    assert fresh.control("PATCH", f"/worlds/default/media/{first}", {"insights": {"reach": 12_345}}).status == 200
    assert fresh.get(f"/v25.0/{first}/insights", metric="reach").value("reach") == 12_345
    assert fresh.get(f"/v25.0/{second}/insights", metric="reach").value("reach") == other


@pytest.mark.parametrize(
    ("media", "body"),
    [
        ("17899999999999999", {"insights": {"reach": 1}}),
        (ACCOUNT, {"insights": {"reach": 1}}),
        ("17900000000000006", {"insights": {"reach": 1}}),
        ("x", {"insights": {"reach": 1}}),
        (PHOTO, {"insights": {"bogus": 1}}),
        (PHOTO, {"insights": {"reach": -1}}),
        (PHOTO, {"insights": {"reach": "many"}}),
        (PHOTO, {"insights": {"reach": True}}),
        (PHOTO, {"insights": []}),
        (PHOTO, {"insights": {"saved": 1, "bogus": 1}}),
        (PHOTO, {"viewers": -5}),
        (PHOTO, {"viewers": 1.5}),
        (PHOTO, {"viewers": 3, "caption": "x"}),
        (PHOTO, []),
        (PHOTO, "x"),
    ],
)
def test_bad_patches_change_nothing(fresh: Emulator, media: str, body: object) -> None:
    """A patch of unknown media or metrics, or with bad values, is refused; not even its good half is applied."""
    before = fresh.get(f"/v25.0/{PHOTO}/insights", metric="reach,saved").body
    reply = fresh.control("PATCH", f"/worlds/default/media/{media}", body)
    assert 400 <= reply.status < 500
    _mistake(reply, reply.status)
    assert fresh.get(f"/v25.0/{PHOTO}/insights", metric="reach,saved").body == before
    assert fresh.control("GET", "/clock").json["now"] == NOW


def test_a_frozen_clock_stands_and_a_running_one_runs() -> None:
    """Real seconds move a running clock alone; PUT sets, freezes and lets go."""
    real = [1_800_000_000.0]
    served = Emulator(create_app(Settings(now="real"), real=lambda: real[0]))
    started = {"world": "default", "now": "2027-01-15T08:00:00Z", "frozen": False, "speed": 1.0}
    assert served.control("GET", "/clock").json == started
    real[0] += 90.7
    assert served.control("GET", "/clock").json["now"] == "2027-01-15T08:01:30Z"
    assert served.control("PUT", "/clock", {"frozen": True}).json["frozen"] is True
    real[0] += 1000
    assert served.control("GET", "/clock").json["now"] == "2027-01-15T08:01:30Z"
    assert served.control("PUT", "/clock", {"now": "2025-04-22T00:00:00Z"}).json["now"] == "2025-04-22T00:00:00Z"
    served.control("PUT", "/clock", {"frozen": False})
    real[0] += 10
    assert served.control("GET", "/clock").json == started | {"now": "2025-04-22T00:00:10Z"}
    assert served.control("PUT", "/clock", {"now": "2025-01-01", "frozen": True}).json["now"] == "2025-01-01T00:00:00Z"
    served.control("POST", "/reset")
    assert served.control("GET", "/clock").json["frozen"] is False


@pytest.mark.parametrize(
    ("body", "path"),
    [
        ({"now": "soon"}, "now"),
        ({"now": 5}, "now"),
        ({"now": None}, "now"),
        ({"now": "1999-01-01T00:00:00Z"}, "now"),
        ({"now": "2101-01-01T00:00:00Z"}, "now"),
        ({"now": "2026-02-30"}, "now"),
        ({"frozen": "yes"}, "frozen"),
        ({"frozen": 1}, "frozen"),
        ({"at": NOW}, "at"),
        ({"frozen": None}, "frozen"),
        ({"speed": 0}, "speed"),
        ({"speed": -1}, "speed"),
        ({"speed": 1e9}, "speed"),
        ({"speed": float("nan")}, "speed"),
        ({"speed": float("inf")}, "speed"),
        ({"speed": 10**400}, "speed"),
        ({"speed": True}, "speed"),
        ({"speed": "fast"}, "speed"),
        ({"now": "99999-01-01T00:00:00Z"}, "now"),
        ({}, None),
        ([], None),
        ("x", None),
        (7, None),
    ],
)
def test_bad_clocks_change_nothing(fresh: Emulator, body: object, path: str | None) -> None:
    """An impossible time or an unknown key is refused with its place, and the clock stays."""
    _mistake(fresh.control("PUT", "/clock", body), 400, path)
    assert fresh.control("GET", "/clock").json == {"world": "default", "now": NOW, "frozen": True, "speed": 1.0}


@pytest.mark.parametrize(
    ("body", "path"),
    [
        ({"by": "-PT1H"}, "by"),
        ({"by": "1h"}, "by"),
        ({"by": 3600}, "by"),
        ({"by": None}, "by"),
        ({"by": "P1M"}, "by"),
        ({"by": "P1000000D"}, "by"),
        ({"by": "PT99999999999S"}, "by"),
        ({"to": "2026-07-16T17:59:59Z"}, "to"),
        ({"to": "never"}, "to"),
        ({"by": "PT1H", "to": NOW}, None),
        ({"until": NOW}, "until"),
        ({}, None),
        ([], None),
    ],
)
def test_bad_advances_change_nothing(fresh: Emulator, body: object, path: str | None) -> None:
    """An advance goes forwards, by a duration or to an instant; the mistake names the key that was sent."""
    _mistake(fresh.control("POST", "/clock/advance", body), 400, path)
    assert fresh.control("GET", "/clock").json["now"] == NOW


@pytest.mark.parametrize("target", ["/clock", "/clock/advance"])
@pytest.mark.parametrize(
    "body",
    [b"{", b"\xff", b"[" * 200_000, b'{"now":' * 100_000, b"NaN", b'{"now": 1e999}', b'"\\ud800"', b'{"\\ud800": 1}'],
)
def test_bodies_that_are_no_json_object(fresh: Emulator, target: str, body: bytes) -> None:
    """A body of any other form is a mistake, however deep it is nested or half its characters are."""
    _mistake(fresh.control("PUT" if target == "/clock" else "POST", target, data=body))


def test_what_falls_due_is_told_in_order(fresh: Emulator) -> None:
    """Advancing tells stories, tokens, versions and metrics that came to their end, each once, in the order of time."""
    stories = [
        {"id": "17900000000007001", "media_product_type": "STORY", "created_at": "-PT20H"},
        {"id": "17900000000007002", "media_product_type": "STORY", "created_at": "-PT23H"},
        {"id": "17900000000007003", "media_product_type": "STORY", "created_at": "-PT22H", "highlighted": True},
        {"id": "17900000000007004", "media_product_type": "STORY", "created_at": "-PT24H"},
    ]
    tokens = [{"token": "mock-dies", "expires_at": "2025-04-20T20:00:00Z"}, {"token": "mock-lives"}]
    world = fresh.world(now="2025-04-20T17:00:00Z", accounts=[{"media": stories}], tokens=tokens)
    first = world.advance("PT3H")
    assert [(each["at"], each["event"], each["what"]) for each in first["settled"]] == [
        ("2025-04-20T18:00:00Z", "story_expired", "17900000000007002"),
        ("2025-04-20T20:00:00Z", "token_expired", "tokens[0]"),
    ]
    assert first["now"] == "2025-04-20T20:00:00Z"
    second = world.advance("P30D")["settled"]
    assert [each["at"] for each in second] == sorted(each["at"] for each in second)
    assert second[0] == {"at": "2025-04-20T21:00:00Z", "event": "story_expired", "what": "17900000000007001"}
    told = {(each["event"], each["what"], each["at"]) for each in second}
    assert ("metric_retired", "media.plays", "2025-04-21T00:00:00Z") in told
    assert ("version_expired", "v16.0", "2025-05-15T00:00:00Z") in told
    assert not {each["what"] for each in second} & {"17900000000007002", "17900000000007003", "17900000000007004"}
    assert world.advance("PT0S")["settled"] == []


def test_advancing_to_an_instant(fresh: Emulator) -> None:
    """`to` ends at the instant, and tells the same as the duration would."""
    reply = fresh.control("POST", "/clock/advance", {"to": "2026-07-16T20:00:00+02:00"})
    assert reply.json["now"] == NOW
    assert fresh.control("POST", "/clock/advance", {"to": "2026-08-01"}).json["now"] == "2026-08-01T00:00:00Z"


def test_a_move_of_the_clock_is_seen_at_once(fresh: Emulator) -> None:
    """The next request lives in the new time: the metric is retired overnight."""
    media = {"media_product_type": "REELS", "created_at": "-P1D"}
    world = fresh.world(now="2025-04-20T23:59:59Z", accounts=[{"media": [media]}])
    [reel] = world.media
    assert world.get(reel, version="v21.0", metric="plays").status == 200
    world.advance("PT1S")
    assert world.get(reel, version="v21.0", metric="plays").rule == "metric_unsupported"


def test_reset_restores_clock_and_numbers(fresh: Emulator) -> None:
    """After a reset the named world is as it was loaded; other worlds are untouched."""
    other = fresh.world(seed=5)
    other.advance("P1D")
    fresh.control("POST", "/clock/advance", {"by": "P3D"})
    reply = fresh.control("POST", "/reset")
    assert reply.status == 200
    assert reply.json["now"] == NOW
    assert fresh.control("GET", "/clock").json["now"] == NOW
    assert fresh.control("GET", "/clock", world=other.id).json["now"] == "2026-07-17T18:00:00Z"
    assert fresh.control("POST", "/reset", world=other.id).json["now"] == NOW


def test_the_matrix(client: Emulator) -> None:
    """It tells for each metric of an edge where it is legal; edge, version and day can be chosen."""
    rows = {
        row["metric"]: row
        for row in client.control("GET", "/metrics", version="v25.0", at="2026-07-16").json["metrics"]
    }
    assert rows["navigation"]["kinds"] == ["story"]
    assert "reel" not in rows["follows"]["kinds"]
    assert rows["plays"]["kinds"] == []
    assert not rows["plays"]["listed"]
    old = client.control("GET", "/metrics", version="v17.0", at="2023-12-10").json["metrics"]
    assert "story" in next(row for row in old if row["metric"] == "exits")["kinds"]
    account = {row["metric"]: row for row in client.control("GET", "/metrics", edge="account").json["metrics"]}
    assert account["follower_count"]["total_value"] == []
    assert account["views"]["time_series"] == []


@pytest.mark.parametrize(
    ("params", "path"),
    [
        ({"edge": "story"}, "edge"),
        ({"version": "v1.0"}, "version"),
        ({"version": "25"}, "version"),
        ({"at": "today"}, "at"),
        ({"at": "2026-13-01"}, "at"),
        ({"at": ""}, "at"),
    ],
)
def test_mistakes_of_the_matrix(client: Emulator, params: dict[str, str], path: str) -> None:
    """Unknown edges, versions and days are refused with their place."""
    _mistake(client.control("GET", "/metrics", **params), 400, path)


@pytest.mark.parametrize("at", ["0001-01-01", "9999-12-31", "2010-01-01"])
def test_the_matrix_of_far_days(client: Emulator, at: str) -> None:
    """Any day of the calendar can be asked."""
    assert client.control("GET", "/metrics", at=at).status == 200


def _explained(client: Emulator, url: str, **params: str) -> Any:
    reply = client.control("GET", "/explain", url=url, **params)
    assert reply.status == 200, reply.body
    return reply.json


def test_explain_agrees_with_the_answer(client: Emulator) -> None:
    """For answers and refusals, explain tells the status, the rule and the words that the wire has."""
    asked = [
        (PHOTO, "metric=reach,likes"),
        (PHOTO, "metric=navigation"),
        (PHOTO, "metric=bogus"),
        (PHOTO, ""),
        ("17900000000000013", "metric=reach"),
        ("17900000000000015", "metric=reach"),
        ("17900000000000019", "metric=saved"),
        (ACCOUNT, "metric=reach&period=day"),
        (ACCOUNT, "metric=views&period=day"),
        ("me", "metric=reach"),
        ("100000000000001", "metric=reach"),
        ("x", "metric=reach"),
        ("1", "metric=reach"),
    ]
    for host in (FACEBOOK, INSTAGRAM):
        for object_id, query in asked:
            target = (
                f"/v25.0/{object_id}/insights?access_token={READER if host == FACEBOOK else 'IGAAmock-reader'}&{query}"
            )
            reply = client.call("GET", target, headers={"Host": host})
            told = _explained(client, f"https://{host}{target}")
            assert (told["status"], told["rule"]) == (reply.status, reply.rule), target
            if reply.status == 200:
                assert told["answer"]["data"] == reply.data
            else:
                assert told["error"] == {key: value for key, value in reply.error.items() if key != "fbtrace_id"}
                assert told["fix"]
            assert told["steps"], target


def test_explain_names_the_last_rule_that_was_tried(client: Emulator) -> None:
    """Of a refusal the last step says that it refused, and all before it that they passed."""
    for path in (
        f"/v25.0/{PHOTO}/insights?metric=navigation",
        f"/v25.0/{PHOTO}/nothing",
        "/v25.0/1/insights",
        f"/{ACCOUNT}?fields=shoe_size",
        f"/insights?ids={ACCOUNT},17841400000000002&metric=reach&period=day",
    ):
        told = _explained(client, path, token=READER)
        assert [step["result"] for step in told["steps"]] == ["passed"] * (len(told["steps"]) - 1) + ["refused"], path
        assert told["steps"][-1]["because"], path


def test_explain_of_several_objects_names_their_rule(client: Emulator) -> None:
    """A request for several accounts is not explained as a path without an edge."""
    told = _explained(client, f"/v25.0/insights?ids={ACCOUNT},17841400000000002&metric=reach&period=day", token=READER)
    assert told["rule"] == "single_user"
    assert told["steps"][-1]["rule"] != "edge_exists"


def test_explain_tells_the_other_fidelity_and_the_fix(client: Emulator) -> None:
    """A retired metric is explained with its day and its successor, a difference with what the other side does."""
    told = _explained(client, f"/v21.0/17900000000000003/insights?access_token={READER}&metric=plays")
    assert "2025-04-21" in told["fix"]
    assert "views" in told["fix"]
    told = _explained(client, f"/v25.0/17900000000000015/insights?access_token={READER}&metric=reach")
    assert told["left_out"][0]["rule"] == "story_expired"
    assert (told["other_fidelity"]["fidelity"], told["other_fidelity"]["rule"]) == ("observed", "story_gone")


@pytest.mark.parametrize(
    "url",
    [
        "",
        "//[",
        "http://[::1",
        "http://a℀b/v23.0/1/insights",
        "?",
        "#",
        "/",
        "::::",
        "http://",
        "/v25.0/%zz/insights",
        f'/v25.0/{PHOTO}/insights?metric=["\ud800"]'.encode("utf-16", "surrogatepass").decode("utf-16", "replace"),
        f'/v25.0/{PHOTO}/insights?access_token={READER}&metric=["\\ud800"]',
        f'/v25.0/{ACCOUNT}/insights?access_token={READER}&period=day&metric=reach&breakdown=["\\udfff"]',
        f"/v25.0/{ACCOUNT}/insights?access_token={READER}&since=(((((((",
        "/v25.0/" + "9" * 5000 + "/insights",
        "javascript:alert(1)",
        "\x00",
        "/\r\nX-Evil: 1",
        "/v25.0/é/insights?metric=é",
        f"/insights?ids={ACCOUNT},1&access_token={READER}",
    ],
)
def test_explain_survives_any_url(client: Emulator, url: str) -> None:
    """Whatever is asked to be explained, the answer is JSON and no server error."""
    reply = client.call("GET", f"/_mock/explain?url={quote(url, safe='')}")
    assert reply.status in (200, 400)
    assert reply.headers["content-type"].startswith("application/json")
    json.loads(reply.body)


@pytest.mark.parametrize(
    ("name", "value", "rule"),
    [
        ("now", "soon", "mock_header_invalid"),
        ("fidelity", "exact", "mock_header_invalid"),
        ("token", "nobody", "token_unparsable"),
    ],
)
def test_explain_of_bad_circumstances(client: Emulator, name: str, value: str, rule: str) -> None:
    """A bad time, fidelity or token is explained as the refusal that it would get."""
    assert (
        _explained(client, f"/v25.0/{PHOTO}/insights?metric=reach", **{name: value})["rule"] == rule
        if name != "token"
        else True
    )
    if name == "token":
        assert _explained(client, f"/v25.0/{PHOTO}/insights?metric=reach", token=value)["rule"] == rule


@pytest.mark.parametrize(
    "now", ["2026-06-21T12:00:00Z", "2026-06-22T12:00:00+00:00", "2026-06-23", "2026-06-24T00:00:00+14:00"]
)
def test_x_mock_now(client: Emulator, now: str) -> None:
    """It sets the time of one request, and of no other."""
    reply = client.get(f"/v25.0/{ACCOUNT}/insights", metric="reach", period="day", headers={"X-Mock-Now": now})
    assert reply.data[0]["values"][-1]["end_time"] < "2026-06-25"
    assert (
        client.get(f"/v25.0/{ACCOUNT}/insights", metric="reach", period="day").data[0]["values"][-1]["end_time"]
        > "2026-07-15"
    )
    assert client.control("GET", "/clock").json["now"] == NOW


@pytest.mark.parametrize("name", ["X-Mock-Now", "X-Mock-Fidelity"])
@pytest.mark.parametrize("value", ["x", "2026-13-45", "-PT3H", "é", "documented,observed", "x" * 9000])
@pytest.mark.parametrize("host", [FACEBOOK, INSTAGRAM])
def test_bad_mock_headers(client: Emulator, name: str, value: str, host: str) -> None:
    """A bad value is refused in the host's own dialect, with the header's name and what is allowed."""
    token = READER if host == FACEBOOK else "IGAAmock-reader"
    reply = client.get(f"/v25.0/{PHOTO}/insights", host=host, token=token, metric="reach", headers={name: value})
    assert (reply.status, reply.error["code"]) == (400, 100)
    assert name in reply.error["message"]
    assert ("facebook-api-version" in reply.headers) is (host == FACEBOOK)
    assert reply.error["message"].startswith("(#100) ") is (host == FACEBOOK)


@pytest.mark.parametrize("value", ["observed", "OBSERVED", " Observed "])
def test_x_mock_fidelity(client: Emulator, value: str) -> None:
    """It sets whom to follow for one request."""
    path = "/v25.0/17900000000000015/insights"
    assert client.get(path, metric="reach", headers={"X-Mock-Fidelity": value}).rule == "story_gone"
    assert client.get(path, metric="reach").rule == "story_expired"
    assert client.get(path, metric="reach", headers={"X-Mock-Fidelity": "documented"}).rule == "story_expired"


def test_the_worlds_fidelity_goes_before_the_servers(client: Emulator) -> None:
    """A world that names its fidelity keeps it."""
    world = client.world_of_media({"id": "17900000000007777", "created_at": "-P800D"}, fidelity="observed")
    assert world.get("17900000000007777", metric="reach").names == ["reach"]


@pytest.mark.parametrize(("method", "path"), _CALLS)
@pytest.mark.parametrize(
    "authorization",
    [None, "", "Bearer", "Bearer wrong", "Bearer letmein2", "Basic letmein", "letmein", "Bearer lètmein"],
)
def test_the_admin_token_guards_every_call(method: str, path: str, authorization: str | None) -> None:
    """With an admin token every call needs it, and nothing happens without."""
    served = emulator(admin_token="letmein")
    headers = {} if authorization is None else {"Authorization": authorization}
    _mistake(served.control(method, path, {}, headers=headers), 401)
    assert served.get(f"/v25.0/{PHOTO}/insights", metric="reach").status == 200
    ok = served.control("GET", "/clock", headers={"Authorization": "Bearer letmein"})
    assert ok.json["now"] == NOW


@pytest.mark.parametrize(("method", "path"), _CALLS)
def test_unknown_methods_of_known_calls(client: Emulator, method: str, path: str) -> None:
    """A call with another method is 405 in the promised form."""
    known = {each for each, other in _CALLS if other == path}
    for other in {"PUT", "DELETE", "PATCH", "POST"} - known:
        if path.startswith("/worlds/default") and other == "DELETE":
            continue
        _mistake(client.control(other, path), 405)
    assert method in known


@pytest.mark.parametrize(
    "path",
    [
        "",
        "/",
        "/nothing",
        "/worlds/a/b",
        "/worlds/default/media",
        "/Health",
        "/clock/",
        "/worlds/",
        "//health",
        "/../_mock/health",
        "/clock//advance",
    ],
)
def test_unknown_calls(client: Emulator, path: str) -> None:
    """What is no call gets 404 as JSON, never a page or a redirect to one."""
    reply = client.call("GET", f"/_mock{path}")
    assert reply.headers["content-type"].startswith("application/json"), reply.body
    assert reply.status in (200, 404)


@pytest.mark.parametrize("name", ["v25.0.txt", "v25.0", "v1.0.json", "x.yaml", ".json", "v25.0.yml", "v25.0.JSON"])
def test_unknown_documents(client: Emulator, name: str) -> None:
    """Documents exist for the known versions, as yaml and json."""
    _mistake(client.control("GET", f"/openapi/{name}"))


@pytest.mark.parametrize("form", ["yaml", "json"])
def test_documents(client: Emulator, form: str) -> None:
    """The document of a version is served in both forms."""
    reply = client.control("GET", f"/openapi/v23.0.{form}")
    assert reply.status == 200
    assert form in reply.headers["content-type"]


def test_long_moves_with_many_stories_stay_cheap(fresh: Emulator) -> None:
    """Years of a thousand stories a day are not all made to tell the first events of them."""
    account = {"media": [], "generate": {"stories_per_day": 1000, "since": "-P1D"}}
    world = fresh.world(accounts=[account])
    tracemalloc.start()
    told = world.advance("P40D")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(told["settled"]) <= 1000
    assert peak < 5_000_000
