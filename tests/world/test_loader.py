"""Reading world files: every mistake is told with its place."""

from __future__ import annotations

import json
import subprocess
import sys
from contextlib import suppress
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mock_server.catalogue.kinds import ACCOUNT_TYPES, KINDS
from mock_server.world import shipped
from mock_server.world.build import build
from mock_server.world.errors import WorldError
from mock_server.world.loader import dump, read
from mock_server.world.vocabulary import AccountTypeName, MediaProductType
from tests.world.making import START


def media(keys: str) -> str:
    """A world of one account with one media."""
    return f"accounts: [{{media: [{{{keys}}}]}}]"


def account(keys: str) -> str:
    """A world of one account."""
    return f"accounts: [{{{keys}}}]"


REFUSALS = [
    ("", "", "empty"),
    ("null", "", "empty"),
    ("[]", "", "expected a mapping, not a list"),
    ("hello", "", 'expected a mapping, not "hello"'),
    ("steps: []", "steps", "unknown key"),
    ("sed: 1", "sed", "did you mean seed"),
    ("seed: -1", "seed", "whole number from 0"),
    ("seed: 1.5", "seed", "whole number"),
    ("seed: true", "seed", "not true"),
    ("seed: 99999999999999999999", "seed", "whole number"),
    ("now: -PT3H", "now", "expected a time"),
    ("now: 2026", "now", "as text"),
    ("now: 2026-02-30", "now", "no such time"),
    ("data_delay: PT49H", "data_delay", "PT48H"),
    ("data_delay: -PT1H", "data_delay", "PT48H"),
    ("data_delay: P1M", "data_delay", "expected a duration"),
    ("fidelity: exact", "fidelity", "one of documented, observed"),
    ("story_threshold: 5", "story_threshold", "one of each_metric, viewers"),
    ("app: {min_version: v99.0}", "app.min_version", "unknown version"),
    ("app: {id: '12'}", "app.id", "5 to 20 digits"),
    ("accounts: []", "accounts", "1 to 2048"),
    ("accounts: {}", "accounts", "expected a list, not a mapping"),
    ("accounts: [null]", "accounts[0]", "expected a mapping, not null"),
    (account("folowers: 3"), "accounts[0].folowers", "did you mean followers"),
    (account("id: 17841400000000001"), "accounts[0].id", "quoted id"),
    (account("id: 'x1234567'"), "accounts[0].id", "5 to 20 digits"),
    (account("id: '\uff11\uff12\uff13\uff14\uff15'"), "accounts[0].id", "5 to 20 digits"),
    (account('id: "12345\\n"'), "accounts[0].id", "5 to 20 digits"),
    (account("country: XX"), "accounts[0].country", "unknown country"),
    (account("country: us"), "accounts[0].country", "unknown country"),
    (account("locale: english"), "accounts[0].locale", "en_US"),
    (account("followers: -1"), "accounts[0].followers", "whole number from 0"),
    (account("account_type: CREATOR"), "accounts[0].account_type", "one of BUSINESS"),
    (account("persona: angry"), "accounts[0].persona", "one of steady"),
    (account("username: 'a b'"), "accounts[0].username", "letters, digits"),
    (account("page: 3"), "accounts[0].page", "expected a mapping"),
    (account("insights: {raech: 1}"), "accounts[0].insights.raech", "did you mean reach"),
    (account("insights: {reach: -1}"), "accounts[0].insights.reach", "at least 0"),
    (account("insights: {reach: x}"), "accounts[0].insights.reach", 'not "x"'),
    (account("insights: {reach: 1e999}"), "accounts[0].insights.reach", "not inf"),
    (account("converted_at: -P9000D"), "accounts[0].converted_at", "2010 to 2100"),
    (account("generate: {feed: -1}"), "accounts[0].generate.feed", "whole number"),
    (account("generate: {feed: 3, since: P1D}"), "accounts[0].generate.since", "more posts than seconds"),
    (account("generate: {feed: 61, since: -PT1M}"), "accounts[0].generate.since", "more posts than seconds"),
    (media("id: '1'"), "accounts[0].media[0].id", "5 to 20 digits"),
    (media("media_type: FOTO"), "accounts[0].media[0].media_type", "one of CAROUSEL_ALBUM, IMAGE, VIDEO"),
    (media("viewers: -1"), "accounts[0].media[0].viewers", "whole number from 0"),
    (media("created_at: yesterday"), "accounts[0].media[0].created_at", "expected a time"),
    (media("created_at: P90000D"), "accounts[0].media[0].created_at", "2010 to 2100"),
    (media("media_product_type: STORY, media_type: CAROUSEL_ALBUM"), "accounts[0].media[0].media_type", "a story is"),
    (media("media_product_type: REELS, media_type: IMAGE"), "accounts[0].media[0].media_type", "a reel is"),
    (media("children: []"), "accounts[0].media[0].children", "only a CAROUSEL_ALBUM"),
    (media("highlighted: true"), "accounts[0].media[0].highlighted", "only a STORY"),
    (media("live: true, media_product_type: STORY"), "accounts[0].media[0].live", "neither a reel nor a story"),
    (media("live: true, media_type: IMAGE"), "accounts[0].media[0].live", "is a VIDEO"),
    (media("insights: {raech: 1}"), "accounts[0].media[0].insights.raech", "did you mean reach"),
    (media("insights: {reach: -1}"), "accounts[0].media[0].insights.reach", "at least 0"),
    (media("insights: {reach: true}"), "accounts[0].media[0].insights.reach", "or null, not true"),
    (
        media("media_type: CAROUSEL_ALBUM, children: [{media_type: CAROUSEL_ALBUM}]"),
        "accounts[0].media[0].children[0].media_type",
        "one of IMAGE, VIDEO",
    ),
    ("accounts: [{id: '11111'}, {id: '11111'}]", "accounts[1].id", "accounts[0].id already"),
    ("accounts: [{page: {id: '11111'}}, {page: {id: '11111'}}]", "accounts[1].page.id", "accounts[0].page.id already"),
    ("accounts: [{id: '11111', media: [{id: '11111'}]}]", "accounts[0].media[0].id", "accounts[0].id already"),
    (
        "accounts: [{id: '11111', media: [{media_type: CAROUSEL_ALBUM, children: [{id: '11111'}]}]}]",
        "accounts[0].media[0].children[0].id",
        "already",
    ),
    ("tokens: [{token: abcd}, {token: abcd}]", "tokens[1].token", "tokens[0].token already"),
    ("tokens: [{token: 'a b c'}]", "tokens[0].token", "letters, digits"),
    ("tokens: [{kind: user}]", "tokens[0].kind", "one of facebook_user, page, instagram_user"),
    ("tokens: [{invalid: dead}]", "tokens[0].invalid", "one of"),
    ("tokens: [{accounts: ['99999']}]", "tokens[0].accounts[0]", "lists no account 99999"),
    ("tokens: [{issued_at: P2D, expires_at: P1D}]", "tokens[0].issued_at", "issued before it expires"),
    ("webhooks: [{}]", "webhooks[0]", "callback_url is needed"),
    ("webhooks: [{callback_url: x, verify_token: y}]", "webhooks[0].callback_url", "http"),
]


