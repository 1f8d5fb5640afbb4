"""What the odd parameters do to a finished reply: indented, wrapped in a function call, with debug messages, ETags."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from hashlib import sha1
from typing import NamedTuple

from mock_server.catalogue.grammar_errors import CALLBACK_INVALID
from mock_server.graph import wire
from mock_server.graph.message import Reply
from mock_server.graph.refusal import Refused

_NAMES = frozenset({"pretty", "callback", "suppress_http_code", "debug"})
_SCRIPT = ("Content-Type", "text/javascript; charset=UTF-8")
_FUNCTION = re.compile(r"[A-Za-z_$][\w$]{0,99}(?:\.[A-Za-z_$][\w$]{0,99}){0,9}\Z", re.ASCII)
_ON = frozenset({"1", "true"})
# Which messages each level of `debug` asks for.
_LEVELS = {"all": None, "info": frozenset({"info", "warning"}), "warning": frozenset({"warning"})}
_INDENT = 3


class Presentation(NamedTuple):
    """How the client wants to see the reply."""

    pretty: bool
    callback: str
    suppress_http_code: bool
    debug: str


class Message(NamedTuple):
    """A debug message: `info` or `warning`, what it says, and where to read on."""

    type: str
    message: str
    link: str = ""


def parameters(sent: Mapping[str, str]) -> Presentation | None:
    """What the parameters ask for; None, at the price of one look, when there are none of this kind."""
    if _NAMES.isdisjoint(sent):
        return None
    callback = sent.get("callback", "")
    if callback and not _FUNCTION.match(callback):
        raise Refused(CALLBACK_INVALID, "the callback is no name of a function")
    debug = sent.get("debug", "").lower()
    return Presentation(
        pretty=sent.get("pretty", "").lower() in _ON,
        callback=callback,
        suppress_http_code=sent.get("suppress_http_code", "").lower() in _ON,
        debug=debug if debug in _LEVELS else "",
    )


def present(reply: Reply, presentation: Presentation, messages: Iterable[Message] = ()) -> Reply:
    """The reply as the client wants to see it; pages and redirects are for people, and stay what they are."""
    if not _is_json(reply):
        return reply
    if presentation.debug or presentation.pretty:
        reply = reply._replace(body=_rewritten(reply.body, presentation, messages))
    if presentation.callback:
        body = b"/**/ " + presentation.callback.encode("ascii") + b"(" + reply.body + b");"
        reply = reply._replace(headers=_as_script(reply.headers), body=body)
    return reply._replace(status=200) if presentation.suppress_http_code else reply


def _is_json(reply: Reply) -> bool:
    return any(name.lower() == "content-type" and "json" in value for name, value in reply.headers)


def _rewritten(body: bytes, presentation: Presentation, messages: Iterable[Message]) -> bytes:
    try:
        content: wire.Json = json.loads(body)
    except ValueError:
        return body
    if presentation.debug and isinstance(content, dict):
        content["__debug__"] = _debugged(presentation.debug, messages)
    # Only the compact form escapes slashes.
    return json.dumps(content, indent=_INDENT).encode("ascii") if presentation.pretty else wire.dumps(content)


def _debugged(level: str, messages: Iterable[Message]) -> dict[str, wire.Json]:
    """The messages of the level and above; without any, the object is empty."""
    types = _LEVELS[level]
    shown: list[wire.Json] = [_shown(each) for each in messages if types is None or each.type in types]
    return {"messages": shown} if shown else {}


def _shown(message: Message) -> dict[str, wire.Json]:
    link: dict[str, wire.Json] = {"link": message.link} if message.link else {}
    return link | {"message": message.message, "type": message.type}


def _as_script(headers: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return [_SCRIPT if name.lower() == "content-type" else (name, value) for name, value in headers]


def etag(body: bytes) -> str:
    """The entity tag of a body: 40 hexadecimal digits in quotes."""
    return f'"{sha1(body, usedforsecurity=False).hexdigest()}"'


def not_modified(if_none_match: str, tag: str) -> bool:
    """Whether the header names the tag, alone or in a list, weak or strong, or any tag with `*`."""
    sent = [each.strip().removeprefix("W/") for each in if_none_match.split(",")]
    return tag in sent or "*" in sent
