"""Batch requests: how they are read, in which order they run, what they may use of each other."""

from __future__ import annotations

import json
import time
from contextlib import suppress
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mock_server.catalogue.hosts import FACEBOOK
from mock_server.graph import batch, jsonpath
from mock_server.graph.batch import MOST_ITEMS, MOST_REFERENCES, Item
from mock_server.graph.jsonpath import MOST_MATCHES, matches
from mock_server.graph.message import Reply
from mock_server.graph.refusal import Refused, envelope

_LIST = {"data": [{"id": "1", "n": {"id": "x"}}, {"id": "2"}, {"name": "no id"}], "id": "top"}


def _read(*entries: dict[str, Any]) -> tuple[Item, ...]:
    return batch.read(json.dumps(entries))


def _refusal(text: str) -> tuple[str, str]:
    with pytest.raises(Refused) as caught:
        batch.read(text)
    error = envelope(caught.value.refusal, FACEBOOK)
    assert error["type"] == "GraphBatchException"
    return caught.value.refusal.row.name, str(error["message"])


def _run(*entries: dict[str, Any]) -> tuple[list[Any], list[Item]]:
    """The results and the requests as they were made; `fail` in a URL fails, all else answers with a list."""
    made: list[Item] = []

    def answer(item: Item) -> Reply:
        made.append(item)
        body, status = ({"error": {"code": 1}}, 400) if "fail" in item.relative_url else (_LIST, 200)
        return Reply(status, [("Content-Type", "application/json")], json.dumps(body).encode())

    return batch.run(_read(*entries), answer, include_headers=True), made


@pytest.mark.parametrize(
    ("entry", "item"),
    [
        ({"method": "get", "relative_url": "me"}, Item("GET", "me")),
        ({"relative_url": ""}, Item("GET", "")),
        (
            {"method": "POST", "relative_url": "/1", "body": "a=b", "name": "n", "depends_on": "m"},
            Item("POST", "/1", "a=b", "n", ("m",)),
        ),
        ({"relative_url": "1", "depends_on": ["m", "m"]}, Item("GET", "1", depends_on=("m", "m"))),
        ({"relative_url": "1", "omit_response_on_success": False}, Item("GET", "1", omit_response_on_success=False)),
        ({"relative_url": "1", "omit_response_on_success": "false"}, Item("GET", "1", omit_response_on_success=False)),
        ({"relative_url": "1", "omit_response_on_success": True}, Item("GET", "1", omit_response_on_success=True)),
        ({"relative_url": "1", "body": {"a": [1]}}, Item("GET", "1", '{"a":[1]}')),
        (
            {"relative_url": "1", "headers": ['If-None-Match: "x"', {"name": "A", "value": "b:c"}, 5]},
            Item("GET", "1", headers=(("If-None-Match", '"x"'), ("A", "b:c"))),
        ),
        ({"relative_url": "1", "access_token": "T", "surprise": []}, Item("GET", "1", access_token="T")),
    ],
)  # fmt: skip
def test_reading(entry: dict[str, Any], item: Item) -> None:
    """Methods in any case, URLs as they are sent, members that nobody knows."""
    assert _read({"relative_url": "0", "name": "m"}, entry)[1] == item


@pytest.mark.parametrize(
    ("url", "path", "query"),
    [
        ("1/insights?metric=reach", "/1/insights", "metric=reach"),
        ('/v25.0/1?metric=["reach"]', "/v25.0/1", 'metric=["reach"]'),
        ("?ids=1,2", "/", "ids=1,2"),
        ("//evil.example/x", "/evil.example/x", ""),
        ("me", "/me", ""),
    ],
)
def test_urls(url: str, path: str, query: str) -> None:
    """A URL of a batch is a path with or without a slash in front, and a query as it stands."""
    item = Item("GET", url)
    assert (item.path, item.query) == (path, query)


@pytest.mark.parametrize("text", ["", "{}", "x", "null", '"[]"', "[" * 100_000, '[{"relative_url":"1"}'])
def test_what_is_no_array(text: str) -> None:
    """Only a JSON array is a batch."""
    assert _refusal(text) == ("batch_no_array", "batch parameter must be a JSON array")


def test_an_empty_batch() -> None:
    """No requests, no results."""
    assert _run() == ([], [])


def test_at_most_fifty() -> None:
    """Fifty requests are made, one more is refused as the real API does."""
    assert len(_read(*[{"relative_url": "1"}] * MOST_ITEMS)) == 50
    text = json.dumps([{"relative_url": "1"}] * (MOST_ITEMS + 1))
    assert _refusal(text)[1] == "Too many requests in batch message. Maximum batch size is 50"


