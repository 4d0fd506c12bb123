"""電話注文(カード): amount, caller, keyed card, 与信, confirmation, 売上 (T-04 to T-10, D-20).

The cashier's moves come in as methods; what is durable comes in as :meth:`CardCheckout.payment_changed`. A move that
can't be made now raises :class:`~pos_app.errors.Refusal`, whose code has its words.
"""

from uuid import UUID

from pos_app.errors import Refusal
from pos_app.till.card_sale import CardSale
from pos_app.till.payment import Payment
from pos_app.wire.cards import CaptureWhen


class CardCheckout:
    """One sale by card at a time; those that were left go on by themselves."""

    def __init__(self) -> None:
        self._sale = CardSale()

    @property
    def sale(self) -> CardSale:
        """What the screen shows."""
        return self._sale

    @property
    def under_way(self) -> bool:
        """Whether a sale must not lose its screen, nor this PC its terminal: 与信 asked for, or to be confirmed."""
        return False

    @property
    def may_leave(self) -> bool:
        """Whether the cashier may log out or lock; leaving an unconfirmed sale by log-out releases it."""
        return True

    def enter(self, amount: int) -> None:
        """お支払い金額: raises :class:`Refusal` for zero, above the limit, ``no_cards``, ``no_cards_in_practice``."""
        raise Refusal("not_now")

    def describe(self, name: str, phone: str, memo: str, capture: CaptureWhen) -> None:
        """お名前(カナ), 電話番号, 注文番号・メモ, 売上計上.

        Raises :class:`Refusal` ``looks_like_card_number``, ``caller_name``, ``caller_phone``, ``caller_memo``.
        """
        raise Refusal("not_now")

    def open_entry(self) -> None:
        """カード情報入力: open the pop-up. Raises :class:`Refusal` ``card_amount_first`` before the amount is fixed."""
        raise Refusal("not_now")

    def authorise(self) -> None:
        """確認画面に進む: 与信; raises :class:`Refusal` where amount, caller or card is missing."""
        raise Refusal("not_now")

    def confirm(self) -> None:
        """確定: capture, or hold for delivery."""
        raise Refusal("not_now")

    def back(self) -> None:
        """戻る: before confirmation the held amount is released; the form stays filled, but for the card."""
        raise Refusal("not_now")

    def give_up(self) -> None:
        """In doubt: やめる; what may be held is released by itself."""
        raise Refusal("not_now")

    def take_up(self, payment: UUID) -> None:
        """Back to a sale that was left in doubt, or that was authorised after it was left."""
        raise Refusal("not_now")

    def next_customer(self) -> None:
        """Leave an outcome, a capture, a sale in doubt, or a form: an empty form."""
        self._sale = CardSale()

    def tick(self) -> None:
        """Let time pass."""

    def payment_changed(self, payment: Payment) -> None:
        """A payment is durable in a new version."""
