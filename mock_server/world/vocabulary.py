"""The words that worlds are written in: enumerations, and texts and numbers with a form of their own."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal

from msgspec import Meta


class Persona(StrEnum):
    """How an account fares over time."""

    STEADY = "steady"
    GROWING = "growing"
    VIRAL = "viral"
    DORMANT = "dormant"


AccountTypeName = Literal["BUSINESS", "MEDIA_CREATOR", "PERSONAL"]
MediaProductType = Literal["FEED", "REELS", "STORY"]
MediaType = Literal["IMAGE", "VIDEO", "CAROUSEL_ALBUM"]
ChildType = Literal["IMAGE", "VIDEO"]
StoryThreshold = Literal["viewers", "each_metric"]
AppMode = Literal["live", "development"]
AppAccess = Literal["advanced", "standard"]
TokenFault = Literal["password_changed", "logged_out", "not_authorized", "checkpointed", "malformed"]
Role = Literal["admin", "developer", "tester", "none"]
WebhookField = Literal["story_insights"]

_MOST_SEEDS = 2**63 - 1
_MOST_PEOPLE = 2_000_000_000
_MOST_GENERATED = 1_000_000_000
_MOST_STORIES_A_DAY = 1_000
_MOST_VALUE = 10**15
_MOST_ALLOWED = 1_000_000_000

ObjectId = Annotated[str, Meta(pattern=r"^[0-9]{5,20}\Z", description="a quoted id of 5 to 20 digits")]
Username = Annotated[
    str, Meta(pattern=r"^[A-Za-z0-9._]{1,30}\Z", description="up to 30 letters, digits, dots and underscores")
]
Locale = Annotated[str, Meta(pattern=r"^[a-z]{2,3}_[A-Z]{2}\Z", description="a locale such as en_US")]
TokenText = Annotated[
    str, Meta(pattern=r"^[A-Za-z0-9._-]{4,255}\Z", description="4 to 255 letters, digits, dots, - and _")
]
Text = Annotated[str, Meta(max_length=2_200, description="a text of up to 2200 characters")]
Address = Annotated[str, Meta(pattern=r"^https?://[^\s/]+", max_length=2_000, description="an http(s) address")]

Seed = Annotated[int, Meta(ge=0, le=_MOST_SEEDS)]
People = Annotated[int, Meta(ge=0, le=_MOST_PEOPLE)]
GeneratedCount = Annotated[int, Meta(ge=0, le=_MOST_GENERATED)]
Allowed = Annotated[int, Meta(ge=1, le=_MOST_ALLOWED)]
StoriesPerDay = Annotated[int, Meta(ge=0, le=_MOST_STORIES_A_DAY)]
_COUNTED = Meta(ge=0, le=_MOST_VALUE, description="a number of at least 0")
MetricValue = Annotated[int, _COUNTED] | Annotated[float, _COUNTED] | None
