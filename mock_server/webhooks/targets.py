"""Where notifications may go: to this machine, and to hosts that the settings allow. Others are never contacted."""

from __future__ import annotations

import ipaddress
from collections.abc import Collection
from typing import NamedTuple
from urllib.parse import urlsplit

_LOCAL = "localhost"
_PORTS = {"http": 80, "https": 443}


class Target(NamedTuple):
    """A callback that may be contacted; `path` ends with its query."""

    secure: bool
    host: str
    port: int
    path: str


class NotAllowed(Exception):  # noqa: N818 - reads as what it is
    """A callback that is never contacted; the text says why."""


def target_of(callback_url: str, allowed: Collection[str]) -> Target:
    """The target that a callback names. Raises NotAllowed.

    Names are not looked up to find out where they lead: that alone would reach the network.
    """
    try:
        parts = urlsplit(callback_url)
        host, port = (parts.hostname or "").lower(), parts.port
        host.encode("idna")
    except ValueError:
        raise NotAllowed(f"{callback_url} is no address") from None
    if parts.scheme not in _PORTS or not host or parts.username is not None:
        raise NotAllowed(f"{callback_url} is no plain http or https address")
    if not (_is_local(host) or host in allowed):
        raise NotAllowed(
            f"{host} is not this machine; start the server with --webhook-hosts {host} to let notifications go there"
        )
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    if not (path.isascii() and path.isprintable() and " " not in path):
        raise NotAllowed(f"{callback_url} holds characters that have to be percent-encoded")
    return Target(parts.scheme == "https", host, port or _PORTS[parts.scheme], path)


def allowed_hosts(text: str) -> frozenset[str]:
    """The hosts that a setting names, separated by commas."""
    return frozenset(filter(None, (host.strip().strip("[]").lower() for host in text.split(","))))


def _is_local(host: str) -> bool:
    if host == _LOCAL or host.endswith(f".{_LOCAL}"):
        return True
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return False
    mapped = getattr(address, "ipv4_mapped", None)
    return (mapped or address).is_loopback
