"""What is kept of a subscription to webhooks."""

from __future__ import annotations

from tests.conftest import Emulator


def test_each_field_is_subscribed_once(fresh: Emulator) -> None:
    """However often a field is named, it is kept once, in the order sent."""
    path, page = "/v25.0/me/subscribed_apps", "EAAmock-page"
    sent = "mention,feed,feed,mention"
    assert fresh.get(path, token=page, method="POST", subscribed_fields=sent).json == {"success": True}
    [app] = fresh.get(path, token=page).data
    assert app["subscribed_fields"] == ["mention", "feed"]
