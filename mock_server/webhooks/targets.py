"""Where notifications may go: to this machine, and to hosts that the settings allow. Others are never contacted."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Collection
from typing import NamedTuple
from urllib.parse import urlsplit

from mock_server.settings import SettingError

_LOCAL = "localhost"
_NAME = re.compile(r"\w[\w-]*(?:\.\w[\w-]*)*")
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
    """The hosts that a setting names, separated by commas. Raises SettingError for what can be no host."""
    hosts = frozenset(filter(None, (host.strip().strip("[]").lower() for host in text.split(","))))
    for host in hosts:
        if not (_NAME.fullmatch(host) or _address(host)):
            raise SettingError(f"--webhook-hosts names hosts, such as receiver,10.0.0.5; {host!r} is none")
    return hosts


def _is_local(host: str) -> bool:
    if host == _LOCAL or host.endswith(f".{_LOCAL}"):
        return True
    address = _address(host)
    return address is not None and (getattr(address, "ipv4_mapped", None) or address).is_loopback


def _address(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None
