"""What is known of tokens: debug_token, Page tokens, what people take back, appsecret_proof, and where it is kept."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from mock_server.auth.granting import MOST_CODES, MOST_TOKENS, Grant, known_tokens, revoked, with_code, with_token
from mock_server.auth.page_tokens import page_token
from mock_server.auth.proof import proof_is_right, proof_of
from mock_server.catalogue.dialogs import FACEBOOK_DIALOG
from mock_server.catalogue.model import TokenKind
from mock_server.engine.hosting import Hosting
from mock_server.engine.worlds import Hosted, Worlds, token_named
from mock_server.store import Store, Taken, UnknownWorld, open_store
from mock_server.world.loader import read
from mock_server.world.model import Token, World
from tests.auth.logins import APP_TOKEN, debugged, logged_in, long_lived
from tests.conftest import ACCOUNT, FACEBOOK, IG_READER, INSTAGRAM, READER, START, Emulator, query_of

_DAY = 86_400
_TWO_HOURS = 7_200
_WORLD = {
    "now": "2026-07-16T18:00:00Z",
    "app": {"id": "1000000000000009", "secret": "quiet"},
    "accounts": [
        {"id": "17841400000000101", "page": {"id": "100000000000101"}},
        {"id": "17841400000000102", "page": {"id": "100000000000102"}},
        {"id": "17841400000000103", "page": None},
    ],
    "tokens": [
        {"token": "EAAmock-all", "role": "developer"},
        {"token": "EAAmock-first", "accounts": ["17841400000000101"], "scopes": ["instagram_basic", "pages_show_list"]},
        {"token": "EAAmock-first-again", "accounts": ["17841400000000101"]},
        {"token": "EAAmock-page", "kind": "page", "accounts": ["17841400000000102"]},
        {"token": "IGAAmock-own", "kind": "instagram_user", "accounts": ["17841400000000103"]},
    ],
}
_GRANT = Grant("102", ("17841400000000101",), ("instagram_basic", "pages_show_list"))


class _Place(NamedTuple):
    """A store with a world in it."""

    store: Store
    hosting: Hosting
    worlds: Worlds

    @property
    def hosted(self) -> Hosted:
        return self.worlds.served()

    @property
    def world(self) -> World:
        return self.hosted.world

    def give(self, grant: Grant = _GRANT, life: int | None = _TWO_HOURS) -> str:
        """Have a Facebook token given out at the world's start."""
        kind, seed = TokenKind.FACEBOOK_USER, self.world.seed
        record = self.hosting.change("w", lambda record: with_token(record, seed, kind, grant, START, life))
        return record.issued[-1].token

    def named(self, text: str) -> Token:
        """The token that a text names."""
        token = token_named(self.hosted, text)
        assert token is not None
        return token


def _place(url: str = "memory", **changes: Any) -> _Place:
    store = open_store(url)
    hosting = Hosting(store)
    hosting.serve(read(_encoded(_WORLD | changes), "the test"), "w")
    return _Place(store, hosting, Worlds(store, "w"))


def _encoded(document: dict[str, Any]) -> bytes:
    return json.dumps(document).encode()


# --------------------------------------------------------------------------------------------------------- debug_token


def test_a_user_token_is_described(client: Emulator) -> None:
    """The keys come in the order of the recordings; scopes for Pages and accounts tell whose."""
    told = debugged(client, READER).json["data"]
    assert list(told) == [
        "app_id", "type", "application", "data_access_expires_at", "expires_at", "is_valid", "scopes",
        "granular_scopes", "user_id",
    ]  # fmt: skip
    assert (told["type"], told["expires_at"], told["is_valid"]) == ("USER", 0, True)
    targets = {each["scope"]: each["target_ids"] for each in told["granular_scopes"] if "target_ids" in each}
    assert targets["pages_read_engagement"][0] == "100000000000001"
    assert targets["instagram_basic"][0] == ACCOUNT


def test_a_page_token_names_its_page(client: Emulator) -> None:
    """It belongs to a profile, and its scopes are for that one."""
    told = debugged(client, "EAAmock-page").json["data"]
    assert (told["type"], told["profile_id"]) == ("PAGE", "100000000000001")


