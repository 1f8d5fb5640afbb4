"""What the emulator knows: the legality matrix, explanations, and the OpenAPI document."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, date, datetime

from flask import Response, request

from mock_server.control import reading
from mock_server.control.control import Control
from mock_server.control.mistakes import Mistake
from mock_server.control.replying import answer
from mock_server.engine.explain import explain, request_from
from mock_server.graph.versions import newest
from mock_server.insights.matrix import account_matrix, media_matrix

_MATRICES = {"media": media_matrix, "account": account_matrix}


def show_metrics(control: Control) -> Response:
    edge = reading.one_of("edge", request.args.get("edge", "media"), tuple(_MATRICES))
    day = reading.day(request.args["at"]) if "at" in request.args else _today(control)
    version = reading.version(request.args.get("version", newest(day).name))
    rows = _MATRICES[edge](version, day)
    return answer({"edge": edge, "version": version.name, "at": day.isoformat(), "metrics": rows})


def show_explanation(control: Control) -> Response:
    url = request.args.get("url", "")
    if not url:
        raise Mistake("say which request: ?url=/v23.0/ID/insights?metric=reach (percent-encoded)", path="url")
    asked = {name: request.args.get(name, "") for name in ("token", "now", "fidelity")}
    try:
        explanation = explain(control.engine, request_from(url, **asked))
    except ValueError as error:
        raise Mistake(f"not a URL: {error}", path="url") from None
    return answer(explanation)


def show_openapi(control: Control, name: str) -> Response:
    from mock_server import spec  # noqa: PLC0415 - serving the insights needs no document

    version_name, _, form = name.rpartition(".")
    reading.one_of("form", form, ("yaml", "json"))
    day = reading.day(request.args["at"]) if "at" in request.args else _today(control)
    document = spec.document(reading.version(version_name), day)
    text = spec.as_yaml(document) if form == "yaml" else json.dumps(document)
    return Response(text, mimetype="application/yaml" if form == "yaml" else "application/json")


KNOWLEDGE_CALLS: tuple[tuple[str, str, Callable[..., Response]], ...] = (
    ("GET", "/metrics", show_metrics),
    ("GET", "/explain", show_explanation),
    ("GET", "/openapi/<name>", show_openapi),
)


def _today(control: Control) -> date:
    served = control.engine.worlds.served()
    return datetime.fromtimestamp(served.clock.now(control.real()), tz=UTC).date()