@pytest.mark.parametrize("entry", [None, 1, [], "me", {}, {"method": "GET"}, {"relative_url": None}])
def test_requests_that_are_none(entry: Any) -> None:
    """A request that cannot be read is named by its index."""
    name, message = _refusal(json.dumps([{"relative_url": "1"}, entry]))
    assert (name, message[:10]) == ("batch_item_unreadable", "Request 1 ")


@pytest.mark.parametrize(
    "entries",
    [
        [{"relative_url": "1", "depends_on": "f"}],
        [{"relative_url": "1", "depends_on": "f", "name": "f"}],
        [{"relative_url": "1", "depends_on": "f"}, {"relative_url": "2", "name": "f"}],
        [{"relative_url": "1", "depends_on": "f", "name": "g"}, {"relative_url": "2", "depends_on": "g", "name": "f"}],
        [{"relative_url": "?ids={result=f:$.id}"}],
        [{"relative_url": "%7Bresult%3Df%3A$.id%7D"}],
        [{"relative_url": "1", "body": "id={result=f:$.id}", "name": "f"}],
    ],
)
def test_unresolved_dependencies(entries: list[dict[str, Any]]) -> None:
    """Unknown names, later ones, cycles: each request can only use those before it."""
    wording = (
        "Request 0 cannot depend on an  unresolved request with  name f. Requests can only depend on preceding requests"
    )
    assert _refusal(json.dumps(entries)) == ("batch_dependency_unresolved", wording)


def test_too_many_references() -> None:
    """The references of one batch are bounded."""
    named = {"relative_url": "1", "name": "a"}
    assert _read(named, {"relative_url": "{result=a:$.id}" * MOST_REFERENCES})
    last = {"relative_url": "1", "body": "{result=a:$.id}"}
    refused = json.dumps([named, {"relative_url": "{result=a:$.id}" * MOST_REFERENCES}, last])
    assert _refusal(refused)[0] == "batch_too_many_references"


def test_results_in_the_order_of_the_requests() -> None:
    """Each result holds the status, the headers and the body as a text; a failure is a result like any other."""
    results, made = _run({"relative_url": "1"}, {"relative_url": "fail"}, {"relative_url": "3"})
    assert [item.relative_url for item in made] == ["1", "fail", "3"]
    assert [result["code"] for result in results] == [200, 400, 200]
    assert list(results[0]) == ["code", "headers", "body"]
    assert results[0]["headers"] == [{"name": "Content-Type", "value": "application/json"}]
    assert json.loads(results[1]["body"]) == {"error": {"code": 1}}


def test_results_without_headers() -> None:
    """Clients that do not want the headers do not get the key."""
    items = _read({"relative_url": "1"})
    results = batch.run(items, lambda _: Reply(200, [("A", "b")], b"{}"), include_headers=False)
    assert results == [{"code": 200, "body": "{}"}]


@pytest.mark.parametrize(
    ("sent", "asked"),
    [
        ("?ids={result=a:$.data.*.id}", "?ids=1,2"),
        ("?ids={result=a:$.data[*].id}&x=1", "?ids=1,2&x=1"),
        ("{result=a:$.data.0.id}/insights", "1/insights"),
        ("{result=a:$['data'][1]['id']}", "2"),
        ("?ids={result=a:$..id}", "?ids=top,1,x,2"),
        ("?name={result=a:$.data.2.name}", "?name=no%20id"),
        ("?ids={result=a:$.nothing}", "?ids="),
        ("?ids={result=a:nonsense}", "?ids="),
        ("?ids={result=a:$.data}", "?ids="),
        ("?ids=%7Bresult%3Da%3A%24.data.%2A.id%7D", "?ids=1,2"),
        ("?a={result=a:$.id}&b={result=a:$.id}", "?a=top&b=top"),
        ("?a={id}&b={result}", "?a={id}&b={result}"),
    ],
)
def test_references(sent: str, asked: str) -> None:
    """A reference becomes what its path finds in the earlier answer, in URLs and in bodies."""
    _, made = _run({"relative_url": "1", "name": "a"}, {"relative_url": sent, "body": sent})
    assert (made[1].relative_url, made[1].body) == (asked, asked)


def test_a_name_means_the_last_that_bears_it() -> None:
    """When two earlier requests have the same name, the later one is used."""
    _, made = _run(
        {"relative_url": "fail", "name": "a"},
        {"relative_url": "1", "name": "a"},
        {"relative_url": "{result=a:$.id}"},
    )
    assert made[2].relative_url == "top"


@pytest.mark.parametrize(
    ("said", "is_shown"),
    [({}, False), ({"omit_response_on_success": False}, True), ({"omit_response_on_success": True}, False)],
)
def test_awaited_successes_are_omitted(said: dict[str, bool], *, is_shown: bool) -> None:
    """The success of a request that others use is null, unless the client wants to see it."""
    for use in ({"depends_on": "a"}, {"body": "{result=a:$.id}"}):
        results, _ = _run({"relative_url": "1", "name": "a", **said}, {"relative_url": "2", **use})
        assert ((results[0] is not None), results[1]["code"]) == (is_shown, 200)


