"""What people call themselves and write, by Faker. Each text is a pure function of what it is made for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from threading import Lock
from typing import TYPE_CHECKING

from mock_server.world.chance import draw

if TYPE_CHECKING:
    from faker import Faker

_REMEMBERED = 4_096
_FALLBACK = "en_US"
_RECIPES: Mapping[str, Callable[[Faker], str]] = {
    "username": lambda fake: f"{fake.user_name()}_{fake.random_int(10, 99)}",
    "name": lambda fake: fake.name(),
    "biography": lambda fake: f"{fake.job()}, {fake.city()}",
    "caption": lambda fake: f"{fake.sentence(9)} #{fake.word()}",
    "comment": lambda fake: fake.sentence(6),
}
_seeding = Lock()


def username(key: bytes, locale: str) -> str:
    """A handle."""
    return _made("username", locale, draw(key, "username"))


def name(key: bytes, locale: str) -> str:
    """A person's name."""
    return _made("name", locale, draw(key, "name"))


def biography(key: bytes, locale: str) -> str:
    """A line about oneself."""
    return _made("biography", locale, draw(key, "biography"))


def caption(key: bytes, media_id: str, locale: str) -> str:
    """A sentence and a tag."""
    return _made("caption", locale, draw(key, "caption", media_id))


def comment(key: bytes, media_id: str, number: int, locale: str) -> str:
    """A short sentence."""
    return _made("comment", locale, draw(key, "comment", media_id, number))


@lru_cache(maxsize=_REMEMBERED)
def _made(recipe: str, locale: str, seed: int) -> str:
    with _seeding:  # a Faker draws from one stream, which no other thread may use between the seed and the text
        fake = _faker(locale)
        fake.seed_instance(seed)
        return _RECIPES[recipe](fake)


@lru_cache(maxsize=32)
def _faker(locale: str) -> Faker:
    from faker import Faker  # noqa: PLC0415  slow to import, and most requests need no text
    from faker.config import AVAILABLE_LOCALES  # noqa: PLC0415

    return Faker(locale if locale in AVAILABLE_LOCALES else _FALLBACK)
