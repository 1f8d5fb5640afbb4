"""A client for Instagram Insights: typed answers, honest gaps, patient retries.

from client import InsightsClient

with InsightsClient("IGAA…") as client:
    week = client.account_series("17841400000000001", ["reach"])
    for time, reach in week.series("reach").points: …
"""

from client.client import InsightsClient
from client.errors import (
    GraphError,
    InsightsError,
    InvalidParameter,
    MetricIncompatible,
    MetricRefused,
    MetricRetired,
    MetricUnsupported,
    NotEnoughViewers,
    PasswordChanged,
    PermissionMissing,
    PostedBeforeConversion,
    RateLimited,
    TokenError,
    TokenExpired,
    TokenInvalid,
    Transient,
    UnknownObject,
    Unreachable,
    Unreadable,
)
from client.hosts import Login
from client.nodes import AccessToken, Account, Media, Page
from client.results import Insights, Part, Point, Row, Series, Total, Window
from client.retry import Retry

__all__ = [
    "AccessToken",
    "Account",
    "GraphError",
    "Insights",
    "InsightsClient",
    "InsightsError",
    "InvalidParameter",
    "Login",
    "Media",
    "MetricIncompatible",
    "MetricRefused",
    "MetricRetired",
    "MetricUnsupported",
    "NotEnoughViewers",
    "Page",
    "Part",
    "PasswordChanged",
    "PermissionMissing",
    "Point",
    "PostedBeforeConversion",
    "RateLimited",
    "Retry",
    "Row",
    "Series",
    "TokenError",
    "TokenExpired",
    "TokenInvalid",
    "Total",
    "Transient",
    "UnknownObject",
    "Unreachable",
    "Unreadable",
    "Window",
]
