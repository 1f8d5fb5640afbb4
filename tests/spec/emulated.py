"""An emulator that stands still on the day of a document."""

from __future__ import annotations

from contracts.openapi.public import PublicDocument
from mock_server.app import create_app
from mock_server.settings import Settings
from tests.conftest import Emulator


class Emulated:
    """The emulator with its default world, and the version that is asked."""

    def __init__(self, document: PublicDocument) -> None:
        self.version = document.version
        self.emulator = Emulator(create_app(Settings(), now=f"{document.day}T18:00:00Z"))
