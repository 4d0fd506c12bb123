"""What waits for a manager's approval, in words (D-7). Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from uuid import UUID

from pos_app.domain.typed_digits import in_fours
from pos_app.till.approvals import Waiting
from pos_app.till.snapshot import Snapshot
from pos_app.till.words import Words
from pos_app.ui.screens.history.writing import clock, to_the_second
from pos_app.ui.text import tr
from pos_app.wire.approvals import ApprovalRequest, RefusalReason
from pos_app.wire.staff import Right

REFUSAL_KEYS: Mapping[str, RefusalReason] = MappingProxyType(
    {str(place): why for place, why in enumerate(RefusalReason, start=1)}
)


@dataclass(frozen=True, slots=True)
class RequestView:
    """One request; ``trouble`` is what went wrong with the last answer, ``busy`` that one is on its way."""

    id: UUID
    number: str
    amount: int
    reason: str
    facts: tuple[tuple[str, str], ...]
    trouble: str
    busy: bool


@dataclass(frozen=True, slots=True)
class RequestLine:
    """One line of the list."""

    id: UUID
    time: str
    asked_by: str
    amount: int
    reason: str


def may_answer(snapshot: Snapshot) -> bool:
    """Whether whoever is at the counter may allow voids."""
    return snapshot.staff is not None and Right.APPROVE in snapshot.staff.rights


def request_lines(waiting: Waiting, words: Words) -> tuple[RequestLine, ...]:
    """The list, the oldest first."""
    return tuple(
        RequestLine(one.operation, clock(one.asked_at), _asker(one), one.amount, words.label(one.reason))
        for one in waiting.requests
    )


def request_view(waiting: Waiting, chosen: object, words: Words, now: datetime) -> RequestView | None:
    """The chosen request, or the first; None where none waits."""
    found = next((one for one in waiting.requests if one.operation == chosen), None)
    one = found or (waiting.requests[0] if waiting.requests else None)
    if one is None:
        return None
    minutes = max(int((now - one.asked_at).total_seconds()) // 60, 0)
    facts = (
        (tr("会計"), to_the_second(one.paid_at)),
        (tr("依頼"), tr("{time} ({minutes}分前)", time=clock(one.asked_at), minutes=minutes)),
        (tr("担当者"), one.asked_by),
        (tr("レジ"), one.terminal_name),
    )
    trouble = (
        words.text("offline_set_up" if waiting.trouble == "offline" else waiting.trouble) if waiting.trouble else ""
    )
    return RequestView(
        one.operation,
        in_fours(one.number),
        one.amount,
        words.label(one.reason),
        facts,
        trouble,
        busy=waiting.answering is not None,
    )


def _asker(one: ApprovalRequest) -> str:
    return f"{one.asked_by} ({one.terminal_name})"