@pytest.mark.parametrize(
    ("token", "subcode"), [("EAAmock-expired", 463), ("IGAAmock-expired", 463), ("EAAmock-password-changed", 460)]
)
def test_a_dead_token_is_described_with_its_error(client: Emulator, token: str, subcode: int) -> None:
    """What a request would get stands beside what else is known."""
    told = debugged(client, token).json["data"]
    assert (told["is_valid"], told["error"]["code"], told["error"]["subcode"]) == (False, 190, subcode)
    assert told["app_id"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("nobody-knows-me", "Invalid OAuth access token - Cannot parse access token"),
        ("1000000000000001|wrong", "Invalid OAuth access token signature."),
        ("12|x", "Error validating application. Cannot get application info due to a system error."),
    ],
)
def test_what_is_no_token_is_said_to_be_none(client: Emulator, text: str, message: str) -> None:
    """The answer is a success that tells an error."""
    told = debugged(client, text).json["data"]
    assert told == {"error": {"code": 190, "message": message}, "is_valid": False, "scopes": []}


def test_an_app_token_is_described(client: Emulator) -> None:
    """It is the app's, and nobody's."""
    told = debugged(client, APP_TOKEN).json["data"]
    assert (told["type"], told["is_valid"], "user_id" in told) == ("APP", True, False)


def test_an_app_token_of_another_app_is_refused(client: Emulator) -> None:
    """The two tokens must be of the same app."""
    world = client.world(app={"id": "1000000000000778", "secret": "hush"})
    assert debugged(client, "1000000000000778|hush").rule == "debugged_of_other_app"
    assert debugged(client, "1000000000000778|wrong").json["data"]["error"]["code"] == 190
    world.delete()


def test_the_dates_of_short_lived_and_long_lived_tokens(fresh: Emulator) -> None:
    """When it was issued is told of long-lived tokens alone; data can be read for 90 days."""
    short = logged_in(fresh, FACEBOOK)
    told = debugged(fresh, short).json["data"]
    assert (told["expires_at"], "issued_at" in told) == (START + _TWO_HOURS, False)
    assert told["data_access_expires_at"] == START + 90 * _DAY
    told = debugged(fresh, long_lived(fresh, FACEBOOK, short).json["access_token"]).json["data"]
    assert (told["expires_at"], told["issued_at"]) == (START + 60 * _DAY, START)


def test_people_are_told_by_the_accounts_that_they_manage(fresh: Emulator) -> None:
    """Who logs in as the manager of an account is the user whose tokens the world lists for that account."""
    managers = [
        debugged(fresh, logged_in(fresh, FACEBOOK, mock_user=user)).json["data"]["user_id"] for user in (ACCOUNT, "all")
    ]
    assert managers == [debugged(fresh, token).json["data"]["user_id"] for token in ("EAAmock-page", READER)]
    assert debugged(fresh, IG_READER).json["data"]["user_id"] == ACCOUNT


# --------------------------------------------------------------------------------------------------------- Page tokens


def test_a_listed_page_token_comes_before_a_derived_one() -> None:
    """The token for exactly this account, else the person's own with the Page's id."""
    place = _place()
    first, second, _ = place.world.accounts
    everybody = place.world.tokens["EAAmock-all"]
    assert page_token(place.world, everybody, first) == "EAAmock-all.100000000000101"
    assert page_token(place.world, everybody, second) == "EAAmock-page"


def test_a_derived_page_token_is_known() -> None:
    """It has the person's scopes and role and sees the Page's account alone; it never expires."""
    place = _place()
    token = place.named("EAAmock-all.100000000000101")
    assert (token.kind, token.accounts, token.role) == (TokenKind.PAGE, frozenset({"17841400000000101"}), "developer")
    assert (token.scopes, token.expires_at) == (place.world.tokens["EAAmock-all"].scopes, None)
    assert place.worlds.of_token(token.token) is place.hosted
    assert token_named(place.hosted, token.token) is token


@pytest.mark.parametrize(
    "text",
    [
        "EAAmock-first.100000000000102",
        "EAAmock-page.100000000000102",
        "IGAAmock-own.100000000000101",
        "EAAmock-all.17841400000000101",
        "EAAmock-all.1",
        "EAAmock-all.",
        ".100000000000101",
        "",
    ],
)
def test_nothing_else_derives(text: str) -> None:
    """Neither Pages that the person does not manage, nor tokens of others, nor ids of something else."""
    assert token_named(_place().hosted, text) is None


def test_the_page_token_of_a_short_lived_token_dies_with_it() -> None:
    """With a long-lived one it never expires."""
    place = _place()
    short, long = place.give(), place.give(life=60 * _DAY)
    assert place.named(f"{short}.100000000000101").expires_at == START + _TWO_HOURS
    assert place.named(f"{long}.100000000000101").expires_at is None


# ----------------------------------------------------------------------------------------------- what people take back


