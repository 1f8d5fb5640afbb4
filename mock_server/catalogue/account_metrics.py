"""The metrics of the account edge. Row order is the order in which the API lists them in its error text."""

from datetime import date

from mock_server.catalogue.breakdowns import (
    AGE,
    CITY,
    CONTACT_BUTTON_TYPE,
    COUNTRY,
    FOLLOW_TYPE,
    GENDER,
    GENDER_AGE,
    LOCALE,
    MEDIA_PRODUCT_TYPE,
    MEDIA_PRODUCT_TYPE_ORGANIC,
    TIMEFRAMES,
)
from mock_server.catalogue.metric_errors import IMPRESSIONS_RETIRED_ACCOUNT
from mock_server.catalogue.model import (
    AccountMetric,
    Change,
    Counts,
    Evidence,
    Grade,
    Login,
    Minimum,
    Retirement,
    Shown,
    Span,
)
from mock_server.catalogue.parameter_errors import FOLLOWER_COUNT_TOO_OLD
from mock_server.catalogue.quantities import (
    BOOKING_TAPS,
    CALL_TAPS,
    COMMENTS,
    DIRECTION_TAPS,
    EMAIL_TAPS,
    FIRST_VIEWS,
    FOLLOWS,
    INSTANT_EXPERIENCE_TAPS,
    LIKES,
    PROFILE_VISITS,
    REACH,
    REPEAT_VIEWS,
    REPLIES,
    REPOSTS,
    SAVED,
    SHARES,
    TEXT_TAPS,
    UNDEFINED_TAPS,
    UNFOLLOWS,
    WEBSITE_TAPS,
)
from mock_server.catalogue.sources import (
    CHANGELOG,
    DOCUMENTED_ACCOUNT,
    DOCUMENTED_ACCOUNT_V20,
    DOCUMENTED_CHANGE,
    DOCUMENTED_LEGACY,
    PROBE_V25_JULY,
)

_DAY = ("day",)
_LEGACY_SERIES = ("day", "week", "days_28")
_LIFETIME = ("lifetime",)

_TOTALS_2022 = Span(since=date(2022, 6, 30))
_JUNE_2024 = Span(since=date(2024, 6, 14))

_GONE_V18 = Retirement(in_version="v18.0", everywhere_on=date(2023, 12, 11), evidence=DOCUMENTED_CHANGE)
_GONE_V21 = Retirement(in_version="v21.0", everywhere_on=date(2025, 1, 8), evidence=DOCUMENTED_CHANGE)
_TIMEFRAMES_GONE_V20 = Retirement(in_version="v20.0", everywhere_on=date(2024, 8, 19), evidence=DOCUMENTED_CHANGE)

_HUNDRED_FOLLOWERS = Minimum(followers=100)
_HUNDRED_PEOPLE = Minimum(audience=100)
_AUDIENCES = (AGE, CITY, COUNTRY, GENDER)
_AGE_GENDER = ((AGE, GENDER),)
_INTERACTIONS = (LIKES, COMMENTS, SAVED, SHARES, REPLIES)
_TAPS = (
    BOOKING_TAPS,
    CALL_TAPS,
    DIRECTION_TAPS,
    EMAIL_TAPS,
    INSTANT_EXPERIENCE_TAPS,
    TEXT_TAPS,
    UNDEFINED_TAPS,
)
_RECORDED = Evidence(source=PROBE_V25_JULY, grade=Grade.RECORDED)

