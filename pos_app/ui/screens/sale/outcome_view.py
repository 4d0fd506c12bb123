"""How a sale ended, in words: what fills the screen, and what Enter does there (D-12, D-13, D-18, D-21, D-24). Pure."""

from dataclasses import dataclass
from enum import StrEnum, unique

from pos_app.till.events import CancelReason
from pos_app.till.payment import Payment, State
from pos_app.till.snapshot import Snapshot
from pos_app.till.words import ENGLISH, JAPANESE, Words
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
READS_AGAIN = frozenset({Decline.CODE_NOT_FOUND, Decline.CODE_EXPIRED, Decline.CODE_USED})

_OTHER = {JAPANESE: Words(ENGLISH), ENGLISH: Words(JAPANESE)}

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
    not_sent = payment.state is State.CANCELED and payment.cancel is CancelReason.NOT_SENT
    return OutcomeView(
        tone=Tone.STOP if not_sent else tone,
        icon="offline" if not_sent else icon,
        title=_title(snapshot, payment, words),
        detail=_detail(payment, words),
        amount=payment.amount,
        lines=_lines(snapshot, payment, draft),
        advice=_advice(snapshot, payment, words),
        next=_next(payment),
        can_void=payment.state is State.APPROVED,
    )


def _title(snapshot: Snapshot, payment: Payment, words: Words) -> str:
    said = snapshot.sale.notice
    if payment.state is State.IN_DOUBT and payment.seen_by_cashier:
        return tr("お客様の画面で確認済み")
    if payment.state is State.CANCELED and payment.cancel is CancelReason.NOT_SENT:
        return tr("送信されていません")
    if said is not None and said.code == "given_up" and payment.state in (State.REVERSING, State.REVERSED):
        return tr("現金などで受け取ってください")
    return words.text(f"outcome_{payment.state}")


def _detail(payment: Payment, words: Words) -> str:
    """In both languages, for the customer may see it (D-16)."""
    if payment.state is State.IN_DOUBT:
        return ""
    other = _OTHER[words.language]
    return f"{words.text(f'outcome_detail_{payment.state}')} · {other.text(f'outcome_{payment.state}').rstrip('。')}"


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


def _advice(snapshot: Snapshot, payment: Payment, words: Words) -> str:
    """What to do now; empty where nothing is to be done."""
    said = snapshot.sale.notice
    if payment.attention is not None:
        return words.label(payment.attention)
    if said is not None and said.code == "amount_first":
        return words.notice(said)
    if payment.state is State.DECLINED and payment.decline is not None:
        return words.text(payment.decline.value)
    if payment.state is State.CANCELED and payment.cancel is CancelReason.NOT_SENT:
        return words.text("offline") if not snapshot.status.line_up else tr("現金などをご案内ください。")
    if payment.state is State.REVERSED and payment.effect is not None:
        return words.label(payment.effect)
    if payment.state is State.APPROVED and payment.void_refused is not None:
        return words.text(payment.void_refused.value)
    if payment.state is State.IN_DOUBT and said is not None:
        return words.notice(said)
    return ""


def _next(payment: Payment) -> Next:
    if payment.state is State.DECLINED and payment.decline in CHANGES_AMOUNT:
        return Next.CHANGE_AMOUNT
    if payment.state is State.DECLINED and payment.decline in READS_AGAIN:
        return Next.READ_AGAIN
    not_sent = payment.state is State.CANCELED and payment.cancel is CancelReason.NOT_SENT
    return Next.READ_AGAIN if not_sent else Next.NOTHING


def _lines(snapshot: Snapshot, payment: Payment, draft: Draft) -> tuple[tuple[str, str], ...]:
    lines = [(tr("日時"), to_the_second(payment.approved_at or payment.changed_at))]
    lines.append((tr("決済番号"), number(payment)))
    if payment.state is State.APPROVED and snapshot.terminal is not None:
        lines.append((tr("サービス"), snapshot.terminal.wallet_name))
    rest = rest_of(draft.total, payment.amount)
    if payment.state is State.APPROVED and rest:
        lines.append((tr("残り"), tr("{rest}円は現金などで受け取ってください", rest=f"{rest:,}")))
    return tuple(lines)
