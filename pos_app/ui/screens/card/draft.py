"""What was typed into the form of 電話注文(カード) and the till doesn't know yet. Pure: each move gives a new draft."""

import re
from dataclasses import dataclass, field, replace
from enum import StrEnum, unique

from pos_app.domain.card import looks_like_card_number
from pos_app.domain.money import MAX_AMOUNT, AmountProblem, check_amount
from pos_app.errors import Bug
from pos_app.till.amount_guard import AmountGuard
from pos_app.till.card_sale import CardSale, CardStage
from pos_app.till.snapshot import Snapshot
from pos_app.ui.screens.sale.entry import AMOUNT, Entry, yen
from pos_app.wire.cards import CaptureWhen

MOST_LETTERS = 60
MOST_PHONE_DIGITS = 11

_PHONE = re.compile(r"0[0-9]{9,10}")


@unique
class Part(StrEnum):
    """What is asked, in the order of asking; all but the memo must be there."""

    AMOUNT = "amount"
    NAME = "name"
    PHONE = "phone"
    MEMO = "memo"


@dataclass(frozen=True, slots=True)
class FormDraft:
    """``held`` may still turn out to be a scanner's typing.

    ``guard`` notices a card number that is keyed as an amount. ``asked``: what is missing is said. ``refused`` is the
    part where a card number was typed; it was taken out at once.
    """

    amount: Entry = AMOUNT
    held: str = ""
    name: str = field(default="", repr=False)
    phone: str = field(default="", repr=False)
    memo: str = field(default="", repr=False)
    capture: CaptureWhen = CaptureWhen.NOW
    guard: AmountGuard = field(default_factory=AmountGuard)
    asked: bool = False
    refused: Part | None = None

    @property
    def shown(self) -> int:
        """The amount with what is held at its end, in yen."""
        return (self.amount.typed(self.held) if self.held else self.amount).amount

    @property
    def is_empty(self) -> bool:
        """Whether nothing was typed."""
        return not (self.amount.digits or self.held or self.name or self.phone or self.memo)

    def typed(self, digits: str, now: float) -> "FormDraft":
        """Digits of the amount that are certain, at a moment in monotonic seconds; those of a card number are none."""
        guard = self.guard.typed(len(digits), now)
        if guard.swallows:
            return replace(self, amount=AMOUNT, guard=guard, refused=Part.AMOUNT)
        amount = self.amount.typed(digits)
        return replace(self, amount=amount, guard=guard, refused=self._still_refused(Part.AMOUNT))

    def erased(self) -> "FormDraft":
        """Backspace on the amount."""
        return replace(self, amount=self.amount.erased(), guard=self.guard.erased())

    def entered(self, now: float) -> "FormDraft":
        """Enter: the amount is what was meant."""
        return replace(self, guard=self.guard.entered(now))

    def without_amount(self, now: float) -> "FormDraft":
        """クリア on the amount."""
        return replace(self, amount=AMOUNT, guard=self.guard.entered(now))

    def with_text(self, part: Part, text: str) -> "FormDraft":
        """A field says this now; a card number does not stay in it."""
        if looks_like_card_number(text):
            return replace(self._put(part, ""), refused=part)
        if not text and self.refused is part:
            return self  # It was just taken out.
        return replace(self._put(part, text), refused=self._still_refused(part))

    def missing(self, limit: int) -> Part | None:
        """The first part that is not as it must be."""
        if check_amount(self.shown, limit) is not None:
            return Part.AMOUNT
        if not self.name.strip():
            return Part.NAME
        return Part.PHONE if _PHONE.fullmatch(self.phone) is None else None

    def _put(self, part: Part, text: str) -> "FormDraft":
        match part:
            case Part.NAME:
                return replace(self, name=text)
            case Part.PHONE:
                return replace(self, phone=text)
            case Part.MEMO:
                return replace(self, memo=text)
        raise Bug("an amount is no text")

    def _still_refused(self, part: Part) -> Part | None:
        return None if self.refused is part else self.refused


def limit_of(snapshot: Snapshot) -> int:
    """The store's highest amount, in yen."""
    return snapshot.terminal.settings.limit if snapshot.terminal else MAX_AMOUNT


def amount_problem(draft: FormDraft, limit: int) -> AmountProblem | None:
    """What is wrong with a typed amount; nothing while none is typed."""
    return check_amount(draft.shown, limit) if draft.shown else None


def followed(draft: FormDraft, before: CardStage, snapshot: Snapshot) -> FormDraft:
    """An empty form after an outcome, and for whoever comes next; what was typed stays on the way back from 与信."""
    if snapshot.staff is None:
        return FormDraft()
    sale = snapshot.card
    if before is CardStage.FORM or sale.stage is not CardStage.FORM:
        return draft
    if not sale.amount:
        return FormDraft(held=draft.held)
    return _of_sale(sale) if draft.is_empty else draft


def _of_sale(sale: CardSale) -> FormDraft:
    """A sale that was taken up from the list and came to nothing: the form says again what it was."""
    caller = sale.caller
    if caller is None:
        return FormDraft(yen(sale.amount), capture=sale.capture)
    return FormDraft(yen(sale.amount), name=caller.name, phone=caller.phone, memo=caller.memo, capture=sale.capture)
