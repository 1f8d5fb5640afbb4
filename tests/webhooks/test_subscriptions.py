"""An app subscribes itself over the Graph API."""

from __future__ import annotations

from typing import Any

import pytest

from mock_server.catalogue.model import ErrorRow
from mock_server.catalogue.webhook_errors import WEBHOOK_ERRORS
from tests.conftest import FACEBOOK, READER, Emulator, IsolatedWorld, Reply, query_of
from tests.webhooks.receiving import Receiver, receiver

APP = "1000000000000777"
APP_TOKEN = f"{APP}|mock-app-secret"
STORY = {"media_product_type": "STORY", "created_at": "-PT3H", "viewers": 400}


def _world(fresh: Emulator) -> IsolatedWorld:
    page = {"page": {"id": "100000000000777"}}
    tokens = [{"token": "EAAmock-user"}, {"token": "EAAmock-its-page", "kind": "page"}]
    return fresh.world_of_media(STORY, account=page, app={"id": APP}, tokens=tokens)


def _ask(fresh: Emulator, method: str, *, app: str = APP, token: str = APP_TOKEN, **params: Any) -> Reply:
    query = query_of({"access_token": token, **params})
    return fresh.call(method, f"/v25.0/{app}/subscriptions?{query}", headers={"Host": FACEBOOK})


def _wish(target: Receiver, **changes: Any) -> dict[str, Any]:
    wish = {"object": "instagram", "callback_url": target.url, "fields": "story_insights", "verify_token": "mine"}
    return wish | changes


def test_an_app_subscribes_is_listed_and_leaves(fresh: Emulator) -> None:
    """POST asks the callback at once, GET lists it, another POST replaces it, DELETE ends it."""
    with receiver() as one, receiver() as two:
        _world(fresh)
        assert _ask(fresh, "GET").data == []
        assert _ask(fresh, "POST", **_wish(one, fields="comments")).json == {"success": True}
        assert one.asked[0]["hub.verify_token"] == "mine"
        assert _ask(fresh, "POST", **_wish(two)).json == {"success": True}
        [listed] = _ask(fresh, "GET").data
        assert (listed["object"], listed["callback_url"], listed["active"]) == ("instagram", two.url, True)
        assert [each["name"] for each in listed["fields"]] == ["story_insights"]
        assert _ask(fresh, "DELETE", object="instagram").json == {"success": True}
        assert _ask(fresh, "GET").data == []


def test_stories_of_subscribed_pages_are_told(fresh: Emulator) -> None:
    """The callback hears of accounts whose Page the app is subscribed to, and of no others."""
    with receiver() as target:
        world = _world(fresh)
        _ask(fresh, "POST", **_wish(target))
        [event] = [each for each in world.advance("PT21H")["settled"] if each["event"].startswith("webhook")]
        assert (event["event"], "100000000000777" in event["result"]) == ("webhook_withheld", True)
        fresh.control("POST", "/reset", world=world.id)
        _ask(fresh, "POST", **_wish(target))
        subscribed = fresh.get(
            "/v25.0/100000000000777/subscribed_apps", token="EAAmock-its-page", method="POST", subscribed_fields="feed"
        )
        assert subscribed.json == {"success": True}
        world.advance("PT21H")
        assert len(target.received) == 1


@pytest.mark.parametrize(
    ("changes", "code", "text"),
    [
        ({"token": READER}, 15, "must be called with an app access_token"),
        ({"token": None}, 104, "access token"),
        ({"token": f"{APP}|wrong"}, 190, "signature"),
        ({"token": "9999999|x"}, 190, "application"),
        ({"app": "1000000000000001"}, 100, "does not exist"),
        ({"object": None}, 100, "object is required"),
        ({"object": "page"}, 100, "object[0] must be one of"),
        ({"fields": "story_insights,storys"}, 100, "fields[1] must be one of"),
        ({"fields": ""}, 100, "fields is required"),
        ({"verify_token": None}, 100, "verify_token is required"),
        ({"callback_url": None}, 100, "callback_url is required"),
        ({"callback_url": "http://example.com/"}, 2200, "Callback verification failed"),
        ({"callback_url": "nonsense"}, 2200, "Callback verification failed"),
    ],
)
def test_what_is_refused(fresh: Emulator, changes: dict[str, Any], code: int, text: str) -> None:
    """Graph's own errors, and nothing is changed."""
    with receiver() as target:
        _world(fresh)
        reply = _ask(fresh, "POST", **{**_wish(target), **changes})
        assert reply.status == 400
        assert reply.error["code"] == code
        assert text in reply.error["message"]
        assert _ask(fresh, "GET").data == []
        assert target.asked == []


@pytest.mark.parametrize("row", WEBHOOK_ERRORS, ids=lambda row: row.name)
def test_the_error_rows(fresh: Emulator, row: ErrorRow) -> None:
    """Each row of this subject is reached, with its name on the reply and its holes filled."""
    _world(fresh)
    changes = {"app_token_required": {"token": READER}, "callback_unverified": {"callback_url": "http://127.0.0.1:1/"}}
    with receiver() as target:
        reply = _ask(fresh, "POST", **{**_wish(target), **changes[row.name]})
    assert (reply.rule, reply.status, reply.error["code"]) == (row.name, row.status, row.code)
    assert "{" not in reply.error["message"]


def test_a_callback_that_says_no(fresh: Emulator) -> None:
    """The status of the callback stands in the error, as the API words it."""
    with receiver(challenge="no") as target:
        _world(fresh)
        assert _ask(fresh, "POST", **_wish(target)).error["code"] == 2200
        target.handshake_status = 404
        message = _ask(fresh, "POST", **_wish(target)).error["message"]
        assert message == (
            "(#2200) Callback verification failed with the following errors: "
            "HTTP Status Code = 404; HTTP Message = Not Found"
        )


def test_explaining_contacts_nobody(fresh: Emulator) -> None:
    """Explaining a subscription does not ask the callback and changes nothing."""
    with receiver() as target:
        _world(fresh)
        query = query_of({"access_token": APP_TOKEN, "method": "post", **_wish(target)})
        reply = fresh.control("GET", "/explain", url=f"http://graph.facebook.com/v25.0/{APP}/subscriptions?{query}")
        assert reply.status == 200
        assert target.asked == []
        assert _ask(fresh, "GET").data == []
