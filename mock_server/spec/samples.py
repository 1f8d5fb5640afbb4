"""What fills the templates of error rows in examples."""

from __future__ import annotations

from collections.abc import Mapping

from mock_server.catalogue.account_metrics import THREADS_LIKES
from mock_server.catalogue.allowances import ALLOWANCES
from mock_server.catalogue.model import Allowance, Measure
from mock_server.catalogue.retired_media_metrics import PLAYS
from mock_server.insights.rules import retirement_hint

Sample = Mapping[str, str]

_IMPRESSIONS = "impressions was retired on 2025-04-21; use views"
_APP = "1000000000000001"


def _limit(allowance: Allowance) -> Sample:
    """A budget of one user or of ten impressions, used up."""
    by_user = allowance.measure is Measure.USERS
    return {
        "title": allowance.title,
        "allowed": str(allowance.calls_per * (1 if by_user else 10)),
        "returns": "2026-07-16T18:40:00Z",
        "key": "limits.users" if by_user else "limits.impressions",
    }


# The values belong together: each row shows one request that could have been.
SAMPLES: dict[str, Sample] = {
    "token_not_authorized": {"app": _APP},
    "token_expired": {"expired": "Wednesday, 15-Jul-26 11:00:00 PDT", "now": "Thursday, 16-Jul-26 11:00:00 PDT"},
    "mock_header_invalid": {"header": "X-Mock-Fidelity", "allowed": "documented or observed"},
    "field_missing": {"field": "insights"},
    "field_missing_on_type": {"field": "insights", "type": "User"},
    "field_needs_discovery": {"field": "view_count"},
    "video_missing": {"field": "copyright_check_information"},
    "username_unknown": {"username": "red.bottle"},
    "field_requires_argument": {"argument": "username"},
    "page_permission_missing": {"scopes": "pages_read_engagement or pages_show_list"},
    "page_messaging_missing": {"scopes": "pages_messaging"},
    "query_too_long": {"most": "200000"},
    "too_many_ids": {"most": "50", "sent": "51"},
    "path_unknown": {"path": "/insights/reach"},
    "version_unknown": {"path": "/v99.0/17900000000000001/insights"},
    "alias_unknown": {"alias": "blue.bottle"},
    "request_unsupported": {"verb": "get"},
    "object_missing": {"verb": "get", "id": "17900000000000099"},
    "body_late": {"most": "2"},
    "method_unsupported": {"verb": "delete", "id": "17900000000000001"},
    "story_gone": {"verb": "get", "id": "17900000000000015"},
    "account_not_professional": {"verb": "get", "id": "17841400000000005"},
    "app_scoped_id_used": {"verb": "get", "id": "20000000000000001", "user_id": "17841400000000001"},
    "app_token_sees_nothing": {"verb": "get", "id": "17841400000000001"},
    "page_link_missing": {"verb": "get", "id": "17841400000000007"},
    "app_not_for_everybody": {"state": "is in development mode"},
    "app_invitation_pending": {"state": "is in development mode"},
    "permission_missing": {"scopes": "instagram_manage_insights"},
    "parameter_required": {"parameter": "metric"},
    "period_required_observed": {"parameter": "period"},
    "value_not_listed": {"parameter": "metric[0]", "hint": "did you mean reach?"},
    "time_unreadable": {"parameter": "since"},
    "metric_type_required": {"metrics": "accounts_engaged,views"},
    "metric_type_incompatible": {"metric": "follower_count", "metric_type": "total_value", "shapes": "time_series"},
    "periods_incompatible": {"periods": "week", "metric": "follower_count", "allowed": "period=day"},
    "breakdowns_incompatible": {
        "breakdowns": "follow_type",
        "metric": "likes",
        "allowed": "breakdown media_product_type",
    },
    "unknown_error": {"metric": "likes", "allowed": "breakdown media_product_type"},
    "timeframe_required": {"metrics": "engaged_audience_demographics"},
    "timeframe_incompatible": {
        "timeframe": "last_90_days",
        "metric": "engaged_audience_demographics",
        "allowed": "timeframe=this_month or this_week",
    },
    "follower_count_too_old": {"metric": "follower_count"},
    "metric_unsupported": {"metrics": "plays", "hint": retirement_hint(PLAYS)},
    "metrics_unsupported_by_endpoint": {"metrics": "reposts"},
    "impressions_retired_media": {"hint": _IMPRESSIONS},
    "impressions_retired_account": {"hint": _IMPRESSIONS},
    "metric_unsupported_account": {"metrics": "threads_likes", "hint": retirement_hint(THREADS_LIKES)},
    "not_enough_users": {"metric": "engaged_audience_demographics", "minimum": "100"},
    "field_twice": {"field": "id", "at": "5", "text": "id,id"},
    "field_name_expected": {"at": "3", "text": "id,"},
    "field_list_goes_on": {"found": "}", "at": "2", "text": "id}"},
    "field_sign_expected": {"sign": "(", "found": "{", "at": "11", "text": "media.limit{id}"},
    "field_list_ends": {"sign": "}", "at": "8", "text": "media{id"},
    "fields_too_deep": {"most": "16", "at": "96", "text": "owner{" * 16},
    "fields_too_many": {"most": "500", "at": "3000", "text": "id,name,…"},
    "fields_too_long": {"most": "16384", "at": "16384", "text": "id,name,…"},
    "limit_invalid": {"most": "100"},
    "body_too_long": {"most": "1000000"},
    "body_unreadable": {"form": "a JSON object"},
    "batch_too_long": {"most": "50"},
    "batch_item_unreadable": {"index": "1"},
    "batch_dependency_unresolved": {"index": "1", "name": "media"},
    "batch_too_many_references": {"most": "200"},
    **{allowance.refusal.name: _limit(allowance) for allowance in ALLOWANCES},
    "dialog_app_unknown": {"client": "1234"},
    "dialog_parameter_too_long": {"parameter": "state", "most": "4000"},
    "dialog_scope_unknown": {"scopes": "instagram_insights", "known": "instagram_basic, instagram_manage_insights, …"},
    "dialog_scope_missing": {"scope": "instagram_business_basic"},
    "dialog_response_type_invalid": {"allowed": "code"},
    "dialog_person_unknown": {"user": "nobody", "others": ""},
    "grant_type_invalid": {"grant_type": "password"},
    "token_request_unsupported": {"verb": "get", "rule": "grant_type is ig_refresh_token"},
    "token_too_young": {"verb": "get", "age": "3 minutes"},
    "debugger_not_allowed": {"app": _APP},
}
