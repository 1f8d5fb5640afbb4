"""Stories expire, and receivers are told what the API said last."""

from __future__ import annotations

import hmac
import json
from typing import Any

import pytest

from tests.conftest import NOW, START, Emulator, IsolatedWorld, Reply, emulator
from tests.webhooks.receiving import SECRET, VERIFY_TOKEN, Receiver, receiver

STORY = {"media_product_type": "STORY", "created_at": "-PT3H", "viewers": 400}
LEGACY = {"impressions", "reach", "taps_forward", "taps_back", "exits", "replies"}


def _world(fresh: Emulator, target: Receiver, *media: dict[str, Any], **document: Any) -> IsolatedWorld:
    return fresh.world_of_media(*(media or (STORY,)), webhooks=[target.webhook], **document)


def _events(moved: Any, name: str = "webhook") -> list[dict[str, str]]:
    return [each for each in moved["settled"] if each["event"].startswith(name)]


def _story(world: IsolatedWorld) -> str:
    found: str = world.emulator.get("/v25.0/" + world.account + "/stories", token=world.tokens[0]).data[0]["id"]
    return found


def test_the_handshake_when_a_world_is_made(fresh: Emulator) -> None:
    """The callback is asked with a number and the token of the world, and is verified when it sends the number back."""
    with receiver() as target:
        world = _world(fresh, target)
        [asked] = target.asked
        assert asked["hub.mode"] == "subscribe"
        assert asked["hub.verify_token"] == VERIFY_TOKEN
        assert asked["hub.challenge"].isdigit()
        [hook] = fresh.control("GET", "/webhooks", world=world.id).json["webhooks"]
        assert (hook["callback_url"], hook["state"], hook["subscribed_by"]) == (target.url, "verified", "world")


def test_a_callback_that_does_not_send_the_challenge_back_gets_nothing(fresh: Emulator) -> None:
    """It is listed as unverified; the world is made all the same, and the next handshake may go better."""
    with receiver(challenge="no") as target:
        world = _world(fresh, target)
        [hook] = fresh.control("GET", "/webhooks", world=world.id).json["webhooks"]
        assert (hook["state"], hook["reason"]) == ("unverified", "the answer is not the challenge")
        [event] = _events(world.advance("PT22H"))
        assert event["event"] == "webhook_withheld"
        assert "not verified" in event["result"]
        assert target.received == []
        target.challenge = None
        [hook] = fresh.control("POST", "/webhooks/verify", world=world.id).json["webhooks"]
        assert hook["state"] == "verified"


def test_nothing_listens(fresh: Emulator) -> None:
    """A target that does not answer is no mistake of the world."""
    with receiver() as target:
        pass
    world = _world(fresh, target)
    [hook] = fresh.control("GET", "/webhooks", world=world.id).json["webhooks"]
    assert hook["state"] == "unverified"
    assert "refused" in hook["reason"]


def test_a_story_is_told_before_the_advance_returns(fresh: Emulator) -> None:
    """The payload has the documented form, the old names, and the values that the API told a second before."""
    with receiver() as target:
        world = _world(fresh, target)
        story = _story(world)
        world.advance("PT20H59M59S")
        assert target.received == []
        said = world.get(story, metric="reach,views,replies,navigation", breakdown=None)
        assert said.status == 200
        moved = world.advance("PT1S")
        [received] = target.received
        at = START + 21 * 3600
        assert set(received.json) == {"object", "entry"}
        assert received.json["object"] == "instagram"
        [entry] = received.json["entry"]
        assert (entry["id"], entry["time"]) == (world.account, at)
        [change] = entry["changes"]
        assert change["field"] == "story_insights"
        value = change["value"]
        assert set(value) == {"media_id", *LEGACY}
        assert value["media_id"] == story
        assert (value["reach"], value["impressions"], value["replies"]) == tuple(
            said.value(name) for name in ("reach", "views", "replies")
        )
        assert value["taps_forward"] + value["taps_back"] + value["exits"] <= said.value("navigation")
        assert [each["event"] for each in moved["settled"]] == ["story_expired", "webhook_sent"]
        [sent] = _events(moved)
        assert (sent["what"], sent["at"], sent["result"]) == (story, "2026-07-17T15:00:00Z", "HTTP 200 OK")