def test_who_wants_no_answer() -> None:
    """A success can be omitted although nobody waits for it; a name alone omits nothing."""
    results, _ = _run({"relative_url": "1", "omit_response_on_success": True}, {"relative_url": "2", "name": "a"})
    assert [result is None for result in results] == [True, False]


def test_what_depends_on_a_failure_is_not_made() -> None:
    """A failure is shown, what needs it is null, and so on down the line; all else goes on."""
    results, made = _run(
        {"relative_url": "fail", "name": "a"},
        {"relative_url": "2", "name": "b", "depends_on": "a"},
        {"relative_url": "{result=b:$.id}"},
        {"relative_url": "4"},
    )
    assert [item.relative_url for item in made] == ["fail", "4"]
    assert [result and result["code"] for result in results] == [400, None, None, 200]


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("$", [_LIST]),
        ("$.id", ["top"]),
        ("$.data.*.id", ["1", "2"]),
        ("$.data[0].n.id", ["x"]),
        ('$["data"][*]["id"]', ["1", "2"]),
        ("$.data[9].id", []),
        ("$.data[-1].id", []),
        ("$.data.id", []),
        ("$.*.*.n.*", ["x"]),
        ("$..n..id", ["x"]),
        ("$.id.id", []),
        ("id", []),
        ("", []),
        ("$.", []),
        ("$[", []),
        ("$[]", []),
        ("$...id", []),
        ("$['id\"]", []),
        ("$.data[?(@.id)]", []),
        ("$" + ".data" * 100, []),
    ],
)
def test_paths(path: str, found: list[Any]) -> None:
    """Members, items, all of them, and all levels; a path that cannot be read finds nothing."""
    assert matches(path, _LIST) == found  # type: ignore[arg-type]  # a literal whose type is narrower than Json


_KEYS = st.text("abc_-1", min_size=1, max_size=4)
_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_KEYS, inner, max_size=3),
    max_leaves=20,
)


def _places(value: Any, path: str = "$") -> list[tuple[str, Any]]:
    """Every place in a value with the path that leads there."""
    children = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    deeper = [
        place
        for key, child in children
        for place in _places(child, f"{path}[{key}]" if isinstance(value, list) else f"{path}.{key}")
    ]
    return [(path, value), *deeper]


@given(_JSON)
def test_each_place_has_a_path(value: Any) -> None:
    """A path of keys and indexes finds exactly what stands there."""
    for path, there in _places(value):
        assert matches(path, value) == [there]


@given(_JSON)
def test_all_levels(value: Any) -> None:
    """`$..*` finds all but the value itself."""
    found = [json.dumps(each) for each in matches("$..*", value)]
    assert sorted(found) == sorted(json.dumps(there) for _, there in _places(value)[1:])


@given(st.text(alphabet="$.*[]'\"0ab", max_size=20) | st.text(), _JSON)
def test_any_path_finds_something_or_nothing(path: str, value: Any) -> None:
    """No text breaks the search."""
    assert len(matches(path, value)) <= MOST_MATCHES
    assert len(matches("$" + path, value)) <= MOST_MATCHES


@given(st.text() | _JSON.map(json.dumps) | st.lists(_JSON).map(json.dumps))
def test_any_text_is_read_or_refused(text: str) -> None:
    """Nothing but a refusal ever comes of a batch that cannot be read."""
    with suppress(Refused):
        assert all(isinstance(item, Item) for item in batch.read(text))


@pytest.mark.parametrize(
    "path", ["$" + "..*" * 10, "$" + "..*" * 9 + "..x", "$" + "..data" * 10, "$.data.*.*", "$" + ".*" * 10]
)
def test_the_work_of_a_hostile_reference_is_bounded(path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each step of a path looks at a few thousand values at most, however large the body is."""
    body: Any = {"data": [{f"k{key}": {"id": str(key), "data": [key]} for key in range(30)} for _ in range(100)]}
    looked = 0
    children = jsonpath._children

    def counted(value: Any, key: str) -> Any:
        nonlocal looked
        looked += 1
        return children(value, key)

    monkeypatch.setattr(jsonpath, "_children", counted)
    matches(path, body)
    assert 0 < looked <= 10 * 4001


@pytest.mark.parametrize(
    "text", ["{result=" * 100_000, "%7Bresult%3D" * 80_000, "{" * 900_000, "{result=a:" + "$" * 900_000]
)
def test_hostile_urls_take_no_time(text: str) -> None:
    """A URL of a megabyte is looked through in a moment."""
    start = time.process_time()
    with suppress(Refused):
        _read({"relative_url": text, "body": quote(text[:300_000])})
    assert time.process_time() - start < 5
