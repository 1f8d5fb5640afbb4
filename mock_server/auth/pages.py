"""The pages of the login dialogs: plain HTML, without scripts and without anything from elsewhere."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Mapping
from html import escape
from typing import Final
from urllib.parse import urlsplit

from mock_server.auth.persons import MOST_SHOWN, Person
from mock_server.auth.wishes import ALLOW, DECISION, DENY, GRANT, USER, Wish
from mock_server.catalogue.model import Dialog, Scope
from mock_server.graph.refusal import Refusal
from mock_server.world.identity import app_name
from mock_server.world.model import World

_CODE: Final = re.compile(r"`([^`]+)`")
_STYLE: Final = """
:root { color-scheme: light dark; --ink: #1c1e21; --soft: #5b6270; --page: #eef0f4; --card: #fff; --line: #d5d9e0;
  --main: #1558c0; --on-main: #fff; --note: #fff4d6; --on-note: #5c4300 }
@media (prefers-color-scheme: dark) { :root { --ink: #e7e9ed; --soft: #a3abb9; --page: #121418; --card: #1d2026;
  --line: #383d47; --main: #7fb0ff; --on-main: #0b1526; --note: #3a3013; --on-note: #f5dfa4 } }
* { box-sizing: border-box }
body { margin: 0; padding: 2rem 1rem; background: var(--page); color: var(--ink);
  font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif }
main { max-width: 30rem; margin: 0 auto; padding: 1.75rem; background: var(--card); border: 1px solid var(--line);
  border-radius: .9rem; overflow-wrap: anywhere }
.note { margin: 0 0 1.25rem; padding: .6rem .9rem; border-radius: .5rem; font-size: .9rem;
  background: var(--note); color: var(--on-note) }
h1 { margin: 0 0 1.25rem; font-size: 1.35rem; line-height: 1.3 }
fieldset { margin: 0 0 1.25rem; padding: 0; border: 0; min-width: 0 }
legend { padding: 0; margin-bottom: .4rem; font-weight: 600 }
label { display: flex; gap: .7rem; align-items: flex-start; padding: .55rem .7rem; margin-bottom: .35rem;
  border: 1px solid var(--line); border-radius: .5rem; cursor: pointer }
label:focus-within { outline: 2px solid var(--main); outline-offset: 1px }
input { margin: .3rem 0 0; accent-color: var(--main) }
small, .soft { color: var(--soft); font-size: .85rem }
small { display: block }
.buttons { display: flex; gap: .7rem; flex-wrap: wrap }
button { flex: 1; min-height: 2.75rem; padding: .5rem 1rem; border-radius: .5rem; border: 1px solid var(--line);
  font: inherit; font-weight: 600; background: transparent; color: inherit; cursor: pointer }
button.main { background: var(--main); border-color: var(--main); color: var(--on-main) }
button:focus-visible { outline: 2px solid var(--ink); outline-offset: 2px }
.soft { margin: 1.25rem 0 0 }
"""
_STYLE_HASH: Final = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()

HEADERS: Final = (
    ("Content-Type", "text/html; charset=utf-8"),
    ("Cache-Control", "no-store"),
    (
        "Content-Security-Policy",
        f"default-src 'none'; style-src 'sha256-{_STYLE_HASH}'; base-uri 'none'; frame-ancestors 'none'",
    ),
    ("Referrer-Policy", "no-referrer"),
    ("X-Content-Type-Options", "nosniff"),
)
"""What goes with every page. `form-action` is left out: browsers would apply it to the redirect that follows."""

_CARRIED: Final = ("client_id", "redirect_uri", "state", "scope", "response_type")


def consent_page(
    wish: Wish, world: World, action: str, sent: Mapping[str, str], people: Iterable[Person], chosen: Person
) -> bytes:
    """The page on which somebody is chosen to log in, and what the app is allowed."""
    name, app = wish.dialog.name, escape(app_name(world))
    persons = "".join(_person(each, checked=each.choice == chosen.choice) for each in _with(chosen, people))
    more = len(world.accounts) - MOST_SHOWN
    others = f"<p class='soft'>There are {more} more accounts: add {USER}=ID to the address.</p>" if more > 0 else ""
    body = f"""
<h1>The app “{app}” asks for access with {name} Login</h1>
<form method="get" action="{escape(action)}">
{"".join(_hidden(key, sent[key]) for key in _CARRIED if key in sent)}
<fieldset><legend>Log in as</legend>{persons}{others}</fieldset>
<fieldset><legend>The app gets access to</legend>{"".join(map(_scope, wish.scopes))}</fieldset>
<div class="buttons">
<button class="main" name="{DECISION}" value="{ALLOW}">Continue</button>
<button name="{DECISION}" value="{DENY}">Cancel</button>
</div>
</form>
<p class="soft">Either way you go back to {escape(urlsplit(wish.redirect_uri).netloc)}. A script answers this page by
adding {USER}={escape(chosen.choice)}&amp;{DECISION}={ALLOW} to its address.</p>"""
    return _page(wish.dialog, f"Log in with {name}", body)


def mistake_page(dialog: Dialog, refusal: Refusal) -> bytes:
    """The page that says why the dialog cannot be shown."""
    message = escape(refusal.row.message.format_map(refusal.values))
    fix = _CODE.sub(r"<code>\1</code>", escape(refusal.fix))
    body = f"""
<h1>This login cannot go on</h1>
<p>{message}</p>
<p class="soft">What to do: {fix}.</p>"""
    return _page(dialog, "This login cannot go on", body)


def _page(dialog: Dialog, title: str, body: str) -> bytes:
    text = f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>{title} · insights-mock</title>
<style>{_STYLE}</style>
</head>
<body>
<main>
<p class="note" role="note">This is insights-mock, an emulator, and not {dialog.name}. Nobody here is real: never enter
a real password or token.</p>{body}
</main>
</body>
</html>
"""
    return text.encode("utf-8", "replace")


def _with(chosen: Person, people: Iterable[Person]) -> list[Person]:
    """The people, and the chosen one before them if they are not among them."""
    offered = list(people)
    return offered if chosen in offered else [chosen, *offered]


def _person(person: Person, *, checked: bool) -> str:
    mark = " checked" if checked else ""
    return (
        f'<label><input type="radio" name="{USER}" value="{escape(person.choice)}"{mark}>'
        f"<span>{escape(person.name)}<small>{escape(person.about)}</small></span></label>"
    )


def _scope(scope: Scope) -> str:
    name = GRANT + scope.name
    text = f"<span>{escape(scope.title)}<small>{escape(scope.name)}</small></span>"
    if scope.always:
        return f'{_hidden(name, "1")}<label><input type="checkbox" checked disabled>{text}</label>'
    return f'<label><input type="checkbox" name="{escape(name)}" value="1" checked>{text}</label>'


def _hidden(name: str, value: str) -> str:
    return f'<input type="hidden" name="{escape(name)}" value="{escape(value)}">'
