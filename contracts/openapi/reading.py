"""Reads an OpenAPI document from a file; what is not one is refused with its place."""

from pathlib import Path
from typing import Any

import yaml

from contracts.files.document import CaseError, Place
from contracts.openapi.public import PATH, PublicDocument

_NEEDED = ("openapi", "paths", "components", "x-insights-version", "x-insights-as-of", "x-insights-fields")


def read_document(path: Path) -> PublicDocument:
    """The document in a file. Raises CaseError for a file that is none, or none of insights."""
    place = Place(str(path))
    try:
        raw = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    except OSError as error:
        raise CaseError(f"cannot be read: {error.strerror}", place) from error
    except UnicodeDecodeError as error:
        raise CaseError("is not UTF-8; expected an OpenAPI document", place) from error
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise CaseError(
            f"{error.problem}; expected an OpenAPI document as YAML or JSON", Place(str(path), line)
        ) from error
    return PublicDocument(_checked(raw, place))


def _checked(raw: Any, place: Place) -> dict[str, Any]:  # noqa: ANN401  whatever YAML holds
    if not isinstance(raw, dict):
        raise CaseError("expected an OpenAPI document, a mapping", place)
    missing = [key for key in _NEEDED if key not in raw]
    if missing:
        raise CaseError(f"`{missing[0]}` is missing; expected a document of `insights-mock openapi`", place)
    operation = raw["paths"].get(PATH, {}).get("get", {}) if isinstance(raw["paths"], dict) else {}
    if "x-insights-rows" not in operation:
        raise CaseError(f"`GET {PATH}` with `x-insights-rows` is missing among the paths", place)
    return raw
