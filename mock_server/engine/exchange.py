"""A request and what came of it, as the engine has it at hand."""

from __future__ import annotations

from typing import NamedTuple

from mock_server.catalogue.model import Grade
from mock_server.engine.heard import Heard
from mock_server.graph.message import Reply, Request
from mock_server.graph.refusal import Refusal
from mock_server.insights.setting import Omission

Decision = Refusal | Reply | tuple[Grade, tuple[Omission, ...], str]
"""What decided a reply. Of an answer it is all but the text, which is long, and kept of the latest only."""


class Exchange(NamedTuple):
    """What is noted of a request: `real` is the time of the reply in seconds, `took` its nanoseconds.

    `heard` is None for a request that could not be understood.
    """

    request: Request
    heard: Heard | None
    decision: Decision
    status: int
    size: int
    real: float
    took: int
    in_batch: bool
    fault: str
