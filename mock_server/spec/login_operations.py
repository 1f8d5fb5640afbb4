"""The operations of the login: dialogs, exchanges of codes and tokens, and what can be told of a token."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from mock_server.auth.exchanging import (
    AUTHORIZATION_CODE,
    CLIENT_CREDENTIALS,
    FB_EXCHANGE_TOKEN,
    IG_EXCHANGE_TOKEN,
    IG_REFRESH_TOKEN,
)
from mock_server.auth.wishes import ALLOW, DECISION, DENY, USER
from mock_server.catalogue.dialogs import FACEBOOK_DIALOG, INSTAGRAM_DIALOG
from mock_server.catalogue.hosts import API_INSTAGRAM, FACEBOOK, INSTAGRAM, WWW_FACEBOOK, WWW_INSTAGRAM
from mock_server.catalogue.model import Dialog, ErrorRow, Site
from mock_server.catalogue.token_lives import FACEBOOK_SHORT_LIFE, LONG_LIFE
from mock_server.spec.edition import Edition
from mock_server.spec.failures import example_of, filled
from mock_server.spec.forms import COUNT, DEBUG, FLAG, TEXT, Schema, closed, listed, reference
from mock_server.spec.graph_parameters import FOR_APPS, FOR_TOKENS, referred
from mock_server.spec.occasions import DEBUGGING, DIALOGS, FACEBOOK_EXCHANGE, INSTAGRAM_EXCHANGE, LENGTHENING
from mock_server.spec.responses import JSON, answer, refusal_references, refusals
from mock_server.spec.wording import (
    DEBUGGED,
    DIALOG_OPERATION,
    FACEBOOK_EXCHANGE_OPERATION,
    INSTAGRAM_EXCHANGE_OPERATION,
    LOCAL,
    PLATFORM_ERROR,
)

Part = dict[str, Any]

LOGIN = "login"

_FORM = "application/x-www-form-urlencoded"
_APP = "1000000000000001"
_REDIRECT_URI = "https://app.example/callback"


def login_schemas() -> dict[str, Schema]:
    """The schemas of their answers by name."""
    account = closed({"access_token": TEXT, "user_id": TEXT, "permissions": TEXT}, "access_token", "user_id")
    error = closed({"error_type": TEXT, "code": COUNT, "error_message": TEXT}, "error_type", "code", "error_message")
    token = closed(
        {"access_token": TEXT, "token_type": {"const": "bearer"}, "expires_in": COUNT, "permissions": TEXT, **DEBUG},
        "access_token",
        "token_type",
    )
    granular = closed({"scope": TEXT, "target_ids": listed(TEXT)}, "scope")
    wrong = closed({"code": COUNT, "message": TEXT, "subcode": COUNT}, "code", "message")
    debugged = closed(
        {
            **dict.fromkeys(("app_id", "type", "application", "profile_id", "user_id"), TEXT),
            **dict.fromkeys(("data_access_expires_at", "expires_at", "issued_at"), COUNT),
            "is_valid": FLAG,
            "error": wrong,
            "scopes": listed(TEXT),
            "granular_scopes": listed(granular),
        },
        "is_valid",
        "scopes",
    )
    return {
        "Token": {"description": "A token. One without `expires_in` does not expire.", **token},
        "FirstToken": {
            "description": "The short-lived token of an Instagram account, and whose it is.",
            **closed({"data": listed(account, minItems=1, maxItems=1)}, "data"),
        },
        "DebuggedToken": {"description": DEBUGGED, **closed({"data": debugged, **DEBUG}, "data")},
        "PlatformError": {"description": PLATFORM_ERROR, **error},
    }


def login_paths(edition: Edition) -> Part:
    """All of them by path."""
    return {
        "/{version}/dialog/oauth": {
            "servers": _servers(WWW_FACEBOOK),
            "get": _dialog(FACEBOOK_DIALOG, "openFacebookDialog", edition, *referred("Version")),
        },
        "/{version}/oauth/access_token": {
            "servers": _at(FACEBOOK.name),
            "get": _facebook_exchange("exchangeAtFacebook", edition, parameters=_queries(_EXCHANGE)),
            "post": _facebook_exchange("exchangeAtFacebookByForm", edition, requestBody=_form(_EXCHANGE)),
        },
        "/{version}/debug_token": {"get": _debugging(edition)},
        "/oauth/authorize": {
            "servers": _servers(WWW_INSTAGRAM),
            "get": _dialog(INSTAGRAM_DIALOG, "openInstagramDialog", edition),
        },
        "/oauth/access_token": {"servers": _servers(API_INSTAGRAM), "post": _instagram_exchange(edition)},
        "/access_token": {
            "servers": _at(INSTAGRAM.name),
            "get": _lengthening("exchangeForLongLived", IG_EXCHANGE_TOKEN, ("client_secret",), edition),
        },
        "/refresh_access_token": {
            "servers": _at(INSTAGRAM.name),
            "get": _lengthening("refresh", IG_REFRESH_TOKEN, (), edition),
        },
    }


def _servers(site: Site) -> list[Part]:
    return _at(site.name)


def _at(name: str) -> list[Part]:
    return [{"url": f"https://{name}"}, {"url": f"{LOCAL}/{name}", "description": "insights-mock on this machine."}]


def _dialog(dialog: Dialog, operation: str, edition: Edition, *others: Part) -> Part:
    page = {"text/html": {"schema": TEXT}}
    return {
        "operationId": operation,
        "tags": [LOGIN],
        "summary": f"The dialog of {dialog.name} Login",
        "description": DIALOG_OPERATION,
        "security": [],
        "parameters": [*others, *_queries(_dialog_parameters(dialog))],
        "responses": {
            "200": {"description": "The page on which the person decides.", "content": page},
            "302": {
                "description": "Back to the app, with a code or a token, or with what was denied.",
                "headers": {"Location": {"description": "Where to.", "required": True, "schema": TEXT}},
            },
            "400": {
                "description": "A page that says why the dialog cannot be shown.",
                "content": {"text/html": {"schema": TEXT, "examples": _texts(edition)}},
            },
        },
    }


def _texts(edition: Edition) -> Part:
    """The texts that the pages show."""
    filled_rows = [filled(row, FACEBOOK, DIALOGS, edition) for row in DIALOGS.on(edition)]
    return {each.row.name: example_of(each, each.row.message.format_map(each.values)) for each in filled_rows}


def _dialog_parameters(dialog: Dialog) -> Mapping[str, Part]:
    responses = " ".join(sorted(dialog.responses))
    return {
        "client_id": _sent("The app's id.", _APP, required=True),
        "redirect_uri": _sent("Where the person goes back to.", _REDIRECT_URI, required=True),
        "scope": _sent("What the app asks for, separated by commas.", dialog.needed or "instagram_basic"),
        "response_type": _sent("`code`, or what else the dialog can respond with.", responses),
        "state": _sent("Comes back as it is.", "af0ifjsldkj"),
        USER: _sent("A parameter of insights-mock: the person who decides.", "17841400000000001"),
        DECISION: {**_sent("A parameter of insights-mock: decides without a page."), "enum": [ALLOW, DENY]},
    }


def _facebook_exchange(operation: str, edition: Edition, **sent: Any) -> Part:  # noqa: ANN401 - part of a document
    token = {"access_token": "EAAmock-issued", "token_type": "bearer", "expires_in": FACEBOOK_SHORT_LIFE.value}
    return {
        "operationId": operation,
        "tags": [LOGIN],
        "summary": "A code or a token for a token, at Facebook",
        "description": FACEBOOK_EXCHANGE_OPERATION,
        "security": [],
        **sent,
        "parameters": [*referred("Version"), *sent.get("parameters", ()), *referred(*FOR_APPS)],
        "responses": {
            "200": answer("The token.", ["Token"], {"short_lived": _example("A short-lived token", token)}),
            **refusal_references(FACEBOOK_EXCHANGE, edition),
        },
    }


def _instagram_exchange(edition: Edition) -> Part:
    account = {"access_token": "IGAAmock-issued", "user_id": "20000000000000001"}
    value = {"data": [{**account, "permissions": "instagram_business_basic"}]}
    examples = {"first_token": _example("A short-lived token", value)}
    sent = {
        name: {**_EXCHANGE[name], "required": True} for name in ("client_id", "client_secret", "redirect_uri", "code")
    }
    grant_type = {**_sent("What is exchanged.", required=True), "enum": [AUTHORIZATION_CODE]}
    return {
        "operationId": "exchangeAtInstagram",
        "tags": [LOGIN],
        "summary": "A code for a short-lived token, at Instagram",
        "description": INSTAGRAM_EXCHANGE_OPERATION,
        "security": [],
        "requestBody": _form({**sent, "grant_type": grant_type}),
        "responses": {
            "200": _plain("The token.", "FirstToken", examples),
            "400": _plain("Refused.", "PlatformError", _platform_errors(edition)),
        },
    }


def _platform_errors(edition: Edition) -> Part:
    refused = [filled(row, INSTAGRAM, INSTAGRAM_EXCHANGE, edition) for row in INSTAGRAM_EXCHANGE.on(edition)]
    return {each.row.name: example_of(each, _platform_error(each.row, each.values)) for each in refused}


def _platform_error(row: ErrorRow, values: Mapping[str, str]) -> Part:
    return {"error_type": row.type, "code": row.code, "error_message": row.message.format_map(values)}


def _lengthening(operation: str, grant_type: str, secrets: Sequence[str], edition: Edition) -> Part:
    token = {"access_token": "IGAAmock-issued", "token_type": "bearer", "expires_in": LONG_LIFE.value}
    sent = {
        "grant_type": {**_sent("What is done.", required=True), "enum": [grant_type]},
        **{name: {**_EXCHANGE[name], "required": True} for name in secrets},
    }
    return {
        "operationId": operation,
        "tags": [LOGIN],
        "summary": "A long-lived token for a token of Instagram",
        "security": [{"instagram_login_query": []}, {"instagram_login_header": []}],
        "parameters": [*_queries(sent), *referred(*FOR_TOKENS)],
        "responses": {
            "200": answer("The token.", ["Token"], {"long_lived": _example("A long-lived token", token)}),
            **refusal_references(LENGTHENING, edition),
        },
    }


def _debugging(edition: Edition) -> Part:
    described = {"app_id": _APP, "type": "USER", "application": "insights-mock", "expires_at": 0, "is_valid": True}
    scopes = ["instagram_basic"]
    granular = [{"scope": "instagram_basic", "target_ids": ["17841400000000001"]}]
    valid = {**described, "scopes": scopes, "granular_scopes": granular, "user_id": "10200000000000001"}
    wrong = {"code": 190, "message": "Invalid OAuth access token - Cannot parse access token"}
    examples = {
        "valid": _example("A token that never expires", {"data": valid}),
        "unknown": _example("No token", {"data": {"error": wrong, "is_valid": False, "scopes": []}}),
    }
    return {
        "operationId": "debugToken",
        "tags": [LOGIN],
        "summary": "What can be told of a token",
        "description": DEBUGGED,
        "parameters": [
            *referred("Version"),
            *_queries({"input_token": _sent("The token in question.", "EAAmock-reader", required=True)}),
            *referred(*FOR_TOKENS),
        ],
        "responses": {
            "200": answer("What is known.", ["DebuggedToken"], examples),
            **refusals(DEBUGGING, edition),
        },
    }


def _plain(description: str, schema: str, examples: Part) -> Part:
    """A response of a host that has none of the Graph's headers."""
    return {"description": description, "content": {JSON: {"schema": reference(schema), "examples": examples}}}


