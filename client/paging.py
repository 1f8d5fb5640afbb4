"""Lists that come in pages, one item after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from urllib.parse import parse_qsl, urlsplit

from client.connection import Params
from client.errors import Unreadable
from client.json_values import Json, Object
from client.reading import objects

CREDENTIALS = ("access_token", "appsecret_proof")


def items(page_of: Callable[[Params], Object], params: Params) -> Iterator[Object]:
    """All items of a list; a page is asked for when its first item is wanted.

    Only `paging.next` tells whether there is another page: one may be empty and yet have a next one, and the last one
    may have cursors. Of the link only the parameters are used, so that it cannot lead the token anywhere else.
    """
    query, asked = dict(params), set[frozenset[tuple[str, str | None]]]()
    while frozenset(query.items()) not in asked:
        asked.add(frozenset(query.items()))
        page = page_of(query)
        yield from objects(page.get("data"), "data")
        link = _next_of(page.get("paging"))
        if link is None:
            return
        query.update(_parameters(link))
    raise Unreadable("paging.next leads back to a page that was read before")


def _next_of(paging: Json) -> Json:
    return paging.get("next") if isinstance(paging, dict) else None


def _parameters(link: Json) -> dict[str, str]:
    try:
        query = urlsplit(link if isinstance(link, str) else "").query
    except ValueError:
        query = ""
    if not query:
        raise Unreadable("paging.next is no address of another page")
    return {name: value for name, value in parse_qsl(query) if name not in CREDENTIALS}
