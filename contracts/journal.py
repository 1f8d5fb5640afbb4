"""A world's journal over HTTP: what a client asked, as entries, and assertions on them for any test suite.

    journal = Journal("http://127.0.0.1:8080", world="w1")
    sync(my_client)
    journal.assert_no_retired_metrics()
    journal.assert_calls(path="*/insights", at_most=10)

The promises are those of `POST /_mock/journal/check`: docs/journal.md tells when each of them is broken.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeAlias

import requests

from contracts.compare import Reply, at, shown
from contracts.files.promises import Json
from contracts.target import Target, TargetError

Entry: TypeAlias = dict[str, Json]
"""An exchange, as the journal tells it."""

_OK = 200
_PAGE = 1000
_MOST_NAMED = 5


class Journal:
    """The journal of a world, the served one if none is named. Raises TargetError where the emulator cannot tell it."""

    def __init__(
        self, base_url: str, world: str = "", admin_token: str | None = None, session: requests.Session | None = None
    ) -> None:
        self._target = Target(base_url, session, admin_token)
        self._world = world

    def entries(self, **filters: str) -> list[Entry]:
        """The exchanges that the filters let through: path, metric, account, rule, status, token, since, after."""
        return list(self._entries(filters))

    def clear(self) -> None:
        """Empty the journal."""
        self._ask("DELETE", "/journal")

    def assert_no_retired_metrics(self) -> None:
        """No metric was asked after its end."""
        self._check({"no_retired_metric": True})

    def assert_calls(
        self,
        *,
        at_most: int | None = None,
        at_least: int | None = None,
        exactly: int | None = None,
        **selection: str,
    ) -> None:
        """So many exchanges came of this path, metric, account, status, rule or token."""
        bounds = {"at_most": at_most, "at_least": at_least, "exactly": exactly}
        told = {name: number for name, number in bounds.items() if number is not None}
        self._check({"calls": {**selection, **told}})

    def assert_order(self, *selections: str | Mapping[str, str]) -> None:
        """These came one after the other, whatever came between: paths, or selections as `assert_calls` takes them."""
        self._check({"order": [each if isinstance(each, str) else dict(each) for each in selections]})

    def assert_budget(self, account: str, calls: int, within: str | None = None) -> None:
        """No more calls were about the account, in all or within any such time (`PT1H`)."""
        self._check({"budget": {"account": account, "calls": calls, **({"within": within} if within else {})}})

    def assert_backoff(self, seconds: int) -> None:
        """After a throttle no call came sooner than so many seconds, by the world's clock and by the real one."""
        self._check({"backoff_after_throttle": {"seconds": seconds}})

    def assert_no_silent_zero(self) -> None:
        """No answer left a metric out."""
        self._check({"no_silent_zero": True})

    def assert_nothing_twice(self, within: str | None = None) -> None:
        """Nothing that was answered was asked again within such a time (`PT5M`), a day if none is named."""
        self._check({"nothing_twice": {"within": within} if within else True})

    def _entries(self, filters: Mapping[str, str]) -> Iterator[Entry]:
        after: Json = filters.get("after", 0)
        more: Json = True
        while more:
            page = self._ask("GET", "/journal", query={**filters, "limit": _PAGE, "after": after})
            yield from _objects(page.get("entries"))
            after, more = page.get("after"), page.get("more")

    def _check(self, promise: Json) -> None:
        findings = _objects(self._ask("POST", "/journal/check", {"checks": [promise]}).get("findings"))
        if findings:
            raise AssertionError("\n".join(map(_told, findings)))

    def _ask(
        self, method: str, path: str, document: Json = None, query: Mapping[str, object] | None = None
    ) -> dict[str, Json]:
        return _obeyed(self._target.control(method, path, self._world, document, query))


def _obeyed(reply: Reply) -> dict[str, Json]:
    if reply.status == _OK and isinstance(reply.body, dict):
        return reply.body
    raise TargetError(f"the journal cannot be read ({reply.status}): {shown(at('body.error.message', reply.body))}")


def _objects(told: Json) -> list[dict[str, Json]]:
    return [each for each in told if isinstance(each, dict)] if isinstance(told, list) else []


def _told(finding: Mapping[str, Json]) -> str:
    numbers = finding.get("entries")
    named = [str(each) for each in numbers] if isinstance(numbers, list) else []
    shown_numbers = ", ".join(named[:_MOST_NAMED]) + (" and more" if len(named) > _MOST_NAMED else "")
    return f"{finding.get('message')} ({f'entries {shown_numbers}' if named else 'no entry'})"
