"""What people do with media and accounts. All counts of the API are sums of these, so totals and parts agree.

A day of an account brings at least as much of each quantity as one generated media can ever collect: a test holds the
lower bounds of `per_day` against the upper bounds of `per_reach`.
"""

from mock_server.catalogue.kinds import ALBUM, PHOTO, REEL, STORY, VIDEO
from mock_server.catalogue.model import Quantity

POSTS = (PHOTO, VIDEO, ALBUM)
LIKEABLE = (*POSTS, REEL)
EVERYWHERE = (*LIKEABLE, STORY)

REACH = Quantity(name="reach", per_reach=(1.0, 1.0), kinds=EVERYWHERE, per_day=(1.0, 1.0))
FIRST_VIEWS = Quantity(name="first_views", per_reach=(1.0, 1.15), kinds=EVERYWHERE, per_day=(1.0, 1.15))
REPEAT_VIEWS = Quantity(name="repeat_views", per_reach=(0.1, 0.7), kinds=EVERYWHERE, per_day=(0.6, 0.9))
THREE_SECOND_VIEWS = Quantity(name="three_second_views", per_reach=(0.4, 0.8), kinds=(VIDEO, ALBUM))

LIKES = Quantity(name="likes", per_reach=(0.03, 0.10), kinds=LIKEABLE, per_day=(0.09, 0.13))
COMMENTS = Quantity(name="comments", per_reach=(0.002, 0.008), kinds=LIKEABLE, per_day=(0.008, 0.012))
SAVED = Quantity(name="saved", per_reach=(0.004, 0.020), kinds=LIKEABLE, per_day=(0.018, 0.026))
SHARES = Quantity(name="shares", per_reach=(0.002, 0.012), kinds=EVERYWHERE, per_day=(0.011, 0.016))
REPLIES = Quantity(name="replies", per_reach=(0.004, 0.015), kinds=(STORY,), per_day=(0.0135, 0.020))
REPOSTS = Quantity(name="reposts", per_reach=(0.001, 0.004), kinds=EVERYWHERE, per_day=(0.0036, 0.006))

FOLLOWS = Quantity(name="follows", per_reach=(0.0005, 0.003), kinds=(*POSTS, STORY), per_day=(0.0027, 0.005))
UNFOLLOWS = Quantity(name="unfollows", per_day=(0.001, 0.002))
PROFILE_VISITS = Quantity(name="profile_visits", per_reach=(0.01, 0.05), kinds=(*POSTS, STORY), per_day=(0.045, 0.07))
WEBSITE_TAPS = Quantity(name="website_taps", per_day=(0.002, 0.006))
LINK_CLICKS = Quantity(name="link_clicks", per_reach=(0.002, 0.02), kinds=(STORY,))

BIO_LINK_TAPS = Quantity(name="bio_link_taps", per_reach=(0.001, 0.004), kinds=(*POSTS, STORY))
CALL_TAPS = Quantity(name="call_taps", per_reach=(0.0003, 0.0015), kinds=(*POSTS, STORY), per_day=(0.0014, 0.0025))
DIRECTION_TAPS = Quantity(
    name="direction_taps", per_reach=(0.0003, 0.0015), kinds=(*POSTS, STORY), per_day=(0.0014, 0.0025)
)
EMAIL_TAPS = Quantity(name="email_taps", per_reach=(0.0003, 0.0015), kinds=(*POSTS, STORY), per_day=(0.0014, 0.0025))
TEXT_TAPS = Quantity(name="text_taps", per_reach=(0.0001, 0.0008), kinds=(*POSTS, STORY), per_day=(0.0007, 0.0015))
OTHER_TAPS = Quantity(name="other_taps", per_reach=(0.0, 0.0005), kinds=(*POSTS, STORY))
BOOKING_TAPS = Quantity(name="booking_taps", per_day=(0.0, 0.0006))
INSTANT_EXPERIENCE_TAPS = Quantity(name="instant_experience_taps", per_day=(0.0, 0.0002))
UNDEFINED_TAPS = Quantity(name="undefined_taps", per_day=(0.0, 0.0002))

TAPS_FORWARD = Quantity(name="taps_forward", per_reach=(0.5, 1.2), kinds=(STORY,))
TAPS_BACK = Quantity(name="taps_back", per_reach=(0.03, 0.10), kinds=(STORY,))
TAPS_EXIT = Quantity(name="taps_exit", per_reach=(0.05, 0.15), kinds=(STORY,))
SWIPES_FORWARD = Quantity(name="swipes_forward", per_reach=(0.10, 0.30), kinds=(STORY,))

FACEBOOK_VIEWS = Quantity(name="facebook_views", per_reach=(0.2, 0.6), kinds=EVERYWHERE)
FACEBOOK_LIKES = Quantity(name="facebook_likes", per_reach=(0.005, 0.02), kinds=LIKEABLE)
FACEBOOK_COMMENTS = Quantity(name="facebook_comments", per_reach=(0.0005, 0.002), kinds=LIKEABLE)

QUANTITIES = (
    REACH,
    FIRST_VIEWS,
    REPEAT_VIEWS,
    THREE_SECOND_VIEWS,
    LIKES,
    COMMENTS,
    SAVED,
    SHARES,
    REPLIES,
    REPOSTS,
    FOLLOWS,
    UNFOLLOWS,
    PROFILE_VISITS,
    WEBSITE_TAPS,
    LINK_CLICKS,
    BIO_LINK_TAPS,
    CALL_TAPS,
    DIRECTION_TAPS,
    EMAIL_TAPS,
    TEXT_TAPS,
    OTHER_TAPS,
    BOOKING_TAPS,
    INSTANT_EXPERIENCE_TAPS,
    UNDEFINED_TAPS,
    TAPS_FORWARD,
    TAPS_BACK,
    TAPS_EXIT,
    SWIPES_FORWARD,
    FACEBOOK_VIEWS,
    FACEBOOK_LIKES,
    FACEBOOK_COMMENTS,
)

# Quantities that happen on Facebook: a media that is not shared there has none of them.
ON_FACEBOOK = (FACEBOOK_VIEWS, FACEBOOK_LIKES, FACEBOOK_COMMENTS)
