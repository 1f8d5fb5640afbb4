"""The question whether a callback wants notifications: it has to send back a number."""

from __future__ import annotations

import secrets
from collections.abc import Collection
from urllib.parse import urlencode

from msgspec.structs import replace

from mock_server.catalogue.webhooks import ACCEPTED, ASKER
from mock_server.store import Hook
from mock_server.webhooks.calling import Reply, call
from mock_server.webhooks.targets import NotAllowed, Target, target_of

_MOST_CHALLENGE = 2**31


def asked(hooks: Collection[Hook], allowed: Collection[str]) -> tuple[Hook, ...]:
    """The hooks, each verified or with the reason why it is not. They are asked at the same time."""
    from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415  servers without webhooks start faster

    if not hooks:
        return ()
    with ThreadPoolExecutor(len(hooks)) as pool:
        return tuple(pool.map(lambda hook: _asked(hook, allowed), hooks))


def _asked(hook: Hook, allowed: Collection[str]) -> Hook:
    try:
        target = target_of(hook.callback_url, allowed)
    except NotAllowed as refused:
        return replace(hook, state="unverified", reason=str(refused))
    challenge = str(secrets.randbelow(_MOST_CHALLENGE))
    reason = _lacking(_answer(target, hook, challenge), challenge)
    return replace(hook, state="unverified" if reason else "verified", reason=reason)


def _answer(target: Target, hook: Hook, challenge: str) -> Reply:
    query = {"hub.mode": "subscribe", "hub.challenge": challenge, "hub.verify_token": hook.verify_token}
    mark = "&" if "?" in target.path else "?"
    return call(target, "GET", f"{target.path}{mark}{urlencode(query)}", {"User-Agent": ASKER, "Accept": "*/*"})


def _lacking(reply: Reply, challenge: str) -> str:
    if reply.status != ACCEPTED.value:
        return reply.reason
    return "" if reply.body.strip() == challenge.encode() else "the answer is not the challenge"
