"""Kinds of media, kinds of account, and the regions that have rules of their own."""

from datetime import date

from mock_server.catalogue.model import AccountType, Evidence, Grade, MediaKind, Region
from mock_server.catalogue.sources import (
    ASSUMED,
    DOCUMENTED_GUIDE,
    DOCUMENTED_MEDIA,
    DOCUMENTED_MEDIA_V23,
    IG_HOST_REPORTS,
    LEGACY_METRICS,
)

PHOTO = MediaKind(
    name="photo", title="photo post", media_product_type="FEED", growth_hours=30.0, evidence=DOCUMENTED_MEDIA_V23
)
VIDEO = MediaKind(
    name="video", title="video post", media_product_type="FEED", growth_hours=30.0, evidence=DOCUMENTED_MEDIA_V23
)
ALBUM = MediaKind(
    name="album",
    title="carousel album",
    media_product_type="FEED",
    growth_hours=36.0,
    evidence=Evidence(source=LEGACY_METRICS, grade=Grade.DOCUMENTED),
)
ALBUM_CHILD = MediaKind(
    name="album_child",
    title="media inside an album",
    media_product_type="FEED",
    growth_hours=36.0,
    evidence=DOCUMENTED_MEDIA_V23,
)
REEL = MediaKind(
    name="reel", title="reel", media_product_type="REELS", growth_hours=20.0, evidence=DOCUMENTED_MEDIA_V23
)
STORY = MediaKind(
    name="story", title="story", media_product_type="STORY", growth_hours=5.0, evidence=DOCUMENTED_MEDIA_V23
)
LIVE = MediaKind(
    name="live", title="live video", media_product_type="LIVE", growth_hours=1.0, evidence=DOCUMENTED_GUIDE
)

KINDS = (PHOTO, VIDEO, ALBUM, ALBUM_CHILD, REEL, STORY, LIVE)

BUSINESS = AccountType(name="BUSINESS", professional=True, evidence=DOCUMENTED_GUIDE)
MEDIA_CREATOR = AccountType(
    name="MEDIA_CREATOR",
    professional=True,
    evidence=Evidence(source=IG_HOST_REPORTS, grade=Grade.RECORDED, note="creator accounts since 2019-05-22"),
)
PERSONAL = AccountType(name="PERSONAL", professional=False, evidence=ASSUMED)

ACCOUNT_TYPES = (BUSINESS, MEDIA_CREATOR, PERSONAL)

# The European Economic Area, the United Kingdom and Switzerland.
# fmt: off
EUROPEAN_COUNTRIES = (
    "AT", "BE", "BG", "CH", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GB", "GR", "HR", "HU",
    "IE", "IS", "IT", "LI", "LT", "LU", "LV", "MT", "NL", "NO", "PL", "PT", "RO", "SE", "SI", "SK",
)
# fmt: on

EUROPE = Region(
    name="Europe",
    countries=frozenset(EUROPEAN_COUNTRIES),
    replies_hidden_from=date(2020, 12, 1),
    share_of_replies=0.18,
    evidence=DOCUMENTED_MEDIA,
)
JAPAN = Region(
    name="Japan",
    countries=frozenset({"JP"}),
    replies_hidden_from=date(2021, 4, 14),
    share_of_replies=0.03,
    evidence=DOCUMENTED_MEDIA,
)

REGIONS = (EUROPE, JAPAN)
