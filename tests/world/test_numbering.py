"""Ids of generated media."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mock_server.world.numbering import Numbering, Place

SEEDS = st.integers(0, 2**63 - 1)
PLACES = st.builds(Place, st.integers(0, 2**11 - 1), st.integers(0, 3), st.integers(0, 2**32 - 1), st.integers(0, 15))
LARGEST = 2**49 - 1


@given(SEEDS, PLACES)
def test_an_id_leads_back_to_its_place(seed: int, place: Place) -> None:
    """Every place has an id of 17 digits that begins with 18, and the id names the place."""
    numbering = Numbering.seeded(seed)
    object_id = numbering.encode(*place)

    assert len(object_id) == 17
    assert object_id.startswith("18")
    assert numbering.decode(object_id) == place


@given(SEEDS, st.integers(0, LARGEST))
def test_a_place_leads_back_to_its_id(seed: int, number: int) -> None:
    """Every id names a place, and the place has that id: the numbering is a bijection."""
    numbering = Numbering.seeded(seed)
    place = numbering.decode(f"18{number:015d}")

    assert place is not None
    assert numbering.encode(*place) == f"18{number:015d}"


@pytest.mark.parametrize(
    "object_id",
    [
        "",
        "18",
        "1" * 17,
        "18" + "x" * 15,
        "18" + "\uff11" * 15,
        "180000000000000",
        "18" + "0" * 16,
        f"18{LARGEST + 1}",
        "18-00000000000001",
    ],
)
def test_other_ids_name_no_place(object_id: str) -> None:
    """An id of another form, or beyond the last place, names none."""
    assert Numbering.seeded(1).decode(object_id) is None


def test_seeds_number_differently() -> None:
    """Another seed gives other ids."""
    assert Numbering.seeded(1).encode(0, 0, 0) != Numbering.seeded(2).encode(0, 0, 0)
