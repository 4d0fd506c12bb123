"""取引履歴詳細 in words (rows E-40, E-43, E-44, E-45, D-5, D-26, D-27): one payment, from journal and server. Pure."""

from dataclasses import dataclass
from uuid import UUID

from pos_app.domain.calendar import transaction_date
from pos_app.domain.typed_digits import in_fours
from pos_app.till.payment import Payment
from pos_app.till.snapshot import Snapshot
from pos_app.till.words import Words
from pos_app.ui.look.tokens import Tone
from pos_app.ui.screens.history.card_side import CardSide, card_facts, card_side
from pos_app.ui.screens.history.deeds import deeds, is_captured
from pos_app.ui.screens.history.entries import state_of, state_of_record
from pos_app.ui.screens.history.writing import to_the_second, written_date
from pos_app.ui.text import tr
from pos_app.wire.payments import PaymentRecord


@dataclass(frozen=True, slots=True)
class Receipt:
    """領収書: what to write on it, and whether one was handed over; ``can_be_marked`` while money is with us."""

    lines: tuple[tuple[str, str], ...]
    given: bool
    can_be_marked: bool


@dataclass(frozen=True, slots=True)
class DetailView:
    """``facts`` are pairs of name and value. ``void`` is empty for whoever may void nothing; ``void_note`` says why not
    or until when. ``attention`` is the sentence of a contradiction; ``note`` where the server could not be asked.
    ``capture`` and ``partly`` are a card's 売上計上 and 返金, empty where they can't be done."""

    id: UUID
    number: str
    state: str
    tone: Tone
    amount: int
    facts: tuple[tuple[str, str], ...]
    until: str
    left: str
    void: str
    can_void: bool
    void_note: str
    receipt: Receipt | None
    attention: str
    note: str
    capture: str = ""
    partly: str = ""


def detail_view(snapshot: Snapshot, words: Words) -> DetailView | None:
    """Draw the payment that is looked at; None where none is, or nothing is known of it yet."""
    detail = snapshot.detail
    if detail.payment is None:
        return None
    known = detail.known or _in_snapshot(snapshot, detail.payment)
    record = detail.record or _in_search(snapshot, detail.payment)
    if known is None and record is None:
        return None
    text, tone = state_of(known, words) if known is not None else _record_state(record, words)
    side = card_side(known, record)
    can = deeds(snapshot, known, record, side, words)
    return DetailView(
        id=detail.payment,
        number=in_fours(known.number if known else _of(record).number),
        state=text,
        tone=tone,
        amount=(side.captured if side else 0) or (known.amount if known else _of(record).amount),
        facts=_facts(snapshot, known, record, side, words),
        until=can.until,
        left=can.left,
        void=can.void,
        can_void=can.can_void,
        void_note=can.void_note,
        receipt=_receipt(snapshot, known, record, side) if is_captured(known, record) else None,
        attention=words.label(known.attention) if known is not None and known.attention else "",
        note=_note(snapshot, words),
        capture=can.capture,
        partly=can.partly,
    )


def _of(record: PaymentRecord | None) -> PaymentRecord:
    assert record is not None  # noqa: S101 - one of the two is known
    return record


def _record_state(record: PaymentRecord | None, words: Words) -> tuple[str, Tone]:
    return state_of_record(_of(record), words)


def _in_snapshot(snapshot: Snapshot, payment: UUID) -> Payment | None:
    candidates = (*snapshot.attention, *snapshot.open, *snapshot.today)
    return next((each for each in candidates if each.id == payment), None)


def _in_search(snapshot: Snapshot, payment: UUID) -> PaymentRecord | None:
    return next((each for each in snapshot.search.payments if each.id == payment), None)


def _facts(
    snapshot: Snapshot, known: Payment | None, record: PaymentRecord | None, side: CardSide | None, words: Words
) -> tuple[tuple[str, str], ...]:
    terminal, facts = snapshot.terminal, []
    at = record.recorded_at if record else (known.approved_at or known.created_at if known else snapshot.at)
    facts.append((tr("日時"), to_the_second(at)))
    if side is not None:
        facts += card_facts(side)
    elif terminal is not None:
        facts.append((tr("サービス"), terminal.wallet_name))
    if record is not None and record.code_kind is not None:
        kinds = {"qr": tr("QRコード"), "number": tr("お支払い番号")}
        facts.append((tr("コード区分"), kinds[record.code_kind]))
    own_store = terminal.store_name if terminal is not None and known is not None and known.own else ""
    facts.append((tr("店舗"), record.store_name if record else own_store))
    own_terminal = terminal.terminal_id if terminal is not None and known is not None and known.own else ""
    facts.append((tr("端末ID"), record.terminal_id if record else own_terminal))
    name = record.staff_name if record else (known.staff_name if known else "")
    number = f" ({record.staff_number})" if record is not None and record.staff_number is not None else ""
    facts.append((tr("担当者"), f"{name}{number}"))
    facts += _story(known, record, words)
    return tuple((name, value) for name, value in facts if value)


def _story(known: Payment | None, record: PaymentRecord | None, words: Words) -> list[tuple[str, str]]:
    """Why it was declined or voided, and what else became of it."""
    told: list[tuple[str, str]] = []
    decline = known.decline if known is not None else (record.decline if record else None)
    if decline is not None:
        told.append((tr("不成立の理由"), words.text(decline.value)))
    if known is not None and known.cancel is not None:
        told.append((tr("結果"), words.label(known.cancel)))
    if known is not None and known.effect is not None:
        told.append((tr("結果"), words.label(known.effect)))
    if known is not None and known.capture_refused is not None:
        told.append((tr("売上計上の結果"), words.text(known.capture_refused.value)))
    if known is not None and known.void_refused is not None:
        told.append((tr("取消の結果"), words.text(known.void_refused.value)))
    if record is not None and record.undone_at is not None:
        told.append((tr("取消日時"), to_the_second(record.undone_at)))
    if record is not None and record.void_reason is not None:
        told.append((tr("取消の理由"), words.label(record.void_reason)))
    return told


def _receipt(snapshot: Snapshot, known: Payment | None, record: PaymentRecord | None, side: CardSide | None) -> Receipt:
    amount = side.left if side else known.amount if known else _of(record).amount
    at = record.recorded_at if record else (known.approved_at or known.created_at if known else snapshot.at)
    lines = [
        (tr("金額"), tr("{amount} 円", amount=f"{amount:,}")),
        (tr("日付"), written_date(transaction_date(at))),
    ]
    if side is not None:
        lines.append((tr("支払方法"), tr("クレジットカード")))
    elif snapshot.terminal is not None:
        lines.append((tr("支払方法"), snapshot.terminal.wallet_name))
    given = known is not None and known.receipt_given
    return Receipt(tuple(lines), given, can_be_marked=known is not None or record is not None)


def _note(snapshot: Snapshot, words: Words) -> str:
    trouble = snapshot.detail.trouble
    if trouble is None or trouble == "not_found":  # Never asked of the server, or not yet there.
        return ""
    if trouble == "offline":
        return tr("サーバーと通信できないため、このレジの記録だけを表示しています。")
    return words.text(trouble)