REACH_METRIC = AccountMetric(
    name="reach",
    listed=Span(),
    series=_LEGACY_SERIES,
    totals=_DAY,
    as_series=Shown(title="Reach", description="How many different accounts saw the account's media."),
    as_total=Shown(
        title="Accounts reached",
        description="How many different accounts saw the account's content at least once, ads included; an estimate.",
    ),
    number=Counts(of=(REACH,), unique=True),
    breakdowns=(MEDIA_PRODUCT_TYPE, FOLLOW_TYPE),
    pairs=((MEDIA_PRODUCT_TYPE, FOLLOW_TYPE),),
    evidence=DOCUMENTED_ACCOUNT,
)
IMPRESSIONS = AccountMetric(
    name="impressions",
    listed=Span(until=date(2025, 9, 25)),
    series=_LEGACY_SERIES,
    totals=_DAY,
    as_series=Shown(title="Impressions", description="How many times the account's media were seen."),
    as_total=Shown(
        title="Impressions", description="How many times the account's content was on screen, ads included."
    ),
    number=Counts(of=(FIRST_VIEWS, REPEAT_VIEWS)),
    retired=Retirement(
        in_version="v22.0",
        everywhere_on=date(2025, 4, 21),
        answer=IMPRESSIONS_RETIRED_ACCOUNT,
        evidence=DOCUMENTED_CHANGE,
    ),
    replacement="views",
    evidence=DOCUMENTED_ACCOUNT_V20,
)
FOLLOWER_COUNT = AccountMetric(
    name="follower_count",
    listed=Span(),
    series=_DAY,
    as_series=Shown(title="Follower Count", description="How many accounts began to follow on each day."),
    number=Counts(of=(FOLLOWS,)),
    minimum=_HUNDRED_FOLLOWERS,
    last_days=30,
    recent_only_error=FOLLOWER_COUNT_TOO_OLD,
    recent_only_since=Change(in_version="v9.0", everywhere_on=date(2021, 5, 9)),
    evidence=DOCUMENTED_ACCOUNT,
)
EMAIL_CONTACTS = AccountMetric(
    name="email_contacts",
    listed=Span(until=date(2025, 6, 16)),
    series=_DAY,
    as_series=Shown(title="Email Contacts", description="How many times the email link of the profile was tapped."),
    number=Counts(of=(EMAIL_TAPS,)),
    retired=_GONE_V21,
    replacement="profile_links_taps",
    evidence=DOCUMENTED_LEGACY,
)
PHONE_CALL_CLICKS = AccountMetric(
    name="phone_call_clicks",
    listed=Span(until=date(2025, 6, 16)),
    series=_DAY,
    as_series=Shown(title="Phone Call Clicks", description="How many times the call link of the profile was tapped."),
    number=Counts(of=(CALL_TAPS,)),
    retired=_GONE_V21,
    replacement="profile_links_taps",
    evidence=DOCUMENTED_LEGACY,
)
TEXT_MESSAGE_CLICKS = AccountMetric(
    name="text_message_clicks",
    listed=Span(until=date(2025, 6, 16)),
    series=_DAY,
    as_series=Shown(title="Text Message Clicks", description="How many times the text link of the profile was tapped."),
    number=Counts(of=(TEXT_TAPS,)),
    retired=_GONE_V21,
    replacement="profile_links_taps",
    evidence=DOCUMENTED_LEGACY,
)
GET_DIRECTIONS_CLICKS = AccountMetric(
    name="get_directions_clicks",
    listed=Span(until=date(2025, 6, 16)),
    series=_DAY,
    as_series=Shown(
        title="Get Directions Clicks", description="How many times the directions link of the profile was tapped."
    ),
    number=Counts(of=(DIRECTION_TAPS,)),
    retired=_GONE_V21,
    replacement="profile_links_taps",
    evidence=DOCUMENTED_LEGACY,
)
WEBSITE_CLICKS = AccountMetric(
    name="website_clicks",
    listed=Span(),
    series=_DAY,
    totals=_DAY,
    as_series=Shown(title="Website Clicks", description="How many times the website link of the profile was tapped."),
    as_total=Shown(title="Website link taps", description="How many times the website link of the profile was tapped."),
    number=Counts(of=(WEBSITE_TAPS,)),
    series_retired=_GONE_V21,
    evidence=DOCUMENTED_ACCOUNT_V20,
)
PROFILE_VIEWS = AccountMetric(
    name="profile_views",
    listed=Span(),
    series=_DAY,
    totals=_DAY,
    as_series=Shown(title="Profile Views", description="How many accounts looked at the profile."),
    as_total=Shown(title="Profile visits", description="How many times the profile was visited."),
    number=Counts(of=(PROFILE_VISITS,)),
    series_retired=_GONE_V21,
    evidence=DOCUMENTED_ACCOUNT_V20,
)
AUDIENCE_GENDER_AGE = AccountMetric(
    name="audience_gender_age",
    listed=Span(until=date(2024, 6, 14)),
    series=_LIFETIME,
    as_series=Shown(title="Gender and Age", description="Gender and age of the followers."),
    breakdowns=(GENDER_AGE,),
    is_table=True,
    minimum=_HUNDRED_FOLLOWERS,
    retired=_GONE_V18,
    replacement="follower_demographics",
    evidence=DOCUMENTED_LEGACY,
)
AUDIENCE_LOCALE = AccountMetric(
    name="audience_locale",
    listed=Span(until=date(2024, 6, 14)),
    series=_LIFETIME,
    as_series=Shown(title="Location", description="Locales of the followers."),
    breakdowns=(LOCALE,),
    is_table=True,
    minimum=_HUNDRED_FOLLOWERS,
    retired=_GONE_V18,
    evidence=DOCUMENTED_LEGACY,
)
AUDIENCE_COUNTRY = AccountMetric(
    name="audience_country",
    listed=Span(until=date(2024, 6, 14)),
    series=_LIFETIME,
    as_series=Shown(title="Audience Country", description="Countries of the followers."),
    breakdowns=(COUNTRY,),
    is_table=True,
    minimum=_HUNDRED_FOLLOWERS,
    retired=_GONE_V18,
    replacement="follower_demographics",
    evidence=DOCUMENTED_LEGACY,
)
AUDIENCE_CITY = AccountMetric(
    name="audience_city",
    listed=Span(until=date(2024, 6, 14)),
    series=_LIFETIME,
    as_series=Shown(title="Audience City", description="Cities of the followers."),
    breakdowns=(CITY,),
    is_table=True,
    minimum=_HUNDRED_FOLLOWERS,
    retired=_GONE_V18,
    replacement="follower_demographics",
    evidence=DOCUMENTED_LEGACY,
)
ONLINE_FOLLOWERS = AccountMetric(
    name="online_followers",
    listed=Span(),
    series=_LIFETIME,
    as_series=Shown(
        title="Online Followers", description="How many followers were online, by hour of the Pacific day."
    ),
    hourly=True,
    minimum=_HUNDRED_FOLLOWERS,
    last_days=30,
    evidence=DOCUMENTED_ACCOUNT,
)
ACCOUNTS_ENGAGED = AccountMetric(
    name="accounts_engaged",
    listed=_TOTALS_2022,
    totals=_DAY,
    as_total=Shown(
        title="Accounts engaged",
        description="How many different accounts interacted with the content, ads included; an estimate.",
    ),
    number=Counts(of=_INTERACTIONS, unique=True),
    evidence=DOCUMENTED_ACCOUNT,
)
TOTAL_INTERACTIONS = AccountMetric(
    name="total_interactions",
    listed=_TOTALS_2022,
    totals=_DAY,
    as_total=Shown(
        title="Content interactions",
        description="How many interactions the posts, stories, reels and videos had, boosted content included.",
    ),
    number=Counts(of=_INTERACTIONS),
    breakdowns=(MEDIA_PRODUCT_TYPE,),
    evidence=DOCUMENTED_ACCOUNT,
)
LIKES_METRIC = AccountMetric(
    name="likes",
    listed=_TOTALS_2022,
    totals=_DAY,
    as_total=Shown(title="Likes", description="How many likes the posts, reels and videos had."),
    number=Counts(of=(LIKES,)),
    breakdowns=(MEDIA_PRODUCT_TYPE_ORGANIC,),
    evidence=DOCUMENTED_ACCOUNT,
)
COMMENTS_METRIC = AccountMetric(
    name="comments",
    listed=_TOTALS_2022,
    totals=_DAY,
    as_total=Shown(title="Comments", description="How many comments the posts, reels and videos had."),
    number=Counts(of=(COMMENTS,)),
    breakdowns=(MEDIA_PRODUCT_TYPE_ORGANIC,),
    evidence=DOCUMENTED_ACCOUNT,
)
SHARES_METRIC = AccountMetric(
    name="shares",
    listed=_TOTALS_2022,
    totals=_DAY,
    as_total=Shown(title="Shares", description="How many shares the posts, stories, reels and videos had."),
    number=Counts(of=(SHARES,)),
    breakdowns=(MEDIA_PRODUCT_TYPE_ORGANIC,),
    evidence=DOCUMENTED_ACCOUNT,
)
SAVES_METRIC = AccountMetric(
    name="saves",
    documented_name="saved",
    documented_name_since=date(2022, 6, 30),
    listed=Span(since=date(2022, 10, 25)),
    totals=_DAY,
    as_total=Shown(title="Saves", description="How many saves the posts, reels and videos had."),
    number=Counts(of=(SAVED,)),
    breakdowns=(MEDIA_PRODUCT_TYPE_ORGANIC,),
    evidence=DOCUMENTED_ACCOUNT,
)
REPLIES_METRIC = AccountMetric(
    name="replies",
    listed=_TOTALS_2022,
    totals=_DAY,
    as_total=Shown(title="Replies", description="How many replies the stories had, quick reactions included."),
    number=Counts(of=(REPLIES,)),
    evidence=DOCUMENTED_ACCOUNT,
)
ENGAGED_DEMOGRAPHICS = AccountMetric(
    name="engaged_audience_demographics",
    listed=_TOTALS_2022,
    totals=_LIFETIME,
    as_total=Shown(
        title="Engaged audience demographics",
        description="Age, gender, cities and countries of the people who engaged.",
    ),
    demographics=True,
    audience=ACCOUNTS_ENGAGED,
    breakdowns=_AUDIENCES,
    pairs=_AGE_GENDER,
    needs_breakdown=True,
    minimum=_HUNDRED_FOLLOWERS,
    observed_minimum=_HUNDRED_PEOPLE,
    refuses_small_audience=frozenset(Login),
    timeframes=TIMEFRAMES,
    timeframe_required=True,
    timeframes_retired=_TIMEFRAMES_GONE_V20,
    timeframes_kept=("this_month", "this_week"),
    evidence=DOCUMENTED_ACCOUNT,
)
REACHED_DEMOGRAPHICS = AccountMetric(
    name="reached_audience_demographics",
    listed=_TOTALS_2022,
    totals=_LIFETIME,
    as_total=Shown(
        title="Reached audience demographics",
        description="Age, gender, cities and countries of the people who were reached.",
    ),
    demographics=True,
    audience=REACH_METRIC,
    breakdowns=_AUDIENCES,
    pairs=_AGE_GENDER,
    needs_breakdown=True,
    minimum=_HUNDRED_FOLLOWERS,
    observed_minimum=_HUNDRED_PEOPLE,
    refuses_small_audience=frozenset(Login),
    timeframes=TIMEFRAMES,
    timeframe_required=True,
    timeframes_retired=_TIMEFRAMES_GONE_V20,
    timeframes_kept=("this_month", "this_week"),
    evidence=DOCUMENTED_ACCOUNT_V20,
)
FOLLOWER_DEMOGRAPHICS = AccountMetric(
    name="follower_demographics",
    listed=_TOTALS_2022,
    totals=_LIFETIME,
    as_total=Shown(title="Follower demographics", description="Age, gender, cities and countries of the followers."),
    demographics=True,
    breakdowns=_AUDIENCES,
    pairs=_AGE_GENDER,
    needs_breakdown=True,
    minimum=_HUNDRED_FOLLOWERS,
    refuses_small_audience=frozenset({Login.FACEBOOK}),
    timeframes=TIMEFRAMES,
    evidence=DOCUMENTED_ACCOUNT,
)
FOLLOWS_AND_UNFOLLOWS = AccountMetric(
    name="follows_and_unfollows",
    listed=_TOTALS_2022,
    totals=_DAY,
    as_total=Shown(
        title="Follows and unfollows",
        description="How many accounts began to follow, and how many stopped following or left Instagram.",
    ),
    number=Counts(of=(FOLLOWS, UNFOLLOWS)),
    breakdowns=(FOLLOW_TYPE,),
    needs_breakdown=True,
    minimum=_HUNDRED_FOLLOWERS,
    evidence=DOCUMENTED_ACCOUNT,
)
PROFILE_LINKS_TAPS = AccountMetric(
    name="profile_links_taps",
    listed=_TOTALS_2022,
    totals=_DAY,
    as_total=Shown(
        title="Profile links taps",
        description="How many times the address, call, email and text buttons of the profile were tapped.",
    ),
    number=Counts(of=_TAPS),
    breakdowns=(CONTACT_BUTTON_TYPE,),
    evidence=DOCUMENTED_ACCOUNT,
)
VIEWS = AccountMetric(
    name="views",
    listed=Span(since=date(2025, 1, 21)),
    totals=_DAY,
    as_total=Shown(title="Views", description="How many times the content was played or displayed, ads included."),
    number=Counts(of=(FIRST_VIEWS, REPEAT_VIEWS)),
    breakdowns=(MEDIA_PRODUCT_TYPE, FOLLOW_TYPE),
    pairs=((MEDIA_PRODUCT_TYPE, FOLLOW_TYPE),),
    evidence=DOCUMENTED_ACCOUNT,
)
THREADS_LIKES = AccountMetric(name="threads_likes", listed=_JUNE_2024, evidence=_RECORDED)
THREADS_REPLIES = AccountMetric(name="threads_replies", listed=_JUNE_2024, evidence=_RECORDED)
REPOSTS_METRIC = AccountMetric(
    name="reposts",
    listed=Span(since=date(2025, 12, 3)),
    totals=_DAY,
    as_total=Shown(title="Reposts", description="How many times the posts, reels and stories were reposted."),
    number=Counts(of=(REPOSTS,)),
    evidence=Evidence(source=CHANGELOG, grade=Grade.DOCUMENTED),
)
QUOTES = AccountMetric(name="quotes", listed=_JUNE_2024, evidence=_RECORDED)
THREADS_FOLLOWERS = AccountMetric(name="threads_followers", listed=_JUNE_2024, evidence=_RECORDED)
THREADS_DEMOGRAPHICS = AccountMetric(name="threads_follower_demographics", listed=_JUNE_2024, evidence=_RECORDED)
CONTENT_VIEWS = AccountMetric(
    name="content_views", listed=Span(since=date(2025, 2, 13)), replacement="views", evidence=_RECORDED
)
THREADS_VIEWS = AccountMetric(name="threads_views", listed=Span(since=date(2025, 2, 13)), evidence=_RECORDED)
THREADS_CLICKS = AccountMetric(name="threads_clicks", listed=Span(since=date(2025, 7, 17)), evidence=_RECORDED)
THREADS_REPOSTS = AccountMetric(name="threads_reposts", listed=Span(since=date(2025, 12, 3)), evidence=_RECORDED)

