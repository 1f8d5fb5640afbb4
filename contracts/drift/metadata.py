"""Meta's public SDK metadata: what a checkout of it lists for the insights edges. Nothing of it is imported or run.

Two kinds of checkout are read. The code generator's (facebook-business-sdk-codegen) has a JSON file for each node, with
its edges and their parameters, and `enum_types.json` with the values of each. The Python SDK's
(facebook-python-business-sdk) has a module for each node, whose `get_insights` names the parameters and the classes
that hold their values. It keeps one class for both edges, in which the lists of media stand.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from contracts.drift.listing import PARAMETERS, Listings, Where
from contracts.drift.python_sdk import parameters_of, values_of
from contracts.files.document import CaseError, Place
from contracts.files.json_file import JsonFile
from contracts.subjects import FACEBOOK, INSTAGRAM

_NODES: dict[tuple[str, str], str] = {
    (FACEBOOK, "media"): "IGMedia",
    (FACEBOOK, "account"): "IGUser",
    (INSTAGRAM, "media"): "IGMediaForIGOnlyAPI",
    (INSTAGRAM, "account"): "IGUserForIGOnlyAPI",
}
_SPECS = ("api_specs/specs", ".")
_MODULES = ("facebook_business/adobjects", "adobjects", ".")
_ENUMS = "enum_types.json"
_OF_MEDIA_ALONE = ("metric", "breakdown")


class Metadata(NamedTuple):
    """What a checkout lists; `unsaid` tells why a list may not be there."""

    kind: str
    listings: Listings
    unsaid: str


def read_metadata(folder: Path) -> Metadata:
    """The lists of a checkout, or of a folder inside of one. Raises CaseError for a folder that is none."""
    for part in _SPECS:
        if (folder / part / _ENUMS).is_file():
            return _of_generator(folder / part)
    for part in _MODULES:
        if (folder / part / "igmedia.py").is_file():
            return _of_python(folder / part)
    expected = f"expected {_SPECS[0]}/{_ENUMS} or {_MODULES[0]}/igmedia.py"
    raise CaseError(f"no checkout of Meta's SDK metadata: {expected}", Place(str(folder), line=0))


def _of_generator(specs: Path) -> Metadata:
    enums = _enums(JsonFile.read(specs / _ENUMS))
    listings: Listings = {}
    for (host, edge), node in _NODES.items():
        if (specs / f"{node}.json").is_file():
            parameters = _parameters(JsonFile.read(specs / f"{node}.json"))
            listings[Where(host, edge, PARAMETERS)] = tuple(parameters)
            known = {name: enums[type_] for name, type_ in parameters.items() if type_ in enums}
            listings.update({Where(host, edge, name): values for name, values in known.items()})
    if not listings:
        raise CaseError(
            f"nothing of Instagram here: expected {_NODES[FACEBOOK, 'media']}.json", Place(str(specs), line=0)
        )
    return Metadata("facebook-business-sdk-codegen", listings, "the checkout has no such list")


def _enums(file: JsonFile) -> dict[str, tuple[str, ...]]:
    """The values of each enumeration."""
    return {file.take(str, *place, "name"): file.texts(*place, "values") for place in file.each()}


def _parameters(file: JsonFile) -> dict[str, str]:
    """The parameters of a node's insights edge with their types; those that are lists have the type of an element."""
    for api in file.each("apis"):
        if file.take(str, *api, "method") == "GET" and file.has(*api, "endpoint") and _is_insights(file, api):
            return {
                file.take(str, *each, "name"): file.take(str, *each, "type").removeprefix("list<").removesuffix(">")
                for each in file.each(*api, "params")
            }
    raise file.mistake("no edge `insights` here: expected an entry with `endpoint` insights and `method` GET", "apis")


def _is_insights(file: JsonFile, api: tuple[str | int, ...]) -> bool:
    return file.take(str, *api, "endpoint") == "insights"


def _of_python(modules: Path) -> Metadata:
    listings: Listings = {}
    for (host, edge), node in _NODES.items():
        if (modules / f"{node.lower()}.py").is_file():
            parameters = parameters_of(modules / f"{node.lower()}.py", node)
            listings[Where(host, edge, PARAMETERS)] = tuple(parameters)
            for name, home in parameters.items():
                if home and not (edge == "account" and name in _OF_MEDIA_ALONE):
                    listings[Where(host, edge, name)] = values_of(modules, home)
    return Metadata(
        "facebook-python-business-sdk", listings, "the Python SDK has one class for both edges, that of media"
    )
