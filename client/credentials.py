"""The token and the app's secret: how they are sent, and how they are kept out of everything else."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass, field

from requests import PreparedRequest

from client.json_values import Json


class Secret(str):
    """A text that is sent, and not shown: tracebacks with their arguments tell it nobody."""

    __slots__ = ()

    def __repr__(self) -> str:
        """Dots."""
        return "'…'"


@dataclass(frozen=True, slots=True)
class Credentials:
    """A token and, perhaps, the app that it was given to. Called by requests, as `auth`, it signs a request."""

    token: str = field(repr=False)
    app_id: str | None = None
    app_secret: str | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        """Refuse what cannot be sent in a header, without repeating it."""
        if not self.token or not self.token.isascii() or not self.token.isprintable() or " " in self.token:
            raise ValueError("a token is a text of visible ASCII characters, without spaces or line ends")

    def __call__(self, request: PreparedRequest) -> PreparedRequest:
        """Put the token where no log of addresses finds it."""
        request.headers["Authorization"] = f"Bearer {self.token}"
        return request

    @property
    def proof(self) -> dict[str, str]:
        """The parameter that proves to the API that who sends the token also knows the app's secret."""
        if self.app_secret is None:
            return {}
        signature = hmac.new(self.app_secret.encode(), self.token.encode(), hashlib.sha256)
        return {"appsecret_proof": Secret(signature.hexdigest())}

    @property
    def exchange(self) -> dict[str, str]:
        """The form that asks Facebook for a new token; only the app that the token was given to can."""
        if self.app_id is None or self.app_secret is None:
            raise ValueError("a token of Facebook Login is refreshed with app_id and app_secret")
        return {
            "grant_type": "fb_exchange_token",
            "client_id": self.app_id,
            "client_secret": Secret(self.app_secret),
            "fb_exchange_token": Secret(self.token),
        }

    def masked(self, value: Json) -> Json:
        """A JSON value with dots in place of every secret in its texts; None for one that is nested beyond reason."""
        try:
            return self._masked(value)
        except RecursionError:
            return None

    def _masked(self, value: Json) -> Json:
        match value:
            case str():
                return self._masked_text(value)
            case list():
                return [self._masked(each) for each in value]
            case dict():
                return {self._masked_text(key): self._masked(each) for key, each in value.items()}
            case _:
                return value

    def _masked_text(self, value: str) -> str:
        for secret in (self.token, self.app_secret, *self.proof.values()):
            value = value.replace(secret, "…") if secret else value
        return value
