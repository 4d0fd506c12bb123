"""What a payment by card has besides, from the journal or the server's books: facts, and what can be done. Pure."""

import unicodedata
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto, unique

from pos_app.domain.calendar import days_left, is_within, transaction_date
from pos_app.domain.card import Brand
from pos_app.till.payment import Method, Payment, State
from pos_app.till.words import Words
from pos_app.ui.brands import BRAND_NAMES
from pos_app.ui.screens.history.writing import written_date
from pos_app.ui.text import tr
from pos_app.wire.cards import Caller, CaptureWhen
from pos_app.wire.payments import PaymentRecord, PaymentState


@unique
class Standing(Enum):
    """Where the money is."""

    HELD = auto()
    """与信済み, to be captured at 出荷・受渡."""
    TAKEN = auto()
    """Captured; something is left to give back."""
    ELSE = auto()
    """Being asked for, being confirmed, or over."""


@dataclass(frozen=True, slots=True)
class CardSide:
    """Amounts in whole yen; ``captured`` 0: nothing was."""

    standing: Standing
    brand: Brand | None
    last3: str
    approval_code: str
    caller: Caller | None
    capture_when: CaptureWhen | None
    expires_at: datetime | None
    captured: int
    returned: int
    return_until: datetime | None

    @property
    def left(self) -> int:
        """What can still be given back."""
        return max(0, self.captured - self.returned)

    @property
    def is_part_returned(self) -> bool:
        """一部返金."""
        return 0 < self.returned < self.captured

    def is_open(self, now: datetime) -> bool:
        """Whether it can still be captured, released or given back; the server decides in the end."""
        until = self.expires_at if self.standing is Standing.HELD else self.return_until
        return self.standing is not Standing.ELSE and until is not None and is_within(now, until)


def card_side(known: Payment | None, record: PaymentRecord | None) -> CardSide | None:
    """None for a wallet's payment. The journal goes before the books, as its states do."""
    if known is not None and known.method is Method.CARD:
        return CardSide(
            standing=_standing_known(known),
            brand=known.brand,
            last3=known.last3 or "",
            approval_code=known.approval_code or "",
            caller=known.caller,
            capture_when=known.capture_when,
            expires_at=known.expires_at,
            captured=known.captured,
            returned=known.returned,
            return_until=known.return_until or (record.card.return_until if record and record.card else None),
        )
    if record is None or record.card is None:
        return None
    card = record.card
    return CardSide(
        standing=_standing_booked(record),
        brand=card.brand,
        last3=card.last3,
        approval_code=card.approval_code,
        caller=card.caller,
        capture_when=card.capture,
        expires_at=card.expires_at,
        captured=card.captured,
        returned=card.returned,
        return_until=card.return_until,
    )


def _standing_known(known: Payment) -> Standing:
    if known.state is State.AUTHORISED and known.held:
        return Standing.HELD
    return Standing.TAKEN if known.state is State.APPROVED and known.left_to_return else Standing.ELSE


def _standing_booked(record: PaymentRecord) -> Standing:
    if record.state is PaymentState.AUTHORISED:
        return Standing.HELD
    taken = record.card is not None and record.card.captured > record.card.returned
    return Standing.TAKEN if record.state is PaymentState.CAPTURED and taken else Standing.ELSE


def card_name(brand: Brand | None, last3: str) -> str:
    """Brand and last three: more of a number is nowhere (D-10)."""
    if brand is None:
        return tr("下3桁 {last3}", last3=last3) if last3 else ""
    return tr("{brand} 下3桁 {last3}", brand=BRAND_NAMES[brand], last3=last3)


def card_facts(side: CardSide) -> list[tuple[str, str]]:
    """Card, caller, and what became of the amount."""
    facts = [(tr("カード"), card_name(side.brand, side.last3)), (tr("承認番号"), side.approval_code)]
    if side.caller is not None:
        facts += caller_facts(side.caller)
    if side.capture_when is not None:
        when = {CaptureWhen.NOW: tr("確定時"), CaptureWhen.DELIVERY: tr("出荷・受渡時")}
        facts.append((tr("売上計上"), when[side.capture_when]))
    if side.captured:
        facts.append((tr("売上金額"), tr("{amount} 円", amount=f"{side.captured:,}")))
    if side.returned:
        facts.append((tr("返金済み"), tr("{amount} 円", amount=f"{side.returned:,}")))
    return facts


def is_meant(caller: Caller, typed: str) -> bool:
    """Whether somebody who typed this looks for this caller: part of the name, the number or the memo (D-20)."""
    wanted = _plain(typed)
    return any(wanted in _plain(text) for text in (caller.name, caller.phone, caller.memo))


def _plain(text: str) -> str:
    """Wide or narrow, with or without spaces and hyphens: the same."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split()).replace("-", "")


def caller_facts(caller: Caller) -> list[tuple[str, str]]:
    """Who ordered."""
    return [(tr("お名前(カナ)"), caller.name), (tr("電話番号"), caller.phone), (tr("注文番号・メモ"), caller.memo)]


def until_words(side: CardSide, now: datetime, words: Words) -> str:
    """Until when what can be done; empty where nothing can."""
    if side.standing is Standing.HELD and side.expires_at is not None:
        return deadline(side.expires_at, now)
    if side.standing is Standing.TAKEN and side.return_until is not None:
        return words.text("screen_void_until", until=side.return_until, days=max(days_left(side.return_until, now), 0))
    return ""


def deadline(expires_at: datetime, now: datetime) -> str:
    """期限 of what is held."""
    days = max(days_left(expires_at, now), 0)
    return tr("期限 {date}まで(あと{days}日)", date=written_date(transaction_date(expires_at)), days=days)
