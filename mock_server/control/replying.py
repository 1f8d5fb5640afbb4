"""What the calls of the control plane answer with."""

from __future__ import annotations

import json

from flask import Response


def answer(value: object, status: int = 200) -> Response:
    """A value as a JSON reply."""
    return Response(json.dumps(value) + "\n", status, mimetype="application/json")
