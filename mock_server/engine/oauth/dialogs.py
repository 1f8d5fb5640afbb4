"""The dialogs of both logins: a page that asks a person, and the way back to the app."""

from __future__ import annotations

from typing import Final

from mock_server.auth import pages, redirects
from mock_server.auth.granting import allowed, with_code, with_token
from mock_server.auth.persons import Person, grant_by, kind_of, shown
from mock_server.auth.wishes import DENY, Wish, decision_of, granted_scopes, person_of, wish_of
from mock_server.catalogue.dialogs import FACEBOOK_DIALOG, INSTAGRAM_DIALOG
from mock_server.catalogue.model import Dialog
from mock_server.engine.heard import Heard
from mock_server.engine.oauth.serving import Serving, marks, newest
from mock_server.graph.message import Reply, Request
from mock_server.graph.refusal import Refused
from mock_server.store import WorldRecord

_FOUND: Final = 302


def facebook_dialog(engine: Serving, _: Request, heard: Heard) -> Reply:
    """The dialog of Facebook Login."""
    return _dialog(FACEBOOK_DIALOG, engine, heard)


def instagram_dialog(engine: Serving, _: Request, heard: Heard) -> Reply:
    """The authorization window of Instagram Login."""
    return _dialog(INSTAGRAM_DIALOG, engine, heard)


def _dialog(dialog: Dialog, engine: Serving, heard: Heard) -> Reply:
    """The page that asks a person, or once they have decided the way back to the app."""
    sent, world = heard.ask.sent, heard.hosted.world
    try:
        wish = wish_of(dialog, sent, world, heard.now)
        decision = decision_of(sent)
        if decision == DENY:
            return _redirect(redirects.denied(wish), dialog)
        person = person_of(dialog, sent, world)
        if decision:
            return _redirect(_granted(wish, person, engine, heard), dialog)
    except Refused as refused:
        refusal = refused.refusal
        headers = [*pages.HEADERS, *marks(refusal.row.name, refusal.grade)]
        return Reply(refusal.row.status, headers, pages.mistake_page(dialog, refusal))
    action = heard.place.prefix + heard.place.path
    page = pages.consent_page(wish, world, action, sent, shown(dialog, world), person)
    return Reply(200, [*pages.HEADERS, *marks("dialog", dialog.evidence.grade)], page)


def _granted(wish: Wish, person: Person, engine: Serving, heard: Heard) -> str:
    """The way back with what the app asked for: a code, a token or both."""
    dialog, base, now = wish.dialog, heard.hosted.base, heard.now
    grant = grant_by(dialog, base, person.user_id, person.accounts, granted_scopes(wish, heard.ask.sent))

    def change(record: WorldRecord) -> WorldRecord:
        record = allowed(record, grant)
        if "code" in wish.responses:
            record = with_code(record, base.seed, dialog, grant, wish.redirect_uri, now)
        if "token" in wish.responses:
            record = with_token(record, base.seed, kind_of(dialog.login), grant, now, dialog.token_life.value)
        return record

    record = engine.hosting.change(base.id, change)
    token = newest(heard, record) if "token" in wish.responses else None
    return redirects.granted(wish, base, record.codes[-1].text if "code" in wish.responses else "", token)


def _redirect(address: str, dialog: Dialog) -> Reply:
    headers = [("Location", address), ("Cache-Control", "no-store"), ("Referrer-Policy", "no-referrer")]
    return Reply(_FOUND, [*headers, *marks("dialog", dialog.evidence.grade)], b"")
