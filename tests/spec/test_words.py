"""What the document enumerates and quotes is what the emulator says."""

from __future__ import annotations

from functools import cache

import pytest

from contracts.openapi.public import PublicDocument, Request
from mock_server.world.cards import CARDS
from tests.conftest import FACEBOOK, INSTAGRAM, Reply
from tests.spec.emulated import SUBJECTS, Emulated

SUBJECT = {each.kind: each for each in reversed(SUBJECTS) if not each.special}
DAY = {"metric": "reach", "period": "day"}
LOGIN = {FACEBOOK: "facebook", INSTAGRAM: "instagram"}


@cache
def public() -> PublicDocument:
    return PublicDocument.committed()


@pytest.fixture(scope="module")
def emulated() -> Emulated:
    return Emulated(public())


@pytest.mark.parametrize("parameter", ["metric", "period", "breakdown", "metric_type", "timeframe"])
def test_enumerations_are_those_of_error_texts(parameter: str, emulated: Emulated) -> None:
    """A parameter lists what the error texts of both edges and hosts enumerate, and names that only documents use."""
    enumerated: set[str] = set()
    for kind in ("photo", "account"):
        for host in (FACEBOOK, INSTAGRAM):
            reply = emulated.ask(SUBJECT[kind], host, DAY | {parameter: "nonsense"})
            message = reply.json.get("error", {"message": ""})["message"]
            enumerated |= {*message.partition(" must be one of the following values: ")[2].split(", ")} - {""}
    listed = set(public().values_of(parameter))
    assert enumerated <= listed
    assert listed - enumerated <= {"follower_type"}


# Refusals that are easily had, by the examples that show them.
REFUSED: dict[str, tuple[str, Request]] = {
    "parameter_required": ("photo", {}),
    "impressions_retired_media": ("photo", {"metric": "impressions"}),
    "value_not_listed": ("photo", {"metric": "nonsense"}),
    "time_unreadable": ("account", DAY | {"since": "nonsense"}),
    "window_backwards": ("account", DAY | {"since": "2026-10-08", "until": "2026-10-01"}),
    "metric_type_required": ("account", {"metric": "accounts_engaged,views", "period": "day"}),
    "metric_type_incompatible": ("account", DAY | {"metric": "follower_count", "metric_type": "total_value"}),
    "periods_incompatible": ("account", {"metric": "follower_count", "period": "week"}),
    "metric_unsupported_account": ("account", DAY | {"metric": "threads_likes"}),
    "unknown_error": ("account", DAY | {"metric": "likes", "metric_type": "total_value", "breakdown": "follow_type"}),
    "window_too_wide": ("account", DAY | {"since": "2026-08-01", "until": "2026-10-01"}),
}
# graph.instagram.com has no such limits.
ON_FACEBOOK_ONLY = ("window_too_wide", "metric_type_required", "impressions_retired_media")


@pytest.mark.parametrize("name", REFUSED)
def test_error_examples_are_what_the_emulator_answers(name: str, emulated: Emulated) -> None:
    """On each host the reply is the example, but for its trace id."""
    kind, request = REFUSED[name]
    examples = {each: (status, body["error"]) for status, each, body in public().error_examples()}
    for host in (FACEBOOK,) if name in ON_FACEBOOK_ONLY else (FACEBOOK, INSTAGRAM):
        reply = emulated.ask(SUBJECT[kind], host, request)
        status, error = examples.get(name) or examples[f"{name}.{LOGIN[host]}"]
        assert reply.status == status
        assert reply.error | {"fbtrace_id": ""} == error | {"fbtrace_id": ""}


def test_refused_cards_fit_the_document(emulated: Emulated) -> None:
    """Well-known ids and dead tokens get refusals that the document has: its envelope, status, code and subcode."""
    for card in CARDS:
        target = f"{card.ask.replace('v23.0', public().version)}&access_token={card.token}"
        reply = emulated.emulator.call("GET", target)
        assert reply.status == 200 or _is_documented(reply), card.name


@pytest.mark.parametrize("path", ["/nonsense/{id}/insights", "/v99.0/{id}/insights", "/{version}/nonsense/insights"])
@pytest.mark.parametrize("host", [FACEBOOK, INSTAGRAM])
def test_other_paths_are_refused_as_documented(path: str, host: str, emulated: Emulated) -> None:
    """Wrong versions, ids and paths get refusals that the document has, on each host."""
    subject = SUBJECT["photo"]
    filled = path.format(version=public().version, id=subject.id)
    reply = emulated.emulator.get(filled, token=subject.tokens[host], host=host, metric="reach")
    assert _is_documented(reply), reply


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_other_methods_are_refused_as_documented(method: str, emulated: Emulated) -> None:
    """The edges can only be read; the refusal has the envelope of all others."""
    path = f"/{public().version}/{SUBJECT['photo'].id}/insights"
    assert _is_documented(emulated.emulator.get(path, method=method, metric="reach"))


def _is_documented(reply: Reply) -> bool:
    return public().errors.is_valid(reply.json) and public().documents(reply.status, reply.json)
