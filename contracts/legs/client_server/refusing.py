"""What a client tells of refusals: which kind, with the API's own numbers, and that it does not ask again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from contracts.driving import Kind
from contracts.driving.questions import Question
from contracts.driving.world import (
    BEFORE_CONVERSION,
    EXPIRED,
    FEW_VIEWERS,
    NOBODY,
    PASSWORD_CHANGED,
    PRIVATE,
    UNPARSABLE,
    WITHOUT_INSIGHTS,
)
from contracts.files.promises import Json
from contracts.legs.client_server.interview import Asked
from contracts.legs.client_server.judging import refuses, skips
from contracts.legs.client_server.reading import HOSTS, PHOTO
from contracts.subjects import ACCOUNT, FACEBOOK, INSTAGRAM, SUBJECTS

REEL = next(subject.id for subject in SUBJECTS if subject.kind == "reel")

# A metric that is not in Graph's list any more cannot be told from one that never was, unless a client knows it.
_NOT_LISTED = (Kind.METRIC_UNSUPPORTED, Kind.METRIC_RETIRED)


class _Refusal(NamedTuple):
    """A call that is refused, and the kinds that say so; `tokens` by host, "" for that of who may read all."""

    name: str
    call: str
    arguments: dict[str, Json]
    kinds: tuple[Kind, ...]
    tokens: Mapping[str, str] = MappingProxyType(dict.fromkeys(HOSTS, ""))


_OF_THE_ACCOUNT: dict[str, Json] = {"account": ACCOUNT, "metrics": ["reach"]}
_OF_THE_PHOTO: dict[str, Json] = {"media": PHOTO, "metrics": ["reach"]}
_REFUSALS = (
    _Refusal("token that is expired", "account_series", _OF_THE_ACCOUNT, (Kind.TOKEN_EXPIRED,), EXPIRED),
    _Refusal("token that is expired", "media", {"account": ACCOUNT}, (Kind.TOKEN_EXPIRED,), EXPIRED),
    _Refusal("password that was changed", "media_insights", _OF_THE_PHOTO, (Kind.PASSWORD_CHANGED,), PASSWORD_CHANGED),
    _Refusal("token that cannot be read", "account_totals", _OF_THE_ACCOUNT, (Kind.TOKEN_INVALID,), UNPARSABLE),
    _Refusal("permission that is missing", "account_series", _OF_THE_ACCOUNT, (Kind.PERMISSION,),
             {FACEBOOK: WITHOUT_INSIGHTS}),
    _Refusal("account that is unknown", "account_series", {"account": NOBODY, "metrics": ["reach"]},
             (Kind.UNKNOWN_OBJECT,)),
    _Refusal("account that is private", "account_series", {"account": PRIVATE, "metrics": ["reach"]},
             (Kind.UNKNOWN_OBJECT,)),
    _Refusal("media that is unknown", "media_insights", {"media": NOBODY, "metrics": ["reach"]},
             (Kind.UNKNOWN_OBJECT,)),
    _Refusal("account that is unknown", "account", {"account": NOBODY, "fields": ["id"]}, (Kind.UNKNOWN_OBJECT,)),
    _Refusal("story with too few viewers", "story_insights", {"story": FEW_VIEWERS, "metrics": ["reach"]},
             (Kind.NOT_ENOUGH_VIEWERS,)),
    _Refusal("media from before the conversion", "media_insights", {"media": BEFORE_CONVERSION, "metrics": ["reach"]},
             (Kind.POSTED_BEFORE_CONVERSION,)),
    _Refusal("metric that was retired", "media_insights", {"media": REEL, "metrics": ["reach", "plays"]}, _NOT_LISTED),
    _Refusal("metric whose end is told", "media_insights", {"media": PHOTO, "metrics": ["impressions"]},
             (Kind.METRIC_RETIRED,), {FACEBOOK: ""}),
    _Refusal("metric whose end is not told", "media_insights", {"media": PHOTO, "metrics": ["impressions"]},
             (Kind.METRIC_UNSUPPORTED,), {INSTAGRAM: ""}),
    _Refusal("metric that never was", "account_totals", {"account": ACCOUNT, "metrics": ["reach", "fame"]},
             _NOT_LISTED),
    _Refusal("metric of other media", "media_insights", {"media": PHOTO, "metrics": ["reach", "navigation"]},
             (Kind.METRIC_UNSUPPORTED,)),
    _Refusal("media that is not shared to Facebook", "media_insights", {"media": REEL, "metrics": ["facebook_views"]},
             (Kind.METRIC_UNSUPPORTED,)),
    _Refusal("field that is unknown", "media", {"account": ACCOUNT, "fields": ["id", "fame"]},
             (Kind.INVALID_PARAMETER,)),
)  # fmt: skip


def refusals() -> Iterator[Asked]:
    """Every kind of refusal that a client should tell apart."""
    for each in _REFUSALS:
        for host, token in each.tokens.items():
            question = Question(name=each.name, call=each.call, arguments=each.arguments, host=host, token=token)
            yield Asked(question, refuses(*each.kinds))


def skipping() -> Iterator[Asked]:
    """Refused metrics are given up when the client is told to, and the others are read."""
    for host in HOSTS:
        for name, metrics in _SKIPPED:
            arguments: dict[str, Json] = {"media": REEL, "metrics": list(metrics)}
            options: dict[str, Json] = {"on_unsupported": "skip"}
            question = Question(name=name, call="media_insights", arguments=arguments, host=host, options=options)
            yield Asked(question, skips)


_SKIPPED = (
    ("no metric is skipped", ("reach", "likes")),
    ("one metric is skipped", ("reach", "navigation", "likes")),
    ("several metrics are skipped", ("plays", "reach", "follows", "likes", "fame")),
    ("what is not shared to Facebook is skipped", ("views", "facebook_views", "reach")),
    ("every metric is skipped", ("fame", "navigation")),
)
