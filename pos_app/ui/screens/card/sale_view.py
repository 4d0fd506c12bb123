"""Confirmation, wait, 確認中 and outcome of a sale by card, in words (T-06, D-10, D-13, D-18, D-20, D-24). Pure."""

from dataclasses import dataclass
from datetime import datetime

from pos_app.till.card_sale import CONFIRM_WITHIN
from pos_app.till.payment import Payment, State
from pos_app.till.snapshot import Snapshot
from pos_app.till.words import Words
from pos_app.ui.brands import BRAND_NAMES
from pos_app.ui.look.tokens import Tone
from pos_app.ui.screens.sale.moments import to_the_second
from pos_app.ui.screens.sale.payments import number, seconds_open
from pos_app.ui.text import tr
from pos_app.wire.cards import CaptureWhen

Facts = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ConfirmView:
    """What the caller is read out before it is confirmed. ``trouble``: why it could not be confirmed just now."""

    amount: int
    facts: Facts
    note: str
    trouble: str
    confirm: str
    confirm_note: str


def confirm_view(snapshot: Snapshot, words: Words) -> ConfirmView:
    """Draw the confirmation page."""
    sale, payment = snapshot.card, snapshot.card_payment
    later = sale.capture is CaptureWhen.DELIVERY
    return ConfirmView(
        amount=sale.amount,
        facts=_order(payment) if payment is not None else (),
        note=_time_left(payment.changed_at, snapshot.at) if payment is not None else "",
        trouble=words.notice(sale.notice) if sale.notice is not None else "",
        confirm=tr("注文を確定する"),
        confirm_note=tr("売上計上は出荷・受渡のときに行います") if later else tr("売上を計上します"),
    )


@dataclass(frozen=True, slots=True)
class CardOutcomeView:
    """How it ended; ``lines`` are said under the title, ``facts`` under the amount."""

    tone: Tone
    icon: str
    title: str
    lines: tuple[str, ...]
    amount: int
    facts: Facts


_LOOKS = {
    State.APPROVED: (Tone.OK, "ok"),
    State.AUTHORISED: (Tone.ACCENT, "clock"),
    State.CAPTURING: (Tone.WAIT, "clock"),
    State.DECLINED: (Tone.STOP, "stop"),
    State.EXPIRED: (Tone.STOP, "stop"),
    State.REVERSING: (Tone.WAIT, "undo"),
    State.VOIDING: (Tone.WAIT, "undo"),
}
"""States that are not here end quietly."""


def outcome_view(snapshot: Snapshot, words: Words) -> CardOutcomeView:
    """Draw the outcome, or the capture that is still asked for."""
    payment = snapshot.card_payment
    if payment is None:
        said = words.notice(snapshot.card.notice) if snapshot.card.notice is not None else ""
        return CardOutcomeView(Tone.STOP, "stop", words.text("outcome_declined"), (said,), snapshot.card.amount, ())
    tone, icon = _LOOKS.get(payment.state, (Tone.QUIET, "undo"))
    title, lines = _said(payment, words)
    return CardOutcomeView(tone, icon, title, lines, payment.amount, _outcome_facts(payment))


def _said(payment: Payment, words: Words) -> tuple[str, tuple[str, ...]]:
    match payment.state:
        case State.AUTHORISED:
            note = tr("金額を確保しました。出荷・受渡のときに「取引履歴」の与信済み(未計上)から売上計上してください。")
            return tr("与信済み(未計上)"), (note,)
        case State.CAPTURING:
            note = tr("もう一度入力しないでください。結果は自動で確認します。次の注文を始められます。")
            return tr("売上計上を確認しています"), (note,)
        case State.DECLINED | State.EXPIRED:
            why = payment.capture_refused or payment.decline
            note = tr("売上は計上されていません。")
            return tr("売上計上できませんでした"), (note, words.text(why.value) if why is not None else "")
        case State.APPROVED:
            return words.text("outcome_approved"), (tr("売上を計上しました。"),)
    return words.text(f"outcome_{payment.state}"), (words.text(f"outcome_detail_{payment.state}"),)


@dataclass(frozen=True, slots=True)
class CardDoubtView:
    """確認中: ``settling``, the answer or an undo is on its way, and no key counts any more."""

    title: str
    lines: tuple[str, ...]
    amount: int
    facts: Facts
    settling: bool


def card_doubt_view(snapshot: Snapshot, words: Words) -> CardDoubtView:
    """Draw 確認中 of the payment on the screen."""
    payment = snapshot.card_payment
    facts: Facts = ()
    if payment is not None:
        elapsed = tr("{seconds}秒経過", seconds=seconds_open(payment, snapshot.at))
        facts = ((tr("決済番号"), f"{number(payment)} · {elapsed}"), *_card(payment))
    why = words.label(payment.doubt) if payment is not None and payment.doubt is not None else ""
    return CardDoubtView(
        title=words.label(State.IN_DOUBT),
        lines=(tr("カードの金額が確保されたか確認しています。\nもう一度入力しないでください。"), why),
        amount=snapshot.card.amount,
        facts=facts,
        settling=payment is None or payment.state is not State.IN_DOUBT,
    )


def card_of(payment: Payment) -> str:
    """Brand and last three (T-06, D-10); empty while neither is known."""
    if payment.brand is None or payment.last3 is None:
        return ""
    return tr("{brand} 下3桁 {last3}", brand=BRAND_NAMES[payment.brand], last3=payment.last3)


def _card(payment: Payment) -> Facts:
    said = card_of(payment)
    return ((tr("カード"), said),) if said else ()


def _order(payment: Payment) -> Facts:
    caller = payment.caller
    facts = [*_card(payment)]
    if caller is not None:
        facts += [(tr("お名前(カナ)"), caller.name), (tr("電話番号"), caller.phone)]
        if caller.memo:
            facts.append((tr("注文番号・メモ"), caller.memo))
    later = payment.capture_when is CaptureWhen.DELIVERY
    facts.append((tr("売上計上"), tr("出荷・受渡時") if later else tr("確定時")))
    facts.append((tr("決済番号"), number(payment)))
    if payment.approval_code:
        facts.append((tr("承認番号"), payment.approval_code))
    return tuple(facts)


def _outcome_facts(payment: Payment) -> Facts:
    facts = [(tr("日時"), to_the_second(payment.approved_at or payment.changed_at)), (tr("決済番号"), number(payment))]
    facts += _card(payment)
    if payment.caller is not None:
        facts.append((tr("お名前(カナ)"), payment.caller.name))
    if payment.state is State.AUTHORISED and payment.expires_at is not None:
        facts.append((tr("期限"), to_the_second(payment.expires_at)))
    return tuple(facts)


def _time_left(since: datetime, now: datetime) -> str:
    left = max(0, int((CONFIRM_WITHIN - (now - since)).total_seconds()))
    time = f"{left // 60}:{left % 60:02}"
    return tr("お客様に復唱してから確定してください。あと {time} で与信は自動で取り消されます。", time=time)
