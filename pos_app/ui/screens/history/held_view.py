"""与信済み(未計上) in words (row D-20): what is held on cards of this store's callers, the nearest 期限 first. Pure."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from pos_app.domain.calendar import days_left, is_within, transaction_date
from pos_app.domain.typed_digits import in_fours
from pos_app.till.snapshot import Snapshot
from pos_app.till.words import Words
from pos_app.ui.screens.history.card_side import caller_facts, card_name, deadline, is_meant
from pos_app.ui.screens.history.writing import to_the_second
from pos_app.ui.text import tr
from pos_app.wire.payments import PaymentRecord
from pos_app.wire.staff import Right

SOON_DAYS = 7
"""So near a 期限 stands out."""


@dataclass(frozen=True, slots=True)
class HeldLine:
    """One line of the list."""

    id: UUID
    until: str
    name: str
    amount: int
    soon: bool


@dataclass(frozen=True, slots=True)
class HeldView:
    """One sale that waits; amounts in yen. ``note`` says why it can't be captured here."""

    record: PaymentRecord
    number: str
    amount: int
    until: str
    soon: bool
    facts: tuple[tuple[str, str], ...]
    may_capture: bool
    may_void: bool
    note: str


def has_cards(snapshot: Snapshot) -> bool:
    """Whether this store sells by card; nobody does in practice."""
    contracted = snapshot.terminal is not None and snapshot.terminal.cards is not None
    return contracted and snapshot.practice is None


def waiting(snapshot: Snapshot, typed: str = "") -> tuple[PaymentRecord, ...]:
    """Those that are held, the nearest 期限 first; of them those that somebody who typed this looks for."""
    held = [(each.card, each) for each in snapshot.held.payments or () if each.card is not None]
    found = [(card.expires_at, each) for card, each in held if is_meant(card.caller, typed)]
    return tuple(record for _, record in sorted(found, key=lambda pair: (pair[0], pair[1].number)))


def held_lines(snapshot: Snapshot, typed: str = "") -> tuple[HeldLine, ...]:
    """The list."""
    return tuple(_line(record, snapshot.at) for record in waiting(snapshot, typed))


def held_view(snapshot: Snapshot, chosen: object, words: Words, typed: str = "") -> HeldView | None:
    """The chosen one, or the first where none is chosen; None where the chosen one does not wait, or nothing does.

    Never another one in its place: whoever presses Enter twice captures what stands here.
    """
    records = waiting(snapshot, typed)
    wanted = [each for each in records if chosen is None or each.id == chosen]
    record = wanted[0] if wanted else None
    if record is None or record.card is None:
        return None
    card, rights = record.card, snapshot.staff.rights if snapshot.staff else ()
    in_time = is_within(snapshot.at, card.expires_at)
    facts = [
        *caller_facts(card.caller),
        (tr("カード"), card_name(card.brand, card.last3)),
        (tr("承認番号"), card.approval_code),
        (tr("与信日時"), to_the_second(record.recorded_at)),
        (tr("担当者"), record.staff_name),
    ]
    return HeldView(
        record=record,
        number=in_fours(record.number),
        amount=record.amount,
        until=deadline(card.expires_at, snapshot.at),
        soon=_is_soon(card.expires_at, snapshot.at),
        facts=tuple((name, value) for name, value in facts if value),
        may_capture=in_time and Right.SELL in rights,
        may_void=in_time and bool({Right.VOID, Right.VOID_BY_SETTING} & set(rights)),
        note="" if in_time else words.text("authorisation_expired"),
    )


def held_trouble(snapshot: Snapshot, words: Words) -> str:
    """What went wrong with the list, or with the last capture, and whose that was."""
    trouble, whose = snapshot.held.trouble, snapshot.held.whose
    if trouble is None:
        return ""
    why = words.text("offline_set_up" if trouble == "offline" else trouble)
    return tr("{name} 様の売上計上: {why}", name=whose, why=why) if whose else why


def _line(record: PaymentRecord, now: datetime) -> HeldLine:
    card = record.card
    expires_at = card.expires_at if card is not None else now
    day = transaction_date(expires_at)
    until = tr("{month}/{day} あと{days}日", month=day.month, day=day.day, days=max(days_left(expires_at, now), 0))
    name = card.caller.name if card is not None else ""
    return HeldLine(record.id, until, name, record.amount, _is_soon(expires_at, now))


def _is_soon(expires_at: datetime, now: datetime) -> bool:
    return days_left(expires_at, now) <= SOON_DAYS
