"""The command `drift`: the document against Meta's SDK metadata, and against the live API."""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TypedDict, Unpack

import click

from contracts.drift.lists import lists_against
from contracts.drift.live import MOST, EnoughError, Live, LiveError, host_of
from contracts.drift.metadata import read_metadata
from contracts.drift.probing import Shown, kept_of, kind_of, kind_question, path_of, probed, probes_of
from contracts.files.document import CaseError
from contracts.openapi.public import PublicDocument
from contracts.openapi.reading import read_document
from contracts.options import finish, report_options, show_progress, spec_option, stop
from contracts.outcome import Part, Run
from contracts.reports import Reports
from contracts.reports.terminal import part_lines, shorten

_MEDIA = re.compile(r"((?P<kind>photo|video|album|reel|story)=)?(?P<id>\d{1,20})")


class Asked(TypedDict):
    """What stands on the command line."""

    codegen: Path | None
    target: str | None
    token_env: str | None
    account: str | None
    media: tuple[str, ...]
    most: int
    dry_run: bool
    spec: Path
    reports: Reports


@click.command()
@click.option(
    "--codegen",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="A checkout of Meta's SDK generator or Python SDK.",
)
@click.option("--target", metavar="URL", help="https://graph.facebook.com or https://graph.instagram.com.")
@click.option("--token-env", metavar="NAME", help="The environment variable that holds the token.")
@click.option("--account", metavar="ID", help="Your account.")
@click.option("--media", metavar="ID", multiple=True, help="A media of yours; reel=ID saves asking for its kind.")
@click.option("--most", default=MOST, show_default=True, type=click.IntRange(1, 200), help="So many requests.")
@click.option("--dry-run", is_flag=True, help="List the requests and send none.")
@spec_option
@report_options
def drift(**asked: Unpack[Asked]) -> None:
    """Tell what Meta has changed: in its public SDK metadata, or, with a token of yours, in the live API.

    The live API is read only: GET, at most so many requests, one a second, none after it throttles.
    """
    try:
        document = read_document(asked["spec"])
        if asked["dry_run"]:
            click.echo("\n".join(_requests(asked, document)))
            return
        run = Run("insights-contracts drift", _facts(asked, document), tuple(_parts(asked, document)))
    except (CaseError, LiveError) as error:
        stop(str(error))
    except EnoughError as stopped:
        stop(f"the kind of a media could not be asked: {stopped}")
    finish(run, asked["reports"], "comparison")


def _facts(asked: Asked, document: PublicDocument) -> tuple[tuple[str, str], ...]:
    against = {"metadata": asked["codegen"], "target": asked["target"]}
    told = tuple((name, str(value)) for name, value in against.items() if value is not None)
    return (*told, ("document", f"{document.version} as of {document.day}"))


def _parts(asked: Asked, document: PublicDocument) -> Iterator[Part]:
    if asked["codegen"] is None and asked["target"] is None:
        raise LiveError("nothing to compare with: name --codegen DIR, or --target URL and --token-env NAME")
    if asked["codegen"] is not None:
        metadata = read_metadata(asked["codegen"])
        yield _told(
            Part(
                metadata.kind, "The lists are those of Meta's SDK metadata.", tuple(lists_against(document, metadata))
            ),
            "list",
        )
    if asked["target"] is not None:
        yield _live_part(asked, document, asked["target"])


def _live_part(asked: Asked, document: PublicDocument, target: str) -> Part:
    live = Live(target, _token(asked), most=asked["most"])
    names = {kind or kind_of(live, document, each): each for kind, each in _media(asked)} | _account(asked)
    shown: list[Shown] = []
    kept = kept_of(document)
    for each in probed(live, document, names, probes_of(document, live.host, names, kept), kept):
        shown.append(each)
        show_progress(f"{live.host} {len(shown)}: {each.check.name}")
    show_progress("")
    part = _told(Part(live.host, "The live API answers as it did.", tuple(each.check for each in shown)), "probe")
    click.echo("".join(f"{line}\n" for line in _remarks(shown)), nl=False)
    return part


def _told(part: Part, things: str) -> Part:
    click.echo("\n".join(part_lines(part, things)))
    return part


def _remarks(shown: list[Shown]) -> Iterator[str]:
    """What changed without being a finding, each once."""
    told = {
        f"  {change}: {difference.where}: {shorten(difference.received)}": None
        for each in shown
        for change, difference in each.remarks
    }
    if told:
        yield "no findings, but good to know"
        yield from told


def _requests(asked: Asked, document: PublicDocument) -> Iterator[str]:
    """What would be asked, as far as that is known before anything is."""
    if asked["target"] is None:
        raise LiveError("a dry run lists what would be asked of --target URL")
    host, base_url = host_of(asked["target"]), asked["target"].rstrip("/")
    known = {kind: each for kind, each in _media(asked) if kind} | _account(asked)
    kinds = [kind_question(document, each) for kind, each in _media(asked) if not kind]
    probes = [path_of(probe, document, known) for probe in probes_of(document, host, known, kept_of(document))]
    yield from (f"GET {base_url}{path}" for path in (*kinds, *probes)[: asked["most"]])
    if kinds:
        yield f"and, up to {asked['most']} in all, what fits the kinds of {len(kinds)} media"


def _token(asked: Asked) -> str:
    name = asked["token_env"]
    if not name:
        raise LiveError("the live API needs a token: --token-env names the environment variable that holds it")
    token = os.environ.get(name, "").strip()
    if not token:
        raise LiveError(f"the environment variable {name} holds no token")
    return token


def _media(asked: Asked) -> Iterator[tuple[str, str]]:
    """The media with their kinds, "" where they have to be asked."""
    for each in asked["media"]:
        found = _MEDIA.fullmatch(each)
        if found is None:
            raise LiveError(f"--media {each}: expected an id, or a kind and an id such as reel=17900000000000001")
        yield found["kind"] or "", found["id"]


def _account(asked: Asked) -> dict[str, str]:
    if asked["account"] is None:
        return {}
    if not re.fullmatch(r"\d{1,20}", asked["account"]):
        raise LiveError(f"--account {asked['account']}: expected an id of digits")
    return {"account": asked["account"]}