def _example(summary: str, value: Part) -> Part:
    return {"summary": summary, "value": value}


def _sent(description: str, example: str = "", *, required: bool = False) -> Part:
    """A parameter: its schema, and whether it is required."""
    examples = {"examples": [example]} if example else {}
    return {"type": "string", "description": description, **examples, "required": required}


def _queries(sent: Mapping[str, Part]) -> list[Part]:
    return [
        {
            "name": name,
            "in": "query",
            "required": each["required"],
            "description": each["description"],
            "schema": _schema(each),
        }
        for name, each in sent.items()
    ]


def _form(sent: Mapping[str, Part]) -> Part:
    properties = {name: {**_schema(each), "description": each["description"]} for name, each in sent.items()}
    required = [name for name, each in sent.items() if each["required"]]
    return {
        "required": True,
        "content": {_FORM: {"schema": {"type": "object", "properties": properties, "required": required}}},
    }


def _schema(sent: Part) -> Schema:
    return {key: value for key, value in sent.items() if key not in ("required", "description")}


_EXCHANGE: dict[str, Part] = {
    "client_id": _sent("The app's id.", _APP, required=True),
    "client_secret": _sent("The app's secret.", "mock-app-secret", required=True),
    "grant_type": {
        **_sent("What is exchanged; without it a code."),
        "enum": [AUTHORIZATION_CODE, FB_EXCHANGE_TOKEN, CLIENT_CREDENTIALS],
    },
    "redirect_uri": _sent("The one with which the dialog was opened, to the letter.", _REDIRECT_URI),
    "code": _sent("What the dialog gave.", "AQmock-1"),
    "fb_exchange_token": _sent("The short-lived token.", "EAAmock-reader"),
}
