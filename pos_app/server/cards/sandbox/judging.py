"""What the sandbox says of a card once its number is gone: brand, last three, expiry, profile; or why it is no use."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date

from pos_app.domain import card
from pos_app.domain.card import Brand
from pos_app.domain.dukpt.keyed import KeyedTrack
from pos_app.server.cards.processor import Unusable
from pos_app.server.cards.sandbox.profiles import Profile, profile_of

YEARS_AHEAD = 20
"""No issuer makes a card that lives longer; what is keyed beyond it is a slip."""


@dataclass(frozen=True, slots=True)
class Judged:
    """What is left of a card; ``expiry`` as YYMM."""

    brand: Brand
    last3: str
    expiry: str
    profile: Profile = field(repr=False)


def judged(keyed: KeyedTrack, accepted: Collection[Brand], today: date) -> Judged | Unusable:
    """Judge a card on a day in Japan, for a store that has a contract for the brands ``accepted``.

    ``INVALID`` for a number that is none or an expiry that can't be, which keying once more may mend; then
    ``NOT_ACCEPTED``, which it can't.
    """
    number = keyed.number
    brand = card.brand_of(number)
    if len(number) not in card.lengths(brand) or not (card.is_luhn(number) or card.may_fail_luhn(brand)):
        return Unusable.INVALID
    if not card.is_expiry(keyed.expiry) or card.is_expired(keyed.expiry, today) or _is_far(keyed.expiry, today):
        return Unusable.INVALID
    if brand is None or brand not in accepted:
        return Unusable.NOT_ACCEPTED
    return Judged(brand, number[-3:], keyed.expiry, profile_of(number))


def _is_far(expiry: str, today: date) -> bool:
    return 2000 + int(expiry[:2]) > today.year + YEARS_AHEAD
