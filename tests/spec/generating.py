"""How requests are generated: the same in every run, and judged by what Graph does."""

from __future__ import annotations

from typing import Any

import schemathesis
from flask import Flask
from schemathesis.config import SchemathesisConfig
from schemathesis.schemas import BaseSchema

CONFIG: dict[str, Any] = {
    # The same requests in every run and on every machine: nothing is drawn, remembered or read out of the code.
    # Graph ignores parameters that it does not know, so one too many is no mistake.
    "generation": {"deterministic": True, "database": "none", "allow-extra-parameters": False},
    "cache": {"enabled": False},
    "analysis": {"constants": {"enabled": False}},
    # Graph answers 400 to other methods; that is a row of the errors, with a test of its own.
    "phases": {"coverage": {"unexpected-methods": []}},
    "checks": {
        # It wants 405 and Allow for other methods.
        "unsupported_method": {"enabled": False},
        # It accepts 401 and 403 alone; Graph answers 400 with code 104 or 190. Tokens have tests of their own.
        "ignored_auth": {"enabled": False},
        # Two 500s are documented: `documents` lets these pass, and no other.
        "not_a_server_error": {"enabled": False},
        # A mistake in one row can be a request of another one: the test asks the rows.
        "negative_data_rejection": {"enabled": False},
        "positive_data_acceptance": {"expected-statuses": ["200"]},
    },
}


def schema_of(
    mode: str, examples: int, document: dict[str, Any], app: Flask, *, may_refuse: bool = False
) -> BaseSchema:
    """The operations of a document, asked of the application with at most so many requests for each phase."""
    acceptance = {"enabled": False} if may_refuse else CONFIG["checks"]["positive_data_acceptance"]
    checks = {**CONFIG["checks"], "positive_data_acceptance": acceptance}
    generation = {**CONFIG["generation"], "mode": mode, "max-examples": examples}
    config = SchemathesisConfig.from_dict({**CONFIG, "generation": generation, "checks": checks})
    schema = schemathesis.openapi.from_dict(document, config=config)
    schema.app = app
    return schema
