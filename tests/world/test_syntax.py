"""The notations of world files."""

from __future__ import annotations

import json

import pytest

from mock_server.world.errors import WorldError
from mock_server.world.real_tokens import looks_real
from mock_server.world.syntax import parse


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a: NO", {"a": "NO"}),
        ("a: on", {"a": "on"}),
        ("a: 12:30", {"a": "12:30"}),
        ("a: 2026-07-16", {"a": "2026-07-16"}),
        ("a: 2026-07-16T18:00:00Z", {"a": "2026-07-16T18:00:00Z"}),
        ("a: 017", {"a": 17}),
        ("a: '17'", {"a": "17"}),
        ("a: -3", {"a": -3}),
        ("a: 1.5e3", {"a": 1500.0}),
        ("a: .nan", {"a": ".nan"}),
        ("a: true", {"a": True}),
        ("a: ~", {"a": None}),
        ("a:", {"a": None}),
        ("a: ''", {"a": ""}),
        ("12: x", {"12": "x"}),
        ("<<: x", {"<<": "x"}),
        ("a: [1, {b: 2}]", {"a": [1, {"b": 2}]}),
        ("{a: 1}", {"a": 1}),
        ('{"a": "\\ud83d\\ude00"}', {"a": "😀"}),
        ("\ufeffa: 1", {"a": 1}),
        ("", None),
    ],
)
def test_values_are_what_they_look_like(text: str, value: object) -> None:
    """YAML 1.2 decides what a plain value is; times stay texts; JSON is read as JSON."""
    assert parse(text, "test") == value


def test_bytes() -> None:
    """Bytes are UTF-8, with or without a byte order mark."""
    assert parse("a: é".encode("utf-8-sig"), "test") == {"a": "é"}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{a: 1", "neither YAML nor JSON"),
        ("\x00", "neither YAML nor JSON"),
        (b"\xff\xfe", "not UTF-8"),
        ("\ud800", "not UTF-8"),
        ("a: 1\n---\nb: 2", "more than one document"),
        ("a: &x 1\nb: *x", "aliases are not read"),
        ("a: !!python/object:os.system {}", "tags such as"),
        ("? [a]\n: 1", "a key is a plain word"),
        ("a: 1\na: 2", "twice"),
        ('{"a": 1, "a": 2}', "twice"),
        ('{"a": NaN}', "NaN is not a number"),
        ('{"a": "\\ud800"}', "half a surrogate pair"),
        ('{"\\ud800": 1}', "half a surrogate pair"),
        ("[" * 100_000, "deeper than 20"),
        ('{"a":' * 100_000, "deeper than 20"),
        ('{"a":' * 50 + "1" + "}" * 50, "deeper than 20"),
        ("a: " * 100_000, "neither YAML nor JSON"),
        ('{"a": ' + "9" * 5000 + "}", "neither YAML nor JSON"),
        (" " * 8_000_001, "larger than 8 MB"),
    ],
    ids=range(19),
)
def test_refusals(text: str | bytes, message: str) -> None:
    """What cannot be read safely is refused in words."""
    with pytest.raises(WorldError, match=message):
        parse(text, "test")


REAL = "EAA" + "Gb4k" * 12


@pytest.mark.parametrize(
    ("text", "path"),
    [
        (f"tokens: [{{token: {REAL}}}]", "tokens[0].token"),
        (f"tokens: [{{token: IGAA{REAL}}}]", "tokens[0].token"),
        (f"name: see {REAL} there", "name"),
        (f"{REAL}: 1", ""),
        (f"{REAL}: 1\n{REAL}: 1", ""),
        (json.dumps({"app": {REAL: 1}}), "app"),
    ],
)
def test_real_tokens_are_not_repeated(text: str, path: str) -> None:
    """A real token is refused wherever it stands, and neither the message nor the place holds it."""
    with pytest.raises(WorldError, match="real Meta token") as refused:
        parse(text, "test")

    assert refused.value.path == path
    assert REAL not in str(refused.value)


@pytest.mark.parametrize(
    ("token", "real"),
    [
        (REAL, True),
        ("IGAA" + "x" * 40, True),
        ("IGQ" + "-_" * 20, True),
        ("EAA" + "x" * 39, False),
        ("EAAmock-reader", False),
        ("xEAA" + "x" * 60, False),
        ("EAA" + "x" * 40 + "|", False),
        ("", False),
    ],
)
def test_looks_real(token: str, *, real: bool) -> None:
    """A token of the live API has a prefix of Meta's and is long."""
    assert looks_real(token) is real
