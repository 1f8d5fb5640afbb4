"""Errors about the grammar that all of the Graph API shares: field lists, paging, bodies, batches, odd parameters."""

from mock_server.catalogue.model import ErrorRow, Evidence, Grade
from mock_server.catalogue.sources import (
    ASSUMED,
    BATCH_CLIENTS,
    FIELD_SYNTAX_REPORTS,
    MARKETING_PAGE,
    PROBE_V22_MAY,
)

_FIELD_LISTS = "a list of fields looks like id,media.limit(3){{id,caption}}"

FIELD_TWICE = ErrorRow(
    name="field_twice",
    status=400,
    code=2500,
    type="OAuthException",
    message='Syntax error "Field {field} specified more than once. This is only possible before version 2.1" '
    "at character {at}: {text}",
    prefixed=False,
    evidence=Evidence(source=PROBE_V22_MAY, grade=Grade.RECORDED),
    fix="name each field once on a level, or give the second one an alias: {field}.as(another)",
)
FIELD_NAME_EXPECTED = ErrorRow(
    name="field_name_expected",
    status=400,
    code=2500,
    type="OAuthException",
    message='Syntax error "Expected name." at character {at}: {text}',
    prefixed=False,
    evidence=Evidence(source=FIELD_SYNTAX_REPORTS, grade=Grade.RECORDED),
    fix=_FIELD_LISTS,
)
FIELD_LIST_GOES_ON = ErrorRow(
    name="field_list_goes_on",
    status=400,
    code=2500,
    type="OAuthException",
    message='Syntax error "Expected end of string instead of "{found}"." at character {at}: {text}',
    prefixed=False,
    evidence=Evidence(source=FIELD_SYNTAX_REPORTS, grade=Grade.RECORDED),
    fix=_FIELD_LISTS,
)
FIELD_SIGN_EXPECTED = ErrorRow(
    name="field_sign_expected",
    status=400,
    code=2500,
    type="OAuthException",
    message='Syntax error "Expected "{sign}" instead of "{found}"." at character {at}: {text}',
    prefixed=False,
    evidence=Evidence(source=FIELD_SYNTAX_REPORTS, grade=Grade.RECORDED),
    fix=_FIELD_LISTS,
)
FIELD_LIST_ENDS = ErrorRow(
    name="field_list_ends",
    status=400,
    code=2500,
    type="OAuthException",
    message='Syntax error "Expected "{sign}", got end of string" at character {at}: {text}',
    prefixed=False,
    evidence=Evidence(source=FIELD_SYNTAX_REPORTS, grade=Grade.RECORDED),
    fix=_FIELD_LISTS,
)
FIELDS_TOO_DEEP = ErrorRow(
    name="fields_too_deep",
    status=400,
    code=2500,
    type="OAuthException",
    message='Syntax error "Fields cannot be nested deeper than {most} levels." at character {at}: {text}',
    prefixed=False,
    evidence=ASSUMED,
    fix="ask the inner objects in requests of their own",
)
FIELDS_TOO_MANY = ErrorRow(
    name="fields_too_many",
    status=400,
    code=2500,
    type="OAuthException",
    message='Syntax error "There cannot be more than {most} fields." at character {at}: {text}',
    prefixed=False,
    evidence=ASSUMED,
    fix="ask for less in one request",
)
FIELDS_TOO_LONG = ErrorRow(
    name="fields_too_long",
    status=400,
    code=2500,
    type="OAuthException",
    message='Syntax error "A list of fields cannot be longer than {most} characters." at character {at}: {text}',
    prefixed=False,
    evidence=ASSUMED,
    fix="ask for less in one request",
)
CURSOR_INVALID = ErrorRow(
    name="cursor_invalid",
    status=400,
    code=2642,
    message="Invalid cursors values",
    evidence=Evidence(
        source=MARKETING_PAGE, grade=Grade.DOCUMENTED, note="listed for the Marketing API; assumed for other edges"
    ),
    fix="take cursors from the reply of the same edge, as they stand, and send one of after and before",
)
LIMIT_INVALID = ErrorRow(
    name="limit_invalid",
    status=400,
    code=100,
    message="Param limit must be a non-negative integer",
    evidence=ASSUMED,
    fix="send a limit from 0 to {most}",
)
BODY_TOO_LONG = ErrorRow(
    name="body_too_long",
    status=400,
    code=100,
    message="The request body cannot be longer than {most} bytes",
    evidence=ASSUMED,
    fix="ask for less in one request",
)
BODY_UNREADABLE = ErrorRow(
    name="body_unreadable",
    status=400,
    code=100,
    message="The request body could not be read as {form}",
    evidence=ASSUMED,
    fix="send parameters as application/x-www-form-urlencoded, multipart/form-data or a JSON object",
)
BATCH_NO_ARRAY = ErrorRow(
    name="batch_no_array",
    status=400,
    code=100,
    type="GraphBatchException",
    message="batch parameter must be a JSON array",
    prefixed=False,
    evidence=Evidence(source=BATCH_CLIENTS, grade=Grade.RECORDED, note="reported in 2011; the code is assumed"),
    fix='batch is a JSON array: [{{"method":"GET","relative_url":"me"}}]',
)
BATCH_TOO_LONG = ErrorRow(
    name="batch_too_long",
    status=400,
    code=100,
    type="GraphBatchException",
    message="Too many requests in batch message. Maximum batch size is {most}",
    prefixed=False,
    evidence=Evidence(source=BATCH_CLIENTS, grade=Grade.RECORDED, note="without a code; ours is assumed"),
    fix="send at most {most} requests in one batch",
)
BATCH_ITEM_UNREADABLE = ErrorRow(
    name="batch_item_unreadable",
    status=400,
    code=100,
    type="GraphBatchException",
    message="Request {index} must be a JSON object with a method and a relative_url",
    prefixed=False,
    evidence=ASSUMED,
    fix='a request of a batch looks like {{"method":"GET","relative_url":"me?fields=id"}}',
)
BATCH_DEPENDENCY_UNRESOLVED = ErrorRow(
    name="batch_dependency_unresolved",
    status=400,
    code=100,
    type="GraphBatchException",
    message="Request {index} cannot depend on an  unresolved request with  name {name}. "
    "Requests can only depend on preceding requests",
    prefixed=False,
    evidence=Evidence(source=BATCH_CLIENTS, grade=Grade.RECORDED, note="without a code; ours is assumed"),
    fix="a request that others depend on has a name and stands before them",
)
BATCH_TOO_MANY_REFERENCES = ErrorRow(
    name="batch_too_many_references",
    status=400,
    code=100,
    type="GraphBatchException",
    message="Too many references in batch message. Maximum number of references is {most}",
    prefixed=False,
    evidence=ASSUMED,
    fix="refer to the results of other requests at most {most} times in one batch",
)
CALLBACK_INVALID = ErrorRow(
    name="callback_invalid",
    status=400,
    code=100,
    message="Param callback must be a valid JavaScript function name",
    evidence=ASSUMED,
    fix="a callback is a name such as cb or window.app.cb",
)

GRAMMAR_ERRORS = (
    FIELD_TWICE,
    FIELD_NAME_EXPECTED,
    FIELD_LIST_GOES_ON,
    FIELD_SIGN_EXPECTED,
    FIELD_LIST_ENDS,
    FIELDS_TOO_DEEP,
    FIELDS_TOO_MANY,
    FIELDS_TOO_LONG,
    CURSOR_INVALID,
    LIMIT_INVALID,
    BODY_TOO_LONG,
    BODY_UNREADABLE,
    BATCH_NO_ARRAY,
    BATCH_TOO_LONG,
    BATCH_ITEM_UNREADABLE,
    BATCH_DEPENDENCY_UNRESOLVED,
    BATCH_TOO_MANY_REFERENCES,
    CALLBACK_INVALID,
)
