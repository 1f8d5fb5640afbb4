"""Every error that the insights edges can give, with its wording on both hosts."""

from mock_server.catalogue.metric_errors import METRIC_ERRORS
from mock_server.catalogue.object_errors import OBJECT_ERRORS
from mock_server.catalogue.parameter_errors import PARAMETER_ERRORS
from mock_server.catalogue.token_errors import TOKEN_ERRORS

ERRORS = (*TOKEN_ERRORS, *OBJECT_ERRORS, *PARAMETER_ERRORS, *METRIC_ERRORS)
