import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain.card import Brand
from pos_app.ui.screens.card.places import number_groups


@pytest.mark.parametrize(
    ("brand", "count", "groups"),
    [
        (None, 0, (4, 4, 4, 4)),
        (None, 19, (4, 4, 4, 4, 3)),
        (Brand.JCB, 10, (4, 4, 4, 4)),
        (Brand.AMEX, 2, (4, 6, 5)),
        (Brand.DINERS, 3, (4, 4, 4, 2)),
    ],
)
def test_the_places_stand_as_on_the_card(brand: Brand | None, count: int, groups: tuple[int, ...]) -> None:
    assert number_groups(brand, count) == groups


@given(st.none() | st.sampled_from(Brand), st.integers(0, 30))
def test_there_is_a_place_for_every_key_and_for_a_whole_number(brand: Brand | None, count: int) -> None:
    assert sum(number_groups(brand, count)) >= max(count, 14)
