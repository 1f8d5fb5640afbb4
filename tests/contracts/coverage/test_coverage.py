import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from contracts.coverage.command import coverage
from contracts.coverage.exchange import Exchange, exchanges_in, exchanges_of
from contracts.coverage.goal import GOALS, Reach, reach
from contracts.files.document import CaseError
from contracts.journal import Journal
from contracts.openapi.public import PublicDocument
from tests.conftest import ACCOUNT, PHOTO, Emulator
from tests.wsgi_transport import session_to

REEL, ALBUM_CHILD, EXPIRED_STORY = "17900000000000003", "17900000000000006", "17900000000000015"
ENTRY = {
    "path": f"/v25.0/{PHOTO}/insights",
    "query": "metric=reach",
    "body": "",
    "status": 200,
    "rule": "media_insights",
    "metrics": ["reach"],
    "kinds": ["photo"],
    "retired": [],
    "left_out": {},
}


@pytest.fixture(scope="module")
def document() -> PublicDocument:
    return PublicDocument.committed()


@pytest.fixture
def journal(fresh: Emulator) -> Journal:
    return Journal("http://emulator", session=session_to(fresh.app))


def _reached(journal: Journal, document: PublicDocument) -> dict[str, tuple[str, ...]]:
    return {each.goal: each.reached for each in reach(list(exchanges_of(journal)), document)}


def _file(folder: Path, *entries: dict[str, Any]) -> str:
    path = folder / "journal.json"
    path.write_text(json.dumps({"world": "default", "entries": entries, "more": False}))
    return str(path)


def _run(*arguments: str) -> Result:
    return CliRunner().invoke(coverage, arguments)


def test_nothing_asked_is_nothing_reached(journal: Journal, document: PublicDocument) -> None:
    assert set(_reached(journal, document).values()) == {()}


def test_numbers_of_media_reach_kind_and_metric(fresh: Emulator, journal: Journal, document: PublicDocument) -> None:
    fresh.get(f"/v25.0/{PHOTO}/insights", metric="reach,profile_activity", breakdown="action_type")
    fresh.get(f"/v25.0/{PHOTO}/insights", metric="profile_activity", breakdown="action_type")
    fresh.get(f"/v25.0/{REEL}", fields="caption,insights.metric(views)")
    reached = _reached(journal, document)
    assert reached["metrics"] == ("photo profile_activity", "reel views")
    assert reached["kinds"] == ("photo", "reel")
    assert reached["breakdowns"] == ("media action_type",)


def test_numbers_of_accounts_reach_metric_period_and_breakdown(
    fresh: Emulator, journal: Journal, document: PublicDocument
) -> None:
    fresh.get(f"/v25.0/{ACCOUNT}/insights", metric="reach", period="day,week")
    fresh.get(
        f"/v25.0/{ACCOUNT}/insights",
        metric="follower_demographics",
        period="lifetime",
        metric_type="total_value",
        breakdown="gender,age",
        timeframe="this_month",
    )
    reached = _reached(journal, document)
    assert reached["metrics"] == ("account reach", "account follower_demographics")
    assert set(reached["periods"]) == {"day", "week", "lifetime"}
    assert reached["breakdowns"] == ("account age+gender",)


def test_a_metric_in_a_list_of_media_is_no_metric_of_the_account(
    fresh: Emulator, journal: Journal, document: PublicDocument
) -> None:
    fresh.get(f"/v25.0/{ACCOUNT}/media", fields="id,insights.metric(reach)")
    assert _reached(journal, document)["metrics"] == ()


def test_what_an_answer_leaves_out_is_not_reached(fresh: Emulator, journal: Journal, document: PublicDocument) -> None:
    fresh.get(f"/v25.0/{ALBUM_CHILD}/insights", metric="reach")
    reached = _reached(journal, document)
    assert (reached["metrics"], reached["kinds"]) == ((), ())


def test_refusals_reach_errors(fresh: Emulator, journal: Journal, document: PublicDocument) -> None:
    fresh.get(f"/v25.0/{PHOTO}/insights", metric="nonsense")
    fresh.get(f"/v25.0/{PHOTO}/insights", metric="reach", token="EAAmock-expired")
    assert set(_reached(journal, document)["errors"]) == {"value_not_listed", "token_expired"}


def test_expiries_are_reached(fresh: Emulator, journal: Journal, document: PublicDocument) -> None:
    fresh.get(f"/v25.0/{EXPIRED_STORY}/insights", metric="reach")
    fresh.get(f"/v25.0/{PHOTO}/insights", metric="reach", token="EAAmock-expired")
    fresh.get("/v25.0/17900000000000009/insights", metric="reach")
    assert set(_reached(journal, document)["expiries"]) == {
        "story expired",
        "token expired",
        "media older than two years",
    }


