"""The metrics of the media edge. Row order is the order in which graph.facebook.com lists them in its error text."""

from datetime import date

from mock_server.catalogue.breakdowns import ACTION_TYPE, STORY_NAVIGATION
from mock_server.catalogue.kinds import ALBUM, PHOTO, REEL, STORY, VIDEO
from mock_server.catalogue.metric_errors import IMPRESSIONS_RETIRED_MEDIA
from mock_server.catalogue.model import (
    Counts,
    Evidence,
    Grade,
    Introduction,
    Level,
    Login,
    MediaMetric,
    Retirement,
    Span,
    Times,
    Unit,
)
from mock_server.catalogue.quantities import (
    BIO_LINK_TAPS,
    CALL_TAPS,
    COMMENTS,
    DIRECTION_TAPS,
    EMAIL_TAPS,
    FACEBOOK_COMMENTS,
    FACEBOOK_LIKES,
    FACEBOOK_VIEWS,
    FIRST_VIEWS,
    FOLLOWS,
    LIKES,
    LINK_CLICKS,
    OTHER_TAPS,
    PROFILE_VISITS,
    REACH,
    REPEAT_VIEWS,
    REPLIES,
    REPOSTS,
    SAVED,
    SHARES,
    SWIPES_FORWARD,
    TAPS_BACK,
    TAPS_EXIT,
    TAPS_FORWARD,
    TEXT_TAPS,
    THREE_SECOND_VIEWS,
)
from mock_server.catalogue.sources import (
    CHANGELOG,
    DOCUMENTED_CHANGE,
    DOCUMENTED_LEGACY,
    DOCUMENTED_MEDIA,
    DOCUMENTED_MEDIA_V23,
    IG_HOST_ENUM,
    MEDIA_PAGE_V19,
    PROBE_V25_JULY,
    SDK_METADATA,
)

_LAUNCH = date(2017, 1, 1)
_REELS = date(2022, 3, 25)
_POSTS_2022 = date(2022, 10, 25)
_VIEWS = date(2025, 1, 21)
_DECEMBER_2025 = date(2025, 12, 3)
_APRIL_2026 = date(2026, 4, 22)
_JUNE_2026 = date(2026, 6, 22)

# The enumeration changed by date, not by version.
_PLAYS_UNLISTED = date(2026, 6, 2)
_IG_LAUNCH = date(2025, 1, 21)

_ALWAYS = {Login.FACEBOOK: Span(), Login.INSTAGRAM: Span(since=_IG_LAUNCH)}
_NEVER = Span(since=date.max)

_VIEWS_COUNT = Counts(of=(FIRST_VIEWS, REPEAT_VIEWS))

_GONE_V22 = Retirement(in_version="v22.0", everywhere_on=date(2025, 4, 21), evidence=DOCUMENTED_MEDIA_V23)
_GONE_V18 = Retirement(
    in_version="v18.0",
    everywhere_on=date(2023, 12, 11),
    evidence=Evidence(source=CHANGELOG, grade=Grade.DOCUMENTED),
)
_UNLISTED_WITH_PLAYS = {
    Login.FACEBOOK: Span(until=_PLAYS_UNLISTED),
    Login.INSTAGRAM: Span(since=_IG_LAUNCH, until=_PLAYS_UNLISTED),
}
_LEGACY_LISTED = {Login.FACEBOOK: Span(until=date(2024, 6, 14)), Login.INSTAGRAM: _NEVER}
_ALBUM_LISTED = {Login.FACEBOOK: Span(until=date(2024, 3, 5)), Login.INSTAGRAM: _NEVER}
_SINCE_DECEMBER_2025 = {login: Span(since=_DECEMBER_2025) for login in Login}
_SINCE_MARCH_2026 = {login: Span(since=date(2026, 3, 10)) for login in Login}
_FACEBOOK_LOGIN = frozenset({Login.FACEBOOK})
_THREADS = {Login.FACEBOOK: _NEVER, Login.INSTAGRAM: Span(since=_IG_LAUNCH)}
_THREADS_EVIDENCE = Evidence(
    source=IG_HOST_ENUM, grade=Grade.RECORDED, note="listed on graph.instagram.com; a metric of Threads, not Instagram"
)

