"""A document's examples of errors by their names, and how a reply differs from them."""

from __future__ import annotations

from functools import cached_property
from typing import Any, TypeAlias

from contracts.compare import Difference, Differences, Reply, shown
from contracts.legs.spec.asking import error_of
from contracts.legs.spec.wording import Wording
from contracts.openapi.public import PublicDocument
from contracts.subjects import FACEBOOK, INSTAGRAM

Shown: TypeAlias = tuple[str, dict[str, Any]]
_DIALECTS = {FACEBOOK: ".facebook", INSTAGRAM: ".instagram"}


def speaks(name: str, host: str) -> bool:
    """Whether an example of this name is meant for the host: `token_expired.facebook`, or one for both."""
    return "." not in name or name.endswith(_DIALECTS[host])


class ErrorExamples:
    """The errors that the operations of a document show."""

    def __init__(self, document: PublicDocument) -> None:
        self._document = document
        self._wording = Wording(document)

    def named(self, name: str, host: str) -> list[Shown]:
        """Statuses and error objects of the examples of this name on the host."""
        return [
            (status, error)
            for each, status, error in self._errors
            if each.partition(".")[0] == name and speaks(each, host)
        ]

    def unlike(self, name: str, host: str, reply: Reply) -> Differences:
        """Where a reply has not the status and the words of any of the examples."""
        examples = self.named(name, host)
        error = error_of(reply)
        documented = [(status, self._wording.of(each)) for status, each in examples]
        if "message" not in error or (str(reply.status), self._wording.of(error)) not in documented:
            promised = f"{name}: " + (f"{examples[0][0]} {shown(examples[0][1])}" if examples else "no example")
            yield Difference("status and error", promised, f"{reply.status} {shown(reply.body)}")

    @cached_property
    def _errors(self) -> list[tuple[str, str, dict[str, Any]]]:
        return [
            (each.name, each.place.rpartition(" ")[2], each.value["error"])
            for each in self._document.examples()
            if isinstance(each.value, dict) and "code" in each.value.get("error", {})
        ]
