"""From a world file to the world that is served: times are settled, and what was left out is made from the seed."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from mock_server.catalogue.hosts import HOSTS
from mock_server.catalogue.model import TokenKind
from mock_server.world.archive import Archive
from mock_server.world.build_account import built_archive
from mock_server.world.chance import digits, draw, key_of, letters
from mock_server.world.checks import placed_ids
from mock_server.world.document import AccountDocument, AppDocument, LimitsDocument, TokenDocument, WorldDocument
from mock_server.world.errors import WorldError
from mock_server.world.identity import TOKEN_PREFIXES, user_id
from mock_server.world.model import Account, App, Limits, Media, Page, Token, World
from mock_server.world.numbering import Numbering
from mock_server.world.starting import Start

_DEFAULT_TOKENS = (TokenDocument(kind=TokenKind.FACEBOOK_USER), TokenDocument(kind=TokenKind.INSTAGRAM_USER))
_HOST_OF = {kind: host for host in HOSTS for kind in host.token_kinds}


def build(document: WorldDocument, *, world_id: str, loaded_at: int) -> World:
    """The world that the document describes, starting at its `now` or else when it was loaded."""
    start = Start(loaded_at if document.now is None else document.now.seconds)
    numbering = Numbering.seeded(document.seed)
    accounts = (AccountDocument(),) if document.accounts is None else document.accounts
    archives = [built_archive(entry, n, document.seed, numbering, start) for n, entry in enumerate(accounts)]
    _refuse_generated_ids(document, numbering, archives)
    return World(
        id=world_id,
        name=document.name,
        seed=document.seed,
        start=start.moment,
        frozen=document.now is not None,
        fidelity=document.fidelity,
        story_threshold=document.story_threshold,
        data_delay=document.data_delay.seconds,
        app=_app(document.app, world_id),
        accounts=tuple(archive.account for archive in archives),
        tokens=_tokens(document, world_id, [archive.account.id for archive in archives], start),
        webhooks=document.webhooks,
        objects=_indexed(archives),
        archives={archive.account.id: archive for archive in archives},
        numbering=numbering,
        limits=_limits(document.limits),
    )


def _indexed(archives: Iterable[Archive]) -> dict[str, Account | Media | Page]:
    objects: dict[str, Account | Media | Page] = {}
    for number, archive in enumerate(archives):
        for item in archive.objects():
            if item.id in objects:
                raise WorldError(f"the id {item.id} was made from the seed for another object", f"accounts[{number}]")
            objects[item.id] = item
    return objects


def _refuse_generated_ids(document: WorldDocument, numbering: Numbering, archives: list[Archive]) -> None:
    """An id that names a generated media may not be written down: the two would stand for each other."""
    for object_id, path in placed_ids(document):
        place = numbering.decode(object_id)
        if place and place.account < len(archives) and archives[place.account].generated(place, object_id):
            raise WorldError(f"the id {object_id} belongs to a generated media; choose another", path)


def _app(document: AppDocument, world_id: str) -> App:
    return App(
        id=document.id or digits("1", 16, draw(key_of("app", world_id))),
        secret=document.secret,
        mode=document.mode,
        access=document.access,
        min_version=document.min_version,
        require_appsecret_proof=document.require_appsecret_proof,
    )


def _limits(document: LimitsDocument) -> Limits:
    return Limits(
        enforced=document.enforced,
        users=document.users,
        impressions=document.impressions,
        calls_per_user=document.calls_per_user,
        calls_per_impression=document.calls_per_impression,
    )


def _tokens(document: WorldDocument, world_id: str, account_ids: list[str], start: Start) -> dict[str, Token]:
    entries = _DEFAULT_TOKENS if document.tokens is None else document.tokens
    tokens = (
        _token(entry, entry.token or _invented(entry.kind, document.seed, world_id, number), account_ids, start, number)
        for number, entry in enumerate(entries)
    )
    return {token.token: _owned(token, document.seed, account_ids) for token in tokens}


def _invented(kind: TokenKind, seed: int, world_id: str, number: int) -> str:
    return TOKEN_PREFIXES[kind] + letters(20, "token", seed, world_id, number)


def _token(entry: TokenDocument, text: str, account_ids: list[str], start: Start, number: int) -> Token:
    path = f"tokens[{number}]"
    issued_at = start.at(entry.issued_at, f"{path}.issued_at")
    expires_at = start.at(entry.expires_at, f"{path}.expires_at")
    if issued_at is not None and expires_at is not None and issued_at > expires_at:
        raise WorldError("a token is issued before it expires", f"{path}.issued_at")
    return Token(
        token=text,
        kind=entry.kind,
        accounts=frozenset(account_ids if entry.accounts is None else entry.accounts),
        scopes=_default_scopes(entry) if entry.scopes is None else frozenset(entry.scopes),
        issued_at=issued_at,
        expires_at=expires_at,
        invalid=entry.invalid,
        role=entry.role,
        via_business=entry.via_business,
    )


def _owned(token: Token, seed: int, account_ids: list[str]) -> Token:
    """The token with the person to whom it belongs."""
    seen = [account for account in account_ids if account in token.accounts]
    return replace(token, user_id=user_id(seed, token.kind, seen))


def _default_scopes(entry: TokenDocument) -> frozenset[str]:
    host = _HOST_OF[entry.kind]
    return frozenset((*host.usual_scopes, *(host.business_scopes if entry.via_business else ())))