def test_signatures(fresh: Emulator) -> None:
    """Both signatures are made of the exact bytes with the app secret, and the body is ASCII with escaped slashes."""
    with receiver() as target:
        world = _world(fresh, target, app={"secret": "another-secret"})
        world.advance("PT21H")
        [received] = target.received
        for header, digest in (("x-hub-signature-256", "sha256"), ("x-hub-signature", "sha1")):
            wanted = hmac.new(b"another-secret", received.body, digest).hexdigest()
            assert received.headers[header] == f"{digest}={wanted}"
        assert received.headers["content-type"] == "application/json"
        assert received.body.isascii()


def test_stories_that_end_together_come_in_one_notification(fresh: Emulator) -> None:
    """Three stories of one second are one post, the one of another hour another."""
    with receiver() as target:
        world = _world(fresh, target, STORY, STORY, STORY, {**STORY, "created_at": "-PT2H"})
        world.advance("P2D")
        assert [len(each.values) for each in target.received] == [3, 1]


def test_highlighted_stories_are_told_too(fresh: Emulator) -> None:
    """A highlighted story does not expire, and its notification comes after its 24 hours all the same."""
    with receiver() as target:
        world = _world(fresh, target, {**STORY, "highlighted": True})
        moved = world.advance("PT21H")
        assert [each["event"] for each in moved["settled"]] == ["webhook_sent"]
        [received] = target.received
        assert len(received.values) == 1


def test_too_few_viewers(fresh: Emulator) -> None:
    """Where the API refuses to tell for lack of viewers, the notification hides the counts."""
    with receiver() as target:
        world = _world(fresh, target, {**STORY, "viewers": 2, "created_at": "-PT23H59M"})
        world.advance("PT21H")
        [received] = target.received
        [value] = received.values
        assert {name: value[name] for name in LEGACY} == dict.fromkeys(LEGACY, -1)


def test_each_metric_has_its_own_threshold(fresh: Emulator) -> None:
    """With story_threshold: each_metric counts from 1 to 4 are hidden, and others are told."""
    insights = {"replies": 3, "reach": 200}
    with receiver() as target:
        world = _world(fresh, target, {**STORY, "viewers": None, "insights": insights}, story_threshold="each_metric")
        world.advance("PT21H")
        [value] = target.received[0].values
        assert (value["replies"], value["reach"]) == (-1, 200)


def test_patched_values_are_told(fresh: Emulator) -> None:
    """The notification says what a test laid down."""
    with receiver() as target:
        world = _world(fresh, target, {**STORY, "id": "17900000000000777"})
        change = {"insights": {"reach": 321, "replies": 2}}
        fresh.control("PATCH", f"/worlds/{world.id}/media/17900000000000777", change)
        world.advance("PT21H")
        [value] = target.received[0].values
        assert (value["reach"], value["replies"]) == (321, 2)


@pytest.mark.parametrize(
    ("document", "reason"),
    [
        ({"app": {"mode": "development"}}, "live"),
        ({"app": {"access": "standard"}}, "advanced"),
        ({"account": {"page": None}}, "Page"),
        ({"tokens": [{"token": "EAAmock-nothing", "scopes": ["instagram_basic"]}]}, "instagram_manage_insights"),
        ({"tokens": [{"token": "EAAmock-gone", "invalid": "not_authorized"}]}, "instagram_manage_insights"),
    ],
)
def test_who_gets_nothing(fresh: Emulator, document: dict[str, Any], reason: str) -> None:
    """The app is live with advanced access, the account has a Page, and its owner allowed insights; else silence."""
    with receiver() as target:
        world = _world(fresh, target, **document)
        [event] = _events(world.advance("PT21H"))
        assert event["event"] == "webhook_withheld"
        assert reason in event["result"]
        assert target.received == []


def test_facebook_login_only(fresh: Emulator) -> None:
    """A subscription with Instagram Login is verified, and hears nothing of stories."""
    with receiver() as target:
        world = fresh.world_of_media(STORY, webhooks=[{**target.webhook, "login": "instagram"}])
        [event] = _events(world.advance("PT21H"))
        assert "Facebook Login" in event["result"]
        assert (len(target.asked), target.received) == (1, [])


