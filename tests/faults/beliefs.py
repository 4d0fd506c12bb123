"""What a cashier acted upon at the counter: whatever she was shown must stay true."""

import json
from enum import StrEnum
from pathlib import Path
from uuid import UUID

BELIEFS = "beliefs"


class Belief(StrEnum):
    PAID = "paid"
    """The goods left."""
    CASH = "cash"
    """Nothing was taken from the wallet, or it goes back: cash was taken instead."""


def read_beliefs(folder: Path) -> list[tuple[UUID, Belief]]:
    """All but a line that was being written when the till was killed."""
    text = (folder / BELIEFS).read_text(encoding="utf-8")
    lines = text[: text.rfind("\n") + 1].splitlines()
    return [(UUID(payment), Belief(belief)) for payment, belief in map(json.loads, lines)]
