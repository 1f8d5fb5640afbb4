"""A notification is sent, and what came of it is noted down: delivered, due again, or dropped."""

from __future__ import annotations

from collections.abc import Collection

from msgspec.structs import replace

from mock_server.catalogue.webhooks import ACCEPTED, RETRIES, SENDER
from mock_server.store import Attempt, Delivery
from mock_server.webhooks.calling import Reply, call
from mock_server.webhooks.signing import signatures
from mock_server.webhooks.targets import NotAllowed, target_of

TAMPER = "tamper"
DUPLICATE = "duplicate"
FAULTS = (TAMPER, DUPLICATE)

# Put behind the right secret, it makes a wrong one.
_WRONG_SECRET = "-but-another-one"


class Postman:
    """Delivers notifications during one move of a clock. A receiver that hung is not waited for again."""

    def __init__(self, secret: str, allowed: Collection[str]) -> None:
        self._secret = secret
        self._allowed = allowed
        self._hung: set[str] = set()

    def delivered(self, delivery: Delivery, at: int) -> Delivery:
        """The delivery after an attempt at the world's time `at`."""
        reply = self._sent(delivery)
        if DUPLICATE in delivery.faults and reply.status == ACCEPTED.value:
            self._sent(delivery)
        return noted(delivery, Attempt(at, reply.status, reply.reason))

    def _sent(self, delivery: Delivery) -> Reply:
        url = delivery.callback_url
        if url in self._hung:
            return Reply(None, reason="not tried: it did not answer in time just before")
        try:
            target = target_of(url, self._allowed)
        except NotAllowed as refused:
            return Reply(None, reason=str(refused))
        body = delivery.body.encode("ascii")
        reply = call(target, "POST", target.path, self._headers(body, delivery), body)
        if reply.hung:
            self._hung.add(url)
        return reply

    def _headers(self, body: bytes, delivery: Delivery) -> dict[str, str]:
        secret = self._secret + _WRONG_SECRET if TAMPER in delivery.faults else self._secret
        return {
            "User-Agent": SENDER,
            "Accept": "*/*",
            "Content-Type": "application/json",
            **signatures(body, secret),
        }


def noted(delivery: Delivery, attempt: Attempt) -> Delivery:
    """The delivery with one more attempt; a failed one is due again while there are retries left."""
    attempts = (*delivery.attempts, attempt)
    if attempt.status == ACCEPTED.value:
        return replace(delivery, attempts=attempts, state="delivered", next_at=None)
    if delivery.again or len(attempts) > len(RETRIES):
        return replace(delivery, attempts=attempts, state="dropped", next_at=None)
    due = attempts[0].at + RETRIES[len(attempts) - 1].value
    return replace(delivery, attempts=attempts, state="pending", next_at=due)
