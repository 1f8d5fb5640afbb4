"""The catalogue holds rows and nothing else, each with its evidence, and they fit together."""

from __future__ import annotations

import ast
import dataclasses
import importlib
import pkgutil
import sys
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from types import ModuleType
from typing import Any

import pytest

import mock_server.catalogue
from mock_server.catalogue import model
from mock_server.catalogue.absences import ABSENCES
from mock_server.catalogue.account_metrics import ACCOUNT_METRICS
from mock_server.catalogue.breakdowns import (
    ACCOUNT_BREAKDOWNS,
    AUDIENCE_TABLES,
    MEDIA_BREAKDOWNS,
    METRIC_TYPES,
    PERIODS,
)
from mock_server.catalogue.differences import DIFFERENCES
from mock_server.catalogue.error_rows import ERRORS
from mock_server.catalogue.hosts import HOSTS
from mock_server.catalogue.kinds import ACCOUNT_TYPES, KINDS, REGIONS
from mock_server.catalogue.media_metrics import INSTAGRAM_ORDER, MEDIA_METRICS
from mock_server.catalogue.nodes import EDGES_ELSEWHERE, NODE_TYPES, WEBHOOK_FIELDS
from mock_server.catalogue.quantities import ON_FACEBOOK, QUANTITIES
from mock_server.catalogue.scopes import SCOPES
from mock_server.catalogue.versions import VERSIONS
from mock_server.insights.draws import DAILY_EXPOSURE, MEDIA_REACH
from mock_server.nodes.lists import LISTS
from mock_server.nodes.values import VALUES

_NAMES = [found.name for found in pkgutil.iter_modules(mock_server.catalogue.__path__)]
_ROW_MODULES = [name for name in _NAMES if name != "model"]
_TUPLES: dict[str, tuple[Any, ...]] = {
    "media metrics": MEDIA_METRICS,
    "account metrics": ACCOUNT_METRICS,
    "errors": ERRORS,
    "absences": ABSENCES,
    "versions": VERSIONS,
    "hosts": HOSTS,
    "kinds": KINDS,
    "account types": ACCOUNT_TYPES,
    "regions": REGIONS,
    "account breakdowns": ACCOUNT_BREAKDOWNS,
    "media breakdowns": MEDIA_BREAKDOWNS,
    "audience tables": AUDIENCE_TABLES,
    "nodes": NODE_TYPES,
}


def _module(name: str) -> ModuleType:
    return importlib.import_module(f"mock_server.catalogue.{name}")


def _rows() -> Iterator[tuple[str, Any]]:
    """Every row that any module of the catalogue names, with its place."""
    for name in _ROW_MODULES:
        for attribute, value in vars(_module(name)).items():
            if dataclasses.is_dataclass(value) and not isinstance(value, type):
                yield f"{name}.{attribute}", value


def _inside(place: str, value: Any, seen: set[int]) -> Iterator[tuple[str, Any]]:
    """A row and all rows within it."""
    if id(value) in seen:
        return
    seen.add(id(value))
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        yield place, value
        for field in dataclasses.fields(value):
            yield from _inside(f"{place}.{field.name}", getattr(value, field.name), seen)
    elif isinstance(value, (tuple, list)):
        for item in value:
            yield from _inside(place, item, seen)
    elif isinstance(value, dict):
        for item in value.values():
            yield from _inside(place, item, seen)


_ALL_ROWS = [found for place, row in _rows() for found in _inside(place, row, set())]


@pytest.mark.parametrize("name", _ROW_MODULES)
def test_modules_of_rows_hold_rows_alone(name: str) -> None:
    """A module of rows has a docstring, imports and assignments: no function, class, condition, loop or lambda."""
    source = _module(name).__file__
    assert source
    with open(source, encoding="utf-8") as file:  # noqa: PTH123 - a path as the module gives it
        tree = ast.parse(file.read())
    assert ast.get_docstring(tree)
    statements = {type(node) for node in tree.body[1:]}
    assert statements <= {ast.Import, ast.ImportFrom, ast.Assign, ast.AnnAssign}
    logic = (ast.Lambda, ast.IfExp, ast.ListComp, ast.SetComp, ast.GeneratorExp, ast.Compare, ast.BoolOp, ast.Await)
    assert [ast.unparse(node) for node in ast.walk(tree) if isinstance(node, logic)] == []


