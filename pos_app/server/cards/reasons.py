"""What a processor's response code means to a till (ISO 8583, tenkey.md "The entry's states and texts")."""

from collections.abc import Mapping
from types import MappingProxyType

from pos_app.server.cards.intents import Asks
from pos_app.wire.operations import Decline

APPROVED = "00"
NO_SUCH_THING = "25"
"""The original can't be located, or there is nothing left of it."""
EXPIRED_CARD = "54"
NOT_ALLOWED_NOW = "12"
"""Invalid transaction: not in the state in which it could be done."""
WRONG_AMOUNT = "13"
TOO_LATE = "33"
"""What was held has expired."""

_ISSUERS: Mapping[str, Decline] = MappingProxyType(
    {
        "14": Decline.CARD_NUMBER_INVALID,
        "41": Decline.CARD_LOST,
        "43": Decline.CARD_STOLEN,
        "51": Decline.CARD_FUNDS_NOT_ENOUGH,
        EXPIRED_CARD: Decline.CARD_EXPIRED,
        "57": Decline.CARD_NOT_PERMITTED,
        "62": Decline.CARD_NOT_PERMITTED,
        "61": Decline.CARD_OVER_LIMIT,
        "68": Decline.CARD_TRY_LATER,
        "91": Decline.CARD_TRY_LATER,
        "96": Decline.CARD_TRY_LATER,
    }
)
_OF_WHAT_IS_HELD: Mapping[str, Decline] = MappingProxyType(
    {
        NO_SUCH_THING: Decline.AUTHORISATION_GONE,
        NOT_ALLOWED_NOW: Decline.AUTHORISATION_GONE,
        TOO_LATE: Decline.AUTHORISATION_EXPIRED,
        WRONG_AMOUNT: Decline.AMOUNT_TOO_HIGH,
    }
)
_BESIDES: Mapping[Asks, Mapping[str, Decline]] = MappingProxyType(
    {
        # Nothing was held before it: these codes are then an issuer's plain refusal.
        "authorise": MappingProxyType({}),
        "capture": _OF_WHAT_IS_HELD,
        "release": _OF_WHAT_IS_HELD,
        # What was captured is held no more, and so neither gone nor expired.
        "refund": MappingProxyType({WRONG_AMOUNT: Decline.AMOUNT_TOO_HIGH}),
    }
)
"""What the other codes mean by what was asked."""


def reason_of(code: str, asks: Asks) -> Decline:
    """Say why ``asks`` was rejected; what has no name of its own is a plain refusal, as 05 is."""
    return _ISSUERS.get(code) or _BESIDES[asks].get(code) or Decline.CARD_DECLINED
