"""Several objects in one request."""

from __future__ import annotations

import json

import pytest

from tests.conftest import ACCOUNT, FACEBOOK, PHOTO, READER, Emulator

_OTHER = "17900000000000002"


@pytest.mark.parametrize("path", ["/", "/v25.0", "/v25.0/"])
@pytest.mark.parametrize("form", ["{},{}", '["{}","{}"]', " {} , {} "])
def test_ids(client: Emulator, path: str, form: str) -> None:
    """Objects are answered by id in the order asked, each as it is alone."""
    answer = client.get(path, ids=form.format(PHOTO, _OTHER), fields="media_type").json
    alone = {each: client.get(f"/v25.0/{each}", fields="media_type").json for each in (PHOTO, _OTHER)}
    assert json.dumps(answer) == json.dumps(alone)


def test_one_id(client: Emulator) -> None:
    """One id is answered by id as well; so is a person."""
    assert client.get("/v25.0/", ids=PHOTO).json == {PHOTO: {"id": PHOTO}}
    assert client.get("/v25.0/", ids="me", fields="id").json["me"]["id"] == client.get("/v25.0/me").json["id"]


def test_objects_of_different_types(client: Emulator) -> None:
    """Objects need not be alike as long as all have the fields."""
    assert list(client.get("/v25.0/", ids=f"{PHOTO},{ACCOUNT}", fields="username").json) == [PHOTO, ACCOUNT]
    assert client.get("/v25.0/", ids=f"{PHOTO},{ACCOUNT}", fields="media_type").rule == "field_missing"


def test_fifty_ids(client: Emulator) -> None:
    """Fifty are answered, one more is too many."""
    listed = [each["id"] for each in client.get(f"/v25.0/{ACCOUNT}/media", limit=51).data]
    assert list(client.get("/v25.0/", ids=",".join(listed[:50])).json) == listed[:50]
    reply = client.get("/v25.0/", ids=",".join(listed))
    assert (reply.rule, reply.status) == ("too_many_ids", 400)


@pytest.mark.parametrize(
    ("bad", "rule"),
    [("17899999999999999", "object_missing"), ("blue.bottle", "alias_unknown"), ("17841400000000005", None)],
)
def test_one_bad_id_fails_all(client: Emulator, bad: str, rule: str | None) -> None:
    """What one object is refused with is the answer to all, and names it."""
    reply = client.get("/v25.0/", ids=f"{PHOTO},{bad},{_OTHER}")
    assert reply.rule == (rule or "account_not_professional")
    assert bad in reply.error["message"]


def test_edges_of_several_objects(client: Emulator) -> None:
    """Lists of several objects have pages of their own, whose links lead on through one of them."""
    other = "17841400000000002"
    answer = client.get("/v25.0/media", ids=f"{ACCOUNT},{other}", limit=2).json
    assert list(answer) == [ACCOUNT, other]
    for account, page in answer.items():
        assert len(page["data"]) == 2
        assert f"/v25.0/{account}/media?" in page["paging"]["next"]
        assert "ids=" not in page["paging"]["next"]


def test_insights_of_several_media(client: Emulator) -> None:
    """Insights of several media are asked at once, each the same as alone."""
    answer = client.get("/v25.0/insights", ids=f"{PHOTO},{_OTHER}", metric="reach,likes").json
    assert answer[_OTHER] == client.get(f"/v25.0/{_OTHER}/insights", metric="reach,likes").json


def test_ids_that_name_nothing(client: Emulator) -> None:
    """Empty ids are none, a path that leads nowhere stays one, and beside an object in the path ids do not count."""
    assert client.get("/v25.0/", ids="").rule == "request_unsupported"
    assert client.get("/v25.0/media/more", ids=ACCOUNT).rule == "path_unknown"
    assert client.get(f"/v25.0/{ACCOUNT}", ids=PHOTO).json == {"id": ACCOUNT}


@pytest.mark.parametrize("method", ["POST", "DELETE"])
def test_several_objects_can_only_be_read(client: Emulator, method: str) -> None:
    """What changes something names one object in its path; ids name none then."""
    both = f"{ACCOUNT},17841400000000002"
    on_edge = f"/v25.0/subscribed_apps?access_token={READER}&ids={both}"
    reply = client.call(method, on_edge, headers={"Host": FACEBOOK})
    assert reply.error["message"] == "(#803) Some of the aliases you requested do not exist: subscribed_apps"
    reply = client.call(method, f"/v25.0/?access_token={READER}&ids={both}", headers={"Host": FACEBOOK})
    assert reply.error["message"].startswith(f"Unsupported {method.lower()} request. Please read")