@pytest.mark.parametrize("name", _NAMES)
def test_the_catalogue_imports_the_standard_library_alone(name: str) -> None:
    """What the catalogue imports is itself or comes with Python."""
    source = _module(name).__file__
    assert source
    with open(source, encoding="utf-8") as file:  # noqa: PTH123 - a path as the module gives it
        tree = ast.parse(file.read())
    for node in ast.walk(tree):
        names = [each.name for each in node.names] if isinstance(node, ast.Import) else []
        names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        for imported in names:
            assert imported.startswith("mock_server.catalogue") or imported.partition(".")[0] in sys.stdlib_module_names


def test_every_row_has_evidence() -> None:
    """Each row of a type with evidence names a source with title, place and date."""
    without = []
    for place, row in _ALL_ROWS:
        if "evidence" in {field.name for field in dataclasses.fields(row)}:
            found = row.evidence
            complete = isinstance(found, model.Evidence) and found.source.title and found.source.where
            if not (complete and date(2016, 1, 1) < found.source.date < date(2027, 1, 1)):
                without.append(place)
    assert without == []


def test_every_type_of_fact_has_evidence() -> None:
    """Only invented numbers, and parts of other rows, stand without evidence of their own."""
    invented = {
        "Source", "Evidence", "Span", "Quantity", "Counts", "Level", "Times", "Slice", "Change", "Minimum",
        "Shown", "Wording", "Difference",
    }  # fmt: skip
    types = {type(row) for _, row in _ALL_ROWS}
    bare = {kind.__name__ for kind in types if "evidence" not in {field.name for field in dataclasses.fields(kind)}}
    assert bare <= invented


@pytest.mark.parametrize("name", sorted(_TUPLES))
def test_names_are_unique(name: str) -> None:
    """No two rows of a kind have the same name."""
    names = [row.name for row in _TUPLES[name]]
    assert len(set(names)) == len(names)


def test_differences_are_told_apart() -> None:
    """Each difference has its own name and number, and two sides with evidence."""
    assert len({each.name for each in DIFFERENCES}) == len({each.number for each in DIFFERENCES}) == len(DIFFERENCES)
    for each in DIFFERENCES:
        assert each.documented.answer
        assert each.observed.answer


@pytest.mark.parametrize(
    "number", ["F1", "F2", "F3", "F4", "F5", "F6", "F7", "F8", "F9", "F10", "F11", "F12", "F13", "F14", "F15", "F16"]
)
def test_each_decided_difference_is_a_row(number: str) -> None:
    """The differences that are decided for these edges are rows of the catalogue."""
    assert number in {each.number for each in DIFFERENCES}


@pytest.mark.parametrize("name", _ROW_MODULES)
def test_every_named_row_stands_in_a_tuple(name: str) -> None:
    """A row that is written down is in the tuple of its kind: none is forgotten."""
    listed = {id(row) for rows in (*_TUPLES.values(), DIFFERENCES, QUANTITIES) for row in rows}
    types = (model.MediaMetric, model.AccountMetric, model.ErrorRow, model.Absence, model.Difference, model.Quantity,
             model.ApiVersion, model.Host, model.MediaKind, model.AccountType, model.Region,
             model.NodeType)  # fmt: skip
    own = {key: value for key, value in vars(_module(name)).items() if isinstance(value, types)}
    assert [key for key, value in own.items() if id(value) not in listed] == []


def test_versions_follow_one_another() -> None:
    """Versions stand in order; each begins after the one before it, and none ends before an older one."""
    for older, newer in pairwise(VERSIONS):
        assert older.released < newer.released
        assert older.number < newer.number
        assert older.last_day is not None
        assert newer.last_day is None or older.last_day < newer.last_day
        assert older.released < older.last_day


def test_retirements_are_in_known_versions() -> None:
    """What came or went with a version names a version that exists, released before it held everywhere."""
    by_name = {version.name: version for version in VERSIONS}
    for place, row in _ALL_ROWS:
        if isinstance(row, model.Retirement | model.Change):
            assert by_name[row.in_version].released <= row.everywhere_on, place


