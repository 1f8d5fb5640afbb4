"""Where a request goes: which host it means, which version it asks, which object and edge it names."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from mock_server.catalogue.hosts import HOSTS, SITES
from mock_server.catalogue.model import Host
from mock_server.graph.versions import is_version

_OF_LOGIN = {host.login: host for host in HOSTS}
_BY_NAME = {host.name: (host, "") for host in HOSTS} | {site.name: (_OF_LOGIN[site.login], site.name) for site in SITES}
_NOWHERE: tuple[Host | None, str] = (None, "")


class Place(NamedTuple):
    """A path taken apart. `host` is None when neither the Host header nor a path prefix names one of Meta's hosts.

    `site` is the host that was named when it serves OAuth alone; `host` is then the API host of its login.
    """

    host: Host | None
    prefix: str
    version: str
    parts: tuple[str, ...]
    site: str = ""

    @property
    def path(self) -> str:
        """The path below the host, version included."""
        return "/" + "/".join((self.version, *self.parts) if self.version else self.parts)


def locate(host_header: str, path: str) -> Place:
    """Take a path apart. Empty segments are ignored, as the API ignores them."""
    parts = [part for part in path.split("/") if part]
    host, site = _named(host_header)
    prefix = ""
    if host is None and parts and (named := _BY_NAME.get(parts[0].lower())):
        host, site = named
        prefix = "/" + parts.pop(0)
    version = parts.pop(0) if parts and is_version(parts[0]) else ""
    return Place(host, prefix, version, tuple(parts), site)


@lru_cache(maxsize=256)
def _named(host_header: str) -> tuple[Host | None, str]:
    """The host of Meta's that a Host header names, whatever its port, and its own name if it serves OAuth alone."""
    return _BY_NAME.get(host_header.partition(":")[0].lower(), _NOWHERE)
