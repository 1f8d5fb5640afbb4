"""What can happen to a reply on its way from the API to its client. It happens only where a fault asks for it."""

from mock_server.catalogue.model import Disturbance, Evidence, Grade
from mock_server.catalogue.sources import ASSUMED, PROXY_PAGES

_PAGE = (
    '<!DOCTYPE html>\n<html lang="en" id="facebook">\n<head><title>Facebook | Error</title>'
    '<meta charset="utf-8"></head>\n<body><h1>502 Bad Gateway</h1>'
    "<p>Sorry, something went wrong. insights-mock sends this page because a fault asks for it.</p></body>\n</html>\n"
)

DROP = Disturbance(name="drop", meaning="the connection closes without an answer", evidence=ASSUMED)
TRUNCATE = Disturbance(name="truncate", meaning="the connection closes in the middle of the body", evidence=ASSUMED)
HTML_502 = Disturbance(
    name="html_502",
    meaning="a proxy at the edge answers with an HTML page",
    status=502,
    page=_PAGE,
    evidence=Evidence(
        source=PROXY_PAGES, grade=Grade.NOTED, note="the page's title and heading; its other words are our own"
    ),
)

DISTURBANCES = (DROP, TRUNCATE, HTML_502)
