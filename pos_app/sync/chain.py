"""The hash chain over the journal's events: each one seals all before it."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

GENESIS = bytes(32)


@dataclass(frozen=True, slots=True)
class StoredEvent:
    """One row of the journal."""

    position: int
    at: str
    """ISO 8601, UTC, microseconds: fixed width, so that it sorts as text."""
    payment: UUID | None
    kind: str
    data: str
    """JSON."""
    prev: bytes
    hash: bytes


def link(prev: bytes, position: int, at: str, payment: UUID | None, kind: str, data: str) -> bytes:
    """SHA-256 over the previous hash and every chained value, each with its length before it."""
    digest = hashlib.sha256(prev)
    digest.update(position.to_bytes(8, "big"))
    for part in (at.encode(), payment.bytes if payment else b"", kind.encode(), data.encode()):
        digest.update(len(part).to_bytes(4, "big"))
        digest.update(part)
    return digest.digest()


def first_break(events: Iterable[StoredEvent], after: int = 0, anchor: bytes = GENESIS) -> int | None:
    """The position at which the chain no longer holds, or None.

    ``after`` and ``anchor`` are a position known to be whole and its hash; the events start behind it.
    """
    prev, expected = anchor, after + 1
    for event in events:
        whole = (
            event.position == expected
            and event.prev == prev
            and event.hash == link(prev, event.position, event.at, event.payment, event.kind, event.data)
        )
        if not whole:
            return expected
        prev, expected = event.hash, expected + 1
    return None
