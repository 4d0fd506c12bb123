"""確認中 and its questions, in words (D-13). Pure."""

from dataclasses import dataclass

from pos_app.till.payment import Payment, State
from pos_app.till.sale import Stage
from pos_app.till.snapshot import Snapshot
from pos_app.till.words import Words
from pos_app.ui.screens.sale.draft import Draft
from pos_app.ui.screens.sale.payments import number, seconds_open
from pos_app.ui.text import tr


@dataclass(frozen=True, slots=True)
class DoubtView:
    """``settling``: an answer or an undo is on its way to the screen, and no key counts any more."""

    title: str
    note: str
    why: str
    amount: int
    number: str
    elapsed: str
    settling: bool


def doubt_view(snapshot: Snapshot, words: Words) -> DoubtView:
    """Draw 確認中 of the payment on the pad."""
    payment = snapshot.payment
    return DoubtView(
        title=words.label(State.IN_DOUBT),
        note=tr("お客様の残高から引かれたか確認しています。\nもう一度読み取らないでください。"),
        why=words.label(payment.doubt) if payment and payment.doubt else "",
        amount=snapshot.sale.amount,
        number=number(payment) if payment else "",
        elapsed=tr("{seconds}秒経過", seconds=seconds_open(payment, snapshot.at)) if payment else "",
        settling=payment is None or payment.state is not State.IN_DOUBT or payment.seen_by_cashier,
    )


@dataclass(frozen=True, slots=True)
class WaitView:
    """The payment is on its way, or an earlier one is being undone before the code is read anew."""

    title: str
    note: str
    amount: int
    number: str
    undoing: bool


def wait_view(snapshot: Snapshot, words: Words) -> WaitView:
    """Draw the wait."""
    undoing = snapshot.sale.stage is Stage.UNDOING
    payment = snapshot.payment
    return WaitView(
        title=words.label(snapshot.sale.stage),
        note=tr("取りやめが済むと、自動でコードを読み直します。") if undoing else tr("そのままお待ちください"),
        amount=snapshot.sale.amount,
        number=number(payment) if payment else "",
        undoing=undoing,
    )


@dataclass(frozen=True, slots=True)
class DoubleView:
    """The same customer paid the same amount a moment ago: is there a second sale?"""

    question: str
    note: str
    amount: int


def double_view(snapshot: Snapshot, words: Words) -> DoubleView:
    """Draw the question."""
    earlier = snapshot.payment.earlier if snapshot.payment else None
    question = (
        words.label(Stage.ASKED_DOUBLE, at=earlier.recorded_at, number=earlier.number)
        if earlier
        else words.text("possible_double")
    )
    return DoubleView(question, tr("今回は、まだ引かれていません。"), snapshot.sale.amount)


@dataclass(frozen=True, slots=True)
class LastFourView:
    """F2: the last four digits on the customer's screen against this payment's."""

    digits: str
    note: str
    trouble: str
    ready: bool
    amount: int


def last_four_view(snapshot: Snapshot, draft: Draft, words: Words) -> LastFourView:
    """Draw the comparison; a number that differs is said at once."""
    entry, payment = draft.shown, snapshot.payment
    differs = entry.is_full and not _is_last_four(payment, entry.digits)
    return LastFourView(
        digits=entry.digits,
        note=tr("お客様の「支払い完了」画面にある決済番号の、下4桁を入力してください"),
        trouble=words.text("number_differs") if differs else "",
        ready=entry.is_full and not differs and not doubt_view(snapshot, words).settling,
        amount=snapshot.sale.amount,
    )


def _is_last_four(payment: Payment | None, digits: str) -> bool:
    return payment is not None and payment.number.endswith(digits)
