"""A run as annotations of GitHub Actions: one line for each broken check, which the workflow's page shows."""

from collections.abc import Iterator

from contracts.outcome import Check, Part, Run

_MOST = 10  # GitHub shows no more errors of one step


def annotations(run: Run) -> Iterator[str]:
    """The lines, the most telling first: one check of each part, then the others."""
    broken = [(place, part, check) for part in run.parts for place, check in enumerate(part.broken)]
    broken.sort(key=lambda each: each[0])
    yield from (_annotation(part, check) for _, part, check in broken[:_MOST])


def _annotation(part: Part, check: Check) -> str:
    told = (f"{each.where}: expected {each.promised}, received {each.received}" for each in check.differences)
    message = "\n".join((*check.about, *told))
    return f"::error title={_property(f'{part.name}: {check.topic}, {check.name}')}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
