"""The usage headers of a reply, in the keys of its host."""

from __future__ import annotations

from functools import lru_cache

from mock_server.catalogue.allowances import PERCENT_OF_TIME
from mock_server.catalogue.model import Login
from mock_server.graph import wire
from mock_server.traffic.subject import Subject

Headers = tuple[tuple[str, str], ...]

FULL = 100
"""The percentage at which a budget is used up."""


@lru_cache(maxsize=4096)
def usage_headers(subject: Subject, percent: int, wait_minutes: int) -> Headers:
    """What tells how much of a budget is used up, and how long a caller that is refused has to wait."""
    time = (percent * PERCENT_OF_TIME.value + FULL // 2) // FULL
    if subject.host.login is Login.INSTAGRAM:
        return _app_usage({"call_volume": percent, "cpu_time": time})
    usage: dict[str, wire.Json] = {"call_count": percent, "total_cputime": time, "total_time": time}
    if subject.allowance.business_type is None:
        return _app_usage(usage)
    usage = {"type": subject.allowance.business_type, **usage, "estimated_time_to_regain_access": wait_minutes}
    return (("x-business-use-case-usage", wire.text({told_as: [usage] for told_as in subject.told_as})),)


def _app_usage(usage: dict[str, wire.Json]) -> Headers:
    return (("x-app-usage", wire.text(usage)),)
