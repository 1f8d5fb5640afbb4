"""`diff` in process: what it prints, and its exit codes."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from contracts.openapi.public import COMMITTED, PublicDocument
from tests.contracts.upgrading.conftest import Run

EVE_TO_V24 = """\
v21.0 as of 2025-04-20 -> v24.0 as of 2025-04-20

Breaking
  requests
    clips_replays_count: gone for reel; retired from v22.0 on; everywhere on
      2025-04-21
    ig_reels_aggregated_all_plays_count: gone for reel; retired from v22.0 on;
      everywhere on 2025-04-21
    impressions: gone for photo, video, album, story, account; use views;
      retired from v22.0 on; everywhere on 2025-04-21
    plays: gone for reel; use views; retired from v22.0 on; everywhere on
      2025-04-21

4 breaking changes, 0 new
"""


def test_two_versions_on_the_day_of_the_world(run: Run) -> None:
    result = run("diff", "v21.0", "v24.0")

    assert (result.exit_code, result.stdout, result.stderr) == (1, EVE_TO_V24, "")


def test_two_versions_on_another_day(run: Run) -> None:
    """On the next day v21.0 has lost as much, but for older posts."""
    result = run("diff", "v21.0", "v24.0", "--at", "2025-04-22")

    assert result.exit_code == 1
    assert "impressions: gone for photo, video, album, story with posted_before" in result.stdout
    assert "plays" not in result.stdout


def test_nothing_breaks(run: Run) -> None:
    result = run("diff", "v22.0", "v23.0")

    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.splitlines()[-1] == "0 breaking changes, 0 new"


def test_two_files(run: Run, write: Callable[..., Path]) -> None:
    raw = PublicDocument.committed().raw
    edges = [each for each in raw["x-insights-fields"]["IGUser"]["edges"] if each["name"] != "stories"]
    user = {**raw["x-insights-fields"]["IGUser"], "edges": edges}
    less = write(json.dumps({**raw, "x-insights-fields": {**raw["x-insights-fields"], "IGUser": user}}), "less.yaml")

    lost, gained = run("diff", "--spec", COMMITTED, less), run("diff", "--spec", less, COMMITTED)

    assert (lost.exit_code, gained.exit_code) == (1, 0)
    assert "Breaking\n  fields and edges\n    IGUser/stories: gone\n" in lost.stdout
    assert "New\n  fields and edges\n    IGUser/stories: new\n" in gained.stdout


def test_what_cannot_be_compared(run: Run, write: Callable[..., Path]) -> None:
    unknown = run("diff", "v21.0", "v99.0")
    malformed = run("diff", "--spec", write("openapi: [\n", "old.yaml"), COMMITTED)

    assert (unknown.exit_code, malformed.exit_code) == (2, 2)
    assert unknown.stderr.startswith("the target has no document of v99.0: version cannot be 'v99.0'; allowed: v2.9, ")
    assert "old.yaml, line 2: " in malformed.stderr
