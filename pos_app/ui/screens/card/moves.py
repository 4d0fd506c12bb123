"""The cashier's moves on 電話注文(カード) as the till knows them; each is one use case, or some together."""

from collections.abc import Callable
from uuid import UUID

from pos_app.till.card_sale import CardStage
from pos_app.till.till import Till
from pos_app.ui.screens.card.draft import FormDraft

Act = Callable[[Callable[[], object]], bool]
"""Runs a move and says whether it could be made; why not is said elsewhere."""


class CardMoves:
    """``act`` is the bridge's."""

    def __init__(self, act: Act, till: Till) -> None:
        self._act = act
        self._till = till

    def key_card(self, draft: FormDraft, *, whole: bool) -> bool:
        """Fix the amount, then open the pop-up; who calls is told as well where the form is ``whole``."""
        return self._act(lambda: self._key_card(draft, whole=whole))

    def authorise(self, draft: FormDraft) -> bool:
        """確認画面に進む (T-06)."""
        return self._act(lambda: self._authorise(draft))

    def confirm(self) -> bool:
        """確定."""
        return self._act(self._till.card.confirm)

    def back(self) -> bool:
        """もどる: what is held is released."""
        return self._act(self._till.card.back)

    def give_up(self) -> bool:
        """F3 of 確認中."""
        return self._act(self._till.card.give_up)

    def take_up(self, payment: UUID) -> bool:
        """Back to a sale that was left in doubt."""
        return self._act(lambda: self._till.card.take_up(payment))

    def begin_anew(self) -> bool:
        """An empty form."""
        return self._act(self._till.card.next_customer)

    def _key_card(self, draft: FormDraft, *, whole: bool) -> None:
        self._enter(draft)
        if whole:
            self._describe(draft)
        self._till.card.open_entry()

    def _authorise(self, draft: FormDraft) -> None:
        self._enter(draft)
        self._describe(draft)
        self._till.card.authorise()

    def _enter(self, draft: FormDraft) -> None:
        card = self._till.card
        if card.sale.stage is not CardStage.FORM or card.sale.amount != draft.amount.amount:
            card.enter(draft.amount.amount)

    def _describe(self, draft: FormDraft) -> None:
        self._till.card.describe(draft.name, draft.phone, draft.memo, draft.capture)
