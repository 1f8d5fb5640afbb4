"""A request that is explained without a server."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import parse_qsl, urlencode

from mock_server.app import Emulator
from mock_server.engine.explain import Explanation, explain, request_from
from mock_server.graph.place import locate
from mock_server.settings import Settings
from mock_server.terminal.invitation import working_tokens


class InquiryError(Exception):
    """What was given is no request."""


class Inquiry(NamedTuple):
    """A request as it may be shown, without its token, and the explanation of its answer."""

    request: str
    told: Explanation

    @classmethod
    def about(cls, url: str, token: str, settings: Settings) -> Inquiry:
        """Ask the engine about a URL or a path, with a token that works unless one is given. Raises WorldError."""
        engine = Emulator.of(settings).engine
        try:
            asked = request_from(url, token=token)
        except ValueError as error:
            raise InquiryError(f"{url!r} is no URL: {error}") from None
        heard = engine.hear(asked._replace(path="/"))
        if not heard.sent:
            host = locate(asked.host, asked.path).host
            found = next(working_tokens(heard.hosted.world, heard.now, host), None)
            asked = request_from(url, token=found.token if found else "")
        shown = urlencode([pair for pair in parse_qsl(asked.query) if pair[0] != "access_token"], safe=",:")
        return cls(f"GET {asked.path}{'?' if shown else ''}{shown}", explain(engine, asked))
