"""The command `record`: a proxy that holds what passes against the document."""

import signal
import socket
from pathlib import Path
from threading import Event
from typing import NoReturn, TypedDict, Unpack
from urllib.parse import urlsplit

import click

from contracts.files.document import CaseError
from contracts.openapi.public import COMMITTED
from contracts.openapi.reading import read_document
from contracts.options import HOW_TO_START, finish, report_options, stop, target_option, written_file
from contracts.outcome import Part, Run
from contracts.recorder.exchange import Exchange, told
from contracts.recorder.proxy import Proxy
from contracts.recorder.recorder import Recorder
from contracts.recorder.summary import checks
from contracts.reports import Reports
from contracts.reports.terminal import part_lines

_FILE = click.Path(dir_okay=False, path_type=Path)
_SECONDS = 5.0
_ABOUT = "What the client asked and what it was answered is what the document says."
_PORTS = {"http": 80, "https": 443}


class Asked(TypedDict):
    """What stands on the command line."""

    target: str
    host: str
    port: int
    spec: Path | None
    har: Path | None
    reports: Reports


@click.command()
@target_option
@click.option("--host", envvar="INSIGHTS_MOCK_RECORD_HOST", default="127.0.0.1", show_default=True, metavar="ADDRESS")
@click.option(
    "--port",
    envvar="INSIGHTS_MOCK_RECORD_PORT",
    default=8090,
    show_default=True,
    type=click.IntRange(0, 65535),
    metavar="N",
    help="0: any free one.",
)
@click.option("--spec", envvar="INSIGHTS_MOCK_SPEC", type=_FILE, metavar="FILE", help="Another OpenAPI document.")
@written_file("--har", envvar="INSIGHTS_MOCK_HAR", help="Write an HTTP archive.")
@report_options
def record(**asked: Unpack[Asked]) -> None:
    """Stand between a client and the API, and say what breaks the contract; Ctrl-C ends it."""
    _check(asked["target"])
    try:
        document = read_document(asked["spec"] or COMMITTED)
    except CaseError as error:
        stop(str(error))
    recorder = Recorder(document, listener=_tell)
    _serve(asked, recorder)
    _finish(asked, recorder)


def _check(target: str) -> None:
    """Give up early where nobody answers."""
    parts = urlsplit(target)
    try:
        address = (parts.hostname or "", parts.port or _PORTS[parts.scheme])
        socket.create_connection(address, _SECONDS).close()
    except (KeyError, ValueError):
        stop(f"the target {target!r} is no URL such as http://127.0.0.1:8080")
    except OSError as error:
        stop(f"no answer from {target}: {error.strerror or error}\n{HOW_TO_START}")


def _serve(asked: Asked, recorder: Recorder) -> None:
    """Record until somebody ends it."""
    try:
        proxy = Proxy(asked["target"], recorder, host=asked["host"], port=asked["port"])
    except OSError as error:
        stop(f"cannot listen on {asked['host']}:{asked['port']}: {error.strerror}")
    ended = Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: ended.set())
    with proxy:
        click.echo(f"recording at {proxy.url} what goes to {asked['target']}; Ctrl-C ends it")
        ended.wait()


def _tell(exchange: Exchange) -> None:
    for each in exchange.breaches:
        click.echo(f"{exchange.line}  {told(each)}")


def _finish(asked: Asked, recorder: Recorder) -> NoReturn:
    if not recorder.count:
        stop("nothing was recorded: no request came this way")
    if asked["har"]:
        try:
            recorder.write_har(asked["har"])
        except OSError as error:
            stop(f"cannot write {asked['har']}: {error.strerror}")
    part = Part("recorded", _ABOUT, tuple(checks(recorder.exchanges)))
    facts = (("target", asked["target"]), ("exchanges", str(recorder.count)), ("broken", str(recorder.broken_count)))
    click.echo("\n".join(part_lines(part, "check")))
    finish(Run("insights-contracts record", facts, (part,)), asked["reports"], "recording")
