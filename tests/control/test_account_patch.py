"""An account's numbers are changed while its world runs."""

from __future__ import annotations

from tests.conftest import Emulator


def test_followers_are_set(client: Emulator) -> None:
    """The reply, the node and the rules know the new number at once; a reset takes it back."""
    world = client.world(accounts=[{"followers": 99, "media": []}])
    path = f"/worlds/{world.id}/accounts/{world.account}"
    asked = {"metric": "reach,follower_count", "period": "day"}

    assert world.get(world.account, **asked).names == ["reach"]
    reply = client.control("PATCH", path, {"followers": 100, "insights": {"reach": 40}})

    assert reply.json == {
        "world": world.id,
        "account": world.account,
        "insights": {"reach": 40},
        "followers": 100,
    }
    assert world.get(world.account, **asked).names == ["reach", "follower_count"]
    assert (
        client.get(f"/{world.account}", token=world.tokens[0], fields="followers_count").json["followers_count"] == 100
    )

    client.control("POST", "/reset", world=world.id)

    assert world.get(world.account, **asked).names == ["reach"]


def test_a_mistake_changes_nothing(client: Emulator) -> None:
    """It is told with its place and what is allowed."""
    world = client.world(accounts=[{"followers": 99, "media": []}])
    path = f"/worlds/{world.id}/accounts/{world.account}"
    unknown = client.control("PATCH", path, {"follower": 100})
    missing = client.control("PATCH", f"/worlds/{world.id}/accounts/1", {"followers": 100})

    assert (unknown.status, unknown.json["error"]["path"]) == (400, "follower")
    assert unknown.json["error"]["allowed"] == ["followers", "insights"]
    assert (missing.status, missing.json["error"]["allowed"]) == (400, [world.account])
    assert client.control("GET", f"/worlds/{world.id}").json["accounts"][0]["followers"] == 99
