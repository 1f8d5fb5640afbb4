"""`insights-mock metrics`."""

from __future__ import annotations

import json
import shlex

import pytest

from tests.cli.conftest import Run


def row(lines: list[str], name: str) -> list[str]:
    """The cells of a metric, by the headings above them."""
    heads = next(line for line in lines if line.split()[:1] in (["photo"], ["day"]))
    line = next(line for line in lines if line.split()[:1] == [name])
    return [head for head in heads.split() if line[heads.index(head) :][:1].strip()]


def test_the_media_matrix_tells_which_kind_has_a_metric(run: Run) -> None:
    lines = run("metrics", "--version", "v23.0", "--at", "2026-07-16").lines
    assert lines[0] == "Insights of a media in v23.0 on 2026-07-16"
    assert row(lines, "reach") == ["photo", "video", "album", "reel", "story"]
    assert row(lines, "navigation") == ["story"]
    assert "  broken down by action_type: profile_activity" in lines
    assert "  plays                                v22.0  2025-04-21  views" in lines


def test_the_matrix_follows_the_day_and_the_version(run: Run) -> None:
    before = run("metrics", "--version", "v21.0", "--at", "2025-03-01").lines
    assert row(before, "impressions") == ["photo", "video", "album", "story"]
    after = run("metrics", "--version", "v22.0", "--at", "2025-03-01").lines
    assert not any(line.startswith("  impressions  ") and "✓" in line for line in after)


def test_the_account_matrix_tells_periods_shapes_breakdowns_and_the_smallest_audience(run: Run) -> None:
    told = run("metrics", "--edge", "account", "--at", "2026-07-16")
    heads = next(line for line in told.lines if line.split()[:1] == ["day"])
    reach = next(line for line in told.lines if line.startswith("  reach "))
    assert (reach.split()[1:], heads.split()) == (["both", "series", "series"], ["day", "week", "days_28", "lifetime"])
    assert "broken down by age, city, country, gender: engaged_audience_demographics" in told.out
    assert "followers, at least 100: follower_count, online_followers" in told.out


def test_the_same_as_json(run: Run) -> None:
    told = json.loads(run("metrics", "--edge", "account", "--at", "2026-07-16", "--json", wide=True).out)
    assert (told["edge"], told["at"]) == ("account", "2026-07-16")
    assert {"reach", "follower_count"} <= {each["metric"] for each in told["metrics"]}


def test_options_have_variables(run: Run) -> None:
    told = run(
        "metrics",
        env={"INSIGHTS_MOCK_EDGE": "account", "INSIGHTS_MOCK_VERSION": "v21.0", "INSIGHTS_MOCK_AT": "2025-01-01"},
    )
    assert told.lines[0] == "Insights of an account in v21.0 on 2025-01-01"


@pytest.mark.parametrize("at", ["1900-01-01", "2012-01-01", "2099-12-31"])
@pytest.mark.parametrize("edge", ["media", "account"])
def test_odd_days_have_a_matrix_too(run: Run, edge: str, at: str) -> None:
    assert run("metrics", "--edge", edge, "--at", at).code == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ("metrics --edge page", "'page' is not one of 'media', 'account'"),
        ("metrics --version v99.0", "'v99.0' is none of v2.9"),
        ("metrics --at 2025", "'2025' is no day such as 2025-04-21"),
        ("metrics media", "unexpected extra argument"),
    ],
)
def test_wrong_input_is_refused_with_exit_code_2(run: Run, arguments: str, said: str) -> None:
    told = run(*shlex.split(arguments))
    assert (told.code, told.out) == (2, "")
    assert said in told.err
    assert "Try 'insights-mock metrics --help'." in told.err
