"""Reads an OpenAPI document from a file; what is not one is refused with its place."""

import re
from pathlib import Path
from typing import Any

import yaml

from contracts.files.document import CaseError, Place
from contracts.openapi.public import PATH, PublicDocument

_NEEDED = ("openapi", "paths", "components", "x-insights-version", "x-insights-as-of", "x-insights-fields")
_TEXTS = {"x-insights-version": r"v\d{1,3}\.\d{1,3}", "x-insights-as-of": r"\d{4}-\d{2}-\d{2}"}
_EXPECTED = "expected a document of `insights-mock openapi`"


def read_document(path: Path) -> PublicDocument:
    """The document in a file. Raises CaseError for a file that is none, or none of insights."""
    place, whole = Place(str(path)), Place(str(path), line=0)
    try:
        raw = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    except OSError as error:
        raise CaseError(f"cannot be read: {error.strerror}", whole) from error
    except UnicodeDecodeError as error:
        raise CaseError("is not UTF-8; expected an OpenAPI document", whole) from error
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise CaseError(
            f"{error.problem}; expected an OpenAPI document as YAML or JSON", Place(str(path), line)
        ) from error
    except (yaml.YAMLError, ValueError) as error:
        raise CaseError(f"{error}; expected an OpenAPI document as YAML or JSON", whole) from error
    try:
        return PublicDocument(_checked(raw, place))
    except (AttributeError, KeyError, TypeError) as error:
        raise CaseError(f"{type(error).__name__} {error}: {_EXPECTED}", whole) from error


def _checked(raw: Any, place: Place) -> dict[str, Any]:  # noqa: ANN401  whatever YAML holds
    if not isinstance(raw, dict):
        raise CaseError("expected an OpenAPI document, a mapping", place)
    missing = [key for key in _NEEDED if key not in raw]
    if missing:
        raise CaseError(f"`{missing[0]}` is missing; {_EXPECTED}", place)
    for key, form in _TEXTS.items():
        if not isinstance(raw[key], str) or not re.fullmatch(form, raw[key]):
            raise CaseError(f"`{key}` is {raw[key]!r}; {_EXPECTED}", place)
    operation = _inside(_inside(raw["paths"], PATH), "get")
    if not isinstance(_inside(operation, "x-insights-rows"), list):
        raise CaseError(f"`GET {PATH}` with `x-insights-rows` is missing among the paths", place)
    return raw


def _inside(value: Any, key: str) -> Any:  # noqa: ANN401  whatever YAML holds
    return value.get(key) if isinstance(value, dict) else None
