"""Which entries of a journal are meant: by path, metric, account, status, rule and token."""

from __future__ import annotations

from fnmatch import fnmatchcase
from typing import NamedTuple

from mock_server.store import Entry
from mock_server.traffic.masking import shown


class Selection(NamedTuple):
    """What an entry has to be like; an empty text leaves it open.

    `path` is a path with or without its version, or a pattern such as `*/insights`; `status` a number or a class such
    as `4xx`; `token` a whole token or as the journal shows it.
    """

    path: str = ""
    metric: str = ""
    account: str = ""
    status: str = ""
    rule: str = ""
    token: str = ""

    def holds(self, entry: Entry) -> bool:
        """Whether the entry is meant."""
        return (
            (not self.path or self._leads_to(entry))
            and (not self.metric or self.metric in entry.metrics)
            and (not self.account or self.account in entry.accounts)
            and (not self.status or self.status in (str(entry.status), f"{entry.status // 100}xx"))
            and (not self.rule or self.rule == entry.rule)
            and (not self.token or entry.token in (self.token, shown(self.token)))
        )

    def _leads_to(self, entry: Entry) -> bool:
        path = "/" + "/".join(filter(None, entry.path.split("/")))
        bare = path.partition(f"/{entry.version}")[2] if entry.version else path
        wanted = self.path if self.path.startswith(("/", "*")) else f"/{self.path}"
        return any(each == wanted or fnmatchcase(each, wanted) for each in (path, bare))

    def __str__(self) -> str:
        told = [f"{name} {value}" for name, value in self._asdict().items() if value and name != "token"]
        told += [f"token {shown(self.token)}"] if self.token else []
        return ", ".join(told) or "any kind"
