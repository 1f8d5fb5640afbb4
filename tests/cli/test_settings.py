"""The rows of settings.py, and what is read from the environment."""

from __future__ import annotations

from dataclasses import fields

import pytest

from mock_server.settings import OPTIONS, Option, SettingError, Settings

AnyOption = Option[str] | Option[int] | Option[bool]


def test_rows_and_settings_agree() -> None:
    assert [row.setting for row in OPTIONS] == [field.name for field in fields(Settings)]
    assert all(getattr(Settings(), row.setting) == row.when_given(row.default) for row in OPTIONS)


@pytest.mark.parametrize("row", OPTIONS, ids=lambda row: row.name)
def test_each_row_explains_itself(row: AnyOption) -> None:
    assert row.help.endswith(".")
    assert row.variable == f"INSIGHTS_MOCK_{row.name.upper().replace('-', '_')}"
    assert row.metavar or row.choices or row.is_flag or isinstance(row.default, int)


def test_variables_become_settings_of_their_type() -> None:
    found = Settings.from_environment(
        {
            "INSIGHTS_MOCK_PORT": "0",
            "INSIGHTS_MOCK_ANY_TOKEN": "Yes",
            "INSIGHTS_MOCK_NO_MOCK_HEADERS": "1",
            "INSIGHTS_MOCK_WORLD": "story.yaml",
            "INSIGHTS_MOCK_FIDELITY": "observed",
            "PATH": "/bin",
        }
    )
    assert found == Settings(port=0, any_token=True, mock_headers=False, world="story.yaml", fidelity="observed")
    assert (
        Settings.from_environment({"INSIGHTS_MOCK_ANY_TOKEN": "off", "INSIGHTS_MOCK_NO_MOCK_HEADERS": ""}) == Settings()
    )


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("INSIGHTS_MOCK_PORT", "-1"),
        ("INSIGHTS_MOCK_PORT", "65536"),
        ("INSIGHTS_MOCK_WORKERS", "0"),
        ("INSIGHTS_MOCK_WORKERS", "²"),
        ("INSIGHTS_MOCK_FIDELITY", "both"),
        ("INSIGHTS_MOCK_NO_MOCK_HEADERS", "2"),
        ("INSIGHTS_MOCK_MOCK_HEADERS", "1"),
        ("INSIGHTS_MOCK_WROLD", "default"),
    ],
)
def test_what_cannot_be_meant_is_refused_by_name(variable: str, value: str) -> None:
    with pytest.raises(SettingError, match=variable):
        Settings.from_environment({variable: value})


def test_variables_of_the_harness_are_left_alone() -> None:
    assert Settings.from_environment({"INSIGHTS_MOCK_TARGET": "http://x", "INSIGHTS_MOCK_ONLY": "story"}) == Settings()


def test_the_secret_setting_is_not_printed() -> None:
    assert "hunter2" not in repr(Settings(admin_token="hunter2"))
