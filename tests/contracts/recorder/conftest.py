"""An emulator on the day of the committed document."""

import pytest
from flask import Flask

from contracts.openapi.public import PublicDocument
from mock_server.app import create_app
from mock_server.settings import Settings


@pytest.fixture(scope="session")
def app() -> Flask:
    """The application with the default world, which stands still; tests do not change it."""
    return create_app(Settings(now=f"{PublicDocument.committed().day}T18:00:00Z"))
