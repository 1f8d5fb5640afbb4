"""Notifications that fail are sent again on the world's clock, and everything is written down."""

from __future__ import annotations

import hmac
import time
from typing import Any

import pytest

from tests.conftest import NOW, START, Emulator, IsolatedWorld
from tests.webhooks.receiving import SECRET, VERIFY_TOKEN, raw_server, receiver

# Seconds after the first attempt.
RETRIES = [0, 60, 300, 900, 3_600, 10_800, 28_800, 64_800, 129_600]
EXPIRY = START + 21 * 3_600


def _world(fresh: Emulator, *webhooks: dict[str, Any]) -> IsolatedWorld:
    story = {"media_product_type": "STORY", "created_at": "-PT3H", "viewers": 400}
    return fresh.world_of_media(story, webhooks=list(webhooks), app={"secret": SECRET})


def _deliveries(world: IsolatedWorld) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = world.emulator.control("GET", "/webhooks/deliveries", world=world.id).json[
        "deliveries"
    ]
    return found


def _names(moved: Any) -> list[str]:
    return [each["event"] for each in moved["settled"] if each["event"].startswith("webhook")]


def _webhook(port: int) -> dict[str, Any]:
    return {"callback_url": f"http://127.0.0.1:{port}/", "verify_token": VERIFY_TOKEN}


def test_a_failure_is_repeated_at_once_and_then_ever_more_rarely(fresh: Emulator) -> None:
    """All attempts of 36 hours come at their instants, with the same bytes; after the last one nothing comes."""
    with receiver(statuses=[500] * 20) as target:
        world = _world(fresh, target.webhook)
        moved = world.advance("P4D")
        assert _names(moved) == ["webhook_failed", *["webhook_retried"] * 8, "webhook_dropped"]
        [delivery] = _deliveries(world)
        assert (delivery["state"], delivery["next_at"]) == ("dropped", None)
        assert {each.body for each in target.received} == {delivery["text"].encode()}
        at = [each["at"] for each in moved["settled"] if each["event"].startswith("webhook")]
        instants = [EXPIRY, *(EXPIRY + each for each in RETRIES)]
        assert at == [time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(each)) for each in instants]
        assert _names(world.advance("P9D")) == []


def test_retries_wait_for_the_clock(fresh: Emulator) -> None:
    """What is not due yet stays pending, and is delivered as soon as the clock gets there."""
    with receiver(statuses=[500, 503]) as target:
        world = _world(fresh, target.webhook)
        assert _names(world.advance("PT21H")) == ["webhook_failed", "webhook_retried"]
        [delivery] = _deliveries(world)
        assert (delivery["state"], delivery["next_at"]) == ("pending", "2026-07-17T15:01:00Z")
        assert _names(world.advance("PT59S")) == []
        moved = world.advance("PT1S")
        assert _names(moved) == ["webhook_retried"]
        [delivery] = _deliveries(world)
        assert delivery["state"] == "delivered"
        assert [each["status"] for each in delivery["attempts"]] == [500, 503, 200]
        assert len(target.received) == 3


@pytest.mark.parametrize("status", [201, 204, 302, 301, 404, 410])
def test_only_200_is_an_acknowledgement(fresh: Emulator, status: int) -> None:
    """Any other status is a failure, and a redirect is not followed."""
    with receiver(statuses=[status]) as target:
        world = _world(fresh, target.webhook)
        assert _names(world.advance("PT21H")) == ["webhook_failed", "webhook_retried"]
        assert len(target.received) == 2
        assert len(target.asked) == 1


def test_each_callback_has_its_own_retries(fresh: Emulator) -> None:
    """One that fails does not disturb another."""
    with receiver(statuses=[500]) as one, receiver() as two:
        world = _world(fresh, one.webhook, two.webhook)
        world.advance("PT21H")
        assert (len(one.received), len(two.received)) == (2, 1)
        assert [each["state"] for each in _deliveries(world)] == ["delivered", "delivered"]


def test_a_target_that_hangs_is_a_failed_attempt(fresh: Emulator) -> None:
    """It is waited for once in a move, not for each attempt, and the world is not harmed."""
    with receiver() as target:
        world = _world(fresh, target.webhook)
        port = target.port
    with raw_server(port=port):
        started = time.monotonic()
        moved = world.advance("P3D")
        assert time.monotonic() - started < 4
        assert _names(moved)[-1] == "webhook_dropped"
        [delivery] = _deliveries(world)
        assert delivery["attempts"][0]["reason"] == "no answer within 2 s"


@pytest.mark.parametrize(
    ("pieces", "endless"),
    [
        ((), b""),
        ((b"HTTP/1.1 200 OK\r\n",), b"X-More: yes\r\n"),
        ((b"HTTP/1.1 200 OK\r\nContent-Length: 9999999\r\n\r\n",), b"x"),
    ],
    ids=["silent", "endless headers", "endless body"],
)
def test_handshakes_are_bounded(fresh: Emulator, pieces: tuple[bytes, ...], endless: bytes) -> None:
    """Sixteen callbacks that never finish their answers delay a world by seconds, together."""
    with raw_server(*pieces, endless=endless) as port:
        started = time.monotonic()
        world = _world(fresh, *([_webhook(port)] * 16))
        assert time.monotonic() - started < 4
        hooks = fresh.control("GET", "/webhooks", world=world.id).json["webhooks"]
        assert {(each["state"], each["reason"]) for each in hooks} == {("unverified", "no answer within 2 s")}


