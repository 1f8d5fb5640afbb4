"""Where notifications may go, and that nothing else is contacted."""

from __future__ import annotations

import socket
from typing import Any

import pytest

from mock_server.settings import SettingError
from mock_server.webhooks.targets import NotAllowed, allowed_hosts, target_of
from tests.conftest import Emulator


@pytest.mark.parametrize(
    ("url", "host", "port", "path"),
    [
        ("http://127.0.0.1:9000/hook", "127.0.0.1", 9000, "/hook"),
        ("http://127.9.9.9", "127.9.9.9", 80, "/"),
        ("http://localhost:9000/a?b=c#d", "localhost", 9000, "/a?b=c"),
        ("https://LOCALHOST/x", "localhost", 443, "/x"),
        ("http://hook.localhost:1/x", "hook.localhost", 1, "/x"),
        ("http://[::1]:9000/x", "::1", 9000, "/x"),
        ("http://[::ffff:127.0.0.1]/x", "::ffff:127.0.0.1", 80, "/x"),
    ],
)
def test_this_machine(url: str, host: str, port: int, path: str) -> None:
    """Loopback addresses and names that mean them are allowed."""
    target = target_of(url, ())
    assert (target.host, target.port, target.path) == (host, port, path)


@pytest.mark.parametrize(
    "url",
    [
        "http://example.com/hook",
        "http://0.0.0.0:9000/",
        "http://10.0.0.1/",
        "http://169.254.169.254/latest",
        "http://127.1/",
        "http://2130706433/",
        "http://[::]/",
        "http://[fe80::1]/",
        "http://localhost.example.com/",
        "http://localhost@example.com/",
        "http://example.com#@localhost/",
        "http://me:pass@127.0.0.1/",
        "http://127.0.0.1:99999/",
        "http://127.0.0.1:x/",
        "http://[::1/",
        "http://127.0.0.1/a\r\nHost: x",
        "http://127.0.0.1/ä",
        "ftp://127.0.0.1/",
        "http://" + "a" * 300 + "/",
        "http://a..b/",
    ],
)
def test_elsewhere(url: str) -> None:
    """Anything else is refused, without a look-up."""
    with pytest.raises(NotAllowed):
        target_of(url, ())


def test_allowed_by_the_settings() -> None:
    """A host that the settings name is allowed, others are not, and the reason tells the setting."""
    allowed = allowed_hosts(" Receiver , 10.0.0.5,,[fd00::1]")
    assert allowed == {"receiver", "10.0.0.5", "fd00::1"}
    for url in ("http://receiver:9000/", "http://RECEIVER/", "http://10.0.0.5/", "http://[fd00::1]/"):
        assert target_of(url, allowed)
    with pytest.raises(NotAllowed, match="--webhook-hosts other"):
        target_of("http://other/", allowed)


@pytest.mark.parametrize("text", ["http://receiver", "receiver:9000", "receiver/hook", "a..b", "*.example.com", "a b"])
def test_what_is_no_host_is_no_setting(text: str) -> None:
    """It would never match, and whoever set it would look for the mistake elsewhere."""
    with pytest.raises(SettingError, match="--webhook-hosts"):
        allowed_hosts(f"receiver,{text}")


def test_a_world_with_a_foreign_target_is_made_and_the_target_never_contacted(
    fresh: Emulator, monkeypatch: Any
) -> None:
    """The reason stands in the list; no name is looked up and no connection made."""

    def forbidden(*_: object, **__: object) -> Any:
        raise AssertionError("the network was reached")

    monkeypatch.setattr(socket, "getaddrinfo", forbidden)
    monkeypatch.setattr(socket, "create_connection", forbidden)
    story = {"media_product_type": "STORY", "created_at": "-PT3H"}
    webhook = {"callback_url": "http://hooks.example.com/x", "verify_token": "hello"}
    world = fresh.world_of_media(story, webhooks=[webhook])
    [hook] = fresh.control("GET", "/webhooks", world=world.id).json["webhooks"]
    assert hook["state"] == "unverified"
    assert "--webhook-hosts hooks.example.com" in hook["reason"]
    world.advance("P2D")
    assert fresh.control("GET", "/webhooks/deliveries", world=world.id).json["deliveries"] == []


def test_too_many_webhooks(fresh: Emulator) -> None:
    """A world has a bounded number of them."""
    webhook = {"callback_url": "http://127.0.0.1:1/x", "verify_token": "hello"}
    reply = fresh.control("POST", "/worlds", {"webhooks": [webhook] * 17})
    assert (reply.status, reply.error["path"]) == (400, "webhooks")
