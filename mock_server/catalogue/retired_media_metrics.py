"""Metrics of the media edge that are gone or were never answered; the enumeration of errors may list them yet."""

from datetime import date

from mock_server.catalogue.kinds import ALBUM, PHOTO, REEL, STORY, VIDEO
from mock_server.catalogue.metric_errors import IMPRESSIONS_RETIRED_MEDIA
from mock_server.catalogue.model import (
    Counts,
    Evidence,
    Grade,
    Login,
    MediaMetric,
    Retirement,
    Span,
)
from mock_server.catalogue.quantities import (
    COMMENTS,
    FACEBOOK_VIEWS,
    FIRST_VIEWS,
    LIKES,
    REACH,
    REPEAT_VIEWS,
    SAVED,
    TAPS_BACK,
    TAPS_EXIT,
    TAPS_FORWARD,
    THREE_SECOND_VIEWS,
)
from mock_server.catalogue.sources import (
    CHANGELOG,
    DOCUMENTED_CHANGE,
    DOCUMENTED_LEGACY,
    DOCUMENTED_MEDIA_V23,
    IG_HOST_ENUM,
    MEDIA_PAGE_V19,
    SDK_METADATA,
)

LAUNCH = date(2017, 1, 1)
REELS = date(2022, 3, 25)
# Insights came to graph.instagram.com on this day.
IG_LAUNCH = date(2025, 1, 21)

ALWAYS = {Login.FACEBOOK: Span(), Login.INSTAGRAM: Span(since=IG_LAUNCH)}
NEVER = Span(since=date.max)

VIEWS_COUNT = Counts(of=(FIRST_VIEWS, REPEAT_VIEWS))

# The enumeration changed by date, not by version.
_PLAYS_UNLISTED = date(2026, 6, 2)
_GONE_V22 = Retirement(in_version="v22.0", everywhere_on=date(2025, 4, 21), evidence=DOCUMENTED_MEDIA_V23)
_GONE_V18 = Retirement(
    in_version="v18.0",
    everywhere_on=date(2023, 12, 11),
    evidence=Evidence(source=CHANGELOG, grade=Grade.DOCUMENTED),
)
_UNLISTED_WITH_PLAYS = {
    Login.FACEBOOK: Span(until=_PLAYS_UNLISTED),
    Login.INSTAGRAM: Span(since=IG_LAUNCH, until=_PLAYS_UNLISTED),
}
_LEGACY_LISTED = {Login.FACEBOOK: Span(until=date(2024, 6, 14)), Login.INSTAGRAM: NEVER}
_ALBUM_LISTED = {Login.FACEBOOK: Span(until=date(2024, 3, 5)), Login.INSTAGRAM: NEVER}
_BEFORE_RELEASE = {Login.FACEBOOK: Span(since=date(2022, 6, 30), until=date(2022, 10, 25)), Login.INSTAGRAM: NEVER}
_BEFORE_RELEASE_EVIDENCE = Evidence(
    source=SDK_METADATA, grade=Grade.DOCUMENTED, note="listed for four months; no reply about it is known"
)
_THREADS = {Login.FACEBOOK: NEVER, Login.INSTAGRAM: Span(since=IG_LAUNCH)}
_THREADS_EVIDENCE = Evidence(
    source=IG_HOST_ENUM, grade=Grade.RECORDED, note="listed on graph.instagram.com; a metric of Threads, not Instagram"
)