ACCOUNT_METRICS = (
    IMPRESSIONS,
    REACH_METRIC,
    FOLLOWER_COUNT,
    EMAIL_CONTACTS,
    PHONE_CALL_CLICKS,
    TEXT_MESSAGE_CLICKS,
    GET_DIRECTIONS_CLICKS,
    WEBSITE_CLICKS,
    PROFILE_VIEWS,
    AUDIENCE_GENDER_AGE,
    AUDIENCE_LOCALE,
    AUDIENCE_COUNTRY,
    AUDIENCE_CITY,
    ONLINE_FOLLOWERS,
    ACCOUNTS_ENGAGED,
    TOTAL_INTERACTIONS,
    LIKES_METRIC,
    COMMENTS_METRIC,
    SHARES_METRIC,
    SAVES_METRIC,
    REPLIES_METRIC,
    ENGAGED_DEMOGRAPHICS,
    REACHED_DEMOGRAPHICS,
    FOLLOWER_DEMOGRAPHICS,
    FOLLOWS_AND_UNFOLLOWS,
    PROFILE_LINKS_TAPS,
    VIEWS,
    THREADS_LIKES,
    THREADS_REPLIES,
    REPOSTS_METRIC,
    QUOTES,
    THREADS_FOLLOWERS,
    THREADS_DEMOGRAPHICS,
    CONTENT_VIEWS,
    THREADS_VIEWS,
    THREADS_CLICKS,
    THREADS_REPOSTS,
)