IMPRESSIONS = MediaMetric(
    name="impressions",
    title="Impressions",
    description="How many times the media was seen.",
    kinds={PHOTO: _LAUNCH, VIDEO: _LAUNCH, ALBUM: _LAUNCH, STORY: _LAUNCH},
    number=_VIEWS_COUNT,
    listed=_ALWAYS,
    retired=Retirement(
        in_version="v22.0",
        everywhere_on=date(2025, 4, 21),
        spares_created_before=date(2024, 7, 2),
        answer=IMPRESSIONS_RETIRED_MEDIA,
        answer_kinds=(PHOTO, ALBUM, STORY),
        evidence=DOCUMENTED_MEDIA_V23,
    ),
    replacement="views",
    evidence=DOCUMENTED_MEDIA_V23,
)
ENGAGEMENT = MediaMetric(
    name="engagement",
    title="Engagement",
    description="Likes, comments and saves of the media.",
    kinds={PHOTO: _LAUNCH, VIDEO: _LAUNCH},
    number=Counts(of=(LIKES, COMMENTS, SAVED)),
    listed=_LEGACY_LISTED,
    retired=_GONE_V18,
    replacement="total_interactions",
    evidence=DOCUMENTED_LEGACY,
)
REACH_METRIC = MediaMetric(
    name="reach",
    title="Accounts reached",
    description="How many different accounts saw the media at least once; an estimate.",
    kinds={PHOTO: _LAUNCH, VIDEO: _LAUNCH, ALBUM: _LAUNCH, REEL: _REELS, STORY: _LAUNCH},
    number=Counts(of=(REACH,)),
    listed=_ALWAYS,
    evidence=DOCUMENTED_MEDIA_V23,
)
REPLIES_METRIC = MediaMetric(
    name="replies",
    title="Replies",
    description="How many replies the story received; replies from Europe and Japan are not counted.",
    kinds={STORY: _LAUNCH},
    number=Counts(of=(REPLIES,)),
    listed=_ALWAYS,
    evidence=DOCUMENTED_MEDIA_V23,
)
EXITS = MediaMetric(
    name="exits",
    title="Exits",
    description="How often somebody left the story.",
    kinds={STORY: _LAUNCH},
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
    kinds={STORY: _LAUNCH},
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
    kinds={STORY: _LAUNCH},
    number=Counts(of=(TAPS_BACK,)),
    listed=_LEGACY_LISTED,
    retired=_GONE_V18,
    replacement="navigation",
    evidence=Evidence(source=MEDIA_PAGE_V19, grade=Grade.DOCUMENTED),
)
SAVED_METRIC = MediaMetric(
    name="saved",
    title="Saved",
    description="How many times the media was saved.",
    kinds={PHOTO: _LAUNCH, VIDEO: _LAUNCH, ALBUM: _LAUNCH, REEL: _REELS},
    number=Counts(of=(SAVED,)),
    listed=_ALWAYS,
    evidence=DOCUMENTED_MEDIA_V23,
)
VIDEO_VIEWS = MediaMetric(
    name="video_views",
    title="Video Views",
    description="How many times the video was watched for three seconds or more; of an album, its videos together.",
    kinds={VIDEO: _LAUNCH, ALBUM: date(2021, 4, 9)},
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
    kinds={ALBUM: _LAUNCH},
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
    kinds={ALBUM: _LAUNCH},
    number=_VIEWS_COUNT,
    listed=_ALBUM_LISTED,
    retired=_GONE_V18,
    replacement="views",
    evidence=DOCUMENTED_LEGACY,
)
CAROUSEL_REACH = MediaMetric(
    name="carousel_album_reach",
    title="Carousel Album Reach",
    description="How many different accounts saw the album.",
    kinds={ALBUM: _LAUNCH},
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
    kinds={ALBUM: _LAUNCH},
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
    kinds={ALBUM: _LAUNCH},
    number=Counts(of=(THREE_SECOND_VIEWS,)),
    listed=_ALBUM_LISTED,
    retired=_GONE_V18,
    replacement="views",
    evidence=DOCUMENTED_LEGACY,
)
LIKES_METRIC = MediaMetric(
    name="likes",
    title="Likes",
    description="How many likes the media has.",
    kinds={REEL: _REELS, PHOTO: _POSTS_2022, VIDEO: _POSTS_2022, ALBUM: _POSTS_2022},
    number=Counts(of=(LIKES,)),
    listed=_ALWAYS,
    evidence=DOCUMENTED_MEDIA_V23,
)
COMMENTS_METRIC = MediaMetric(
    name="comments",
    title="Comments",
    description="How many comments the media has.",
    kinds={REEL: _REELS, PHOTO: _POSTS_2022, VIDEO: _POSTS_2022, ALBUM: _POSTS_2022},
    number=Counts(of=(COMMENTS,)),
    listed=_ALWAYS,
    evidence=DOCUMENTED_MEDIA_V23,
)
PLAYS = MediaMetric(
    name="plays",
    title="Plays",
    description="How many times the reel started to play, replays left out.",
    kinds={REEL: _REELS},
    number=Counts(of=(FIRST_VIEWS,)),
    listed=_UNLISTED_WITH_PLAYS,
    retired=_GONE_V22,
    replacement="views",
    evidence=DOCUMENTED_MEDIA_V23,
)
SHARES_METRIC = MediaMetric(
    name="shares",
    title="Shares",
    description="How many times the media was shared.",
    kinds={
        REEL: _REELS,
        PHOTO: _POSTS_2022,
        VIDEO: _POSTS_2022,
        ALBUM: _POSTS_2022,
        STORY: _POSTS_2022,
    },
    number=Counts(of=(SHARES,)),
    listed=_ALWAYS,
    evidence=DOCUMENTED_MEDIA_V23,
)
TOTAL_INTERACTIONS = MediaMetric(
    name="total_interactions",
    title="Total Interactions",
    titles={REEL: "Reels interactions"},
    description="Likes, saves, comments and shares less those undone; of a story, its replies and shares.",
    kinds=dict.fromkeys((PHOTO, VIDEO, ALBUM, REEL, STORY), date(2022, 6, 30)),
    number=Counts(of=(LIKES, COMMENTS, SAVED, SHARES, REPLIES)),
    listed=_ALWAYS,
    introduced=Introduction(in_version="v18.0", everywhere_on=date(2023, 12, 11)),
    evidence=DOCUMENTED_MEDIA_V23,
)
FOLLOWS_METRIC = MediaMetric(
    name="follows",
    title="Follows",
    description="How many accounts began to follow because of the media.",
    kinds=dict.fromkeys((PHOTO, VIDEO, ALBUM, STORY), _POSTS_2022),
    number=Counts(of=(FOLLOWS,)),
    listed=_ALWAYS,
    evidence=DOCUMENTED_MEDIA_V23,
)
PROFILE_VISITS_METRIC = MediaMetric(
    name="profile_visits",
    title="Profile Visits",
    description="How many times the profile was visited from the media.",
    kinds=dict.fromkeys((PHOTO, VIDEO, ALBUM, STORY), _POSTS_2022),
    number=Counts(of=(PROFILE_VISITS,)),
    listed=_ALWAYS,
    evidence=DOCUMENTED_MEDIA_V23,
)
PROFILE_ACTIVITY = MediaMetric(
    name="profile_activity",
    title="Profile activity",
    description="[IG Insights] What people did on the profile after they engaged with the media.",
    kinds=dict.fromkeys((PHOTO, VIDEO, ALBUM, STORY), _POSTS_2022),
    number=Counts(of=(BIO_LINK_TAPS, CALL_TAPS, DIRECTION_TAPS, EMAIL_TAPS, OTHER_TAPS, TEXT_TAPS)),
    listed=_ALWAYS,
    breakdown=ACTION_TYPE,
    media_created_from=date(2017, 10, 27),
    evidence=DOCUMENTED_MEDIA_V23,
)
NAVIGATION = MediaMetric(
    name="navigation",
    title="Navigation",
    description="What people did to move in, through and out of the story: forward, back, next story, exit.",
    kinds={STORY: date(2022, 6, 30)},
    number=Counts(of=(TAPS_FORWARD, TAPS_BACK, TAPS_EXIT, SWIPES_FORWARD)),
    listed=_ALWAYS,
    breakdown=STORY_NAVIGATION,
    evidence=DOCUMENTED_MEDIA_V23,
)
REELS_TOTAL_TIME = MediaMetric(
    name="ig_reels_video_view_total_time",
    title="Watch time",
    description="How long the reel was played in all, replays included, in milliseconds.",
    kinds={REEL: date(2023, 9, 13)},
    number=Times(counts=_VIEWS_COUNT),
    unit=Unit.MILLISECONDS,
    listed=_ALWAYS,
    evidence=DOCUMENTED_MEDIA_V23,
)
REELS_AVERAGE_TIME = MediaMetric(
    name="ig_reels_avg_watch_time",
    title="Average watch time",
    description="How long the reel is played on average, in milliseconds.",
    kinds={REEL: date(2023, 9, 13)},
    number=Level(least_liked=3000, most_liked=14000),
    unit=Unit.MILLISECONDS,
    listed=_ALWAYS,
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
VIEWS = MediaMetric(
    name="views",
    title="Views",
    description="How many times the media was played or displayed.",
    kinds=dict.fromkeys((PHOTO, VIDEO, ALBUM, REEL, STORY), _VIEWS),
    number=_VIEWS_COUNT,
    listed={login: Span(since=_VIEWS) for login in Login},
    evidence=DOCUMENTED_MEDIA_V23,
)
REELS_SKIP_RATE = MediaMetric(
    name="reels_skip_rate",
    title="Skip rate",
    description="Of the plays of the reel, the percentage that was skipped in the first three seconds.",
    kinds={REEL: _DECEMBER_2025},
    number=Level(least_liked=72, most_liked=18, digits=1),
    unit=Unit.PERCENT,
    listed=_SINCE_DECEMBER_2025,
    evidence=DOCUMENTED_MEDIA,
)
REPOSTS_METRIC = MediaMetric(
    name="reposts",
    title="Reposts",
    description="How many times the media was reposted, deleted reposts left out.",
    kinds=dict.fromkeys((PHOTO, VIDEO, ALBUM, REEL, STORY), _DECEMBER_2025),
    number=Counts(of=(REPOSTS,)),
    listed=_SINCE_DECEMBER_2025,
    observed_logins=_FACEBOOK_LOGIN,
    evidence=DOCUMENTED_MEDIA,
)
FACEBOOK_VIEWS_METRIC = MediaMetric(
    name="facebook_views",
    title="Facebook views",
    description="How many times the media was played or displayed on Facebook.",
    kinds={
        REEL: _DECEMBER_2025,
        PHOTO: _APRIL_2026,
        VIDEO: _APRIL_2026,
        ALBUM: _APRIL_2026,
        STORY: _APRIL_2026,
    },
    number=Counts(of=(FACEBOOK_VIEWS,)),
    listed=_SINCE_DECEMBER_2025,
    needs_facebook_sharing=True,
    evidence=DOCUMENTED_MEDIA,
)
CROSSPOSTED_VIEWS = MediaMetric(
    name="crossposted_views",
    title="Crossposted views",
    description="How many times the reel was played on Instagram and Facebook together.",
    kinds={REEL: _DECEMBER_2025},
    number=Counts(of=(FIRST_VIEWS, REPEAT_VIEWS, FACEBOOK_VIEWS)),
    listed=_SINCE_DECEMBER_2025,
    needs_facebook_sharing=True,
    evidence=DOCUMENTED_MEDIA,
)
CONTENT_VIEWS = MediaMetric(
    name="content_views",
    title="Content views",
    description="Listed for some months without being documented.",
    kinds={},
    number=None,
    listed={
        Login.FACEBOOK: Span(since=date(2026, 3, 10), until=date(2026, 6, 24)),
        Login.INSTAGRAM: _NEVER,
    },
    replacement="views",
    evidence=Evidence(source=SDK_METADATA, grade=Grade.RECORDED, note="in the enumeration until June 2026"),
)
TOTAL_VIEWS = MediaMetric(
    name="total_views",
    title="Total views",
    description="How many times the media was played or displayed on Instagram and Facebook, ads included.",
    kinds=dict.fromkeys((PHOTO, VIDEO, ALBUM, REEL, STORY), _APRIL_2026),
    number=Counts(of=(FIRST_VIEWS, REPEAT_VIEWS, FACEBOOK_VIEWS)),
    listed=_SINCE_MARCH_2026,
    logins=_FACEBOOK_LOGIN,
    observed_logins=_FACEBOOK_LOGIN,
    evidence=DOCUMENTED_MEDIA,
)
TOTAL_LIKES = MediaMetric(
    name="total_likes",
    title="Total likes",
    description="How many likes the media has on Instagram and Facebook, ads included.",
    kinds=dict.fromkeys((PHOTO, VIDEO, ALBUM, REEL), _APRIL_2026),
    number=Counts(of=(LIKES, FACEBOOK_LIKES)),
    listed=_SINCE_MARCH_2026,
    logins=_FACEBOOK_LOGIN,
    observed_logins=_FACEBOOK_LOGIN,
    evidence=DOCUMENTED_MEDIA,
)
TOTAL_COMMENTS = MediaMetric(
    name="total_comments",
    title="Total comments",
    description="How many comments the media has on Instagram and Facebook, ads included.",
    kinds=dict.fromkeys((PHOTO, VIDEO, ALBUM, REEL), _APRIL_2026),
    number=Counts(of=(COMMENTS, FACEBOOK_COMMENTS)),
    listed=_SINCE_MARCH_2026,
    logins=_FACEBOOK_LOGIN,
    observed_logins=_FACEBOOK_LOGIN,
    evidence=DOCUMENTED_MEDIA,
)
LINK_CLICKS_METRIC = MediaMetric(
    name="link_clicks",
    title="Link clicks",
    description="How many times the links of the story were tapped.",
    kinds={STORY: _JUNE_2026},
    number=Counts(of=(LINK_CLICKS,)),
    listed={login: Span(since=date(2026, 5, 8)) for login in Login},
    logins=_FACEBOOK_LOGIN,
    observed_logins=_FACEBOOK_LOGIN,
    evidence=Evidence(source=PROBE_V25_JULY, grade=Grade.RECORDED, note="the login rule: changelog of 2026-06-22"),
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

MEDIA_METRICS = (
    IMPRESSIONS,
    ENGAGEMENT,
    REACH_METRIC,
    REPLIES_METRIC,
    EXITS,
    TAPS_FORWARD_METRIC,
    TAPS_BACK_METRIC,
    SAVED_METRIC,
    VIDEO_VIEWS,
    CAROUSEL_ENGAGEMENT,
    CAROUSEL_IMPRESSIONS,
    CAROUSEL_REACH,
    CAROUSEL_SAVED,
    CAROUSEL_VIDEO_VIEWS,
    LIKES_METRIC,
    COMMENTS_METRIC,
    PLAYS,
    SHARES_METRIC,
    TOTAL_INTERACTIONS,
    FOLLOWS_METRIC,
    PROFILE_VISITS_METRIC,
    PROFILE_ACTIVITY,
    NAVIGATION,
    REELS_TOTAL_TIME,
    REELS_AVERAGE_TIME,
    REPLAYS,
    ALL_PLAYS,
    VIEWS,
    REELS_SKIP_RATE,
    REPOSTS_METRIC,
    FACEBOOK_VIEWS_METRIC,
    CROSSPOSTED_VIEWS,
    CONTENT_VIEWS,
    TOTAL_VIEWS,
    TOTAL_LIKES,
    TOTAL_COMMENTS,
    LINK_CLICKS_METRIC,
    THREAD_REPLIES,
    QUOTES,
    THREAD_SHARES,
    THREADS_VIEWS,
    THREADS_MEDIA_CLICKS,
    THREADS_REPOSTS,
)

# graph.instagram.com lists the same names in an order of its own.
INSTAGRAM_ORDER = (
    "impressions",
    "shares",
    "comments",
    "likes",
    "saved",
    "replies",
    "total_interactions",
    "navigation",
    "follows",
    "profile_visits",
    "profile_activity",
    "reach",
    "video_views",
    "plays",
    "ig_reels_video_view_total_time",
    "ig_reels_avg_watch_time",
    "clips_replays_count",
    "ig_reels_aggregated_all_plays_count",
    "views",
    "thread_replies",
    "reposts",
    "quotes",
    "thread_shares",
    "threads_views",
    "threads_media_clicks",
    "reels_skip_rate",
    "threads_reposts",
    "facebook_views",
    "crossposted_views",
    "total_views",
    "total_likes",
    "total_comments",
    "link_clicks",
)

INSTAGRAM_ENUMERATION = Evidence(source=IG_HOST_ENUM, grade=Grade.RECORDED)