def test_replacements_exist() -> None:
    """What a retired metric recommends is a metric of the same edge, and not retired itself."""
    for rows in (MEDIA_METRICS, ACCOUNT_METRICS):
        living = {row.name for row in rows if row.retired is None}
        assert {row.replacement for row in rows if row.replacement} <= living


def test_lists_of_the_instagram_host_name_metrics() -> None:
    """graph.instagram.com lists metrics that exist, each once."""
    assert len(set(INSTAGRAM_ORDER)) == len(INSTAGRAM_ORDER)
    assert set(INSTAGRAM_ORDER) <= {row.name for row in MEDIA_METRICS}


def test_every_metric_listed_on_the_instagram_host_has_its_place() -> None:
    """A metric that the other host lists at some time stands in its order."""
    for row in MEDIA_METRICS:
        span = next((span for login, span in row.listed.items() if login.value == "instagram"), None)
        if span and (span.since is None or span.since.year < 2030):
            assert row.name in INSTAGRAM_ORDER, row.name


@pytest.mark.parametrize("quantity", [each for each in QUANTITIES if each.per_day[1]], ids=lambda each: each.name)
def test_a_day_brings_at_least_one_media(quantity: model.Quantity) -> None:
    """The least that a day of an account brings is no less than the most that a generated media ever collects."""
    assert quantity.per_day[0] * DAILY_EXPOSURE[0] >= quantity.per_reach[1] * MEDIA_REACH[1] - 1e-12


@pytest.mark.parametrize("quantity", QUANTITIES, ids=lambda each: each.name)
def test_bounds_of_quantities_are_in_order(quantity: model.Quantity) -> None:
    """Lower bounds are not negative and not above the upper ones; a share of reach names the kinds that have it."""
    for low, high in (quantity.per_reach, quantity.per_day):
        assert 0 <= low <= high
    assert bool(quantity.kinds) == bool(quantity.per_reach[1])
    assert set(ON_FACEBOOK) <= set(QUANTITIES)


def test_quantities_of_metrics_exist_where_the_metrics_do() -> None:
    """Each kind that has a counting metric has at least one of the quantities that it counts."""
    for row in MEDIA_METRICS:
        counts = row.number.counts if isinstance(row.number, model.Times) else row.number
        if isinstance(counts, model.Counts):
            for kind in row.kinds:
                assert any(kind in quantity.kinds for quantity in counts.of), (row.name, kind.name)


def test_parts_of_media_breakdowns_are_what_the_metric_counts() -> None:
    """The values of a media breakdown count exactly the quantities of their metric."""
    for row in MEDIA_METRICS:
        if row.breakdown and isinstance(row.number, model.Counts):
            assert {part.quantity for part in row.breakdown.slices} == set(row.number.of)


def test_casing_of_breakdown_values() -> None:
    """Values are in lower case on the media edge, in upper case on the account edge; demographics as recorded."""
    for breakdown in MEDIA_BREAKDOWNS:
        assert all(part.value == part.value.lower() for part in breakdown.slices)
    for breakdown in ACCOUNT_BREAKDOWNS:
        if breakdown.name != "city":
            assert all(part.value == part.value.upper() for part in breakdown.slices), breakdown.name


def test_enumerations_of_parameters() -> None:
    """Periods, metric types and breakdowns are those of Meta's own metadata, in its order."""
    assert PERIODS == ("day", "week", "days_28", "month", "lifetime", "total_over_range")
    assert METRIC_TYPES == ("default", "time_series", "total_value")
    names = ["country", "city", "age", "gender", "follow_type", "media_product_type", "contact_button_type"]
    assert [each.name for each in ACCOUNT_BREAKDOWNS] == names
    names = ["follow_type", "surface_type", "action_type", "story_navigation_action_type"]
    assert [each.name for each in MEDIA_BREAKDOWNS] == names


def test_shapes_of_account_metrics_have_headings() -> None:
    """A metric that comes as a series or as a total has the title and description of that shape."""
    for row in ACCOUNT_METRICS:
        assert bool(row.series) == (row.as_series is not None), row.name
        assert bool(row.totals) == (row.as_total is not None), row.name
        if row.series or row.totals:
            demographic = row.demographics or row.is_table or row.hourly
            assert demographic or row.number, row.name


