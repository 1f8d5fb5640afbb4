"""Breakdowns, periods and timeframes, in the order in which the error texts list them."""

from mock_server.catalogue.model import Breakdown, Evidence, Grade, Slice
from mock_server.catalogue.populations import AGES, CITIES, COUNTRIES, GENDER_AGES, GENDERS, LOCALES
from mock_server.catalogue.quantities import (
    BIO_LINK_TAPS,
    BOOKING_TAPS,
    CALL_TAPS,
    DIRECTION_TAPS,
    EMAIL_TAPS,
    FOLLOWS,
    INSTANT_EXPERIENCE_TAPS,
    OTHER_TAPS,
    SWIPES_FORWARD,
    TAPS_BACK,
    TAPS_EXIT,
    TAPS_FORWARD,
    TEXT_TAPS,
    UNDEFINED_TAPS,
    UNFOLLOWS,
)
from mock_server.catalogue.sources import (
    ACCOUNT_PAGE,
    DOCUMENTED_ACCOUNT,
    DOCUMENTED_LEGACY,
    DOCUMENTED_MEDIA_V23,
    PROBE_V22_JULY,
    PROBE_V22_MAY,
    RECORDED_RESPONSES,
)

# The media edge prints its values in lower case.

MEDIA_FOLLOW_TYPE = Breakdown(
    name="follow_type",
    slices=(),
    evidence=Evidence(source=PROBE_V22_MAY, grade=Grade.RECORDED, note="listed, but no metric takes it"),
)
SURFACE_TYPE = Breakdown(
    name="surface_type",
    slices=(),
    evidence=Evidence(source=PROBE_V22_MAY, grade=Grade.RECORDED, note="listed, but no metric takes it"),
)
ACTION_TYPE = Breakdown(
    name="action_type",
    slices=(
        Slice(value="bio_link_clicked", quantity=BIO_LINK_TAPS),
        Slice(value="call", quantity=CALL_TAPS),
        Slice(value="direction", quantity=DIRECTION_TAPS),
        Slice(value="email", quantity=EMAIL_TAPS),
        Slice(value="other", quantity=OTHER_TAPS),
        Slice(value="text", quantity=TEXT_TAPS),
    ),
    evidence=DOCUMENTED_MEDIA_V23,
)
STORY_NAVIGATION = Breakdown(
    name="story_navigation_action_type",
    slices=(
        Slice(value="tap_forward", quantity=TAPS_FORWARD),
        Slice(value="tap_back", quantity=TAPS_BACK),
        Slice(value="tap_exit", quantity=TAPS_EXIT),
        Slice(value="swipe_forward", quantity=SWIPES_FORWARD),
    ),
    evidence=DOCUMENTED_MEDIA_V23,
)

MEDIA_BREAKDOWNS = (MEDIA_FOLLOW_TYPE, SURFACE_TYPE, ACTION_TYPE, STORY_NAVIGATION)

# The account edge prints its values in upper case.

COUNTRY = Breakdown(name="country", slices=COUNTRIES, evidence=DOCUMENTED_ACCOUNT)
CITY = Breakdown(name="city", slices=CITIES, evidence=DOCUMENTED_ACCOUNT)
AGE = Breakdown(name="age", slices=AGES, evidence=DOCUMENTED_ACCOUNT)
GENDER = Breakdown(name="gender", slices=GENDERS, evidence=DOCUMENTED_ACCOUNT)
FOLLOW_TYPE = Breakdown(
    name="follow_type",
    also_called="follower_type",
    slices=(
        Slice(value="FOLLOWER", quantity=FOLLOWS, weight=0.62),
        Slice(value="NON_FOLLOWER", quantity=UNFOLLOWS, weight=0.38),
        Slice(value="UNKNOWN"),
    ),
    evidence=Evidence(source=PROBE_V22_JULY, grade=Grade.RECORDED, note="UNKNOWN is documented and was never seen"),
)
MEDIA_PRODUCT_TYPE = Breakdown(
    name="media_product_type",
    slices=(
        Slice(value="POST", weight=0.24),
        Slice(value="REEL", weight=0.40),
        Slice(value="STORY", weight=0.18),
        Slice(value="CAROUSEL_CONTAINER", weight=0.14),
        Slice(value="AD", weight=0.04),
    ),
    evidence=Evidence(source=RECORDED_RESPONSES, grade=Grade.RECORDED),
)
MEDIA_PRODUCT_TYPE_ORGANIC = Breakdown(
    name="media_product_type",
    slices=(
        Slice(value="POST", weight=0.26),
        Slice(value="REEL", weight=0.40),
        Slice(value="STORY", weight=0.18),
        Slice(value="CAROUSEL_CONTAINER", weight=0.16),
    ),
    evidence=Evidence(source=ACCOUNT_PAGE, grade=Grade.DOCUMENTED, note="metrics that count no ads"),
)
CONTACT_BUTTON_TYPE = Breakdown(
    name="contact_button_type",
    slices=(
        Slice(value="BOOK_NOW", quantity=BOOKING_TAPS),
        Slice(value="CALL", quantity=CALL_TAPS),
        Slice(value="DIRECTION", quantity=DIRECTION_TAPS),
        Slice(value="EMAIL", quantity=EMAIL_TAPS),
        Slice(value="INSTANT_EXPERIENCE", quantity=INSTANT_EXPERIENCE_TAPS),
        Slice(value="TEXT", quantity=TEXT_TAPS),
        Slice(value="UNDEFINED", quantity=UNDEFINED_TAPS),
    ),
    evidence=DOCUMENTED_ACCOUNT,
)

ACCOUNT_BREAKDOWNS = (COUNTRY, CITY, AGE, GENDER, FOLLOW_TYPE, MEDIA_PRODUCT_TYPE, CONTACT_BUTTON_TYPE)

# Keys of the legacy audience_* tables; not values of the breakdown parameter.

GENDER_AGE = Breakdown(name="gender_age", slices=GENDER_AGES, evidence=DOCUMENTED_LEGACY)
LOCALE = Breakdown(name="locale", slices=LOCALES, evidence=DOCUMENTED_LEGACY)

AUDIENCE_TABLES = (CITY, COUNTRY, GENDER_AGE, LOCALE)

PERIODS = ("day", "week", "days_28", "month", "lifetime", "total_over_range")
METRIC_TYPES = ("default", "time_series", "total_value")
TIMEFRAMES = ("last_14_days", "last_30_days", "last_90_days", "prev_month", "this_month", "this_week")

# How many days back each timeframe looks; this_month and this_week are the last 30 and 7 days in Meta's own words.
TIMEFRAME_DAYS = {
    "last_14_days": 14,
    "last_30_days": 30,
    "last_90_days": 90,
    "prev_month": 30,
    "this_month": 30,
    "this_week": 7,
}

# Demographics stop at this many rows.
TOP_ROWS = 45
