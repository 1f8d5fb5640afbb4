"""Probes of the live API: which are made, and what they show."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple, TypeAlias

from contracts.compare import Reply, at
from contracts.drift.likeness import Change, Changed, changes, enumerated
from contracts.drift.live import EnoughError, Live, LiveError
from contracts.files.keeping import filled_call
from contracts.files.promises import Json
from contracts.fingerprinting.baseline import file_of, load_baseline
from contracts.fingerprinting.fingerprint import Fingerprint, fingerprint
from contracts.fingerprinting.probes import Probe, load_probes
from contracts.openapi.public import PublicDocument
from contracts.outcome import Check

_TOPICS = ("media", "rows", "account")
_KINDS = {
    ("STORY", None): "story",
    ("REELS", None): "reel",
    ("FEED", "IMAGE"): "photo",
    ("FEED", "VIDEO"): "video",
    ("FEED", "CAROUSEL_ALBUM"): "album",
}
_FIELDS = "media_product_type,media_type"
_ACCOUNT, _PHOTO = "account", "photo"
_UNCERTAIN = ("Facebook views of what is not shared",)  # nobody tells whether a media is shared


Kept: TypeAlias = Mapping[tuple[str, str], Fingerprint]
"""Fingerprints by topic and name of their probes."""


class Shown(NamedTuple):
    """What a probe shows: its check, and changes that are no findings."""

    check: Check
    remarks: tuple[Changed, ...] = ()


def kind_question(document: PublicDocument, media: str) -> str:
    """The path that asks what kind a media is."""
    return f"/{document.version}/{media}?fields={_FIELDS}"


def kind_of(live: Live, document: PublicDocument, media: str) -> str:
    """The kind of a media. Raises LiveError where the API does not tell it, EnoughError."""
    reply = live.get(kind_question(document, media))
    product, type_ = (at(f"body.{field}", reply.body) for field in _FIELDS.split(","))
    for (each, of), kind in _KINDS.items():
        if product == each and of in (None, type_):
            return kind
    raise LiveError(f"{media}: the API does not tell what kind of media it is (status {reply.status})")


def kept_of(document: PublicDocument) -> Kept:
    """The fingerprints that are kept of a document's version. Raises CaseError."""
    file = file_of(document.version)
    return load_baseline(file).fingerprints if file.exists() else {}


def probes_of(document: PublicDocument, host: str, objects: Mapping[str, str], kept: Kept) -> list[Probe]:
    """The probes that may be sent to a host about these objects: those first that make errors enumerate values.

    Of what is asked, the fingerprint must be kept.
    """
    fitting = [
        probe
        for probe in load_probes().all(document)
        if (probe.topic, probe.name) in kept
        and probe.topic in _TOPICS
        and probe.name not in _UNCERTAIN
        and _is_harmless(probe, host)
        and not probe.lacks(_names(probe, document, objects))
    ]
    return sorted(fitting, key=lambda probe: not _enumerates(probe))


def path_of(probe: Probe, document: PublicDocument, objects: Mapping[str, str]) -> str:
    """What a probe asks."""
    return filled_call(probe.call, _names(probe, document, objects)).path


def probed(
    live: Live, document: PublicDocument, objects: Mapping[str, str], probes: Sequence[Probe], kept: Kept
) -> Iterator[Shown]:
    """What each probe shows, up to the first that cannot be sent: those left are skipped. Raises LiveError."""
    for number, probe in enumerate(probes):
        path = path_of(probe, document, objects)
        try:
            reply = live.get(path)
        except EnoughError as enough:
            yield Shown(Check(topic="probes", name=f"{len(probes) - number} more", skipped=str(enough)))
            return
        found = _changes(document, live.host, probe, kept[probe.topic, probe.name], reply)
        drifted = tuple(each.difference for each in found if each.change is Change.DRIFT)
        remarks = tuple(each for each in found if each.change is not Change.DRIFT)
        yield Shown(Check(topic=probe.topic, name=probe.name, differences=drifted, about=(f"GET {path}",)), remarks)


def _changes(
    document: PublicDocument, host: str, probe: Probe, looks: Fingerprint, reply: Reply
) -> tuple[Changed, ...]:
    edge = _ACCOUNT if f"${{{_ACCOUNT}}}" in probe.call.path else "media"
    received = fingerprint(reply, ())
    return (*changes(looks, received), *enumerated(document, host, edge, looks, received))


def _names(probe: Probe, document: PublicDocument, objects: Mapping[str, str]) -> dict[str, Json]:
    """What a probe may name; values are enumerated for all kinds of media alike, so any will do."""
    media = [each for kind, each in objects.items() if kind != _ACCOUNT]
    known: dict[str, Json] = {"version": document.version, **objects}
    return {_PHOTO: media[0], **known} if media and _enumerates(probe) else known


def _enumerates(probe: Probe) -> bool:
    return "bogus" in probe.name


def _is_harmless(probe: Probe, host: str) -> bool:
    """Whether it reads, as the token's own person, and asks nothing of an emulator."""
    call = probe.call
    return call.method == "GET" and call.host.value == probe.role == host and not (call.headers or call.body)