def test_a_scope_that_is_taken_back_is_gone_from_all_tokens_of_the_person() -> None:
    """Other people's tokens, and what the person allows later, are not touched."""
    place = _place()
    first = place.world.tokens["EAAmock-first"]
    place.hosting.change("w", lambda record: revoked(record, first, "instagram_basic"))
    assert place.named("EAAmock-first").scopes == {"pages_show_list"}
    assert "instagram_basic" not in place.named("EAAmock-first-again").scopes
    assert "instagram_basic" not in place.named("EAAmock-first.100000000000101").scopes
    assert "instagram_basic" in place.named("EAAmock-all").scopes
    assert "instagram_basic" in place.named(place.give(_GRANT._replace(user_id=first.user_id))).scopes


def test_whoever_removes_the_app_ends_their_tokens() -> None:
    """They are no longer authorized, Page tokens that follow from them neither; a new login is."""
    place = _place()
    first = place.world.tokens["EAAmock-first"]
    place.hosting.change("w", lambda record: revoked(record, first, None))
    assert place.named("EAAmock-first").invalid == "not_authorized"
    assert place.named("EAAmock-first.100000000000101").invalid == "not_authorized"
    assert place.named("EAAmock-all").invalid is None
    assert place.named(place.give(_GRANT._replace(user_id=first.user_id))).invalid is None


def test_a_scope_that_is_allowed_again_comes_back(fresh: Emulator) -> None:
    """A login that grants it gives it back to the older tokens of the same person."""
    assert fresh.get("/me/permissions/instagram_basic", method="DELETE").json == {"success": True}
    assert "instagram_basic" not in debugged(fresh, READER).json["data"]["scopes"]
    logged_in(fresh, FACEBOOK, mock_user="all")
    assert "instagram_basic" in debugged(fresh, READER).json["data"]["scopes"]


def test_an_unused_code_dies_with_the_permission() -> None:
    """Codes of a person who removes the app are forgotten."""
    place = _place()
    first = place.world.tokens["EAAmock-first"]
    grant = _GRANT._replace(user_id=first.user_id)
    place.hosting.change("w", lambda record: with_code(record, 1, FACEBOOK_DIALOG, grant, "http://a", START))
    assert place.hosting.change("w", lambda record: revoked(record, first, None)).codes == ()


# ----------------------------------------------------------------------------------------------------- where it is kept


def test_what_was_given_out_survives_a_restart(tmp_path: Path) -> None:
    """A second process with the same file knows the token, and what was taken back."""
    url = f"sqlite:///{tmp_path}/store.db"
    place = _place(url)
    token = place.give()
    first = place.world.tokens["EAAmock-first"]
    place.hosting.change("w", lambda record: revoked(record, first, None))
    again = _place(url)
    assert again.named(token).accounts == {"17841400000000101"}
    assert again.named("EAAmock-first").invalid == "not_authorized"


def test_a_world_is_not_built_again_for_a_token() -> None:
    """The media and objects are the same ones; only the tokens differ."""
    place = _place()
    before = place.world
    place.give()
    assert place.world is not before
    assert place.world.objects is before.objects


def test_another_world_cannot_have_a_token_that_was_given_out() -> None:
    """Tokens are unique over all worlds, listed or given out."""
    place = _place()
    document = read(_encoded({"tokens": [{"token": place.give()}]}), "the test")
    with pytest.raises(Taken):
        place.hosting.create(document)


def test_only_so_much_is_kept() -> None:
    """The oldest codes and tokens go first."""
    place = _place()
    record = place.store.records()["w"]
    for _ in range(max(MOST_TOKENS, MOST_CODES) + 1):
        record = with_token(record, 1, TokenKind.PAGE, _GRANT, START, None)
        record = with_code(record, 1, FACEBOOK_DIALOG, _GRANT, "http://a", START)
    assert (len(record.issued), len(record.codes)) == (MOST_TOKENS, MOST_CODES)
    assert len({each.token for each in record.issued}) == MOST_TOKENS
    assert len(known_tokens(place.world, record)) == MOST_TOKENS + len(_WORLD["tokens"])


def test_an_app_is_found_by_its_id_and_by_its_token() -> None:
    """A request without a known token belongs to the world of the app that it names."""
    place = _place()
    other = place.hosting.create(read(_encoded({"app": {"id": "1000000000000010"}}), "the test"))
    assert place.worlds.of_token("", "1000000000000010").world.id == other.id
    assert place.worlds.of_token("1000000000000010|mock-app-secret").world.id == other.id
    assert place.worlds.of_token("1000000000000010|wrong").world.id == "w"
    assert place.worlds.of_token("", "1").world.id == "w"


