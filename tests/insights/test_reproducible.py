"""A number depends on its coordinates alone: not on the process, not on what was asked before."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from pathlib import Path

from tests.conftest import ACCOUNT, START, Emulator, emulator

_ROOT = Path(__file__).parents[2]
_QUERIES = (
    (ACCOUNT, "metric=reach&period=day"),
    (ACCOUNT, "metric=reach&period=week,days_28"),
    (ACCOUNT, "metric=views,likes,saves,replies&period=day&metric_type=total_value"),
    (ACCOUNT, "metric=views&period=day&metric_type=total_value&breakdown=media_product_type,follow_type"),
    (ACCOUNT, "metric=follower_demographics&period=lifetime&metric_type=total_value&breakdown=city"),
    (ACCOUNT, "metric=online_followers&period=lifetime"),
    *(
        (f"179000000000000{number:02}", "metric=reach,views,shares,total_interactions")
        for number in (1, 2, 3, 5, 14, 16)
    ),
)
_PROGRAM = """
import json, sys
from tests.insights.test_reproducible import answers
print(json.dumps(answers(int(sys.argv[1]))))
"""


def answers(order: int) -> dict[str, str]:
    """What a new application answers to all queries, asked in one of many orders."""
    asked = list(_QUERIES)
    random.Random(order).shuffle(asked)  # noqa: S311 - an order, not a secret
    served = emulator()
    return {f"{path}?{query}": _answer(served, path, query) for path, query in asked}


def _answer(served: Emulator, object_id: str, query: str) -> str:
    reply = served.call("GET", f"/v25.0/{object_id}/insights?access_token=EAAmock-reader&{query}")
    assert reply.status == 200, reply.body
    return reply.body.decode()


def test_another_process_tells_the_same_numbers() -> None:
    """A second Python process, with another hash seed, answers byte for byte the same."""
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM, "7"], cwd=_ROOT, capture_output=True, check=True, timeout=60, text=True
    )
    assert json.loads(done.stdout) == answers(3)


def test_the_order_of_requests_does_not_matter() -> None:
    """Whatever was asked before, the same request gets the same answer."""
    assert answers(1) == answers(2)


def test_asking_again_gives_the_same_numbers(client: Emulator) -> None:
    """The second answer to a request is the first one."""
    for path, query in _QUERIES:
        assert _answer(client, path, query) == _answer(client, path, query)


def test_worlds_of_one_seed_agree_whatever_they_are_called(client: Emulator) -> None:
    """The same world file, loaded twice, has the same objects and numbers."""
    first, second = client.world(seed=99), client.world(seed=99)
    assert first.accounts == second.accounts
    assert first.media == second.media
    query = {"metric": "reach", "period": "day", "since": START - 9 * 86_400, "until": START}
    assert first.get(first.account, **query).data == second.get(second.account, **query).data


def test_worlds_of_different_seeds_differ(client: Emulator) -> None:
    """Another seed makes another account with other media."""
    first, second = client.world(seed=1), client.world(seed=2)
    assert first.account != second.account
    assert set(first.media).isdisjoint(second.media)
