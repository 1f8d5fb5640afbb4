"""The settings of the server: one row each, with its option, environment variable, default and help."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Literal

PREFIX = "INSIGHTS_MOCK_"

_TRUE = ("1", "true", "yes", "on")
_FALSE = ("", "0", "false", "no", "off")


class SettingError(Exception):
    """A setting that cannot be used; the text names it and what is allowed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What `create_app` needs to know. `world` is a shipped world's name or a file; empty texts mean the world's own."""

    world: str = "default"
    now: str = ""
    seed: str = ""
    fidelity: Literal["", "documented", "observed"] = ""
    store: str = "memory"
    any_token: bool = False
    admin_token: str = ""
    mock_headers: bool = True

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> Settings:
        """The settings that INSIGHTS_MOCK_… variables ask for. Raises SettingError."""
        given = {}
        for field in fields(cls):
            text = environment.get(PREFIX + field.name.upper())
            if text is not None:
                given[field.name] = _flag(field.name, text) if field.type == "bool" else text
        return cls(**given)  # type: ignore[arg-type]

    def to_environment(self) -> dict[str, str]:
        """The variables from which another process reads these settings."""
        return {PREFIX + field.name.upper(): str(getattr(self, field.name)) for field in fields(self)}


def _flag(name: str, text: str) -> bool:
    lowered = text.strip().lower()
    if lowered not in _TRUE + _FALSE:
        raise SettingError(f"{PREFIX}{name.upper()} must be one of {', '.join(_TRUE + _FALSE[1:])}, not {text!r}")
    return lowered in _TRUE