def test_reset_takes_it_back(fresh: Emulator) -> None:
    """After a reset the log is empty, the callback was asked again, and the story is told once more."""
    with receiver() as target:
        world = _world(fresh, target)
        world.advance("PT21H")
        assert fresh.control("POST", "/reset", world=world.id).status == 200
        assert fresh.control("GET", "/webhooks/deliveries", world=world.id).json["deliveries"] == []
        assert len(target.asked) == 2
        world.advance("PT21H")
        first, second = target.received
        assert first.values[0]["reach"] == second.values[0]["reach"]


def test_no_way_back_while_a_notification_is_sent(fresh: Emulator) -> None:
    """What a move is about to tell has happened for everybody else: the clock stays, and nothing is sent twice."""
    refused: list[Reply] = []
    with receiver() as target:
        world = _world(fresh, target)
        target.meanwhile = lambda: refused.append(fresh.control("PUT", "/clock", {"now": NOW}, world=world.id))
        moved = world.advance("PT22H")
        assert [reply.status for reply in refused] == [409]
        assert moved["now"] == fresh.control("GET", "/clock", world=world.id).json["now"] == "2026-07-17T16:00:00Z"
        assert len(target.received) == 1


def test_no_way_back_before_a_retry(fresh: Emulator) -> None:
    """As long as something is being sent, later attempts of the same move count as told."""
    refused: list[Reply] = []
    with receiver(statuses=[500, 500]) as target:
        world = _world(fresh, target)
        after = {"now": "2026-07-17T15:00:30Z"}  # behind the first two attempts, before the third
        target.meanwhile = lambda: refused.append(fresh.control("PUT", "/clock", after, world=world.id))
        world.advance("PT22H")
        assert [reply.status for reply in refused] == [409] * 3
        assert "delivery-1 is being sent" in refused[0].error["message"]


def test_a_reset_while_a_notification_is_sent(fresh: Emulator) -> None:
    """What comes of the notification is no part of the world that was put back."""
    with receiver() as target:
        world = _world(fresh, target)
        target.meanwhile = lambda: fresh.control("POST", "/reset", world=world.id)
        world.advance("PT22H")
        assert fresh.control("GET", "/webhooks/deliveries", world=world.id).json["deliveries"] == []
        assert fresh.control("PUT", "/clock", {"now": "2026-07-01"}, world=world.id).status == 200


def test_worlds_do_not_hear_of_each_other(fresh: Emulator) -> None:
    """A story of one world reaches that world's callback alone."""
    with receiver() as one, receiver() as two:
        first, second = _world(fresh, one), _world(fresh, two)
        first.advance("PT21H")
        assert (len(one.received), len(two.received)) == (1, 0)
        second.advance("PT21H")
        assert (len(one.received), len(two.received)) == (1, 1)


def test_many_stories_are_bounded(fresh: Emulator) -> None:
    """A long move of a busy account tells the first thousand stories and says that it leaves others out."""
    with receiver() as target:
        account = {"generate": {"stories_per_day": 200, "since": "2026-01-01"}}
        world = _world(fresh, target, account=account)
        moved = world.advance("P6D")
        told = sum(len(each.values) for each in target.received)
        assert told == 1_000
        assert [each["event"] for each in moved["settled"]].count("webhooks_left_out") == 1
        listed = fresh.control("GET", "/webhooks/deliveries", world=world.id).json["deliveries"]
        assert len(listed) == len(target.received)


def test_sqlite_keeps_deliveries(tmp_path: Any) -> None:
    """What was sent survives a restart, and is not sent again."""
    with receiver() as target:
        store = f"sqlite:///{tmp_path / 'worlds.db'}"
        first = emulator(store=store)
        world = _world(first, target)
        world.advance("PT21H")
        second = emulator(store=store)
        [listed] = second.control("GET", "/webhooks/deliveries", world=world.id).json["deliveries"]
        assert listed["state"] == "delivered"
        assert json.loads(listed["text"]) == listed["body"] == target.received[0].json
        second.control("POST", "/clock/advance", {"by": "P1D"}, world=world.id)
        assert len(target.received) == 1
        assert listed["text"].encode() == target.received[0].body
        assert SECRET not in json.dumps(listed)
