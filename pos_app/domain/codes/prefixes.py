"""Whose code starts how: the table that the server delivers (requirements row D-23).

In Japan an operator's id stands at the head of each of its codes, as QR and as barcode (JPQR CPM), so that a store can
tell the services apart. EMV codes carry an application id (AID) instead; its first ten hexadecimal characters say
whose it is.
"""

import re
from dataclasses import dataclass

from pos_app.errors import Bug

_PREFIX = re.compile(r"[0-9]{4,10}|[A-F][0-9A-F]{3,9}")
_OPERATOR = re.compile(r"[0-9]{8}")


@dataclass(frozen=True, slots=True)
class PrefixRow:
    """Codes that start with ``prefix`` belong to ``operator_name``.

    ``prefix`` has 4 to 10 digits (6 to 10 are in use), or is the head of an AID in upper-case hexadecimal that starts
    with a letter. Raises Bug for another form.
    """

    prefix: str
    operator_name: str

    def __post_init__(self) -> None:
        if _PREFIX.fullmatch(self.prefix) is None:
            raise Bug(f"a prefix of {len(self.prefix)} characters, or of the wrong ones")


@dataclass(frozen=True, slots=True)
class PrefixTable:
    """The wallet that this till takes, and the names of the others.

    ``wallet_operator`` is the wallet's operator id (事業者識別コード), eight digits. ``shortest`` and ``longest`` bound
    the digits of a customer's barcode; 16 to 24 were observed. Raises Bug for another form.
    """

    wallet_operator: str
    rows: tuple[PrefixRow, ...] = ()
    shortest: int = 16
    longest: int = 24

    def __post_init__(self) -> None:
        if not is_operator_id(self.wallet_operator):
            raise Bug("a wallet's operator id has eight digits")

    def owner(self, head: str) -> str | None:
        """Give the name whose prefix is the longest that ``head`` starts with; None when nobody's does."""
        fitting = [row for row in self.rows if head.startswith(row.prefix)]
        return max(fitting, key=lambda row: len(row.prefix)).operator_name if fitting else None

    def is_own(self, digits: str) -> bool:
        """Say whether digits start with the wallet's own id, and no row knows them better."""
        own = self.wallet_operator
        return digits.startswith(own) and not any(
            len(row.prefix) > len(own) and digits.startswith(row.prefix) for row in self.rows
        )


def is_operator_id(text: str) -> bool:
    """Say whether a text is an operator id of the wallet's kind: eight ASCII digits."""
    return _OPERATOR.fullmatch(text) is not None
