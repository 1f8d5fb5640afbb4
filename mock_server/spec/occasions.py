"""Which error rows a request can get: the occasions on which the API refuses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from mock_server.catalogue import grammar_errors, metric_errors, oauth_errors, object_errors
from mock_server.catalogue.hosts import FACEBOOK, HOSTS, INSTAGRAM
from mock_server.catalogue.limit_errors import LIMIT_ERRORS, RATE_LIMITED_CUSTOM
from mock_server.catalogue.model import ErrorRow, Host
from mock_server.catalogue.nodes import WEBHOOK_FIELDS
from mock_server.catalogue.parameter_errors import (
    PARAMETER_ERRORS,
    PARAMETER_REQUIRED,
    TIME_UNREADABLE,
    VALUE_NOT_LISTED,
)
from mock_server.catalogue.samples import SAMPLES, Sample
from mock_server.catalogue.token_errors import TOKEN_ERRORS, TOKEN_MISSING
from mock_server.catalogue.transient_errors import TRANSIENT_ERRORS
from mock_server.catalogue.webhook_errors import WEBHOOK_ERRORS
from mock_server.spec.edition import Edition

Rows = tuple[ErrorRow, ...]


class Occasion(NamedTuple):
    """What is refused with which rows, on which hosts. `samples` fill templates otherwise than elsewhere."""

    name: str
    rows: Rows
    hosts: tuple[Host, ...] = HOSTS
    samples: Mapping[str, Sample] = {}

    def sample(self, row: ErrorRow) -> Sample:
        """What fills the row's template."""
        return self.samples.get(row.name) or SAMPLES.get(row.name, {})

    def on(self, edition: Edition) -> list[ErrorRow]:
        """The rows that are given on the edition's day: some were worded otherwise before a day."""
        others = [before if edition.day >= changed else after for changed, before, after in _REWORDED]
        return [row for row in self.rows if row not in others]


# The day of the change, the row before and the row after it; none where the row after it was there before.
_REWORDED: tuple[tuple[date, ErrorRow, ErrorRow | None], ...] = (
    (object_errors.NODE_TYPE_UNNAMED, object_errors.FIELD_MISSING_ON_TYPE, None),
    (
        metric_errors.CONVERSION_TITLE_CHANGED,
        metric_errors.MEDIA_BEFORE_CONVERSION_2018,
        metric_errors.MEDIA_BEFORE_CONVERSION,
    ),
)


def _without(rows: Iterable[ErrorRow], *others: Rows) -> Rows:
    left_out = {row.name for other in others for row in other}
    return tuple(row for row in rows if row.name not in left_out)


def _called(prefix: str) -> Rows:
    return tuple(row for row in oauth_errors.OAUTH_ERRORS if row.name.startswith(prefix))


# What every request with a token can get.
_TOKENS = (
    *TOKEN_ERRORS,
    oauth_errors.PROOF_WRONG,
    oauth_errors.PROOF_MISSING,
)
_ANYWHERE = (object_errors.MOCK_HEADER_INVALID, object_errors.QUERY_TOO_LONG, object_errors.VERSION_UNKNOWN)
_DISPLAY = (grammar_errors.CALLBACK_INVALID,)
_BODIES = (grammar_errors.BODY_TOO_LONG, grammar_errors.BODY_UNREADABLE)
_BATCHES = (
    grammar_errors.BATCH_NO_ARRAY,
    grammar_errors.BATCH_TOO_LONG,
    grammar_errors.BATCH_ITEM_UNREADABLE,
    grammar_errors.BATCH_DEPENDENCY_UNRESOLVED,
    grammar_errors.BATCH_TOO_MANY_REFERENCES,
)
_PAGE_METRICS = (object_errors.PAGE_METRIC_INVALID, object_errors.PAGE_METRIC_MISSING)
_OF_NODES = (
    object_errors.REQUEST_UNSUPPORTED,
    object_errors.FIELD_MISSING_ON_TYPE,
    object_errors.FIELD_NEEDS_DISCOVERY,
    object_errors.VIDEO_MISSING,
    object_errors.USERNAME_UNKNOWN,
    object_errors.FIELD_REQUIRES_ARGUMENT,
    object_errors.TOO_MUCH_DATA,
    object_errors.PAGE_PERMISSION_MISSING,
    object_errors.PAGE_MESSAGING_MISSING,
)
_OF_CHANGES = (object_errors.PAGE_TOKEN_REQUIRED,)

