from pos_app.domain.card import Brand
from pos_app.ui.brands import BRAND_NAMES


def test_every_brand_has_a_name_that_needs_no_translation() -> None:
    assert set(BRAND_NAMES) == set(Brand)
    assert all(name.isascii() for name in BRAND_NAMES.values())
