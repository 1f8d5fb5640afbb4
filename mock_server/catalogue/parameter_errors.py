"""Errors about parameters: what is required, what is listed, what goes together."""

from mock_server.catalogue.model import ErrorRow, Evidence, Grade
from mock_server.catalogue.sources import (
    ASSUMED,
    CASSETTES,
    FB_HOST_REPORTS,
    MEDIA_PAGE_V23,
    PROBE_V22_JULY,
    PROBE_V22_MAY,
    PROBE_V25_JULY,
    PROBE_V25_SEPTEMBER,
)

PARAMETER_REQUIRED = ErrorRow(
    name="parameter_required",
    status=400,
    code=100,
    message="The parameter {parameter} is required",
    evidence=Evidence(source=FB_HOST_REPORTS, grade=Grade.RECORDED),
    fix="add {parameter}",
)
PERIOD_REQUIRED_OBSERVED = ErrorRow(
    name="period_required_observed",
    status=400,
    code=100,
    message="the parameter period is required",
    evidence=Evidence(source=FB_HOST_REPORTS, grade=Grade.NOTED, note="two reports print a lower-case article"),
    fix="add period",
)
VALUE_NOT_LISTED = ErrorRow(
    name="value_not_listed",
    status=400,
    code=100,
    message="{parameter} must be one of the following values: {values}",
    evidence=Evidence(source=PROBE_V25_JULY, grade=Grade.RECORDED),
    fix="{hint}",
)
TIME_UNREADABLE = ErrorRow(
    name="time_unreadable",
    status=400,
    code=100,
    message="Parameter {parameter}: Must be a unixtime or a date/time representation parseable by strtotime()",
    evidence=Evidence(source=CASSETTES, grade=Grade.RECORDED, note="recorded on a neighbouring edge"),
    fix="send Unix seconds, YYYY-MM-DD or an ISO 8601 date-time",
)
WINDOW_BACKWARDS = ErrorRow(
    name="window_backwards",
    status=400,
    code=100,
    message="since param should be before until param",
    evidence=ASSUMED,
    fix="swap since and until",
)
METRIC_TYPE_REQUIRED = ErrorRow(
    name="metric_type_required",
    status=400,
    code=100,
    message="The following metrics ({metrics}) should be specified with parameter metric_type=total_value",
    evidence=Evidence(source=CASSETTES, grade=Grade.RECORDED),
    fix="add metric_type=total_value, and ask series metrics in a request of their own",
)
METRIC_TYPE_INCOMPATIBLE = ErrorRow(
    name="metric_type_incompatible",
    status=400,
    code=100,
    message="The following metric ({metric}) is incompatible with the metric type ({metric_type})",
    evidence=Evidence(source=PROBE_V25_JULY, grade=Grade.RECORDED),
    fix="{metric} comes as {shapes}",
)
PERIODS_INCOMPATIBLE = ErrorRow(
    name="periods_incompatible",
    status=400,
    code=100,
    message="The following periods ({periods}) are incompatible with the metric ({metric})",
    evidence=Evidence(source=PROBE_V25_JULY, grade=Grade.RECORDED),
    fix="{metric} takes {allowed}",
)
BREAKDOWNS_INCOMPATIBLE = ErrorRow(
    name="breakdowns_incompatible",
    status=400,
    code=100,
    message="Incompatible breakdowns ({breakdowns}) for metric ({metric})",
    evidence=Evidence(source=PROBE_V22_MAY, grade=Grade.RECORDED),
    fix="{metric} takes {allowed}; ask metrics with and without a breakdown in separate requests",
)
UNKNOWN_ERROR = ErrorRow(
    name="unknown_error",
    status=500,
    code=1,
    type="OAuthException",
    message="An unknown error has occurred.",
    prefixed=False,
    evidence=Evidence(source=MEDIA_PAGE_V23, grade=Grade.DOCUMENTED),
    fix="{metric} takes {allowed}; ask metrics with and without a breakdown in separate requests",
)
TIMEFRAME_REQUIRED = ErrorRow(
    name="timeframe_required",
    status=400,
    code=100,
    message="Metrics ({metrics}) require timeframe parameter to be specified",
    evidence=Evidence(source=FB_HOST_REPORTS, grade=Grade.NOTED),
    fix="add timeframe=this_week or timeframe=this_month",
)
TIMEFRAME_INCOMPATIBLE = ErrorRow(
    name="timeframe_incompatible",
    status=400,
    code=100,
    message="The following timeframes ({timeframe}) are incompatible with the metric ({metric})",
    evidence=ASSUMED,
    fix="{metric} takes {allowed}",
)
WINDOW_TOO_WIDE = ErrorRow(
    name="window_too_wide",
    status=400,
    code=100,
    message="There cannot be more than 30 days (2592000 s) between since and until.",
    evidence=Evidence(source=PROBE_V25_JULY, grade=Grade.RECORDED),
    fix="ask windows of at most 30 days",
)
SINCE_OUT_OF_RANGE = ErrorRow(
    name="since_out_of_range",
    status=400,
    code=100,
    message="since param is not valid. Metrics data is available for the last 2 years",
    evidence=Evidence(source=PROBE_V25_SEPTEMBER, grade=Grade.RECORDED),
    fix="since must lie in the last 729 days and not in the future",
)
FOLLOWER_COUNT_TOO_OLD = ErrorRow(
    name="follower_count_too_old",
    status=400,
    code=100,
    message="({metric}) metric only supports querying data for the last 30 days excluding the current day",
    evidence=Evidence(source=PROBE_V22_JULY, grade=Grade.RECORDED),
    fix="ask {metric} for the last 30 days, today not included",
)

PARAMETER_ERRORS = (
    PARAMETER_REQUIRED,
    PERIOD_REQUIRED_OBSERVED,
    VALUE_NOT_LISTED,
    TIME_UNREADABLE,
    WINDOW_BACKWARDS,
    METRIC_TYPE_REQUIRED,
    METRIC_TYPE_INCOMPATIBLE,
    PERIODS_INCOMPATIBLE,
    BREAKDOWNS_INCOMPATIBLE,
    UNKNOWN_ERROR,
    TIMEFRAME_REQUIRED,
    TIMEFRAME_INCOMPATIBLE,
    WINDOW_TOO_WIDE,
    SINCE_OUT_OF_RANGE,
    FOLLOWER_COUNT_TOO_OLD,
)
