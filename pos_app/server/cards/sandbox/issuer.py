"""What the sandbox's issuer says to an authorisation: pure, by the card's profile, its expiry and the date."""

from collections.abc import Callable, Mapping
from datetime import datetime
from types import MappingProxyType

from pos_app.domain.calendar import in_jst
from pos_app.server.cards.reasons import APPROVED, EXPIRED_CARD, NO_SUCH_THING
from pos_app.server.cards.sandbox.profiles import Profile
from pos_app.server.cards.sandbox.references import Card

_CODES: Mapping[str, str] = MappingProxyType(
    {
        Profile.DECLINED: "05",
        Profile.INSUFFICIENT: "51",
        Profile.LOST: "41",
        Profile.STOLEN: "43",
        Profile.EXPIRED: EXPIRED_CARD,
        Profile.PROCESSING_ERROR: "96",
        Profile.CHALLENGED_THEN_DECLINED: "05",
        Profile.CHALLENGED_THEN_INSUFFICIENT: "51",
    }
)
_SIGNS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""For approval codes: no sign that is taken for another on the telephone. 32 of them, so that no byte is favoured."""

_APPROVAL_LENGTH = 6


def code_for(card: Card | None, now: datetime) -> str:
    """Give the response code. A telephone order knows no 3-D Secure, so nobody is asked anything."""
    if card is None:
        return NO_SUCH_THING
    if card.expiry < in_jst(now).strftime("%y%m"):
        return EXPIRED_CARD
    return _CODES.get(card.profile, APPROVED)


def new_approval_code(random: Callable[[int], bytes]) -> str:
    """Make a 承認番号."""
    return "".join(_SIGNS[byte % len(_SIGNS)] for byte in random(_APPROVAL_LENGTH))