@pytest.mark.parametrize("row", ERRORS, ids=lambda row: row.name)
def test_error_rows_are_well_formed(row: model.ErrorRow) -> None:
    """An error has a name that fits in a header, a status from 400, and a fix."""
    assert row.name.replace("_", "").isalnum()
    assert row.name.isascii()
    assert 400 <= row.status <= 599
    assert row.instagram.status is None or 400 <= row.instagram.status <= 599
    assert row.fix
    assert row.message


_NODES = {row.name: row for row in NODE_TYPES}
# Objects that clients ask for and that have no fields of their own: their answers are those of the insights edges.
_NO_NODES = {"InsightsResult", "PageInsight"}


@pytest.mark.parametrize("row", NODE_TYPES, ids=lambda row: row.name)
def test_fields_and_edges_of_a_node(row: model.NodeType) -> None:
    """Fields and edges have names of their own, a description, and a login that knows them."""
    parts: tuple[model.Field | model.Edge, ...] = (*row.fields, *row.edges)
    assert len({each.name for each in parts}) == len(parts)
    for each in parts:
        assert each.name.replace("_", "").isalnum()
        assert each.description.endswith(".")
        assert each.logins
        assert set(each.needs) <= each.logins


@pytest.mark.parametrize("row", NODE_TYPES, ids=lambda row: row.name)
def test_every_field_has_a_value(row: model.NodeType) -> None:
    """Each field is computed by a function, or refused always; no function computes a field that is none."""
    answered = {each.name for each in row.fields if each.refused is None or each.kinds}
    assert set(VALUES[row.name]) == answered


@pytest.mark.parametrize("row", NODE_TYPES, ids=lambda row: row.name)
def test_every_edge_has_items(row: model.NodeType) -> None:
    """Each edge is listed by a function, or is one of insights, which are answered elsewhere."""
    listed = {name for node, name in LISTS if node == row.name}
    assert listed == {each.name for each in row.edges if each.of not in _NO_NODES}


def test_every_list_and_value_belongs_to_a_node() -> None:
    """No function computes for a type of node that is none."""
    assert set(VALUES) == set(_NODES)
    assert {node for node, _ in LISTS} <= set(_NODES)


@pytest.mark.parametrize("row", NODE_TYPES, ids=lambda row: row.name)
def test_nodes_that_are_named_exist(row: model.NodeType) -> None:
    """What a field holds and what an edge lists is a type of node; what is told by default are its fields."""
    for field in row.fields:
        assert (field.value is model.Value.NODE) is (field.node is not None)
        assert field.node is None or field.node in _NODES
    for edge in row.edges:
        if edge.of not in _NO_NODES:
            assert set(edge.told) <= {each.name for each in _NODES[edge.of].fields}


@pytest.mark.parametrize("row", NODE_TYPES, ids=lambda row: row.name)
def test_what_a_node_tells_by_default(row: model.NodeType) -> None:
    """Something is told without asking: the id, of what has none some fields, and nothing that needs a permission."""
    told = [each for each in row.fields if each.default]
    assert told
    assert not any(each.needs or each.since for each in told)
    assert row.has_id is ("id" in {each.name for each in told})


def test_scopes_that_nodes_need_exist() -> None:
    """A scope that a node, a field or an edge needs can be granted at that login."""
    known = {login: {scope.name for scope in SCOPES if scope.login is login} for login in model.Login}
    for row in NODE_TYPES:
        parts: tuple[model.NodeType | model.Field | model.Edge, ...] = (row, *row.fields, *row.edges)
        for each in parts:
            for login, groups in each.needs.items():
                assert {scope for group in groups for scope in group} <= known[login], each.name


def test_every_type_of_node_is_listed() -> None:
    """Each type is in the tuple of all, and no edge that a node has is among those of other nodes alone."""
    assert len(_NODES) == len(NODE_TYPES)
    assert not {edge.name for row in NODE_TYPES for edge in row.edges} & set(EDGES_ELSEWHERE)
    assert list(WEBHOOK_FIELDS) == sorted(WEBHOOK_FIELDS)
