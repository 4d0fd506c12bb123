"""What is said of a declined 与信: which of the source document's four texts (tenkey.md), and why in our own words."""

from collections.abc import Mapping
from types import MappingProxyType

from pos_app.till.card_entry import EntryText
from pos_app.till.notice import Notice, notice
from pos_app.wire.operations import Decline

_TEXTS: Mapping[Decline, EntryText] = MappingProxyType(
    {
        **dict.fromkeys(
            (
                Decline.CARD_DECLINED,
                Decline.CARD_NUMBER_INVALID,
                Decline.CARD_LOST,
                Decline.CARD_STOLEN,
                Decline.CARD_FUNDS_NOT_ENOUGH,
                Decline.CARD_EXPIRED,
                Decline.CARD_NOT_PERMITTED,
                Decline.CARD_OVER_LIMIT,
                Decline.CARD_BRAND_NOT_ACCEPTED,
            ),
            EntryText.A,
        ),
        # The card itself was never judged: keyed anew it may well do.
        Decline.TOKEN_NOT_FOUND: EntryText.C,
        Decline.TOKEN_USED: EntryText.C,
        Decline.CARD_TRY_LATER: EntryText.D,
        Decline.TOO_LATE: EntryText.D,
    }
)


def text_of(decline: Decline) -> EntryText | None:
    """The text; None where the reason lies with this till or this store, and its own words say all."""
    return _TEXTS.get(decline)


def said_of(decline: Decline) -> Notice:
    """The reason in words that fit a card: its amount and caller stand, the card alone is keyed anew."""
    return notice("card_too_late") if decline is Decline.TOO_LATE else notice(decline.value)
