"""The cashier's moves as the till knows them; each is one use case, or two that belong together. No Qt."""

from collections.abc import Callable
from uuid import UUID

from pos_app.till.notice import Notice
from pos_app.till.payment import Payment
from pos_app.till.sale import Stage
from pos_app.till.till import Till

Act = Callable[[Callable[[], object]], bool]
"""Runs a move and says whether it could be made; why not is said elsewhere."""


class Moves:
    """``act`` is the bridge's."""

    def __init__(self, act: Act, till: Till) -> None:
        self._act = act
        self._till = till

    def read(self, amount: int, *, sure: bool) -> bool:
        """Enter on the pad: fix the amount and read; a large one only when ``sure`` (D-15)."""
        return self._act(lambda: self._read(amount, sure=sure))

    def _read(self, amount: int, *, sure: bool) -> None:
        checkout = self._till.checkout
        asked = checkout.sale.stage is Stage.CONFIRM_AMOUNT and checkout.sale.amount == amount
        if not asked:
            checkout.enter(amount)
        if checkout.sale.stage is Stage.CONFIRM_AMOUNT and (asked or sure):
            checkout.confirm_amount()
        if checkout.sale.stage is Stage.AMOUNT:
            checkout.read_code()

    def begin_anew(self) -> bool:
        """Back to an empty pad, from anywhere that may be left."""
        return self._act(self._begin_anew)

    def _begin_anew(self) -> None:
        checkout = self._till.checkout
        if checkout.sale.stage in (Stage.AMOUNT, Stage.CONFIRM_AMOUNT):
            checkout.cancel()
        else:
            checkout.next_customer()

    def cancel(self) -> bool:
        """もどる while a code is waited for, 中止 while the payment is on its way."""
        return self._act(self._till.checkout.cancel)

    def number_typed(self, digits: str) -> bool:
        """番号で入力 (D-22)."""
        return self._act(lambda: self._till.checkout.number_typed(digits))

    def seen(self, last_four: str) -> bool:
        """F2 of 確認中."""
        return self._act(lambda: self._till.checkout.seen_on_customers_screen(last_four))

    def give_up(self) -> bool:
        """F3 of 確認中."""
        return self._act(self._till.checkout.give_up)

    def read_again(self) -> bool:
        """F4 of 確認中."""
        return self._act(self._till.checkout.read_again)

    def take_up(self, payment: UUID) -> bool:
        """Back to the 確認中 of a payment that was left for the next customer."""
        return self._act(lambda: self._till.checkout.take_up(payment))

    def answer_double(self, *, another: bool) -> bool:
        """Is there a second sale of this amount?"""
        return self._act(lambda: self._till.checkout.answer_double(another))

    def begin_void(self, payment: UUID) -> bool:
        """F8: ask what taking it back would mean."""
        return self._act(lambda: self._till.voiding.begin(payment))

    def dismiss_void(self) -> bool:
        """Leave a void that was not sent."""
        return self._act(self._till.voiding.dismiss)

    def say(self, words: Notice) -> bool:
        """Tell the cashier something beside the pad."""
        return self._act(lambda: self._till.checkout.say(words))

    def attend(self, payment: Payment) -> bool:
        """対応済み."""
        return self._act(lambda: self._till.attend(payment))
