"""appsecret_proof: with it a caller shows that it knows the app's secret."""

from __future__ import annotations

import hashlib
import hmac
from typing import Protocol

from mock_server.auth.app_tokens import has_app_form
from mock_server.auth.secrets import same
from mock_server.catalogue.oauth_errors import PROOF_MISSING, PROOF_WRONG
from mock_server.graph.refusal import Refusal
from mock_server.world.model import World


class Proven(Protocol):
    """A request's token as sent, the proof that came along (None: none did), and the world of both."""

    @property
    def sent(self) -> str: ...
    @property
    def proof(self) -> str | None: ...
    @property
    def world(self) -> World: ...


def proof_of(token: str, secret: str) -> str:
    """The proof that belongs to a token."""
    return hmac.new(secret.encode(), token.encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()


def proof_is_right(bearer: Proven) -> Refusal | None:
    """A proof that is sent is right, and there is one where the app requires it."""
    app = bearer.world.app
    if bearer.proof is not None:
        if same(bearer.proof.lower(), proof_of(bearer.sent, app.secret)):
            return None
        return Refusal(PROOF_WRONG, because="appsecret_proof does not belong to this token and the app's secret")
    # An app token holds the secret itself.
    if not app.require_appsecret_proof or has_app_form(bearer.sent):
        return None
    return Refusal(PROOF_MISSING, because="the world's app requires appsecret_proof")
