"""A document as YAML that people can read and every parser understands: block style, no anchors."""

from __future__ import annotations

from typing import Any

import yaml

_WIDTH = 120


class _Dumper(yaml.CSafeDumper):
    """Writes every value out where it stands, and texts of several lines as such."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002 - PyYAML passes it
        """Some parsers misread aliases."""
        return True


def _text(dumper: yaml.CSafeDumper, value: str) -> yaml.Node:
    # What begins with a digit is quoted: parsers do not agree on what is a date or a number.
    style = "|" if "\n" in value else "'" if value[:1].isdigit() else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=style)


_Dumper.add_representer(str, _text)


def as_yaml(document: dict[str, Any]) -> str:
    """The document as YAML text, its keys in their order."""
    return yaml.dump(document, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=_WIDTH)
