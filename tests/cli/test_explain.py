"""`insights-mock explain`."""

from __future__ import annotations

import json
import shlex

import pytest

from mock_server.world.cards import CARDS, Card
from tests.cli.conftest import Run

NOW = ("--now", "2026-07-16T18:00:00Z")
PLAYS = "/v23.0/17900000000000003/insights?metric=plays"


def test_a_refusal_is_told_with_its_rule_its_source_and_the_fix(run: Run) -> None:
    told = run("explain", PLAYS, *NOW)
    assert told.code == 0
    assert "GET " + PLAYS in told.lines
    assert "  ✗ Every metric is in the host's list of the day." in told.lines
    assert "Refused: 400 value_not_listed" in told.lines
    assert "2026-07-16 (recorded)" in told.out
    assert told.lines[-2:] == ["What to do", "  plays was retired on 2025-04-21; use views"]


def test_an_answer_is_told_with_its_numbers_and_evidence(run: Run) -> None:
    told = run("explain", "/v23.0/17900000000000001/insights?metric=reach,saved", *NOW)
    assert "  reach, lifetime  840" in told.lines
    assert "✗" not in told.out
    assert "developers.facebook.com/docs/instagram-platform/" in told.out
    assert "With --fidelity observed: the same" in told.lines


def test_what_is_left_out_is_told_with_the_reason(run: Run) -> None:
    told = run("explain", "/v23.0/17900000000000019/insights?metric=reach,saved", *NOW)
    assert "saved is left out:" in told.out
    assert any(line.startswith("  reach, lifetime") for line in told.lines)


def test_the_other_fidelity_is_told_where_it_differs(run: Run) -> None:
    told = run("explain", "/v23.0/17900000000000015/insights?metric=reach", *NOW)
    [heading] = [line for line in told.lines if line.startswith("With --fidelity observed")]
    assert heading != "With --fidelity observed: the same"
    turned = run("explain", "/v23.0/17900000000000015/insights?metric=reach", *NOW, "--fidelity", "observed")
    assert [line for line in turned.lines if line.startswith("With --fidelity documented")]


def test_series_and_breakdowns_are_told_in_short(run: Run) -> None:
    account = "https://graph.instagram.com/v23.0/me/insights?period=day&metric=reach"
    series = run("explain", f"{account}&since=2026-07-01&until=2026-07-15", *NOW)
    assert "… and" in series.out
    parts = run("explain", f"{account}&metric_type=total_value&breakdown=media_product_type", *NOW)
    assert "REEL " in parts.out


@pytest.mark.parametrize("card", CARDS, ids=lambda card: f"{card.name} {card.value}")
def test_every_well_known_id_and_token_can_be_explained_without_showing_the_token(run: Run, card: Card) -> None:
    fidelity = ["--fidelity", card.fidelity.value] if card.fidelity else []
    told = run("explain", card.ask, "--token", card.token, *fidelity)
    assert told.code == 0
    assert card.token not in told.out
    if card.expect.startswith("error"):
        assert f"code {card.expect.split()[1].split('/')[0]}" in told.out


def test_the_token_may_stand_in_the_url_and_is_not_shown(run: Run) -> None:
    told = run("explain", f"{PLAYS}&access_token=EAAmock-expired", *NOW)
    assert "Refused: 400 token_expired" in told.lines
    assert "EAAmock-expired" not in told.out


def test_each_host_gets_a_token_of_its_own(run: Run) -> None:
    path = "/v23.0/17900000000000001/insights?metric=reach"
    assert "  token           instagram_user token" in run("explain", f"https://graph.instagram.com{path}").lines
    assert "  token           facebook_user token" in run("explain", f"https://graph.facebook.com{path}").lines


@pytest.mark.parametrize(
    ("url", "line"),
    [
        ("/v23.0/17900000000000001?fields=caption,owner", '  caption  "A photo"'),
        ("/v23.0/17900000000000005/children", '  1  {"id": "17900000000000006"}'),
        ("/v23.0/?ids=17900000000000001", '  17900000000000001  {"id": "17900000000000001"}'),
        ("/v23.0/17841400000000001/tags", "Answered: 200 IGUser.tags, an empty data set"),
        ("/v23.0/insights?ids=17900000000000001&metric=reach", "  reach, lifetime  840"),
        ("/oauth/access_token?grant_type=client_credentials", "Refused: 400 client_id_missing"),
    ],
)
def test_what_stands_around_the_insights_is_told_too(run: Run, url: str, line: str) -> None:
    assert line in run("explain", url, *NOW).lines


def test_the_same_as_json(run: Run) -> None:
    told = json.loads(run("explain", PLAYS, *NOW, "--json", wide=True).out)
    assert told["rule"] == "value_not_listed"
    assert told["steps"][-1]["result"] == "refused"


def test_a_terminal_without_unicode_gets_plain_marks(run: Run) -> None:
    told = run("explain", PLAYS, *NOW)
    assert "✓" in told.out
    assert "\x1b" not in told.out


def test_a_long_url_is_cut_where_its_parts_end(run: Run) -> None:
    told = run("explain", f"/v23.0/17900000000000001/insights?metric=reach&fields={'x' * 200}", *NOW)
    assert told.lines[0] == "GET /v23.0/17900000000000001/insights?metric=reach&"


def test_a_version_of_the_future_is_told_without_steps(run: Run) -> None:
    told = run("explain", "/v99.0/17900000000000001/insights?metric=reach", *NOW)
    assert told.code == 0
    assert "Refused: 400 version_unknown" in told.lines


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ("explain", "Missing argument 'URL-OR-PATH'"),
        ("explain http://[bad", "is no URL"),
        ("explain /x --world nowhere", "cannot read the world 'nowhere'"),
        ("explain /x --fidelity guessed", "'guessed' is not one of 'documented'"),
        ("explain /x --now soon", "--now soon: expected a time such as"),
    ],
)
def test_wrong_input_is_refused_with_exit_code_2(run: Run, arguments: str, said: str) -> None:
    told = run(*shlex.split(arguments))
    assert told.code == 2
    assert told.out == ""
    assert said in told.err
