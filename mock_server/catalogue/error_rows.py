"""Every error that the API can give, with its wording on both hosts."""

from mock_server.catalogue.grammar_errors import GRAMMAR_ERRORS
from mock_server.catalogue.limit_errors import LIMIT_ERRORS
from mock_server.catalogue.metric_errors import METRIC_ERRORS
from mock_server.catalogue.oauth_errors import OAUTH_ERRORS
from mock_server.catalogue.object_errors import OBJECT_ERRORS
from mock_server.catalogue.parameter_errors import PARAMETER_ERRORS
from mock_server.catalogue.token_errors import TOKEN_ERRORS
from mock_server.catalogue.transient_errors import TRANSIENT_ERRORS
from mock_server.catalogue.webhook_errors import WEBHOOK_ERRORS

ERRORS = (
    *TOKEN_ERRORS,
    *OBJECT_ERRORS,
    *PARAMETER_ERRORS,
    *METRIC_ERRORS,
    *GRAMMAR_ERRORS,
    *LIMIT_ERRORS,
    *OAUTH_ERRORS,
    *TRANSIENT_ERRORS,
    *WEBHOOK_ERRORS,
)
