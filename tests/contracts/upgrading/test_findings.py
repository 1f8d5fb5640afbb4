"""What becomes of a request, and from when on."""

from __future__ import annotations

from click import unstyle

from contracts.upgrading.answers import Answer, Fate, token_for
from contracts.upgrading.editions import Edition
from contracts.upgrading.findings import Finding, distinct, since
from contracts.upgrading.questions import Question
from contracts.upgrading.telling import upgrade_lines

V21 = [Edition("v21.0", f"2025-04-{day}T12:00:00Z") for day in (20, 21, 22)]
V22 = [Edition("v22.0", "2025-04-20T12:00:00Z")]
QUESTION = Question("/1/insights?metric=reach,plays", "graph.facebook.com", "EAAmock-a")


def answer(*names: str, code: str = "", is_of_world: bool = False, **left_out: str) -> Answer:
    return Answer(code, frozenset(names), left_out, "message", "rule", "because", "fix", is_of_world)


BOTH = answer("reach", "plays")
REFUSED = answer(code="100")


def finding(*answers: Answer) -> Finding:
    return Finding(QUESTION, 1, dict(zip([*V21, *V22], answers, strict=True)))


def test_fates() -> None:
    assert BOTH.fate(BOTH) is Fate.OK
    assert answer("reach", "plays", "views").fate(BOTH) is Fate.OK
    assert REFUSED.fate(BOTH) is Fate.ERROR
    assert answer("reach").fate(BOTH) is Fate.LESS
    assert answer("reach", plays="untyped_total").fate(BOTH) is Fate.LESS
    assert answer("reach", plays="story_expired").fate(BOTH) is Fate.PAST
    assert answer(code="190", is_of_world=True).fate(BOTH) is Fate.PAST


def test_ways_of_breaking_are_told_once_each() -> None:
    found = finding(BOTH, REFUSED, REFUSED, answer("reach"))

    assert [(each.answer, each.lost, each.editions) for each in found.breaks] == [
        (REFUSED, frozenset(), tuple(V21[1:])),
        (answer("reach"), frozenset({"plays"}), tuple(V22)),
    ]


def test_what_was_refused_already_does_not_break() -> None:
    found = finding(REFUSED, REFUSED, BOTH, answer(code="10"))

    assert found.was_broken
    assert found.breaks == []


def test_from_when_on() -> None:
    every = [*V21, *V22]

    assert since((*V21[1:], *V22), every) == "v21.0 from 2025-04-21 on; v22.0"
    assert since((V21[1],), every) == "v21.0 on 2025-04-21"
    assert since(tuple(every), every) == "v21.0, v22.0"


def test_days_on_which_nothing_changes_have_no_column() -> None:
    assert distinct([finding(BOTH, BOTH, REFUSED, REFUSED)]) == [V21[0], V21[2], V22[0]]
    assert distinct([]) == []


def test_what_is_lost_and_how_to_mend_it_are_told() -> None:
    """The successor is told once; what mends it otherwise too."""
    found = [finding(BOTH, BOTH, BOTH, answer("reach")), finding(REFUSED, BOTH, BOTH, BOTH)]

    told = list(upgrade_lines(found, {"plays": "use views"}))

    assert "     v22.0: loses plays" in [unstyle(line) for line in told]
    assert told[told.index("       why: because (rule)") :][1:3] == ["       fix: fix", "     plays: use views"]
    assert told[-1] == "     100: because"
    assert list(upgrade_lines([], {})) == []


def test_metrics_in_an_expansion_of_fields() -> None:
    path = "/1/media?fields=id,insights.metric(reach, plays){name},children{insights.period(day).metric(likes)}"
    asked = Finding(QUESTION._replace(path=path), 1, {})

    assert asked.metrics == ["reach", "plays", "likes"]


def test_the_token_that_asked() -> None:
    """By its hash, else by its kind; nothing is sent where nothing was."""
    tokens = [
        {"token": "EAAmock-reader", "kind": "facebook_user"},
        {"token": "EAAmock-page", "kind": "page"},
        {"token": "EAAmock-expired", "kind": "facebook_user"},
        {"token": "IGAAmock-reader", "kind": "instagram_user"},
    ]

    def chosen(token: str | None, kind: str = "") -> str:
        return token_for(Question("/me", "graph.facebook.com", token, kind), tokens)

    assert chosen("EAAmock-~76433eee") == "EAAmock-reader"
    assert chosen("EAAmock-expired") == "EAAmock-expired"
    assert chosen("EAAmock-~00000000", "page") == "EAAmock-page"
    assert chosen("EAA-of-somebody") == "EAAmock-reader"
    assert chosen("IGQ-of-somebody") == "IGAAmock-reader"
    assert chosen("user~0", "app") == ""
    assert chosen(None) == ""
