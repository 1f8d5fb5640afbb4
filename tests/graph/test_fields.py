"""Lists of fields: how they are read, and what is said about those that cannot be."""

from __future__ import annotations

import time
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mock_server.catalogue.hosts import FACEBOOK
from mock_server.graph.fields import MOST_CHARACTERS, MOST_FIELDS, MOST_LEVELS, Field, parse
from mock_server.graph.refusal import Refused, envelope


def _plain(fields: tuple[Field, ...]) -> list[Any]:
    """Fields as names, or as lists of what is not empty in them."""
    plain: list[Any] = []
    for field in fields:
        parts = [dict(field.arguments), _plain(field.fields), field.alias]
        plain.append([field.name, *(part for part in parts if part)] if any(parts) else field.name)
    return plain


def _message(text: str) -> str:
    with pytest.raises(Refused) as caught:
        parse(text)
    return str(envelope(caught.value.refusal, FACEBOOK)["message"])


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("", []),
        ("  \n ", []),
        ("[]", []),
        ("id", ["id"]),
        ("id, name ,\r\n\tcaption", ["id", "name", "caption"]),
        ('["id","name"]', ["id", "name"]),
        ('["id","media{id}"]', ["id", ["media", ["id"]]]),
        ("media{id},children { id , like_count }", [["media", ["id"]], ["children", ["id", "like_count"]]]),
        ("media.fields(id,name)", [["media", ["id", "name"]]]),
        ("media.limit(3).fields(owner{id})", [["media", {"limit": "3"}, [["owner", ["id"]]]]]),
        ("media.limit(3).after(x){id}", [["media", {"limit": "3", "after": "x"}, ["id"]]]),
        (
            "insights.metric(reach,saved).period(day)",
            [["insights", {"metric": "reach,saved", "period": "day"}]],
        ),
        ("insights.metric([reach,saved])", [["insights", {"metric": "[reach,saved]"}]]),
        ('insights.metric(["reach","saved"])', [["insights", {"metric": '["reach","saved"]'}]]),
        ("media.since(10 days ago).until( now )", [["media", {"since": "10 days ago", "until": "now"}]]),
        ("media.since(a (b) c)", [["media", {"since": "a (b) c"}]]),
        ('media.filter({"text":")"})', [["media", {"filter": '{"text":")"}'}]]),
        ('x.username("blue.bottle")', [["x", {"username": "blue.bottle"}]]),
        ("media.limit(1).limit(2)", [["media", {"limit": "2"}]]),
        ("likes.limit()", [["likes", {"limit": ""}]]),
        ("media.limit(1).as(newest),media", [["media", {"limit": "1"}, "newest"], "media"]),
    ],
)
def test_what_a_list_of_fields_means(text: str, fields: list[Any]) -> None:
    """Names with arguments, nested fields and aliases; blanks do not count, a JSON list is as good as commas."""
    assert _plain(parse(text)) == fields


def test_the_key_of_a_field() -> None:
    """A field is answered under its alias, without one under its name."""
    assert [field.key for field in parse("id,media.as(posts)")] == ["id", "posts"]


def test_a_field_may_come_twice_under_two_names() -> None:
    """Aliases tell two uses of a field apart, and each level has its own names."""
    text = "insights.metric(reach).as(a),insights.metric(saved).as(b),id,media{id}"
    assert [field.key for field in parse(text)] == ["a", "b", "id", "media"]


# As reported by users of the real API, to the letter.
_REPORTED = [
    (
        "name,id,status,account_id,adlabels,boosted_object_id,brand_lift_studies,budget_rebalance_flag,buying_type,"
        "can_create_brand_lift_study,can_use_spend_cap,configured_status,created_time,effective_status,,stop_time"
    ),
    "likes.limit(1000){id},comments.limit(1000){id}{from},sharedposts{id}",
    "fan_count,name,picture?type=large,cover",
    "name%2Cdescription",
    "app_,0.7933770411601355access_token,messenger_profile{greeting}",
    "*****",
]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("id,id", 'Field id specified more than once. This is only possible before version 2.1" at character 5: '),
        (
            "id,name,picture,picture",
            'Field picture specified more than once. This is only possible before version 2.1" at character 23: ',
        ),
        (_REPORTED[0], 'Expected name." at character 200: '),
        (_REPORTED[1], 'Expected end of string instead of "{"." at character 46: '),
        (_REPORTED[2], 'Expected end of string instead of "?"." at character 22: '),
        (_REPORTED[3], 'Expected end of string instead of "%"." at character 4: '),
        (_REPORTED[4], 'Expected "(" instead of ","." at character 35: '),
        (_REPORTED[5], 'Expected name." at character 0: '),
        ("events.since(2018-04-06T18:00:00", 'Expected ")", got end of string" at character 32: '),
        ("media{id}.limit(3)", 'Expected end of string instead of "."." at character 9: '),
    ],
)
def test_syntax_errors_as_reported(text: str, problem: str) -> None:
    """Wording and place are those of the real API."""
    assert _message(text) == f'Syntax error "{problem}{text}'


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("id,", 'Expected name." at character 3: '),
        (",id", 'Expected name." at character 0: '),
        ("media{}", 'Expected name." at character 6: '),
        ("media{id", 'Expected "}", got end of string" at character 8: '),
        ("media{id)", 'Expected "}" instead of ")"." at character 8: '),
        ("media}", 'Expected end of string instead of "}"." at character 5: '),
        ("media.fields(id", 'Expected ")", got end of string" at character 15: '),
        ("media.fields(id){id}", 'Expected end of string instead of "{"." at character 16: '),
        ("media.", 'Expected name." at character 6: '),
        ("media.as()", 'Expected name." at character 9: '),
        ("media.as(a b)", 'Expected ")" instead of "b"." at character 11: '),
        ('media.x("a)', 'Expected ")", got end of string" at character 11: '),
        ("id name", 'Expected end of string instead of "n"." at character 3: '),
        ('["id",1]', 'Expected name." at character 0: '),
        ('["id"', 'Expected name." at character 0: '),
        ("a.as(x),x", 'Field x specified more than once. This is only possible before version 2.1" at character 9: '),
    ],
)
def test_other_syntax_errors(text: str, problem: str) -> None:
    """What nobody has reported is worded alike."""
    assert _message(text) == f'Syntax error "{problem}{text}'


