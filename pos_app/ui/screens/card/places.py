"""Where the digits of a card stand, in the groups that are printed on it; never which digits. Pure."""

from pos_app.domain.card import Brand, in_groups

_USUAL = 16
_SHORT = {Brand.AMEX: 15, Brand.DINERS: 14}
EXPIRY = (2, 2)


def number_groups(brand: Brand | None, count: int) -> tuple[int, ...]:
    """How a number is grouped when so many keys are in: as long as its brand's usually are, or as it was keyed."""
    usual = _SHORT.get(brand, _USUAL) if brand is not None else _USUAL
    return in_groups(max(count, usual), brand)
