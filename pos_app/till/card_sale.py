"""One sale on 電話注文(カード), from the typed amount to its outcome: immutable values (D-20, T-04 to T-10)."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from pos_app.devices.tenkey.events import Keying
from pos_app.domain.card import Brand
from pos_app.till.notice import Notice
from pos_app.wire.cards import Caller, CaptureWhen


class CardStage(StrEnum):
    """What 電話注文(カード) shows."""

    FORM = "form"
    """Amount, name, phone, memo, 売上計上; a card may have been keyed."""
    ENTRY = "entry"
    """The カード情報入力 pop-up is open."""
    WAITING = "waiting"
    """与信 is under way."""
    CONFIRM = "confirm"
    """Authorised: amount, name, brand and last three, to be confirmed or released."""
    IN_DOUBT = "in_doubt"
    """確認中: nobody knows yet whether the amount is held."""
    CAPTURING = "capturing"
    """売上 is durable and asked for; the next customer can be served."""
    DONE = "done"


class EntryStep(StrEnum):
    """Where the pop-up stands (tenkey.md, "The entry's states and texts")."""

    PREPARING = "preparing"
    """The pad was told to start, or the sealing key is being fetched."""
    KEYING = "keying"
    SEALING = "sealing"
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
    """A card that has a live token; the token itself is nobody's to see."""

    brand: Brand
    last3: str
    expiry: str
    valid_until: datetime
    token: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class CardSale:
    """``payment`` is the one that this sale made last; its facts stand in the snapshot's ``card_payment``."""

    stage: CardStage = CardStage.FORM
    amount: int = 0
    caller: Caller | None = None
    capture: CaptureWhen = CaptureWhen.NOW
    entry: CardEntry | None = None
    card: KeyedCard | None = None
    payment: UUID | None = None
    text: EntryText | None = None
    """Why the last 与信 led nowhere."""
    notice: Notice | None = None