def test_the_end_of_a_metric_is_crossed_by_asking_on_both_sides(fresh: Emulator, document: PublicDocument) -> None:
    reel = {"id": "17900000000000777", "media_product_type": "REELS", "created_at": "2025-04-01T00:00:00Z"}
    world = fresh.world_of_media(reel, now="2025-04-20T12:00:00Z")
    journal = Journal("http://emulator", world.id, session=session_to(fresh.app))
    world.get("17900000000000777", version="v21.0", metric="plays")
    assert _reached(journal, document)["expiries"] == ()
    world.advance("P2D")
    world.get("17900000000000777", version="v21.0", metric="plays")
    both = ("metric asked after its end", "metric asked before and after its end")
    assert _reached(journal, document)["expiries"] == both
    fresh.control("DELETE", "/journal", world=world.id)
    world.get("17900000000000777", version="v21.0", metric="plays")
    assert _reached(journal, document)["expiries"] == both[:1]


def test_all_things_of_the_document_can_be_reached_by_name(document: PublicDocument) -> None:
    """Nothing is listed that no exchange could ever reach: names of errors are those of the journal's rules."""
    things = {goal.name: set(goal.things(document)) for goal in GOALS}
    assert things["kinds"] == {"photo", "video", "album", "reel", "story"}
    assert things["periods"] == {"day", "week", "days_28", "lifetime"}
    assert not any("." in name for name in things["errors"])
    assert "emulator_mistake" not in things["errors"]


def test_percents_are_rounded_down() -> None:
    assert Reach("errors", ("a", "b"), ("c",)).percent == 66
    assert Reach("errors", (), ()).percent == 100


def test_files_are_read_like_the_journal(tmp_path: Path) -> None:
    [exchange] = exchanges_in(Path(_file(tmp_path, ENTRY)))
    assert exchange == Exchange(
        path=f"/v25.0/{PHOTO}/insights",
        params={"metric": "reach"},
        status=200,
        rule="media_insights",
        metrics=("reach",),
        kinds=("photo",),
        retired=(),
        left_out=frozenset(),
    )


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        ({**ENTRY, "status": "200"}, r"entries\[1\].status: `status` must be a number"),
        ({key: value for key, value in ENTRY.items() if key != "kinds"}, r"entries\[1\]: `kinds` is missing: a list"),
        ({**ENTRY, "metrics": [1]}, r"entries\[1\].metrics\[0\]: `0` must be a text"),
    ],
)
def test_a_malformed_entry_is_told(tmp_path: Path, entry: dict[str, Any], told: str) -> None:
    with pytest.raises(CaseError, match=told):
        list(exchanges_in(Path(_file(tmp_path, ENTRY, entry))))


def test_the_table_fits_and_a_run_without_floor_is_well(tmp_path: Path) -> None:
    done = _run(_file(tmp_path, ENTRY))
    assert done.exit_code == 0
    lines = done.output.splitlines()
    assert [line.split()[0] for line in lines] == [goal.name for goal in GOALS]
    assert max(map(len, lines)) <= 80
    assert "kinds            1 of 5   20 %  ######........................" in lines


@pytest.mark.parametrize(
    ("floor", "code"),
    [("0", 0), ("kinds=20", 0), ("kinds=20%", 0), ("kinds=21", 1), ("kinds=20,errors=1", 1), ("1", 1)],
)
def test_below_the_floor_is_a_finding(tmp_path: Path, floor: str, code: int) -> None:
    assert _run(_file(tmp_path, ENTRY), "--floor", floor).exit_code == code


def test_the_goals_below_the_floor_are_named(tmp_path: Path) -> None:
    done = _run(_file(tmp_path, ENTRY), "--floor", "kinds=20,errors=1")
    assert done.output.splitlines()[-1] == "below the floor: errors"
    assert "  below 1 %" in done.output
    assert max(map(len, done.output.splitlines())) <= 80


@pytest.mark.parametrize("floor", ["101", "many", "errors", "colours=3", "-1", "٣"])
def test_a_floor_that_is_none_is_refused(tmp_path: Path, floor: str) -> None:
    done = _run(_file(tmp_path, ENTRY), "--floor", floor)
    assert done.exit_code == 2
    assert "expected a percentage like 60, or NAME=60" in done.output


def test_missing_lists_what_was_not_reached(tmp_path: Path) -> None:
    done = _run(_file(tmp_path, ENTRY), "--missing")
    assert "kinds: 4 not reached\n  video, album, reel, story\n" in done.output
    [photo] = [line for line in done.output.splitlines() if line.startswith("  photo ")]
    assert "saved" in photo
    assert "reach," not in photo
    assert max(map(len, done.output.splitlines())) <= 80


def test_a_malformed_file_ends_with_2_and_its_place(tmp_path: Path) -> None:
    (tmp_path / "journal.json").write_text('{"world": "default"}')
    done = _run(str(tmp_path / "journal.json"))
    assert done.exit_code == 2
    assert "journal.json, line 1: `entries` is missing: a list is expected" in done.output


def test_a_target_that_is_not_there_ends_with_2() -> None:
    done = _run("--target", "http://127.0.0.1:9")
    assert done.exit_code == 2
    assert "Start an emulator" in done.output