@pytest.mark.parametrize(("text", "path", "message"), REFUSALS, ids=[f"{n}-{row[1]}" for n, row in enumerate(REFUSALS)])
def test_mistakes(text: str, path: str, message: str) -> None:
    """Every mistake is a WorldError that says what is wrong, and where."""
    with pytest.raises(WorldError) as refused:
        build(read(text, "test"), world_id="w", loaded_at=START)

    assert refused.value.path == path
    assert message in refused.value.message


@pytest.mark.parametrize(
    ("text", "allowed"),
    [
        ("fidelity: exact", ("documented", "observed")),
        ("app: {name: x}", ("id", "secret", "mode", "access", "min_version", "require_appsecret_proof")),
        ("tokens: [{kind: user}]", ("facebook_user", "page", "instagram_user")),
        ("accounts: [{id: '11111'}]\ntokens: [{accounts: ['99999']}]", ("11111",)),
    ],
)
def test_allowed_names(text: str, allowed: tuple[str, ...]) -> None:
    """A mistake lists the names that are allowed in its place."""
    with pytest.raises(WorldError) as refused:
        read(text, "test")

    assert refused.value.allowed == allowed


EVERYTHING = """
name: all
seed: 7
now: 2026-07-16T18:00:00Z
fidelity: observed
story_threshold: each_metric
data_delay: PT5H
app: {id: "1000000000000001", secret: s3cret, mode: development, access: standard, min_version: v25.0}
accounts:
  - id: "17841400000000001"
    country: NO
    page: null
    business: {}
    insights: {reach: null, likes: 2.5}
    generate: {feed: 3, since: -P3D}
    media:
      - {created_at: 2026-07-01, caption: "", viewers: 0, comments: [], insights: {saved: null, reach: 3}}
      - {media_type: CAROUSEL_ALBUM, children: []}
  - {page: {name: x}, media: []}
  - {persona: viral, converted_at: -P3D}
tokens:
  - {kind: page, accounts: [], scopes: [], role: none, via_business: true, expires_at: P1D}
webhooks:
  - {callback_url: "http://127.0.0.1:9000/hook", verify_token: hello, login: instagram}
"""


@pytest.mark.parametrize("text", ["{}", "tokens: []", EVERYTHING, shipped.text("default")], ids=range(4))
def test_a_dumped_document_reads_back(text: str) -> None:
    """A document that is dumped reads back as the same document."""
    document = read(text, "test")

    assert read(dump(document), "dump") == document


def test_threads_that_read_at_the_same_time_read_the_same() -> None:
    """A process of its own, where nobody has read a world before: the reader of the types is no threads' friend."""
    program = """
import sys
from threading import Barrier, Thread
from mock_server.world.loader import read
sys.setswitchinterval(1e-6)
together, worlds = Barrier(8), []
def load():
    together.wait()
    worlds.append(read("accounts: [{media: [{caption: x}]}]", "test"))
threads = [Thread(target=load) for _ in range(8)]
for thread in threads: thread.start()
for thread in threads: thread.join()
assert len(worlds) == 8 and all(world == worlds[0] for world in worlds)
"""
    subprocess.run([sys.executable, "-c", program], check=True)


KEYS = st.sampled_from(["accounts", "media", "id", "insights", "a"])
JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: (
        st.lists(inner) | st.dictionaries(st.sampled_from(["accounts", "media", "id", "insights", "a"]), inner)
    ),
)


@given(JSON_VALUES)
def test_any_json_is_a_world_or_a_world_error(value: object) -> None:
    """Whatever is sent, the answer is a document or a WorldError."""
    with suppress(WorldError):
        read(json.dumps(value), "test")


@given(st.text())
def test_any_text_is_a_world_or_a_world_error(text: str) -> None:
    """Whatever is written, the answer is a document or a WorldError."""
    with suppress(WorldError):
        read(text, "test")


def test_vocabulary_agrees_with_the_catalogue() -> None:
    """The words of world files are those of the catalogue's rows."""
    assert set(get_args(AccountTypeName)) == {row.name for row in ACCOUNT_TYPES}
    assert set(get_args(MediaProductType)) <= {kind.media_product_type for kind in KINDS}