IMPRESSIONS = MediaMetric(
    name="impressions",
    title="Impressions",
    description="How many times the media was seen.",
    kinds={PHOTO: LAUNCH, VIDEO: LAUNCH, ALBUM: LAUNCH, STORY: LAUNCH},
    number=VIEWS_COUNT,
    listed=ALWAYS,
    retired=Retirement(
        in_version="v22.0",
        everywhere_on=date(2025, 4, 21),
        spares_created_before=date(2024, 7, 2),
        answer=IMPRESSIONS_RETIRED_MEDIA,
        answer_kinds=(PHOTO, ALBUM, STORY),
        answer_logins=frozenset({Login.FACEBOOK}),
        evidence=DOCUMENTED_MEDIA_V23,
    ),
    replacement="views",
    evidence=DOCUMENTED_MEDIA_V23,
)
ENGAGEMENT = MediaMetric(
    name="engagement",
    title="Engagement",
    description="Likes, comments and saves of the media.",
    kinds={PHOTO: LAUNCH, VIDEO: LAUNCH},
    number=Counts(of=(LIKES, COMMENTS, SAVED)),
    listed=_LEGACY_LISTED,
    retired=_GONE_V18,
    replacement="total_interactions",
    evidence=DOCUMENTED_LEGACY,
)
EXITS = MediaMetric(
    name="exits",
    title="Exits",
    description="How often somebody left the story.",
    kinds={STORY: LAUNCH},
    number=Counts(of=(TAPS_EXIT,)),
    listed=_LEGACY_LISTED,
    retired=_GONE_V18,
    replacement="navigation",
    evidence=Evidence(source=MEDIA_PAGE_V19, grade=Grade.DOCUMENTED),
)
TAPS_FORWARD_METRIC = MediaMetric(
    name="taps_forward",
    title="Taps Forward",
    description="How often somebody tapped to see the next part of the story.",
    kinds={STORY: LAUNCH},
    number=Counts(of=(TAPS_FORWARD,)),
    listed=_LEGACY_LISTED,
    retired=_GONE_V18,
    replacement="navigation",
    evidence=Evidence(source=MEDIA_PAGE_V19, grade=Grade.DOCUMENTED),
)
TAPS_BACK_METRIC = MediaMetric(
    name="taps_back",
    title="Taps Back",
    description="How often somebody tapped to see the previous part of the story.",
    kinds={STORY: LAUNCH},
    number=Counts(of=(TAPS_BACK,)),
    listed=_LEGACY_LISTED,
    retired=_GONE_V18,
    replacement="navigation",
    evidence=Evidence(source=MEDIA_PAGE_V19, grade=Grade.DOCUMENTED),
)
VIDEO_VIEWS = MediaMetric(
    name="video_views",
    title="Video Views",
    description="How many times the video was watched for three seconds or more; of an album, its videos together.",
    kinds={VIDEO: LAUNCH, ALBUM: date(2021, 4, 9)},
    number=Counts(of=(THREE_SECOND_VIEWS,)),
    listed=_UNLISTED_WITH_PLAYS,
    retired=Retirement(in_version="v21.0", everywhere_on=date(2025, 1, 8), evidence=DOCUMENTED_CHANGE),
    replacement="views",
    evidence=DOCUMENTED_LEGACY,
)
CAROUSEL_ENGAGEMENT = MediaMetric(
    name="carousel_album_engagement",
    title="Carousel Album Engagement",
    description="Likes, comments and saves of the album.",
    kinds={ALBUM: LAUNCH},
    number=Counts(of=(LIKES, COMMENTS, SAVED)),
    listed=_ALBUM_LISTED,
    retired=_GONE_V18,
    replacement="total_interactions",
    evidence=DOCUMENTED_LEGACY,
)
CAROUSEL_IMPRESSIONS = MediaMetric(
    name="carousel_album_impressions",
    title="Carousel Album Impressions",
    description="How many times the album was seen.",
    kinds={ALBUM: LAUNCH},
    number=VIEWS_COUNT,
    listed=_ALBUM_LISTED,
    retired=_GONE_V18,
    replacement="views",
    evidence=DOCUMENTED_LEGACY,
)
CAROUSEL_REACH = MediaMetric(
    name="carousel_album_reach",
    title="Carousel Album Reach",
    description="How many different accounts saw the album.",
    kinds={ALBUM: LAUNCH},
    number=Counts(of=(REACH,)),
    listed=_ALBUM_LISTED,
    retired=_GONE_V18,
    replacement="reach",
    evidence=DOCUMENTED_LEGACY,
)
CAROUSEL_SAVED = MediaMetric(
    name="carousel_album_saved",
    title="Carousel Album Saved",
    description="How many times the album was saved.",
    kinds={ALBUM: LAUNCH},
    number=Counts(of=(SAVED,)),
    listed=_ALBUM_LISTED,
    retired=_GONE_V18,
    replacement="saved",
    evidence=DOCUMENTED_LEGACY,
)
CAROUSEL_VIDEO_VIEWS = MediaMetric(
    name="carousel_album_video_views",
    title="Carousel Album Video Views",
    description="How many times the videos of the album were watched for three seconds or more.",
    kinds={ALBUM: LAUNCH},
    number=Counts(of=(THREE_SECOND_VIEWS,)),
    listed=_ALBUM_LISTED,
    retired=_GONE_V18,
    replacement="views",
    evidence=DOCUMENTED_LEGACY,
)
PLAYS = MediaMetric(
    name="plays",
    title="Plays",
    description="How many times the reel started to play, replays left out.",
    kinds={REEL: REELS},
    number=Counts(of=(FIRST_VIEWS,)),
    listed=_UNLISTED_WITH_PLAYS,
    retired=_GONE_V22,
    replacement="views",
    evidence=DOCUMENTED_MEDIA_V23,
)
REPLAYS = MediaMetric(
    name="clips_replays_count",
    title="Replays",
    description="How many times the reel started to play again after its first play.",
    kinds={REEL: date(2024, 1, 23)},
    number=Counts(of=(REPEAT_VIEWS,)),
    listed=_UNLISTED_WITH_PLAYS,
    retired=_GONE_V22,
    evidence=DOCUMENTED_MEDIA_V23,
)
ALL_PLAYS = MediaMetric(
    name="ig_reels_aggregated_all_plays_count",
    title="All plays",
    description="How many times the reel started to play or replay, on Facebook too.",
    kinds={REEL: date(2024, 1, 23)},
    number=Counts(of=(FIRST_VIEWS, REPEAT_VIEWS, FACEBOOK_VIEWS)),
    listed=_UNLISTED_WITH_PLAYS,
    retired=_GONE_V22,
    evidence=DOCUMENTED_MEDIA_V23,
)
CONTENT_VIEWS = MediaMetric(
    name="content_views",
    title="Content views",
    description="Listed for some months without being documented.",
    kinds={},
    number=None,
    listed={
        Login.FACEBOOK: Span(since=date(2026, 3, 10), until=date(2026, 6, 24)),
        Login.INSTAGRAM: NEVER,
    },
    replacement="views",
    evidence=Evidence(source=SDK_METADATA, grade=Grade.RECORDED, note="in the enumeration until June 2026"),
)
FOLLOWS_FROM_IMPRESSIONS = MediaMetric(
    name="follows_from_impressions",
    title="Follows from impressions",
    description="A name from before the release of follows.",
    kinds={},
    number=None,
    listed=_BEFORE_RELEASE,
    replacement="follows",
    evidence=_BEFORE_RELEASE_EVIDENCE,
)
PROFILE_VIEWS_FROM_IMPRESSIONS = MediaMetric(
    name="profile_views_from_impressions",
    title="Profile views from impressions",
    description="A name from before the release of profile_visits.",
    kinds={},
    number=None,
    listed=_BEFORE_RELEASE,
    replacement="profile_visits",
    evidence=_BEFORE_RELEASE_EVIDENCE,
)
ATTRIBUTED_ACTIONS = MediaMetric(
    name="total_media_attributed_actions",
    title="Total media attributed actions",
    description="A name from before the release of profile_activity.",
    kinds={},
    number=None,
    listed=_BEFORE_RELEASE,
    replacement="profile_activity",
    evidence=_BEFORE_RELEASE_EVIDENCE,
)
THREAD_REPLIES = MediaMetric(
    name="thread_replies",
    title="Thread replies",
    description="A metric of Threads.",
    kinds={},
    number=None,
    listed=_THREADS,
    evidence=_THREADS_EVIDENCE,
)
QUOTES = MediaMetric(
    name="quotes",
    title="Quotes",
    description="A metric of Threads.",
    kinds={},
    number=None,
    listed=_THREADS,
    evidence=_THREADS_EVIDENCE,
)
THREAD_SHARES = MediaMetric(
    name="thread_shares",
    title="Thread shares",
    description="A metric of Threads.",
    kinds={},
    number=None,
    listed=_THREADS,
    evidence=_THREADS_EVIDENCE,
)
THREADS_VIEWS = MediaMetric(
    name="threads_views",
    title="Threads views",
    description="A metric of Threads.",
    kinds={},
    number=None,
    listed=_THREADS,
    evidence=_THREADS_EVIDENCE,
)
THREADS_MEDIA_CLICKS = MediaMetric(
    name="threads_media_clicks",
    title="Threads media clicks",
    description="A metric of Threads.",
    kinds={},
    number=None,
    listed=_THREADS,
    evidence=_THREADS_EVIDENCE,
)
THREADS_REPOSTS = MediaMetric(
    name="threads_reposts",
    title="Threads reposts",
    description="A metric of Threads.",
    kinds={},
    number=None,
    listed=_THREADS,
    evidence=_THREADS_EVIDENCE,
)
