"""Modules of Meta's Python SDK, read as syntax: they are never imported."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from contracts.files.document import CaseError, Place


def parameters_of(path: Path, node: str) -> dict[str, str]:
    """The parameters that a node's `get_insights` takes, each with the class that holds its values ("" for none).

    The class is told as the SDK writes it, as in `InstagramInsightsResult.Metric`.
    """
    method = next((each for each in _class(path, node).body if _named(each, "get_insights")), None)
    if method is None:
        raise CaseError(f"the class {node} must have a method `get_insights`", Place(str(path), line=0))
    types = _assigned(path, method, "param_types")
    enums = {name: _holder(value) for name, value in _assigned(path, method, "enums").items()}
    return {name: enums.get(_element(value), "") for name, value in types.items()}


def values_of(modules: Path, home: str) -> tuple[str, ...]:
    """The values that a class such as `InstagramInsightsResult.Metric` holds."""
    node, _, name = home.partition(".")
    path = modules / f"{node.lower()}.py"
    held = next(
        (each for each in _class(path, node).body if isinstance(each, ast.ClassDef) and each.name == name), None
    )
    if held is None:
        raise CaseError(f"the class {node} must have a class `{name}` with values", Place(str(path), line=0))
    return tuple(_texts(held))


def _class(path: Path, name: str) -> ast.ClassDef:
    try:
        tree = ast.parse(path.read_text(encoding="utf-8"), filename=str(path))
    except SyntaxError as error:
        raise CaseError(f"not Python: {error.msg}", Place(str(path), error.lineno or 0)) from None
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "not UTF-8"
        raise CaseError(f"cannot be read: {reason}", Place(str(path), line=0)) from None
    found = next((each for each in tree.body if isinstance(each, ast.ClassDef) and each.name == name), None)
    if found is None:
        raise CaseError(f"expected a class {name}", Place(str(path), line=0))
    return found


def _named(statement: ast.stmt, name: str) -> bool:
    return isinstance(statement, ast.FunctionDef) and statement.name == name


def _assigned(path: Path, method: ast.stmt, name: str) -> dict[str, ast.expr]:
    """The dictionary that a method writes out under a name."""
    for each in ast.walk(method):
        if isinstance(each, ast.Assign) and isinstance(each.value, ast.Dict) and ast.unparse(each.targets[0]) == name:
            return {
                str(key.value): value
                for key, value in zip(each.value.keys, each.value.values, strict=True)
                if isinstance(key, ast.Constant)
            }
    raise CaseError(f"`get_insights` must write out a dictionary `{name}`", Place(str(path), method.lineno))


def _element(type_: ast.expr) -> str:
    """`metric_enum` of the text `list<metric_enum>`."""
    written = type_.value if isinstance(type_, ast.Constant) else ""
    return str(written).removeprefix("list<").removesuffix(">")


def _holder(value: ast.expr) -> str:
    """`InstagramInsightsResult.Metric` of the expression `InstagramInsightsResult.Metric.__dict__.values()`."""
    return ast.unparse(value).partition(".__dict__")[0]


def _texts(held: ast.ClassDef) -> Iterator[str]:
    for each in held.body:
        if isinstance(each, ast.Assign) and isinstance(each.value, ast.Constant):
            yield str(each.value.value)
