from pathlib import Path

import pytest

from contracts.files.document import CaseError
from contracts.files.json_file import JsonFile

TEXT = """{
  "name": "x",
  "entries": [
    {"status": 200},
    {"status": "200"},
    7
  ]
}
"""


@pytest.fixture
def file(tmp_path: Path) -> JsonFile:
    (tmp_path / "some.json").write_text(TEXT)
    return JsonFile.read(tmp_path / "some.json")


def test_values_are_taken_by_place_and_type(file: JsonFile) -> None:
    assert file.take(str, "name") == "x"
    assert file.take(int, "entries", 0, "status") == 200
    assert file.has("name")
    assert not file.has("entries", 0, "name")


@pytest.mark.parametrize(
    ("where", "told"),
    [
        (("entries", 1, "status"), "line 5: entries[1].status: `status` must be a number"),
        (("entries", 0, "code"), "line 4: entries[0]: `code` is missing: a number is expected"),
        (("total",), "line 1: `total` is missing: a number is expected"),
    ],
)
def test_a_mistake_is_told_with_its_line(file: JsonFile, where: tuple[str | int, ...], told: str) -> None:
    with pytest.raises(CaseError) as caught:
        file.take(int, *where)
    assert str(caught.value).endswith(told)


def test_only_objects_are_gone_through(file: JsonFile) -> None:
    with pytest.raises(CaseError, match=r"line 6: entries\[2\]: `2` must be an object"):
        list(file.each("entries"))


def test_a_boolean_is_no_number(tmp_path: Path) -> None:
    (tmp_path / "some.json").write_text('{"status": true}')
    with pytest.raises(CaseError, match="must be a number"):
        JsonFile.read(tmp_path / "some.json").take(int, "status")


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b'{\n "a": 1,\n}', "line 3: not JSON"),
        (b"", "line 1: not JSON"),
        (b"\xff", "not UTF-8"),
        (b"[" * 100_000, "nested too deeply"),
        (b"1" * 5_000, "too many digits"),
    ],
)
def test_what_is_no_json_is_refused(tmp_path: Path, content: bytes, told: str) -> None:
    (tmp_path / "some.json").write_bytes(content)
    with pytest.raises(CaseError, match=told):
        JsonFile.read(tmp_path / "some.json")


def test_what_is_missing_on_the_way_is_told_by_what_it_would_hold(tmp_path: Path) -> None:
    (tmp_path / "some.json").write_text("{}")
    file = JsonFile.read(tmp_path / "some.json")
    for place, told in (("a", "a text"), (("a", "a"), "an object"), (("a", 0), "a list")):
        with pytest.raises(CaseError, match=f"`a` is missing: {told} is expected"):
            file.take(str, *place)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="cannot be read: No such file"):
        JsonFile.read(tmp_path / "none.json")


def test_what_yaml_cannot_read_is_told_without_a_line(tmp_path: Path) -> None:
    (tmp_path / "some.json").write_text('{"face": "\\ud83d\\ude00", "status": ""}')
    with pytest.raises(CaseError, match=r"some.json: status: `status` must be a number"):
        JsonFile.read(tmp_path / "some.json").take(int, "status")
