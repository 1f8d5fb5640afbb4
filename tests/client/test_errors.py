"""Each refusal becomes the error that tells it apart."""

from __future__ import annotations

import pickle
import re
from typing import Any

import pytest

import client
from client import GraphError, InsightsError, MetricRefused, RateLimited, TokenError, Transient
from client.diagnosis import Answer, error_of
from client.errors import Unreadable
from contracts.driving import Kind
from mock_server.catalogue.error_rows import ERRORS
from mock_server.catalogue.hosts import HOSTS
from mock_server.catalogue.model import ErrorRow, Host
from mock_server.catalogue.samples import SAMPLES
from mock_server.graph.refusal import Refusal, render

CLASSES = [each for each in vars(client).values() if isinstance(each, type) and issubclass(each, InsightsError)]
ABSTRACT = {InsightsError, TokenError, MetricRefused}

# What each error of the emulator is to a client; those of the dialogs, which no client sees, are left out.
KINDS: dict[Kind, set[str]] = {
    Kind.TOKEN_EXPIRED: {"token_expired"},
    Kind.PASSWORD_CHANGED: {"token_password_changed"},
    Kind.TOKEN_INVALID: {
        "token_missing", "token_missing_me", "token_unparsable", "token_of_other_host", "token_of_meta",
        "token_not_authorized", "token_checkpointed", "token_logged_out", "app_token_unknown", "app_token_signature",
    },
    Kind.PERMISSION: {
        "permission_missing", "page_permission_missing", "page_token_required", "page_messaging_missing",
        "app_not_for_everybody", "app_token_required", "field_needs_discovery",
    },
    Kind.RATE_LIMITED: {
        "rate_limited_app", "rate_limited_user", "rate_limited_page", "rate_limited_custom", "rate_limited_pages",
        "rate_limited_instagram", "application_limit_reached",
    },
    Kind.TRANSIENT: {
        "emulator_mistake", "too_much_data", "unknown_error", "api_unknown", "api_service", "service_unavailable",
    },
    Kind.NOT_ENOUGH_VIEWERS: {"not_enough_viewers", "not_enough_users"},
    Kind.POSTED_BEFORE_CONVERSION: {"media_before_conversion", "media_before_conversion_2018"},
    Kind.METRIC_RETIRED: {"impressions_retired_media", "impressions_retired_account"},
    Kind.METRIC_UNSUPPORTED: {
        "metric_unsupported", "metrics_unsupported_by_endpoint", "metric_unsupported_account",
        "not_shared_to_facebook", "page_metric_invalid", "value_not_listed",
    },
    Kind.UNKNOWN_OBJECT: {
        "object_missing", "method_unsupported", "story_gone", "app_token_sees_nothing", "page_link_missing",
        "account_not_professional", "alias_unknown", "username_unknown",
    },
    Kind.INVALID_PARAMETER: {
        "request_unsupported", "mock_header_invalid", "field_missing", "field_missing_on_type", "video_missing",
        "field_requires_argument", "query_too_long", "too_many_ids", "path_unknown", "version_unknown", "body_late",
        "single_user", "page_metric_missing", "app_scoped_id_used", "app_invitation_pending", "parameter_required",
        "period_required_observed", "time_unreadable", "window_backwards", "metric_type_required",
        "metric_type_incompatible", "periods_incompatible", "breakdowns_incompatible", "timeframe_required",
        "timeframe_incompatible", "window_too_wide", "since_out_of_range", "follower_count_too_old", "field_twice",
        "field_name_expected", "field_list_goes_on", "field_sign_expected", "field_list_ends", "fields_too_deep",
        "fields_too_many", "fields_too_long", "cursor_invalid", "limit_invalid", "body_too_long", "body_unreadable",
        "batch_no_array", "batch_too_long", "batch_item_unreadable", "batch_dependency_unresolved",
        "batch_too_many_references", "callback_invalid", "client_id_missing", "client_id_invalid", "app_unknown",
        "client_secret_missing", "client_secret_wrong", "grant_type_invalid", "redirect_uri_missing",
        "redirect_uri_differs", "code_missing", "code_unknown", "code_used", "code_expired", "exchange_token_missing",
        "instagram_secret_wrong", "token_request_unsupported", "token_too_young", "debugger_not_allowed",
        "debugged_of_other_app", "proof_wrong", "proof_missing",
    },
    Kind.OTHER: {
        "temporarily_blocked", "callback_unverified", "platform_app_invalid", "platform_secret_wrong",
        "platform_grant_type_invalid", "platform_redirect_uri_differs", "platform_code_unmatched",
        "platform_code_invalid", "platform_code_used",
    },
}  # fmt: skip
ROWS = [row for row in ERRORS if not row.name.startswith("dialog_")]


def refused(code: int | None, message: str = "No", status: int = 400, **more: Any) -> InsightsError:
    """The error of an answer."""
    return error_of(Answer(status, {}, {"error": {"message": message, "code": code, **more}}))