# ------------------------------------------------------------------------------------------------------ appsecret_proof


class _Sent(NamedTuple):
    """A token with a proof."""

    world: World
    sent: str
    proof: str | None


@pytest.mark.parametrize(
    ("required", "sent", "proof", "rule"),
    [
        (False, "EAAmock-all", None, ""),
        (False, "EAAmock-all", proof_of("EAAmock-all", "quiet"), ""),
        (False, "EAAmock-all", proof_of("EAAmock-all", "quiet").upper(), ""),
        (False, "EAAmock-all", proof_of("EAAmock-first", "quiet"), "proof_wrong"),
        (False, "EAAmock-all", proof_of("EAAmock-all", "loud"), "proof_wrong"),
        (False, "EAAmock-all", "", "proof_wrong"),
        (True, "EAAmock-all", "é\ud800", "proof_wrong"),
        (True, "EAAmock-all", None, "proof_missing"),
        (True, "EAAmock-all", proof_of("EAAmock-all", "quiet"), ""),
        (True, "1000000000000009|quiet", None, ""),
    ],
)
def test_a_proof_is_right_or_refused(required: bool, sent: str, proof: str | None, rule: str) -> None:  # noqa: FBT001
    """A wrong proof is always refused, a missing one where the app requires it; an app token needs none."""
    app = {"id": "1000000000000009", "secret": "quiet", "require_appsecret_proof": required}
    refusal = proof_is_right(_Sent(_place(app=app).world, sent, proof))
    assert (refusal.row.name if refusal else "") == rule


@pytest.mark.parametrize("host", [FACEBOOK, INSTAGRAM])
def test_an_app_may_require_proofs(client: Emulator, host: str) -> None:
    """Requests without the proof of their token are refused then, those with it are answered."""
    world = client.world(app={"secret": "hush", "require_appsecret_proof": True})
    proof = proof_of(world.tokens[world.hosts.index(host)], "hush")
    asked = {"host": host, "metric": "reach", "period": "day"}
    error = world.get(world.account, **asked).error
    assert (error["code"], error["type"]) == (100, "GraphMethodException")
    assert error["message"] == "API calls from the server require an appsecret_proof argument"
    assert world.get(world.account, **asked, appsecret_proof=proof).status == 200
    assert world.get(world.account, **asked, appsecret_proof=proof[::-1]).rule == "proof_wrong"
    assert world.get(world.account, **asked).rule == "proof_missing"
    world.delete()


def test_permissions_name_each_scope_once(fresh: Emulator) -> None:
    """public_profile goes with every login, and the tokens of the dialog list it themselves."""
    for token in (READER, logged_in(fresh, FACEBOOK)):
        named = [each["permission"] for each in fresh.get("/me/permissions", token=token).json["data"]]
        assert named.count("public_profile") == 1


def test_a_world_that_is_deleted_meanwhile(fresh: Emulator, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another process deletes it between the look at the token and the change: by then nobody knows the token."""

    def deleted(_: Hosting, world_id: str, __: object) -> None:
        raise UnknownWorld(world_id)

    monkeypatch.setattr(Hosting, "change", deleted)
    assert fresh.get("/v25.0/me/permissions", method="DELETE").rule == "token_unparsable"


def test_the_proof_of_a_batch_counts_for_its_requests(client: Emulator) -> None:
    """A request with a token or a proof of its own goes by these instead."""
    world = client.world(app={"secret": "hush", "require_appsecret_proof": True})
    [token, other], urls = world.tokens, ["me", "me?appsecret_proof=0", "me?access_token={}"]
    batch = [{"relative_url": url.format(other)} for url in urls]
    sent = {"access_token": token, "appsecret_proof": proof_of(token, "hush"), "batch": json.dumps(batch)}
    answers = client.call("POST", "/v25.0/", body=query_of(sent).encode()).json
    messages = [json.loads(answer["body"]).get("error", {}).get("message", "") for answer in answers]
    assert [message.partition(" ")[0] for message in messages] == ["", "Invalid", "API"]
    world.delete()


def test_a_proof_is_an_hmac_of_the_token() -> None:
    """Worked out with another tool: printf %s token | openssl dgst -sha256 -hmac secret."""
    assert proof_of("token", "secret") == "e941110e3d2bfe82621f0e3e1434730d7305d106c5f68c87165d0b27a4611a4a"
