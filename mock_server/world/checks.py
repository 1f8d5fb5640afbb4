"""The rules of a world that no single value shows: what goes together, what stands once, which names exist."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from mock_server.catalogue.account_metrics import ACCOUNT_METRICS
from mock_server.catalogue.allowances import FEWEST_IMPRESSIONS
from mock_server.catalogue.media_metrics import MEDIA_METRICS
from mock_server.catalogue.versions import VERSIONS
from mock_server.world.countries import COUNTRIES
from mock_server.world.document import (
    AccountDocument,
    AppDocument,
    LimitsDocument,
    MediaDocument,
    PageDocument,
    TokenDocument,
    WorldDocument,
)
from mock_server.world.errors import WorldError
from mock_server.world.mistakes import shown, suggestion
from mock_server.world.moments import HOUR

LONGEST_DATA_DELAY = 48 * HOUR
MOST_ACCOUNTS = 2_048
MOST_WEBHOOKS = 16


def check(document: WorldDocument) -> None:
    """Raise a WorldError for the first rule that the document breaks."""
    if not 0 <= document.data_delay.seconds <= LONGEST_DATA_DELAY:
        raise WorldError("data_delay lies between PT0S and PT48H", "data_delay")
    if document.accounts is not None and not 0 < len(document.accounts) <= MOST_ACCOUNTS:
        raise WorldError(f"a world has 1 to {MOST_ACCOUNTS} accounts", "accounts")
    if len(document.webhooks) > MOST_WEBHOOKS:
        raise WorldError(f"a world has at most {MOST_WEBHOOKS} webhooks", "webhooks")
    _check_app(document.app)
    _check_limits(document.limits)
    for index, account in enumerate(document.accounts or ()):
        _check_account(account, f"accounts[{index}]")
    _check_unique(placed_ids(document), "id")
    _check_tokens(document)


def check_media_metrics(insights: Iterable[str], path: str) -> None:
    """Raise a WorldError for the first name that is no metric of media."""
    _check_names(insights, tuple(dict.fromkeys(row.name for row in MEDIA_METRICS)), path)


def check_account_metrics(insights: Mapping[str, float | None], path: str) -> None:
    """Raise a WorldError for the first name that is no metric of accounts, or a value that it cannot have."""
    _check_names(insights, tuple(dict.fromkeys(row.name for row in ACCOUNT_METRICS)), path)
    counted = tuple(row.name for row in ACCOUNT_METRICS if row.number)
    for name, value in insights.items():
        if value is not None and name not in counted:
            raise WorldError(f"{name} is no count; it can only be null (unavailable)", f"{path}.{name}", ("null",))


def _check_names(names: Iterable[str], allowed: tuple[str, ...], path: str) -> None:
    for name in names:
        if name not in allowed:
            hint = suggestion(name, allowed) or f"; there are {', '.join(allowed)}"
            raise WorldError(f"unknown metric {shown(name)}{hint}", f"{path}.{name}", allowed)


def _check_app(app: AppDocument) -> None:
    names = tuple(version.name for version in VERSIONS)
    if app.min_version is not None and app.min_version not in names:
        raise WorldError(f"unknown version {shown(app.min_version)}", "app.min_version", names)


def _check_limits(limits: LimitsDocument) -> None:
    fewest = FEWEST_IMPRESSIONS.value
    if limits.impressions is not None and limits.impressions < fewest:
        message = f"impressions count as at least {fewest}; for a smaller limit lower calls_per_impression"
        raise WorldError(message, "limits.impressions")


def _check_account(account: AccountDocument, path: str) -> None:
    if account.country not in COUNTRIES:
        message = f"unknown country {shown(account.country)}; expected ISO 3166-1 alpha-2, such as US"
        raise WorldError(message, f"{path}.country", sorted(COUNTRIES))
    check_account_metrics(account.insights, f"{path}.insights")
    for index, media in enumerate(account.media or ()):
        _check_media(media, f"{path}.media[{index}]")


def _check_media(media: MediaDocument, path: str) -> None:
    for key, message in _contradictions(media):
        raise WorldError(message, f"{path}.{key}")
    check_media_metrics(media.insights, f"{path}.insights")


def _contradictions(media: MediaDocument) -> Iterator[tuple[str, str]]:
    """What the keys of a media say against each other, each with the key to blame."""
    product, kind = media.media_product_type, media.media_type
    if product == "STORY" and kind == "CAROUSEL_ALBUM":
        yield "media_type", "a story is an IMAGE or a VIDEO"
    if product == "REELS" and kind not in (None, "VIDEO"):
        yield "media_type", "a reel is a VIDEO"
    if media.live and product != "FEED":
        yield "live", "a live video is neither a reel nor a story; leave media_product_type out"
    if media.live and kind not in (None, "VIDEO"):
        yield "live", "a live video is a VIDEO"
    if media.children is not None and (kind != "CAROUSEL_ALBUM" or media.live):
        yield "children", "only a CAROUSEL_ALBUM has children"
    if media.highlighted and product != "STORY":
        yield "highlighted", "only a STORY can be highlighted"


def placed_ids(document: WorldDocument) -> Iterator[tuple[str, str]]:
    """Every id that is written down, with its place; accounts, media and Pages share one namespace."""
    for index, account in enumerate(document.accounts or ()):
        path = f"accounts[{index}]"
        if account.id:
            yield account.id, f"{path}.id"
        if isinstance(account.page, PageDocument) and account.page.id:
            yield account.page.id, f"{path}.page.id"
        for number, media in enumerate(account.media or ()):
            yield from _media_ids(media, f"{path}.media[{number}]")


def _media_ids(media: MediaDocument, path: str) -> Iterator[tuple[str, str]]:
    if media.id:
        yield media.id, f"{path}.id"
    for index, child in enumerate(media.children or ()):
        if child.id:
            yield child.id, f"{path}.children[{index}].id"


def _check_unique(placed: Iterable[tuple[str, str]], noun: str) -> None:
    places: dict[str, str] = {}
    for value, path in placed:
        first = places.setdefault(value, path)
        if first != path:
            raise WorldError(f"the {noun} {value} stands at {first} already", path)


def _check_tokens(document: WorldDocument) -> None:
    tokens = document.tokens or ()
    _check_unique(((entry.token, f"tokens[{n}].token") for n, entry in enumerate(tokens) if entry.token), "token")
    known = tuple(account.id for account in document.accounts or () if account.id)
    for index, entry in enumerate(tokens):
        _check_token_accounts(entry, known, f"tokens[{index}].accounts")


def _check_token_accounts(entry: TokenDocument, known: tuple[str, ...], path: str) -> None:
    for index, account in enumerate(entry.accounts or ()):
        if account not in known:
            raise WorldError(f"the world lists no account {account}", f"{path}[{index}]", known)
