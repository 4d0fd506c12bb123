"""How a sale ended, in words: what fills the screen, and what Enter does there (D-12, D-13, D-18, D-21, D-24). Pure."""

from dataclasses import dataclass
from enum import StrEnum, unique

from pos_app.till.events import CancelReason
from pos_app.till.payment import Payment, State
from pos_app.till.snapshot import Snapshot
from pos_app.till.words import Words
from pos_app.ui.look.tokens import Tone
from pos_app.ui.screens.sale.draft import Draft
from pos_app.ui.screens.sale.moments import to_the_second
from pos_app.ui.screens.sale.pad_view import rest_of
from pos_app.ui.screens.sale.payments import number
from pos_app.ui.text import tr
from pos_app.wire.operations import Decline


@unique
class Next(StrEnum):
    """What Enter does; nothing is needed to leave an outcome."""

    NOTHING = "nothing"
    CHANGE_AMOUNT = "change_amount"
    READ_AGAIN = "read_again"
    """The same amount, with a new code of the customer's."""


@dataclass(frozen=True, slots=True)
class OutcomeView:
    """``lines`` are pairs of what it is and what it says; ``can_void``: F8 takes this sale back."""

    tone: Tone
    icon: str
    title: str
    detail: str
    amount: int | None
    lines: tuple[tuple[str, str], ...]
    advice: str
    next: Next
    can_void: bool


CHANGES_AMOUNT = frozenset({Decline.BALANCE_NOT_ENOUGH, Decline.AMOUNT_NOT_ACCEPTABLE})
READS_AGAIN = frozenset({Decline.CODE_NOT_FOUND, Decline.CODE_EXPIRED, Decline.CODE_USED, Decline.TOO_LATE})

_LOOKS = {
    State.APPROVED: (Tone.OK, "ok"),
    State.DECLINED: (Tone.STOP, "stop"),
    State.IN_DOUBT: (Tone.WAIT, "clock"),
    State.REVERSING: (Tone.WAIT, "undo"),
    State.VOIDING: (Tone.WAIT, "undo"),
    State.CANCELED: (Tone.QUIET, "info"),
    State.REVERSED: (Tone.QUIET, "undo"),
    State.VOIDED: (Tone.QUIET, "undo"),
}


def outcome_view(snapshot: Snapshot, draft: Draft, words: Words) -> OutcomeView:
    """Draw the outcome of the sale on the pad."""
    payment = snapshot.payment
    if payment is None:
        return _not_begun(snapshot, words)
    tone, icon = _LOOKS.get(payment.state, (Tone.WAIT, "clock"))
    title, detail = words.text(f"outcome_{payment.state}"), words.text(f"outcome_detail_{payment.state}")
    advice, then = _advice(snapshot, payment, words)
    if payment.state is State.IN_DOUBT and payment.seen_by_cashier:
        title, detail = tr("お客様の画面で確認済み"), tr("次のお客様へどうぞ")
    elif payment.state is State.CANCELED and payment.cancel is CancelReason.NOT_SENT:
        title, tone, icon = tr("送信されていません"), Tone.STOP, "offline"
    elif payment.state is State.DECLINED and payment.seen_by_cashier:
        # The goods have left: 要対応 says what to do.
        advice = words.label(payment.attention) if payment.attention else advice
    return OutcomeView(
        tone=tone,
        icon=icon,
        title=title,
        detail=detail,
        amount=payment.amount,
        lines=_lines(snapshot, payment, draft),
        advice=advice,
        next=then,
        can_void=payment.state is State.APPROVED,
    )


def _not_begun(snapshot: Snapshot, words: Words) -> OutcomeView:
    """The journal could not be written: no payment was made at all."""
    said = snapshot.sale.notice
    return OutcomeView(
        tone=Tone.STOP,
        icon="stop",
        title=words.text("outcome_declined"),
        detail=words.text("outcome_detail_canceled"),
        amount=snapshot.sale.amount or None,
        lines=(),
        advice=words.notice(said) if said else "",
        next=Next.NOTHING,
        can_void=False,
    )


def _advice(snapshot: Snapshot, payment: Payment, words: Words) -> tuple[str, Next]:
    """What to do now, and what Enter does."""
    said = snapshot.sale.notice
    if payment.state is State.DECLINED and payment.decline is not None:
        return words.text(payment.decline.value), _after(payment.decline)
    if payment.state is State.CANCELED and payment.cancel is not None:
        again = payment.cancel is CancelReason.NOT_SENT
        return words.label(payment.cancel), Next.READ_AGAIN if again else Next.NOTHING
    if payment.state is State.REVERSED and payment.effect is not None:
        return words.label(payment.effect), Next.NOTHING
    if payment.state is State.APPROVED and payment.void_refused is not None:
        return words.text(payment.void_refused.value), Next.NOTHING
    if said is not None and payment.state is not State.APPROVED:
        return words.notice(said), Next.NOTHING
    if said is not None and said.code == "amount_first":
        return words.notice(said), Next.NOTHING
    return "", Next.NOTHING


def _after(decline: Decline) -> Next:
    if decline in CHANGES_AMOUNT:
        return Next.CHANGE_AMOUNT
    return Next.READ_AGAIN if decline in READS_AGAIN else Next.NOTHING


def _lines(snapshot: Snapshot, payment: Payment, draft: Draft) -> tuple[tuple[str, str], ...]:
    lines = [(tr("日時"), to_the_second(payment.approved_at or payment.changed_at))]
    lines.append((tr("決済番号"), number(payment)))
    if payment.state is State.APPROVED and snapshot.terminal is not None:
        lines.append((tr("サービス"), snapshot.terminal.wallet_name))
    rest = rest_of(draft.total, payment.amount)
    if payment.state is State.APPROVED and rest:
        lines.append((tr("残り"), tr("{rest}円は現金などで受け取ってください", rest=f"{rest:,}")))
    return tuple(lines)
