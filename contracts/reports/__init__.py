"""A run in the forms in which people and machines read it: terminal, JUnit, one HTML page, GitHub annotations."""

from dataclasses import dataclass
from pathlib import Path

from contracts.outcome import Run


class ReportError(Exception):
    """A report cannot be written."""


@dataclass(frozen=True, slots=True)
class Reports:
    """The reports that are wanted beside the terminal's: files, and annotations on standard output."""

    junit: Path | None = None
    html: Path | None = None
    github: bool = False

    def write(self, run: Run) -> None:
        """Write them. Raises ReportError for a file that cannot be written."""
        from contracts.reports.github import annotations  # noqa: PLC0415  most runs want none of them
        from contracts.reports.html import page  # noqa: PLC0415
        from contracts.reports.junit import junit  # noqa: PLC0415

        for path, document in ((self.junit, junit), (self.html, page)):
            if path is not None:
                _write(path, document(run))
        if self.github:
            for line in annotations(run):
                print(line)  # noqa: T201  where GitHub reads it


def _write(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError as error:
        raise ReportError(f"cannot write {path}: {error.strerror}") from error