def test_every_kind_has_a_class() -> None:
    """The words of the harness' protocol and those of the client are the same."""
    kinds = [each.kind for each in CLASSES if each not in ABSTRACT]

    assert set(kinds) == set(Kind)


def test_the_tree_in_the_docstring_names_every_class() -> None:
    drawn = re.findall(r"── (\w+)", client.errors.__doc__ or "")

    assert ["InsightsError", *drawn] == [each.__name__ for each in _in_order()]


def _in_order() -> list[type[InsightsError]]:
    found: list[type[InsightsError]] = []

    def visit(each: type[InsightsError]) -> None:
        found.append(each)
        for below in each.__subclasses__():
            visit(below)

    visit(InsightsError)
    return found


def test_every_error_row_has_a_kind() -> None:
    """Whoever adds an error to the emulator says here what it is to a client."""
    named = [name for names in KINDS.values() for name in names]

    assert sorted(named) == sorted(row.name for row in ROWS)


@pytest.mark.parametrize("host", HOSTS, ids=lambda host: host.name)
@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_each_error_of_the_emulator(row: ErrorRow, host: Host) -> None:
    """As either host words it, an error becomes one of its kind, with its numbers and its trace."""
    expected = next(kind for kind, names in KINDS.items() if row.name in names)
    rendered = render(Refusal(row, {"values": "reach, likes", **SAMPLES.get(row.name, {})}), host, "A1b2C3")

    found = error_of(Answer(rendered.status, {}, client.json_values.parsed(rendered.body)))

    assert found.kind == expected
    assert (found.code, found.subcode, found.status) == (row.code, row.subcode, rendered.status)
    assert found.trace_id == "A1b2C3"


@pytest.mark.parametrize(
    ("code", "more", "expected"),
    [
        (12345, {}, GraphError),
        (None, {}, GraphError),
        ("100", {}, GraphError),
        (True, {}, GraphError),
        (12345, {"is_transient": True}, Transient),
        (100, {"is_transient": True}, Transient),
        (100, {"is_transient": "yes"}, client.InvalidParameter),
        (100, {"error_subcode": 424242}, client.InvalidParameter),
        (4, {"is_transient": True}, RateLimited),
        (80006, {}, RateLimited),
        (299, {}, client.PermissionMissing),
        (12345, {"status": 503}, Transient),
        (12345, {"status": 429}, RateLimited),
        (2500, {"status": 500}, client.InvalidParameter),
        (102, {"error_subcode": 463}, client.TokenExpired),
        (100, {"message": "Incompatible breakdowns (follow_type) for metric (reach)"}, client.MetricIncompatible),
        (100, {"message": "Incompatible parameters"}, client.InvalidParameter),
        (10, {"message": "(#10) Not enough users"}, client.NotEnoughViewers),
    ],
)
def test_codes_that_nobody_has_seen(code: Any, more: dict[str, Any], expected: type[InsightsError]) -> None:
    """`is_transient` decides, then a known code, then the status; what remains is a plain GraphError."""
    assert type(refused(code, **more)) is expected


@pytest.mark.parametrize(
    ("status", "body", "expected"),
    [
        (502, None, Transient),
        (500, {"error": "oops"}, Transient),
        (429, None, RateLimited),
        (200, None, Unreadable),
        (200, {"error": "oops"}, Unreadable),
        (200, [], Unreadable),
        (302, None, Unreadable),
        (404, None, Unreadable),
    ],
)
def test_what_no_graph_api_writes(status: int, body: Any, expected: type[InsightsError]) -> None:
    found = error_of(Answer(status, {"x-fb-trace-id": "Zz9"}, body))

    assert type(found) is expected
    assert (found.status, found.code, found.trace_id) == (status, None, "Zz9")


def test_an_error_keeps_all_that_it_was_told() -> None:
    body: dict[str, Any] = {
        "message": "Invalid parameter",
        "type": "OAuthException",
        "code": 100,
        "error_subcode": 2108006,
        "error_user_title": "Posted before",
        "error_user_msg": "The media was posted before.",
        "error_data": '{"blame_field_specs": [[""]]}',
    }
    found = error_of(Answer(400, {"x-fb-trace-id": "AbC"}, {"error": body}))

    assert isinstance(found, client.PostedBeforeConversion)
    assert (found.type, found.user_title, found.user_message) == (
        "OAuthException",
        "Posted before",
        "The media was posted before.",
    )
    assert found.raw == body
    assert str(found) == "Invalid parameter (code 100/2108006, HTTP 400, trace AbC)"


def test_an_error_without_numbers_is_its_message() -> None:
    assert str(Unreadable("data is no list")) == "data is no list"
    assert refused(None, None, 404).message == "The Graph API gives no message"  # type: ignore[arg-type] # it may


def test_errors_travel_between_processes() -> None:
    found = refused(100, "Unsupported get request.", error_subcode=33)
    copy = pickle.loads(pickle.dumps(found))  # noqa: S301 - our own

    assert type(copy) is client.UnknownObject
    assert (copy.code, copy.subcode, copy.raw, str(copy)) == (100, 33, found.raw, str(found))
