"""How the sandbox knows a card again that it saw once: a reference that says what its issuer must know of it.

A real processor's reference is a key to its own vault. Here it names the test card's behaviour, the expiry month and
the request that it was made for, so that nothing need be kept, and the same request gets the same reference.
"""

from typing import NamedTuple
from uuid import UUID


class Card(NamedTuple):
    """What the issuer knows of a card; ``expiry`` as YYMM."""

    profile: str
    expiry: str


def written(card: Card, request: UUID) -> str:
    """Make a card's reference; two requests never have the same."""
    return f"{card.profile} {card.expiry} {request}"


def card_of(reference: str) -> Card | None:
    """Give the card that a reference stands for; None for what was never one."""
    parts = reference.split(" ")
    return Card(*parts[:2]) if len(parts) == 3 else None
