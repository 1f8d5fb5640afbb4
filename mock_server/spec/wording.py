"""The longer texts of the document."""

INFO = """\
The insights edges of the Instagram Platform in {version}, as of {day}. {life}

Meta publishes no such document, and nobody there wrote or checked this one. insights-mock generates
it from its catalogue, which collects what Meta's pages say, what recordings of the live API show and
what users report. It is as good as that evidence, so metrics and errors name theirs:

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
    404: "There is no object of this name.",
    500: "Refused with the status of a broken server, although the request is at fault.",
}
