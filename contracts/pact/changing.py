"""The state-change endpoint that a verifier calls before and after each interaction, on loopback."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from contracts.compare import at, shown
from contracts.pact.state import State
from contracts.serving import serving
from contracts.target import Target, TargetError

_OK = 200
_LONGEST = 1 << 20
_SECONDS = 5.0


class Stage:
    """The worlds of the states that stand at the target; `mistakes` tells what the target refused."""

    def __init__(self, target: Target, states: Mapping[str, State]) -> None:
        self._target = target
        self._states = states
        self._standing: dict[str, ExitStack] = {}
        self.mistakes: list[str] = []

    def change(self, name: str, action: str, params: Mapping[str, Any]) -> bool:
        """Set a state up or tear it down. No name means no state."""
        try:
            if name and action == "setup":
                self._set_up(self._states[name], params)
            elif name in self._standing:
                self._standing.pop(name).close()
        except TargetError as error:
            self.mistakes.append(f"{self._states[name].place}: the state `{name}`: {error}")
            return False
        return True

    def clear(self) -> None:
        """Tear down what still stands."""
        for name in tuple(self._standing):
            self.change(name, "teardown", {})

    def _set_up(self, state: State, params: Mapping[str, Any]) -> None:
        with ExitStack() as around:
            world = around.enter_context(self._target.world(state.world_with(params)))
            for fault in state.faults:
                reply = self._target.control("POST", "/faults", world, fault)
                if reply.status != _OK:
                    raise TargetError(f"a fault is refused: {shown(at('body.error.message', reply.body))}")
            self._standing[state.name] = around.pop_all()


@contextmanager
def state_changes(stage: Stage) -> Iterator[str]:
    """The URL at which the stage is changed while the block runs; what it left standing is torn down after it."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("_Of", (_Changes,), {"stage": stage}))
    try:
        with serving(server):
            yield f"http://127.0.0.1:{server.server_port}/states"
    finally:
        stage.clear()


class _Changes(BaseHTTPRequestHandler):
    """Takes `{"state": …, "action": "setup" | "teardown", "params": {…}}`."""

    timeout = _SECONDS
    stage: Stage

    def do_POST(self) -> None:
        length = self.headers.get("Content-Length", "")
        change = json.loads(self.rfile.read(min(int(length), _LONGEST) if length.isdecimal() else 0))
        changed = self.stage.change(change.get("state") or "", change["action"], change.get("params") or {})
        self.send_response(HTTPStatus.OK if changed else HTTPStatus.CONFLICT)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Nobody reads it: what is refused is told at the end."""
