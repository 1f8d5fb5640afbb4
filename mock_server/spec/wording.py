"""The longer texts of the document."""

LOCAL = "http://127.0.0.1:8080"

INFO = """\
The insights edges of the Instagram Platform in {version}, as of {day}, and what clients ask before and after
them: nodes, their edges, batches, the login. {life}

Meta publishes no such document, and nobody there wrote or checked this one. insights-mock generates
it from its catalogue, which collects what Meta's pages say, what recordings of the live API show and
what users report. It is as good as that evidence, so metrics, fields and errors name theirs:

- `documented`: read on a page of Meta's
- `recorded`: seen in a dated reply of the live API
- `noted`: somebody reports it
- `assumed`: chosen here, because no source speaks of it

Where pages and recordings disagree this document follows the pages. The emulator can follow the
recordings instead (header `X-Mock-Fidelity: observed`), and then some answers differ. Numbers in
examples are invented; ids and tokens are those of the emulator's default world.
"""

OPERATION = """\
One path serves media and accounts: the id decides. The parameters below list what can be sent, but
which metrics, periods, types, breakdowns and timeframes go together is more than OpenAPI can say.
`x-insights-rows` says it. Each row holds requests that are answered with 200:

- for an `object` of that kind (where `only` is given: for those alone), on any of the `hosts`
- with any of the `metrics`, one or several
- with one of the values in `params` for each parameter, sent as it stands there (`age,gender` is a
  pair); parameters in `optional` may be left out
- where `windowed` is true, with or without `since` and `until`
- parameters in `ignored` may be sent too, with any value that the edge lists: they change nothing

Several periods of one row may be joined by commas. `answers` names the schemas of the entries.
Requests that fit no row are refused, all their metrics together.

Rows speak of media posted on the day of this document, and of accounts with a hundred followers or
more. Parameters that the API does not know are ignored.
"""

STATUSES = {
    400: "Refused. Nearly all errors come with this status, those about tokens too.",
    403: "Refused: a budget of calls is used up, or a permission is missing.",
    404: "There is no object of this name.",
    500: "Refused with the status of a broken server, although the request is at fault.",
}

TAGS = {
    "insights": "Numbers about media and about professional accounts.",
    "nodes": "Objects and their fields.",
    "edges": "Lists that hang on objects.",
    "batches": "Several requests in one.",
    "login": "How an app gets a token, and what is known of one.",
    "webhooks": "Where an app lets notifications come to.",
}

NODE_OPERATION = """\
One path serves objects of all types: the id decides. `x-insights-fields` lists the types with their fields and edges,
which hosts know them since when, for which kinds of media, and with which scopes.

Fields lead on to other objects, and edges can be asked as fields too. `insights.metric(…)` is such an edge; its
errors are those of `getInsights`, with `For field 'insights':` before their text.
"""

SEVERAL_OPERATION = """\
What `getObject` answers, for several objects. If one is refused, all are. Edges take `ids` too, in place of the
object in their path: `/media?ids=A,B` answers the lists by id, `/insights?ids=A,B` the numbers.
"""

BATCH_OPERATION = """\
Each request of a batch is answered as if it came alone, and its reply is a result. A request can use what an earlier
one with a `name` answered: `{result=name:$.data.*.id}` stands for what the path finds there. A request whose
`depends_on` failed is not made; its result is null, and so is that of a success which `omit_response_on_success`
omits, as it does for requests that others use.
"""

BATCH_BODY = "The requests, at most 50, as a JSON array. References can be made to those that stand before."

SUBSCRIBED_FIELDS = "The fields of webhooks, separated by commas. They take the place of those subscribed before."

REVOCATION = "Take one permission back"

OBJECTS = "An object: its id, and the fields that were asked. The id decides of which type it is."
WRAPPED = "The account of the token, as the documents show /me of graph.instagram.com."
OBJECTS_BY_ID = "The answers for several objects by id."
BATCH_RESULTS = "The results of a batch in the order of its requests. Null stands for what was omitted or not made."
CURSORS = "Where the page begins and ends. `previous` and `next` are links that carry the access token."
CURSORS_ALONE = "Where the page begins and ends."
DEBUG_MESSAGES = "What the parameter `debug` asks for."

DIALOG_OPERATION = """\
A page for people. In insights-mock it offers the accounts of the world to log in as; nobody there has a password.
"""

FACEBOOK_EXCHANGE_OPERATION = """\
Three exchanges: a `code` of the dialog for a short-lived token; with `grant_type=fb_exchange_token` a token for a
long-lived one; with `grant_type=client_credentials` the app's secret for the app's own token.
"""

INSTAGRAM_EXCHANGE_OPERATION = """\
The first half of the login at Instagram: the token lives for an hour, and `exchangeForLongLived` lengthens its life.
Recordings show the answer without `data` around it, and `permissions` as a list.
"""

DEBUGGED = "What is known of a token: whose it is, of which app, with which scopes, until when, or what is wrong."
PLATFORM_ERROR = "How api.instagram.com refuses."

SUBSCRIPTIONS_OPERATION = "The object is the app, and the token is the app's own: its id, |, and its secret."