def test_a_syntax_error_has_no_code_in_its_text() -> None:
    """The code is 2500, and the text does not repeat it."""
    with pytest.raises(Refused) as caught:
        parse("id,id")
    assert envelope(caught.value.refusal, FACEBOOK)["code"] == 2500


def test_as_deep_as_it_may_go() -> None:
    """The deepest list is read, one level more is refused."""
    deepest = "a{" * (MOST_LEVELS - 1) + "a" + "}" * (MOST_LEVELS - 1)
    assert len(parse(deepest)) == 1
    assert f"deeper than {MOST_LEVELS} levels" in _message(f"a{{{deepest}}}")
    assert f"deeper than {MOST_LEVELS} levels" in _message("a.fields(" * 1000)


def test_as_many_as_there_may_be() -> None:
    """Fields are counted on all levels together."""
    names = [f"f{number}" for number in range(MOST_FIELDS - 1)]
    assert len(parse(",".join([*names, "last"]))) == MOST_FIELDS
    assert f"more than {MOST_FIELDS} fields" in _message(",".join([*names, "media{id}"]))


def test_as_long_as_it_may_be() -> None:
    """A longer text is refused unread."""
    assert parse("a" + " " * (MOST_CHARACTERS - 1))
    assert f"longer than {MOST_CHARACTERS} characters" in _message("a" * (MOST_CHARACTERS + 1))


def test_the_echo_is_bounded() -> None:
    """A refusal does not repeat all of a long text."""
    assert len(_message("a" * 9000 + "?")) < 1200


@pytest.mark.parametrize(
    "text",
    [
        "(" * 16000,
        'a.b("' + '\\"' * 8000,
        "a.b(" + '"' * 16000,
        "a.b(" + "(" * 16000,
        "[" * 16000,
        "{" * 16000,
        "a{" * 8000,
        " " * 16000 + "?",
        "a." * 8000,
        "a.b()" + ".b()" * 4000,
        '["' + "\\ud800" * 2000 + '"]',
    ],
)
def test_hostile_texts_take_no_time(text: str) -> None:
    """The longest text that is read takes a blink, whatever it holds."""
    start = time.process_time()
    with suppress(Refused):
        parse(text)
    assert time.process_time() - start < 2


@given(st.text(alphabet='ab1_,.{}()[]" \n\\éas', max_size=60) | st.text(max_size=60))
@example("id{" * 40)
@example('["\\ud800"]')
def test_any_text_is_read_or_refused(text: str) -> None:
    """Nothing but a refusal ever comes of a text that is no list of fields."""
    with suppress(Refused):
        assert all(field.name for field in parse(text))


_NAMES = st.sampled_from(["id", "name", "media", "owner", "insights", "x1"])
_ALIASES = st.sampled_from(["", "one", "two"])
_ARGUMENTS = st.dictionaries(
    st.sampled_from(["limit", "metric", "after"]), st.text("ab,[]{} .", max_size=9).map(str.strip), max_size=2
)


def _lists(inner: st.SearchStrategy[tuple[Field, ...]]) -> st.SearchStrategy[tuple[Field, ...]]:
    fields = st.builds(Field, _NAMES, _ARGUMENTS, inner, _ALIASES)
    return st.lists(fields, min_size=1, max_size=3, unique_by=lambda field: field.key).map(tuple)


_FIELDS = st.recursive(_lists(st.just(())), _lists, max_leaves=8)


def _written(fields: tuple[Field, ...]) -> str:
    return ",".join(
        field.name
        + "".join(f".{name}({value})" for name, value in field.arguments.items())
        + (f".as({field.alias})" if field.alias else "")
        + (f"{{{_written(field.fields)}}}" if field.fields else "")
        for field in fields
    )


@given(_FIELDS)
def test_what_is_written_is_read(fields: tuple[Field, ...]) -> None:
    """Fields written down come back as they were."""
    assert _plain(parse(_written(fields))) == _plain(fields)
