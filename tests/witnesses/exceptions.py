"""Rows that no witness touches, each with its reason."""

_LISTED_ONLY = "listed in recorded error texts, which are witnessed; no reply about it alone is known"
_BEFORE_RELEASE = "listed for four months of 2022 before its release under another name; no reply is known"
_OURS = "a refusal of the emulator's own that Meta does not know"

UNWITNESSED: dict[str, str] = {
    "absence before_conversion": "no source tells what account insights answer for days before the conversion",
    "absence media_before_metric": "the page names the date (2017-10-26), no source shows the answer",
    "absence recent_days_only": "the page names the 30 days of online_followers, no source shows the answer",
    "breakdown surface_type": "listed in recorded error texts; no metric takes it",
    "error field_missing": "recorded on other fields; what /me/insights answers for a Facebook user is inferred",
    "error mock_header_invalid": _OURS,
    "error request_unsupported": _OURS,
    "error query_too_long": _OURS,
    "error token_of_meta": _OURS,
    "error too_many_ids": "the wording is from memory; no recording of a request with more than 50 ids is known",
    "account metric content_views": _LISTED_ONLY,
    "account metric quotes": _LISTED_ONLY,
    "account metric threads_clicks": _LISTED_ONLY,
    "account metric threads_follower_demographics": _LISTED_ONLY,
    "account metric threads_followers": _LISTED_ONLY,
    "account metric threads_likes": _LISTED_ONLY,
    "account metric threads_replies": _LISTED_ONLY,
    "account metric threads_reposts": _LISTED_ONLY,
    "account metric threads_views": _LISTED_ONLY,
    "media metric follows_from_impressions": _BEFORE_RELEASE,
    "media metric profile_views_from_impressions": _BEFORE_RELEASE,
    "media metric total_media_attributed_actions": _BEFORE_RELEASE,
    "media metric content_views": _LISTED_ONLY,
    "media metric quotes": _LISTED_ONLY,
    "media metric thread_replies": _LISTED_ONLY,
    "media metric thread_shares": _LISTED_ONLY,
    "media metric threads_media_clicks": _LISTED_ONLY,
    "media metric threads_reposts": _LISTED_ONLY,
    "media metric threads_views": _LISTED_ONLY,
}
