"""What can go wrong, as a tree: catch as much of it as you can handle.

    InsightsError                   everything below
    ├── Unreachable                 no answer came, or half of one
    ├── Unreadable                  an answer came, but not one of the Graph API
    └── GraphError                  the API says no, and nothing below fits
        ├── TokenError              the token is of no use: somebody has to log in again
        │   ├── TokenExpired        its time is over
        │   ├── PasswordChanged     its person has a new password
        │   └── TokenInvalid        it is missing, withdrawn, or was never one
        ├── PermissionMissing       the token may not do this
        ├── RateLimited             too many calls; `wait` says for how long
        ├── Transient               a passing trouble at the other end
        ├── NotEnoughViewers        too few people to tell anything about them
        ├── PostedBeforeConversion  the media is older than the professional account
        ├── MetricRefused           a metric that cannot be had here
        │   ├── MetricRetired       ... any more
        │   ├── MetricUnsupported   ... for this kind of object
        │   └── MetricIncompatible  ... in this form: another period, type, timeframe or breakdown might do
        ├── UnknownObject           no such object, or none that this token sees
        └── InvalidParameter        the request is wrong

No message, and nothing else that an error holds, contains the token or the app's secret.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from client.json_values import Json


@dataclass(eq=False, repr=False)
class InsightsError(Exception):
    """Everything that this client raises, but for wrong arguments (`ValueError`).

    `message` is the API's. What the answer does not tell is None: the HTTP `status`, the API's `code`, `subcode` and
    `type`, the `user_title` and `user_message` that it words for people, and `trace_id`, which Meta's support asks for.
    `wait` are the seconds after which the API wants to be called again. `raw` is the error as it came.
    """

    kind: ClassVar[str] = "other"
    worth_retrying: ClassVar[bool] = False

    message: str
    status: int | None = None
    code: int | None = None
    subcode: int | None = None
    type: str | None = None
    user_title: str | None = None
    user_message: str | None = None
    trace_id: str | None = None
    wait: float | None = None
    raw: Mapping[str, Json] = field(default_factory=dict)

    def __str__(self) -> str:
        """The message, then what a report of the trouble needs: `Fatal (code -1/2207086, HTTP 400, trace Ab1)`."""
        code = None if self.code is None else f"code {self.code}" + (f"/{self.subcode}" if self.subcode else "")
        facts = [
            code,
            self.status and f"HTTP {self.status}",
            self.trace_id and f"trace {self.trace_id}",
        ]
        told = ", ".join(fact for fact in facts if fact)
        return f"{self.message} ({told})" if told else self.message


class Unreachable(InsightsError):
    """No answer came, or half of one: no network, no server, a broken connection, no patience left."""

    kind = "unreachable"
    worth_retrying = True


class Unreadable(InsightsError):
    """An answer came, but it is not what the Graph API answers to such a request."""

    kind = "unreadable"


class GraphError(InsightsError):
    """The API says no. As a class of its own it stands for codes that nobody has explained."""


class TokenError(GraphError):
    """The token is of no use. A person has to log in again; trying again does not help."""


class TokenExpired(TokenError):
    """The token's time is over. An expired token cannot be refreshed."""

    kind = "token_expired"


class PasswordChanged(TokenError):
    """The person has a new password, or Facebook has closed the session."""

    kind = "password_changed"


class TokenInvalid(TokenError):
    """The token is missing, was withdrawn, belongs to the other host, or never was one."""

    kind = "token_invalid"


class PermissionMissing(GraphError):
    """The token lacks a permission that this request needs, or the app does."""

    kind = "permission"


class RateLimited(GraphError):
    """Too many calls. `wait` are the seconds until there may be more, or None where the API does not tell."""

    kind = "rate_limited"
    worth_retrying = True


class Transient(GraphError):
    """A passing trouble at the other end, an HTML page of a gateway included."""

    kind = "transient"
    worth_retrying = True


class NotEnoughViewers(GraphError):
    """Too few people for Instagram to tell anything about them: a story with under five viewers, a small audience."""

    kind = "not_enough_viewers"


class PostedBeforeConversion(GraphError):
    """The media was posted before its account became a professional one. It will never have insights."""

    kind = "posted_before_conversion"


class MetricRefused(GraphError):
    """A metric that was asked cannot be had here; the API refuses all others of the request with it."""

    kind = "metric_unsupported"


class MetricRetired(MetricRefused):
    """The metric is no longer told."""

    kind = "metric_retired"


class MetricUnsupported(MetricRefused):
    """There is no such metric, or not for this kind of media or account."""


class MetricIncompatible(MetricRefused):
    """The metric exists, but not with this period, metric type, timeframe or breakdown."""

    kind = "invalid_parameter"


class UnknownObject(GraphError):
    """No such object, or none that this token sees: the API does not tell which. Expired stories end here, too."""

    kind = "unknown_object"


class InvalidParameter(GraphError):
    """The request is wrong: a parameter is missing, has no such value, or does not go with another."""

    kind = "invalid_parameter"
