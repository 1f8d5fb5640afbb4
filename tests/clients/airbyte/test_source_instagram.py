"""Airbyte's Instagram connector, the whole program and unmodified, checks, discovers and syncs."""

from __future__ import annotations

import json
import os
import subprocess
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import requests

ROOT = Path(__file__).parents[3]
PROGRAM = ROOT / ".venv-airbyte" / "bin" / "source-instagram"
REDIRECT = ROOT / "tests" / "examples" / "clients" / "redirect"

# An empty page with a cursor would have the program ask for the next one for ever.
PATIENCE = 120

TOKEN = "EAAmock-airbyte"
EXPIRED = "EAAmock-airbyte-expired"
ACCOUNT = "17841400000077001"
PAGE = "100000000077001"
ALBUM, REEL, STORY = "17900000000077004", "17900000000077003", "17900000000077007"
CHILDREN = ["17900000000077005", "17900000000077006"]

STREAMS = {
    "Api",
    "media",
    "media_insights",
    "stories",
    "story_insights",
    "users",
    "user_lifetime_insights",
    "user_insights",
}

MEDIA: list[dict[str, Any]] = [
    {"id": "17900000000077001", "created_at": "-P10D"},
    {"id": "17900000000077002", "media_type": "VIDEO", "created_at": "-P9D"},
    {"id": REEL, "media_product_type": "REELS", "media_type": "VIDEO", "created_at": "-P8D"},
    {
        "id": ALBUM,
        "media_type": "CAROUSEL_ALBUM",
        "created_at": "-P7D",
        "children": [{"id": CHILDREN[0]}, {"id": CHILDREN[1], "media_type": "VIDEO"}],
    },
    {"id": STORY, "media_product_type": "STORY", "created_at": "-PT3H", "viewers": 300},
]


@dataclass(frozen=True)
class Run:
    """What the program wrote, a message a line, and how it ended."""

    status: int
    messages: list[dict[str, Any]]

    @property
    def records(self) -> dict[str, list[dict[str, Any]]]:
        """The records by the name of their stream."""
        found: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for each in self.of("RECORD"):
            found[each["stream"]].append(each["data"])
        return found

    def of(self, kind: str) -> list[dict[str, Any]]:
        """The messages of a kind, without their envelope."""
        return [message[_KEYS[kind]] for message in self.messages if message["type"] == kind]


_KEYS = {"RECORD": "record", "STATE": "state", "CATALOG": "catalog", "CONNECTION_STATUS": "connectionStatus"}

Program = Callable[..., Run]


@pytest.fixture(scope="module")
def program(emulator_url: str, tmp_path_factory: pytest.TempPathFactory) -> Program:
    """Runs the program's own command line; a module on its path brings it to the emulator."""
    if not PROGRAM.exists():
        missing = "airbyte-source-instagram is not installed: make clients"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(missing)

    def run(command: str, token: str = TOKEN, **files: object) -> Run:
        folder = tmp_path_factory.mktemp("airbyte")
        arguments = [str(PROGRAM), command]
        config = {"access_token": token, "start_date": f"{_start():%Y-%m-%dT%H:%M:%SZ}"}
        for name, content in {"config": config, **files}.items():
            path = folder / f"{name}.json"
            path.write_text(json.dumps(content))
            arguments += [f"--{name}", str(path)]
        environment = {**os.environ, "PYTHONPATH": str(REDIRECT), "INSIGHTS_MOCK_URL": emulator_url}
        ended = subprocess.run(
            arguments, env=environment, cwd=folder, capture_output=True, text=True, timeout=PATIENCE, check=False
        )
        return Run(ended.returncode, [json.loads(line) for line in ended.stdout.splitlines() if line.strip()])

    return run


def _start() -> datetime:
    """Two days back, as a user would say it."""
    return datetime.now(UTC) - timedelta(days=2)


def _ends_of_days() -> list[datetime]:
    """When the Pacific days since then ended."""
    today = datetime.now(ZoneInfo("America/Los_Angeles")).replace(hour=0, minute=0, second=0, microsecond=0)
    ends = [(today - timedelta(days=back)).astimezone(UTC) for back in (2, 1, 0)]
    return [end for end in ends if end > _start()]


@pytest.fixture
def serve(emulator_url: str) -> Iterator[Callable[..., None]]:
    """Adds a world of one account with these media, in real time, as the program has no other."""
    made: list[str] = []

    def add(media: list[dict[str, Any]], **account: object) -> None:
        document = {
            "accounts": [{"id": ACCOUNT, "page": {"id": PAGE}, "followers": 5000, "media": media, **account}],
            "tokens": [
                {"token": TOKEN, "kind": "facebook_user"},
                {"token": EXPIRED, "kind": "facebook_user", "expires_at": "2026-01-01T00:00:00Z"},
            ],
        }
        reply = requests.post(f"{emulator_url}/_mock/worlds", json=document, timeout=10)
        reply.raise_for_status()
        made.append(reply.json()["id"])

    yield add
    for each in made:
        requests.delete(f"{emulator_url}/_mock/worlds/{each}", timeout=10).raise_for_status()


