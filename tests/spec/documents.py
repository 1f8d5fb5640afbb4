"""The committed document, and those of days on which other metrics, versions and shapes were alive."""

from __future__ import annotations

from datetime import date
from functools import cache

from contracts.openapi.public import PublicDocument
from mock_server.catalogue.versions import VERSIONS
from mock_server.graph.versions import newest
from mock_server.spec import document

BY_NAME = {version.name: version for version in VERSIONS}

# The committed document, the day of most recordings, and days of old.
DAYS = ("committed", "2026-07-16", "2025-03-01", "2023-03-01")


@cache
def documented(day: str) -> PublicDocument:
    """The document of a day."""
    if day == "committed":
        return PublicDocument.committed()
    when = date.fromisoformat(day)
    # On this day older versions answered more than the newest one did.
    version = BY_NAME["v21.0"] if day == "2025-03-01" else newest(when)
    return PublicDocument(document(version, when))
