"""Examples of nodes, of lists and of what else is answered beside insights. What they say is invented."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from mock_server.catalogue.hosts import FACEBOOK
from mock_server.catalogue.kinds import PHOTO
from mock_server.catalogue.model import Field, NodeType, Value
from mock_server.spec.edition import Edition
from mock_server.spec.node_types import ASKED_BY_ID, Branch, answered

Example = dict[str, Any]

_COUNT = 128
_IDS = {
    "User": "10200000000000001",
    "Page": "100000000000001",
    "PagePost": "100000000000001",
    "Conversation": "100000000000009",
    "Business": "200000000000001",
    "Application": "1000000000000001",
    "IGUser": "17841400000000001",
    "IGMedia": "17900000000000001",
    "IGComment": "18170000000001000",
    "DiscoveredUser": "17841400000000002",
    "DiscoveredMedia": "17900000000000002",
}
_TEXTS = {
    "name": "Blue Bottle",
    "first_name": "Michael",
    "last_name": "Carroll",
    "email": "michael@users.example",
    "username": "blue.bottle",
    "biography": "Coffee, and little else",
    "account_type": "BUSINESS",
    "shopping_review_status": "approved",
    "permission": "instagram_basic",
    "status": "granted",
    "access_token": "EAAmock-page",
    "category": "Product/service",
    "alt_text": "A cup on a table",
    "caption": "A photo",
    "media_audio_type": "ORIGINAL_SOUND",
    "media_product_type": "FEED",
    "media_type": "IMAGE",
    "shortcode": "lC1vAOgNb5E",
    "text": "How nice",
}
_WORDS = {"tasks": ["ANALYZE", "MANAGE"], "subscribed_fields": ["story_insights"]}
_PICTURE = {"height": 50, "is_silhouette": False, "url": "https://cdn.facebook.example/picture.jpg", "width": 50}
_OBJECTS: dict[str, Any] = {
    "picture": {"data": _PICTURE},
    "category_list": [{"id": "2201", "name": "Product/service"}],
    "config": {"quota_total": 100, "quota_duration": 86_400},
    "boost_ads_list": [{"ad_id": "23840000000000001", "ad_status": "ACTIVE"}],
    "boost_eligibility_info": {"eligible_to_boost": True},
    "copyright_check_information": {"status": {"status": "completed", "matches_found": False}},
    "from": {"id": "17841400000000002", "username": "kissa.kyoto"},
}
_CURSORS = {"before": "QVFIUnE4c2ZBb0pq", "after": "QVFIUkxhMm9kT3Zn"}


def objects(edition: Edition) -> dict[str, Example]:
    """An example of each type that can be asked by id: all that it tells without going on to other objects."""
    return {
        row.name: {
            "summary": f"{_with_article(row)}, all plain fields asked",
            "value": {field.name: _told(row, field, edition) for field in answered(row, edition) if _is_plain(field)},
        }
        for row in ASKED_BY_ID
    }


def listings(branch: Branch, edition: Edition) -> Iterator[tuple[str, Example]]:
    """An example of a list with one item, as it is told when no fields are asked."""
    target, edge = branch.target, branch.edge
    names = edge.told or tuple(field.name for field in target.fields if field.default)
    fields = {field.name: field for field in answered(target, edition)}
    value: dict[str, Any] = {"data": [{name: _told(target, fields[name], edition) for name in names}]}
    if edge.paged:
        link = f"https://{FACEBOOK.name}/{edition.version.name}/{_IDS[branch.owner.name]}/{edge.name}"
        onward = {"next": f"{link}?access_token=EAAmock-reader&limit=1&after={_CURSORS['after']}"}
        value["paging"] = {"cursors": _CURSORS, **onward}
    yield branch.name, {"summary": f"{_with_article(branch.owner)}: {edge.description}", "value": value}
    yield "nothing", {"summary": "The empty list, which has no cursors", "value": {"data": []}}


def _with_article(row: NodeType) -> str:
    return f"An {row.title}" if row.title[:1] in "AEIO" else f"A {row.title}"


def _is_plain(field: Field) -> bool:
    return field.value is not Value.NODE and (not field.kinds or PHOTO in field.kinds)


def _told(row: NodeType, field: Field, edition: Edition) -> Any:  # noqa: ANN401 - as many kinds of value as there are
    try:
        return _VALUES[field.value](row, field, edition)
    except KeyError:
        raise LookupError(f"mock_server/spec/node_examples.py has no example of {row.name}.{field.name}") from None


def _id(row: NodeType, _: Field, __: Edition) -> str:
    return _IDS[row.name]


def _time(_: NodeType, __: Field, edition: Edition) -> str:
    return f"{edition.day}T08:30:00+0000"


def _address(row: NodeType, field: Field, _: Edition) -> str:
    return f"https://www.example.com/{_IDS[row.name]}/{field.name}"


_VALUES: dict[Value, Callable[[NodeType, Field, Edition], Any]] = {
    Value.ID: _id,
    Value.TEXT: lambda _, field, __: _TEXTS[field.name],
    Value.COUNT: lambda *_: _COUNT,
    Value.FLAG: lambda *_: True,
    Value.TIME: _time,
    Value.ADDRESS: _address,
    Value.WORDS: lambda _, field, __: _WORDS[field.name],
    Value.OBJECT: lambda _, field, __: _OBJECTS[field.name],
}