@pytest.fixture(scope="module")
def catalog(program: Program) -> dict[str, Any]:
    """All streams that the program discovers, each to be read in full."""
    [found] = program("discover").of("CATALOG")
    return {
        "streams": [
            {"stream": each, "sync_mode": "full_refresh", "destination_sync_mode": "append"}
            for each in found["streams"]
        ]
    }


def test_check(program: Program, serve: Callable[..., None]) -> None:
    """The connection check walks from the user over the Pages to the accounts."""
    serve(MEDIA)

    [found] = program("check").of("CONNECTION_STATUS")

    assert found["status"] == "SUCCEEDED"


def test_check_of_an_expired_token(program: Program, serve: Callable[..., None]) -> None:
    """The check fails at once and names code 190."""
    serve(MEDIA)

    [found] = program("check", EXPIRED).of("CONNECTION_STATUS")

    assert found["status"] == "FAILED"
    assert "Error: 190, Error validating access token" in found["message"]


def test_discover(catalog: dict[str, Any]) -> None:
    """The program offers its eight streams."""
    assert {each["stream"]["name"] for each in catalog["streams"]} == STREAMS


def test_sync(program: Program, catalog: dict[str, Any], serve: Callable[..., None]) -> None:
    """A sync of all streams ends well, with a record for each object and a state for each stream."""
    serve(MEDIA)

    ran = program("read", catalog=catalog)

    assert ran.status == 0
    counts = {"Api": 1, "users": 1, "media": 4, "media_insights": 4, "stories": 1, "story_insights": 1}
    counts["user_lifetime_insights"] = 3
    assert {stream: len(records) for stream, records in ran.records.items() if stream in counts} == counts
    assert {each["stream"]["stream_descriptor"]["name"] for each in ran.of("STATE")} == STREAMS
    _assert_media(ran.records)
    _assert_accounts(ran.records)


def _assert_media(records: dict[str, list[dict[str, Any]]]) -> None:
    posts = {each["id"]: each for each in records["media"]}
    numbers = {each["id"]: each for each in records["media_insights"]}
    [story] = records["story_insights"]
    assert [each["id"] for each in posts[ALBUM]["children"]] == CHILDREN
    assert all(each["timestamp"] == posts[ALBUM]["timestamp"] for each in posts[ALBUM]["children"])
    assert numbers.keys() == posts.keys()
    assert numbers[REEL]["ig_reels_avg_watch_time"] > 0
    assert numbers[REEL]["likes"] == posts[REEL]["like_count"]
    assert (story["id"], story["reach"]) == (STORY, 300)


def _assert_accounts(records: dict[str, list[dict[str, Any]]]) -> None:
    [user] = records["users"]
    # The last seconds of the sync are a day of their own; what is not known yet makes a record without a date.
    days = sorted((each for each in records["user_insights"] if "date" in each), key=lambda each: str(each["date"]))
    breakdowns = {each["breakdown"]: each["value"] for each in records["user_lifetime_insights"]}
    assert (user["id"], user["followers_count"]) == (ACCOUNT, 5000)
    assert breakdowns.keys() == {"city", "country", "age,gender"}
    assert sum(breakdowns["country"].values()) <= user["followers_count"]
    assert [each["date"] for each in days] == [f"{end:%Y-%m-%dT%H:%M:%S+00:00}" for end in _ends_of_days()]
    assert all(each["reach"] < each["reach_week"] < each["reach_days_28"] for each in days)
    assert all(len(each["online_followers"]) == 24 for each in days)


def test_media_from_before_the_conversion(
    program: Program, catalog: dict[str, Any], serve: Callable[..., None]
) -> None:
    """The media that has no insights is left out of one stream, and the sync goes on."""
    before, after = {"id": "17900000000077011", "created_at": "2025-05-01T00:00:00Z"}, MEDIA[0]
    serve([before, after], converted_at="2025-06-01T00:00:00Z")

    ran = program("read", catalog=catalog)

    assert ran.status == 0
    assert {each["id"] for each in ran.records["media"]} == {before["id"], after["id"]}
    assert [each["id"] for each in ran.records["media_insights"]] == [after["id"]]


def test_media_of_several_pages(program: Program, catalog: dict[str, Any], serve: Callable[..., None]) -> None:
    """The program asks a hundred media at a time, and for a page after the last, which ends the list."""
    generated = {"feed": 130, "reels": 0, "stories_per_day": 0}
    serve([], generate=generated, converted_at="2020-01-01T00:00:00Z")

    ran = program("read", catalog=catalog)

    assert ran.status == 0
    assert len({each["id"] for each in ran.records["media"]}) == 130
    assert len(ran.records["media_insights"]) == 130
    assert ran.records["stories"] == []
