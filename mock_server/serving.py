"""The emulator on a port: granian's worker processes, from the checks before the start to the end of the last one."""

from __future__ import annotations

import errno
import multiprocessing
import os
import signal
import socket
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any, NoReturn

from granian.constants import HTTPModes, Interfaces, Loops, RuntimeModes
from granian.server import Server

from mock_server.app import GraphDoor, create_door
from mock_server.engine import Engine
from mock_server.engine.pulse import Pulse
from mock_server.settings import Settings

if TYPE_CHECKING:
    from granian.server.common import AbstractServer

_GRACE_SECONDS = 1
_LOOK_EVERY = 0.005
_URGE_EVERY = 0.05
_LOOPBACK_OF = {"": "127.0.0.1", "0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104  where all addresses are reached


class ServingError(Exception):
    """The emulator cannot serve; the text says why and what to do."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """An emulator that can be started: its settings name the port and the store that were found."""

    settings: Settings

    @property
    def engine(self) -> Engine:
        """The engine, as the workers will have it."""
        return _door(self.settings).engine

    @property
    def url(self) -> str:
        """Where clients on this machine reach it."""
        host = _local(self.settings.host)
        return f"http://{f'[{host}]' if ':' in host else host}:{self.settings.port}"

    def run(self, ready: Callable[[], None]) -> None:
        """Serve until SIGINT, SIGTERM or SIGHUP; `ready` is called once, when requests are answered."""
        server = server_for(self.settings)
        server.on_startup(partial(_heed_signals, server))
        server.on_startup(Thread(target=_announce, args=(server, self.settings, ready), daemon=True).start)
        try:
            server.serve(target_loader=partial(_door_of_worker, self.settings), wrap_loader=False)
        except SystemExit as end:
            # A worker that Ctrl-C ended before its parent counts as a failed one there.
            if end.code and not server.interrupt_signal:
                raise ServingError("a worker process ended unexpectedly") from None
        except (OSError, RuntimeError) as error:
            reason = str(error).partition("\n")[0]  # granian adds a backtrace
            raise ServingError(f"cannot serve on {self.url}: {reason}") from None


@contextmanager
def prepared(settings: Settings) -> Iterator[Prepared]:
    """Check all that can be wrong before anything is started. Raises ServingError, WorldError or StoreError."""
    with _left_by_signals(), _shared_store(settings) as stored:
        found = replace(stored, port=_free_port(stored.host, stored.port))
        _door(found)
        yield Prepared(found)


def server_for(settings: Settings) -> AbstractServer[Any]:
    """The WSGI server with the settings that serve the emulator best; it is given what to serve when it is run."""
    if sys.platform == "linux":
        # Workers take over what is loaded already, instead of loading it again.
        multiprocessing.set_start_method("fork", force=True)
        os.register_at_fork(after_in_child=_obey_signals)
    return Server(
        "mock_server.app:create_door",
        address=settings.host,
        port=settings.port,
        interface=Interfaces.WSGI,
        workers=settings.workers,
        # More threads only take turns at the interpreter's lock: with 2 to 32 of them an answer costs a quarter more
        # processor time (measured with wrk on two cores and two workers). Replies that wait on purpose need them.
        blocking_threads=settings.threads,
        runtime_mode=RuntimeModes.st,
        loop=Loops.asyncio,
        http=HTTPModes.http1,
        websockets=False,
        log_enabled=False,
        workers_kill_timeout=_GRACE_SECONDS,
    )


@cache
def _door(settings: Settings) -> GraphDoor:
    """The application. It is made before the start, so mistakes are found in time; a forked worker finds it made."""
    return create_door(settings)


def _door_of_worker(settings: Settings) -> GraphDoor:
    """What a worker serves."""
    Thread(target=_end_with_parent, daemon=True).start()
    door = _door(settings)
    engine = door.engine
    Pulse(engine.hosting, engine.worlds, engine.traffic).start()
    return door


def _obey_signals() -> None:
    """Until granian sets a worker's own handlers, signals end it at once; its parent's would do nothing there."""
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    signal.signal(signal.SIGHUP, signal.SIG_IGN)


def _end_with_parent() -> None:
    """A worker whose parent was killed would keep the port for ever."""
    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(1)


def _heed_signals(server: AbstractServer[Any]) -> None:
    """All signals that mean an end, mean it: a closed terminal too, for which granian would start new workers."""
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), partial(_end, server))


def _end(server: AbstractServer[Any], *_: object) -> None:
    server.signal_handler_interrupt()  # type: ignore[no-untyped-call]  # granian leaves it untyped
    Thread(target=_urge, args=(server,), daemon=True).start()


def _urge(server: AbstractServer[Any]) -> None:
    """Tell workers to end until they have: one that is just starting may miss it."""
    while server.wrks:
        for worker in list(server.wrks):
            worker.terminate()
        time.sleep(_URGE_EVERY)


def _announce(server: AbstractServer[Any], settings: Settings, ready: Callable[[], None]) -> None:
    """Call `ready` as soon as all workers are started and one takes connections."""
    while len(server.wrks) < settings.workers or not _answers(settings):
        time.sleep(_LOOK_EVERY)
    ready()


def _answers(settings: Settings) -> bool:
    try:
        socket.create_connection((_local(settings.host), settings.port), timeout=1).close()
    except OSError:
        return False
    return True


def _free_port(host: str, port: int) -> int:
    """The port, or with 0 a free one. Raises ServingError when it is taken or not ours to take."""
    try:
        [(family, kind, protocol, _, address), *_] = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        with socket.socket(family, kind, protocol) as probe:
            # Not with SO_REUSEPORT, as the workers do: two emulators would share a port and never know.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
            probe.listen()
            return int(probe.getsockname()[1])
    except OSError as error:
        is_port = error.errno in (errno.EADDRINUSE, errno.EACCES)
        advice = "; choose another port with --port, or a free one with --port 0" if is_port else ""
        raise ServingError(f"cannot listen on {host}:{port}: {error.strerror or error}{advice}") from None


@contextmanager
def _shared_store(settings: Settings) -> Iterator[Settings]:
    """The settings with a store that all workers can see: without another one a file that is deleted in the end."""
    if settings.workers == 1 or settings.store not in ("", "memory"):
        yield settings
        return
    if settings.store:
        raise ServingError(
            f"{settings.workers} workers cannot share one memory: leave --store out, or name a file (sqlite:///FILE)"
        )
    with tempfile.TemporaryDirectory(prefix="insights-mock-") as folder:
        yield replace(settings, store=f"sqlite:///{Path(folder) / 'worlds.db'}")


def _local(host: str) -> str:
    return _LOOPBACK_OF.get(host, host)


@contextmanager
def _left_by_signals() -> Iterator[None]:
    """Ctrl-C and SIGTERM end the start as they end the service: with exit code 0, and all that was made deleted."""
    before = {number: signal.signal(number, _leave) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _leave(*_: object) -> NoReturn:
    sys.exit(0)
