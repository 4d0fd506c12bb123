"""カード情報入力, the pop-up in which a card is keyed, as immutable values (T-05, T-07 to T-10; tenkey.md)."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from pos_app.devices.tenkey.events import Keying
from pos_app.domain.card import Brand

__all__ = ["CardEntry", "EntryStep", "EntryText", "KeyedCard", "Keying"]


class EntryStep(StrEnum):
    """Where the pop-up stands (tenkey.md, "The entry's states and texts")."""

    PREPARING = "preparing"
    """The pad was told to start, or the sealing key is being fetched."""
    KEYING = "keying"
    TOKENISING = "tokenising"
    FAILED = "failed"
    """Swallows every key until Enter (once more) or Esc (give up)."""


class EntryText(StrEnum):
    """The four texts of the source document."""

    A = "card_text_a"
    B = "card_text_b"
    C = "card_text_c"
    D = "card_text_d"


@dataclass(frozen=True, slots=True)
class CardEntry:
    """The pop-up. ``seconds_left`` until the time-out; within the last fifteen F5 延長 is offered.

    ``text`` and ``trouble`` only in FAILED; ``trouble`` is a code with words of its own, more exact than the text.
    There is no text where those words say all: whoever keys must log in again, or the till was stopped.
    """

    step: EntryStep
    keying: Keying = Keying.NUMBER
    count: int = 0
    brand: Brand | None = None
    seconds_left: int = 0
    nearly_over: bool = False
    text: EntryText | None = None
    trouble: str | None = None


@dataclass(frozen=True, slots=True)
class KeyedCard:
    """A card that has a live token; the token itself is nobody's to see.

    ``unusual``: the check digit is wrong, which is no reason to refuse (UnionPay); an encrypting pad doesn't tell.
    """

    brand: Brand
    last3: str
    expiry: str
    valid_until: datetime
    token: str = field(repr=False)
    unusual: bool = False
