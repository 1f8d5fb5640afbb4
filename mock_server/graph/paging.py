"""Links to the windows before and after, as the API writes them."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlencode

# Parameters that a link does not repeat as they were sent.
_NOT_REPEATED = frozenset({"access_token", "since", "until", "limit"})


def window_link(url: str, sent: Mapping[str, str], token: str, since: int, until: int) -> str:
    """A link to another window of the same request.

    The token comes first, then the ends that the client sent, then its other parameters in alphabetical order, then the
    ends that it left to the API.
    """
    ends = {"since": str(since), "until": str(until)}
    others = {name: sent[name] for name in sorted(sent) if name not in _NOT_REPEATED}
    asked = {name: ends[name] for name in ends if sent.get(name)}
    return f"{url}?{urlencode({'access_token': token} | asked | others | ends)}"
