"""A metric that is refused does not take the others with it, when the client is told to skip it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from client import InsightsClient, MetricRefused, MetricRetired, MetricUnsupported
from client.json_values import Object
from client.skipping import asked_without_refused
from tests.client.conftest import Script, data, error

METRICS = ("reach", "likes", "views", "shares", "saved", "follows", "comments", "reposts")


class Picky:
    """An API that refuses some metrics, and says so in its own way; it counts the requests."""

    def __init__(self, refused: set[str], words: Callable[[Sequence[str], Sequence[str]], str]) -> None:
        self.refused = refused
        self.words = words
        self.requests = 0

    def __call__(self, metrics: Sequence[str]) -> tuple[Object, ...]:
        """The entries of the metrics, or the refusal of all."""
        self.requests += 1
        if refused := [name for name in metrics if name in self.refused]:
            raise MetricUnsupported(self.words(metrics, refused))
        return tuple({"name": name} for name in metrics)


def by_position(metrics: Sequence[str], refused: Sequence[str]) -> str:
    return f"(#100) metric[{metrics.index(refused[0])}] must be one of the following values: reach, likes, views"


def by_name(_: Sequence[str], refused: Sequence[str]) -> str:
    return f"(#100) The Media Insights API does not support the {', '.join(refused)} metric for this type."


def by_nothing(_: Sequence[str], __: Sequence[str]) -> str:
    return "Fatal"


def beyond_the_end(metrics: Sequence[str], _: Sequence[str]) -> str:
    return f"metric[{len(metrics)}] must be one of the following values: reach"


@pytest.mark.parametrize("words", [by_position, by_name, by_nothing, beyond_the_end])
@pytest.mark.parametrize(
    "refused", [set(), {"reach"}, {"reposts"}, {"likes", "saved"}, {"views", "shares"}, set(METRICS)], ids=sorted
)
def test_the_others_are_told_in_their_order(
    refused: set[str], words: Callable[[Sequence[str], Sequence[str]], str]
) -> None:
    told = asked_without_refused(Picky(refused, words), METRICS)

    assert [entry["name"] for entry in told.entries] == [name for name in METRICS if name not in refused]
    assert set(told.refused) == refused


@pytest.mark.parametrize(
    ("words", "refused", "most"),
    [
        (by_name, {"likes", "saved", "views"}, 2),
        (by_position, {"likes"}, 2),
        (by_position, {"likes", "saved"}, 3),
        (by_nothing, {"likes"}, 7),
        (by_nothing, set(), 1),
    ],
)
def test_it_stays_cheap(words: Callable[[Sequence[str], Sequence[str]], str], refused: set[str], most: int) -> None:
    """One more request for what a refusal names, twice the logarithm where it names nothing."""
    picky = Picky(refused, words)
    asked_without_refused(picky, METRICS)

    assert picky.requests == most


def test_the_client_raises_unless_it_is_told_to_skip(client_of: Callable[..., InsightsClient], script: Script) -> None:
    with pytest.raises(MetricRefused):
        client_of(error(100, by_position(["plays"], ["plays"]))).media_insights("17", ["plays", "reach"])

    assert len(script.asked) == 1


def test_each_skipped_metric_keeps_its_error(client_of: Callable[..., InsightsClient]) -> None:
    replies = [
        error(100, "(#100) the impressions metric is no longer supported for the queried media."),
        error(100, "(#100) metric[1] must be one of the following values: reach"),
        data({"name": "reach", "values": [{"value": 3}]}),
    ]
    client = client_of(*replies, on_unsupported="skip")
    insights = client.media_insights("17", ["reach", "plays", "impressions"])

    assert [(name, type(error)) for name, error in insights.skipped.items()] == [
        ("plays", MetricUnsupported),
        ("impressions", MetricRetired),
    ]
    assert insights.value("reach") == 3


def test_what_does_not_go_with_the_rest_of_the_question_is_skipped(client_of: Callable[..., InsightsClient]) -> None:
    refusal = error(100, "(#100) The following metric (views) is incompatible with the metric type (time_series)")
    client = client_of(refusal, data({"name": "reach", "values": [{"value": 3}]}), on_unsupported="skip")
    insights = client.account_series("17", ["reach", "views"])

    assert (insights.value("reach"), list(insights.skipped)) == (3, ["views"])


def test_other_errors_are_raised_all_the_same(client_of: Callable[..., InsightsClient]) -> None:
    client = client_of(error(100, "metric[0] must be one of"), error(190), on_unsupported="skip")

    with pytest.raises(Exception, match="190"):
        client.media_insights("17", ["plays", "reach"])


def test_a_refusal_of_nothing_is_not_swallowed(client_of: Callable[..., InsightsClient]) -> None:
    with pytest.raises(MetricRefused):
        client_of(error(100, "metric[0] must be one of"), on_unsupported="skip").media_insights("17")


def test_no_metrics_are_asked_as_they_are(client_of: Callable[..., InsightsClient], script: Script) -> None:
    client_of(data(), on_unsupported="skip").media_insights("17")

    assert script.queries == [{}]
