"""How the sandbox's issuer treats a card: test cards that mirror public sandboxes (tenkey.md), known by their number.

The number is gone once a token is made, so the profile is found then and kept with the token.
"""

from collections.abc import Mapping
from enum import StrEnum, unique
from types import MappingProxyType


@unique
class Profile(StrEnum):
    """What becomes of an authorisation; the last ones differ by 3-D Secure, which telephone orders lack."""

    OK = "ok"
    DECLINED = "declined"
    INSUFFICIENT = "insufficient"
    LOST = "lost"
    STOLEN = "stolen"
    EXPIRED = "expired"
    PROCESSING_ERROR = "processing_error"
    CHALLENGED = "challenged"
    """3-D Secure always asks the holder; then ok."""
    CHALLENGED_THEN_DECLINED = "challenged_then_declined"
    CHALLENGED_THEN_INSUFFICIENT = "challenged_then_insufficient"
    NOT_SECURED = "not_secured"
    """3-D Secure can't say (U), or the card knows none; without it, ok."""


_TEST_CARDS: Mapping[str, Profile] = MappingProxyType(
    {
        "4000000000000002": Profile.DECLINED,
        "4000000000009995": Profile.INSUFFICIENT,
        "4000000000009987": Profile.LOST,
        "4000000000009979": Profile.STOLEN,
        "4000000000000069": Profile.EXPIRED,
        "4000000000000119": Profile.PROCESSING_ERROR,
        "4000002760003184": Profile.CHALLENGED,
        "4000000000003220": Profile.CHALLENGED,
        "4000008400001629": Profile.CHALLENGED_THEN_DECLINED,
        "4000008260003178": Profile.CHALLENGED_THEN_INSUFFICIENT,
        "4000008400001280": Profile.NOT_SECURED,
        "378282246310005": Profile.NOT_SECURED,
    }
)


def profile_of(number: str) -> Profile:
    """Find a card's profile; whatever is no test card is ok."""
    return _TEST_CARDS.get(number, Profile.OK)
