"""The worlds that come with the emulator, by name."""

from __future__ import annotations

from importlib.resources import files

from mock_server.world.errors import WorldError

DEFAULT = "default"

_FOLDER = files("mock_server.world") / "shipped"
_SUFFIX = ".yaml"


def names() -> tuple[str, ...]:
    """The names of the shipped worlds, in alphabetical order."""
    return tuple(sorted(item.name.removesuffix(_SUFFIX) for item in _FOLDER.iterdir() if item.name.endswith(_SUFFIX)))


def text(name: str) -> str:
    """The world file with this name."""
    if name not in names():
        raise WorldError(f"no shipped world is called {name}; there is {', '.join(names())}", allowed=names())
    return (_FOLDER / f"{name}{_SUFFIX}").read_text("utf-8")
