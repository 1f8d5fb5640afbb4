"""Requests that reach an error of the document by themselves: what refuses them is the example of this name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from contracts.compare import Differences
from contracts.legs.spec.asking import Desk
from contracts.legs.spec.error_examples import ErrorExamples
from contracts.subjects import ACCOUNT, FACEBOOK, INSTAGRAM, SUBJECTS

BOTH = (FACEBOOK, INSTAGRAM)
PHOTO = SUBJECTS[1].id


class Occasion(NamedTuple):
    """A path and parameters that are refused with the error of this name, on these hosts, from a day on."""

    error: str
    path: str
    params: Mapping[str, str] = {}
    hosts: tuple[str, ...] = BOTH
    since: str = ""


_INSIGHTS = f"{PHOTO}/insights"
_OF_ACCOUNT = f"{ACCOUNT}/insights"
_LATE = "2025-04-21"  # the old metrics were gone then, and the new ones there
_DAY = {"metric": "reach", "period": "day"}
_MEDIA = f"{ACCOUNT}/media"
_DEEP = "owner{" * 16

# graph.instagram.com has no limit of a window, takes totals without a type, and words old impressions otherwise.
OCCASIONS = (
    Occasion("parameter_required", _INSIGHTS),
    Occasion("impressions_retired_media", _INSIGHTS, {"metric": "impressions"}, (FACEBOOK,), _LATE),
    Occasion("value_not_listed", _INSIGHTS, {"metric": "nonsense"}),
    Occasion("time_unreadable", _OF_ACCOUNT, {**_DAY, "since": "nonsense"}),
    Occasion("window_backwards", _OF_ACCOUNT, {**_DAY, "since": "2026-10-08", "until": "2026-10-01"}),
    Occasion(
        "metric_type_required", _OF_ACCOUNT, {"metric": "accounts_engaged,views", "period": "day"}, (FACEBOOK,), _LATE
    ),
    Occasion(
        "metric_type_incompatible",
        _OF_ACCOUNT,
        {"metric": "follower_count", "period": "day", "metric_type": "total_value"},
    ),
    Occasion("periods_incompatible", _OF_ACCOUNT, {"metric": "follower_count", "period": "week"}),
    Occasion("metric_unsupported_account", _OF_ACCOUNT, {"metric": "threads_likes", "period": "day"}, BOTH, _LATE),
    Occasion(
        "unknown_error",
        _OF_ACCOUNT,
        {"metric": "likes", "period": "day", "metric_type": "total_value", "breakdown": "follow_type"},
    ),
    Occasion("window_too_wide", _OF_ACCOUNT, {**_DAY, "since": "2026-08-01", "until": "2026-10-01"}, (FACEBOOK,)),
    Occasion("field_twice", ACCOUNT, {"fields": "id,id"}),
    Occasion("field_name_expected", ACCOUNT, {"fields": "id,"}),
    Occasion("field_list_goes_on", ACCOUNT, {"fields": "id}"}),
    Occasion("field_sign_expected", ACCOUNT, {"fields": "media.limit{id}"}),
    Occasion("field_list_ends", ACCOUNT, {"fields": "media{id"}),
    Occasion("fields_too_deep", PHOTO, {"fields": _DEEP}),
    Occasion("field_needs_discovery", PHOTO, {"fields": "view_count"}),
    Occasion("video_missing", PHOTO, {"fields": "copyright_check_information"}),
    Occasion("username_unknown", ACCOUNT, {"fields": "business_discovery.username(red.bottle)"}, (FACEBOOK,)),
    Occasion("field_requires_argument", ACCOUNT, {"fields": "business_discovery"}, (FACEBOOK,)),
    Occasion("field_missing", "me/insights", {"metric": "reach"}, (FACEBOOK,)),
    Occasion("cursor_invalid", _MEDIA, {"after": "forged"}),
    Occasion("limit_invalid", _MEDIA, {"limit": "many"}),
    Occasion("callback_invalid", ACCOUNT, {"callback": "alert(1)"}),
    Occasion("object_missing", "17900000000009999"),
    Occasion("path_unknown", f"{PHOTO}/nonsense"),
    Occasion("path_unknown", f"{_INSIGHTS}/reach"),
    Occasion("alias_unknown", "blue.bottle/insights"),
)


def occasions_unkept(desk: Desk) -> Iterator[tuple[str, Differences]]:
    """Each occasion on each of its hosts, if the document shows its error, and how the reply differs from it."""
    examples = ErrorExamples(desk.document)
    for occasion in (each for each in OCCASIONS if each.since <= desk.document.day):
        for host in (each for each in occasion.hosts if examples.named(occasion.error, each)):
            reply = desk.get(host, occasion.path, occasion.params)
            yield f"{occasion.error}, {host}", examples.unlike(occasion.error, host, reply)