@pytest.mark.parametrize(
    "answer",
    [
        b"\x00\xff" * 500,
        b"HTTP/9.9 999999 \r\n\r\n",
        b"SSH-2.0-x\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n",
    ],
)
def test_answers_that_are_no_http(fresh: Emulator, answer: bytes) -> None:
    """Rubbish is a handshake that failed."""
    with raw_server(answer) as port:
        world = _world(fresh, _webhook(port))
        [hook] = fresh.control("GET", "/webhooks", world=world.id).json["webhooks"]
        assert hook["state"] == "unverified"
        assert hook["reason"]


def test_redelivery(fresh: Emulator) -> None:
    """A delivery can be sent once more, with the same bytes, and is listed as a new one."""
    with receiver() as target:
        world = _world(fresh, target.webhook)
        world.advance("PT21H")
        [first] = _deliveries(world)
        reply = fresh.control("POST", f"/webhooks/deliveries/{first['id']}/redeliver", world=world.id)
        assert reply.status == 200
        assert (reply.json["redelivers"], reply.json["state"]) == (first["id"], "delivered")
        assert [each["id"] for each in _deliveries(world)] == [first["id"], reply.json["id"]]
        assert target.received[0] == target.received[1]


@pytest.mark.parametrize(("fault", "arrive"), [("tamper", 1), ("duplicate", 2)])
def test_faults_of_deliveries(fresh: Emulator, fault: str, arrive: int) -> None:
    """A tampered notification has a wrong signature over the right bytes; a duplicate arrives twice."""
    with receiver() as target:
        world = _world(fresh, target.webhook)
        world.advance("PT21H")
        [first] = _deliveries(world)
        path = f"/webhooks/deliveries/{first['id']}/redeliver"
        assert fresh.control("POST", path, {fault: True}, world=world.id).json["faults"] == [fault]
        first_one, *more = target.received
        assert len(more) == arrive
        for each in more:
            assert each.body == first_one.body
            right = f"sha256={hmac.new(SECRET.encode(), each.body, 'sha256').hexdigest()}"
            assert (each.headers["x-hub-signature-256"] == right) == (fault != "tamper")


@pytest.mark.parametrize(
    ("delivery", "body", "status", "path"),
    [
        ("delivery-99", {}, 404, "delivery"),
        ("delivery-1", {"tamper": "yes"}, 400, "tamper"),
        ("delivery-1", {"late": True}, 400, "late"),
        ("delivery-1", [], 400, ""),
    ],
)
def test_mistakes_of_redelivery(fresh: Emulator, delivery: str, body: object, status: int, path: str) -> None:
    """A mistake is named, and nothing is sent."""
    with receiver() as target:
        world = _world(fresh, target.webhook)
        world.advance("PT21H")
        reply = fresh.control("POST", f"/webhooks/deliveries/{delivery}/redeliver", body, world=world.id)
        assert (reply.status, reply.error["path"]) == (status, path)
        if path == "delivery":
            assert reply.error["allowed"] == ["delivery-1"]
        assert len(target.received) == 1


def test_deliveries_by_state(fresh: Emulator) -> None:
    """The log is asked for a state; an unknown one is refused with those that there are."""
    with receiver() as target:
        world = _world(fresh, target.webhook)
        world.advance("PT21H")
        for state, count in (("delivered", 1), ("pending", 0)):
            told = fresh.control("GET", "/webhooks/deliveries", world=world.id, state=state).json["deliveries"]
            assert len(told) == count
        assert "dropped" in fresh.control("GET", "/webhooks/deliveries", state="lost").error["allowed"]


def test_no_way_back_past_what_was_sent(fresh: Emulator) -> None:
    """A clock is not set back behind a notification: 409 names it and the way out; before that it may go back."""
    with receiver() as target:
        world = _world(fresh, target.webhook)
        world.advance("PT20H")
        assert _set(world, NOW).status == 200
        world.advance("PT22H")
        refused = _set(world, NOW)
        assert (refused.status, refused.error["path"]) == (409, "now")
        assert "delivery-1" in refused.error["message"]
        assert "/_mock/reset" in refused.error["message"]
        assert fresh.control("GET", "/clock", world=world.id).json["now"] == "2026-07-17T16:00:00Z"
        assert _set(world, "2026-07-17T15:00:00Z").status == 200
        assert len(target.received) == 1
        fresh.control("POST", "/reset", world=world.id)
        assert _set(world, "2026-07-15").status == 200


def _set(world: IsolatedWorld, now: str) -> Any:
    return world.emulator.control("PUT", "/clock", {"now": now}, world=world.id)


def test_the_receiver_is_left_alone_by_other_worlds_clocks(fresh: Emulator) -> None:
    """Moving the served world sends nothing of another."""
    with receiver() as target:
        _world(fresh, target.webhook)
        fresh.control("POST", "/clock/advance", {"by": "P3D"})
        assert target.received == []