INSIGHTS = Occasion(
    "Insights",
    (
        *_TOKENS,
        *_without(object_errors.OBJECT_ERRORS, _OF_NODES, _OF_CHANGES),
        *PARAMETER_ERRORS,
        *metric_errors.METRIC_ERRORS,
        *_DISPLAY,
        *_without(LIMIT_ERRORS, (RATE_LIMITED_CUSTOM,)),
        *TRANSIENT_ERRORS,
    ),
)
READING = Occasion(
    "Reading",
    (
        *_TOKENS,
        *_without(object_errors.OBJECT_ERRORS, _PAGE_METRICS, (object_errors.SINGLE_USER,), _OF_CHANGES),
        TIME_UNREADABLE,
        *_without(grammar_errors.GRAMMAR_ERRORS, _BODIES, _BATCHES),
        *LIMIT_ERRORS,
        *TRANSIENT_ERRORS,
    ),
)
CHANGING = Occasion(
    "Changing",
    (
        *_TOKENS,
        *_ANYWHERE,
        object_errors.PATH_UNKNOWN,
        object_errors.ALIAS_UNKNOWN,
        object_errors.OBJECT_MISSING,
        object_errors.METHOD_UNSUPPORTED,
        object_errors.PERMISSION_MISSING,
        object_errors.PAGE_PERMISSION_MISSING,
        object_errors.PAGE_LINK_MISSING,
        object_errors.APP_NOT_FOR_EVERYBODY,
        object_errors.APP_INVITATION_PENDING,
        object_errors.ACCOUNT_NOT_PROFESSIONAL,
        *_OF_CHANGES,
        PARAMETER_REQUIRED,
        VALUE_NOT_LISTED,
        *_BODIES,
        *_DISPLAY,
        *LIMIT_ERRORS,
        *TRANSIENT_ERRORS,
    ),
    samples={
        "parameter_required": {"parameter": "subscribed_fields"},
        "value_not_listed": {
            "parameter": "subscribed_fields[0]",
            "values": ", ".join(WEBHOOK_FIELDS),
            "hint": "did you mean story_insights?",
        },
    },
)
BATCH = Occasion("Batch", (*_TOKENS, *_ANYWHERE, *_BATCHES, *_BODIES, *_DISPLAY, *LIMIT_ERRORS, *TRANSIENT_ERRORS))

_DIALOGS = _called("dialog_")
_PLATFORM = _called("platform_")
_LENGTHENING = (
    oauth_errors.INSTAGRAM_SECRET_WRONG,
    oauth_errors.TOKEN_REQUEST_UNSUPPORTED,
    oauth_errors.TOKEN_TOO_YOUNG,
)
_DEBUGGING = (
    oauth_errors.DEBUGGER_NOT_ALLOWED,
    oauth_errors.DEBUGGED_OF_OTHER_APP,
    oauth_errors.APP_TOKEN_UNKNOWN,
    oauth_errors.APP_TOKEN_SIGNATURE,
)

FACEBOOK_EXCHANGE = Occasion(
    "FacebookExchange",
    (
        *_without(oauth_errors.OAUTH_ERRORS, _DIALOGS, _PLATFORM, _LENGTHENING, _DEBUGGING, _TOKENS),
        *TOKEN_ERRORS,
        *_ANYWHERE,
        *_DISPLAY,
        RATE_LIMITED_CUSTOM,
    ),
    (FACEBOOK,),
)
# api.instagram.com words these in a shape of its own.
INSTAGRAM_EXCHANGE = Occasion("InstagramExchange", _PLATFORM, (INSTAGRAM,))
LENGTHENING = Occasion(
    "Lengthening",
    (
        *_TOKENS,
        *_ANYWHERE,
        PARAMETER_REQUIRED,
        object_errors.PERMISSION_MISSING,
        *_LENGTHENING,
        *_DISPLAY,
        RATE_LIMITED_CUSTOM,
    ),
    (INSTAGRAM,),
    samples={
        "parameter_required": {"parameter": "client_secret"},
        "permission_missing": {"scopes": "instagram_business_basic"},
    },
)
DEBUGGING = Occasion(
    "Debugging",
    (*_TOKENS, *_ANYWHERE, PARAMETER_REQUIRED, *_DEBUGGING, *_DISPLAY, *LIMIT_ERRORS),
    samples={"parameter_required": {"parameter": "input_token"}},
)
SUBSCRIBING = Occasion(
    "Subscribing",
    (
        *_ANYWHERE,
        TOKEN_MISSING,
        oauth_errors.APP_TOKEN_UNKNOWN,
        oauth_errors.APP_TOKEN_SIGNATURE,
        object_errors.OBJECT_MISSING,
        PARAMETER_REQUIRED,
        VALUE_NOT_LISTED,
        *WEBHOOK_ERRORS,
        *_DISPLAY,
        *LIMIT_ERRORS,
        *TRANSIENT_ERRORS,
    ),
    (FACEBOOK,),
    samples={
        "object_missing": {"verb": "post", "id": "1000000000000002"},
        "parameter_required": {"parameter": "callback_url"},
        "value_not_listed": {"parameter": "object[0]", "values": "instagram", "hint": "there is no other"},
    },
)
# The dialogs show these on a page.
DIALOGS = Occasion("Dialogs", _DIALOGS, (FACEBOOK,))

# Those that refuse with the envelope of the Graph API.
GRAPH_OCCASIONS = (INSIGHTS, READING, CHANGING, BATCH, FACEBOOK_EXCHANGE, LENGTHENING, DEBUGGING, SUBSCRIBING)
