"""What can be done with a payment, until when, and why not (rows E-43, D-5, D-7, D-20). Pure."""

from dataclasses import dataclass
from datetime import datetime

from pos_app.domain.calendar import days_left, is_within
from pos_app.till.card_lists import waits_for_capture
from pos_app.till.payment import Payment, State
from pos_app.till.snapshot import Snapshot
from pos_app.till.words import Words
from pos_app.ui.screens.history.card_side import CardSide, Standing, until_words
from pos_app.ui.text import tr
from pos_app.wire.payments import PaymentRecord, PaymentState
from pos_app.wire.staff import Right

_VOIDERS = frozenset({Right.VOID, Right.VOID_BY_SETTING})
_CAPTURED = frozenset({State.APPROVED})


@dataclass(frozen=True, slots=True)
class Deeds:
    """``void`` is empty for whoever may void nothing; ``capture`` and ``partly`` where they can't be done.

    ``until`` is the deadline, ``left`` what is to be known of it besides, ``void_note`` why nothing can be done.
    """

    until: str
    left: str
    void: str
    can_void: bool
    void_note: str
    capture: str = ""
    partly: str = ""


def deeds(
    snapshot: Snapshot, known: Payment | None, record: PaymentRecord | None, side: CardSide | None, words: Words
) -> Deeds:
    """Draw them; ``side`` is None for a wallet's payment."""
    if side is None:
        return _wallet_deeds(snapshot, known, record, words)
    return _card_deeds(snapshot, known, record, side, words)


def is_captured(known: Payment | None, record: PaymentRecord | None) -> bool:
    """Whether money is with us."""
    if known is not None:
        return known.state in _CAPTURED
    return record is not None and record.state is PaymentState.CAPTURED


def _may_void(snapshot: Snapshot) -> bool:
    return snapshot.staff is not None and bool(_VOIDERS & set(snapshot.staff.rights))


def _wallet_deeds(snapshot: Snapshot, known: Payment | None, record: PaymentRecord | None, words: Words) -> Deeds:
    until, captured = _until(known, record), is_captured(known, record)
    open_for = captured and until is not None and is_within(snapshot.at, until)
    return Deeds(
        until=_until_words(until, snapshot.at, words) if captured else "",
        left=_left_words(until, snapshot.at) if open_for else "",
        void=words.text("screen_void_this") if _may_void(snapshot) else "",
        can_void=open_for,
        void_note="" if open_for else _why_not(known, record, words, captured=captured),
    )


def _card_deeds(
    snapshot: Snapshot, known: Payment | None, record: PaymentRecord | None, side: CardSide, words: Words
) -> Deeds:
    now, may = snapshot.at, _may_void(snapshot)
    open_for = side.is_open(now)
    held, taken = side.standing is Standing.HELD, side.standing is Standing.TAKEN
    sells = snapshot.staff is not None and Right.SELL in snapshot.staff.rights
    waits = held and waits_for_capture(known, record, now)
    until = side.expires_at if held else side.return_until
    return Deeds(
        until=until_words(side, now, words),
        left=_left_words(until, now) if open_for else "",
        void=_card_void(side, words) if may else "",
        can_void=open_for,
        void_note="" if open_for else _why_not_card(known, record, side, words),
        capture=tr("売上計上する") if waits and open_for and sells else "",
        partly=tr("一部を返金する") if taken and open_for and may and side.left > 1 else "",
    )


def _card_void(side: CardSide, words: Words) -> str:
    if side.standing is Standing.HELD:
        return tr("与信を取り消す")
    if side.standing is Standing.ELSE:
        return words.text("screen_void_this")
    return tr("残りをすべて返金する") if side.returned else tr("全額を取り消す")


def _why_not_card(known: Payment | None, record: PaymentRecord | None, side: CardSide, words: Words) -> str:
    if side.standing is Standing.TAKEN:
        return words.text("return_window_closed")
    if side.standing is Standing.HELD or _has_expired(known, record):
        return words.text("authorisation_expired")
    if known is not None and known.is_unconfirmed:
        return tr("「電話注文(カード)」の確認画面で、確定するか取りやめてください。")
    if known is not None and known.state is State.CAPTURING:
        return tr("結果が分かるまで取り消せません。")
    if side.captured and not side.left:
        return words.text("already_voided")
    return _why_not(known, record, words, captured=False)


def _has_expired(known: Payment | None, record: PaymentRecord | None) -> bool:
    if known is not None:
        return known.state is State.EXPIRED
    return record is not None and record.state is PaymentState.EXPIRED


def _until(known: Payment | None, record: PaymentRecord | None) -> datetime | None:
    return (known.void_until if known else None) or (record.void_until if record else None)


def _until_words(until: datetime | None, now: datetime, words: Words) -> str:
    return "" if until is None else words.text("screen_void_until", until=until, days=max(days_left(until, now), 0))


def _left_words(until: datetime | None, now: datetime) -> str:
    return tr("今日まで") if until is not None and days_left(until, now) == 0 else ""


def _why_not(known: Payment | None, record: PaymentRecord | None, words: Words, *, captured: bool) -> str:
    if captured:
        return words.text("void_route_window_closed")
    if known is not None and known.state is State.VOIDING:
        return words.text("outcome_voiding")
    if (known is not None and known.state is State.VOIDED) or (
        known is None and record is not None and record.state is PaymentState.VOIDED
    ):
        return words.text("already_voided")
    if known is not None and known.state in (State.SUBMITTED, State.IN_DOUBT, State.REVERSING):
        return tr("結果が分かるまで取り消せません。")
    return words.text("void_route_not_voidable")
