"""What stands on the customer's phone: one immutable value for everything, for whoever draws it."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from pos_app.wire.member import MemberPayment, Wallet


class Show(StrEnum):
    """What the customer shows."""

    NOTHING = "nothing"
    GOOD = "good"
    """A code that pays, made anew for each sale."""
    EXPIRED = "expired"
    TOO_LITTLE = "too_little"
    """A code of somebody who has one yen."""
    FOREIGN = "foreign"
    """Another operator's."""
    USED = "used"
    """One that was paid with before."""
    PHOTO = "photo"
    """A picture or video of one's own."""
    WEBCAM = "webcam"
    """What the real camera sees."""


REAL = frozenset({Show.PHOTO, Show.WEBCAM})
"""What a camera of one's own sees; every other one is on the simulated phone."""


@dataclass(frozen=True, slots=True)
class Held:
    """A code as the phone shows it: the QR's text, the お支払い番号 under it where there is one, and until when."""

    text: str = field(repr=False)
    number: str = field(default="", repr=False)
    expires_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Phone:
    """``name`` and ``balance`` (whole yen) are empty where the phone is another operator's.

    ``payment`` is what was paid since the code was shown, or the latest one as it stands now (取消済み, for instance).
    """

    show: Show = Show.NOTHING
    name: str = ""
    held: Held | None = None
    balance: int | None = None
    payment: MemberPayment | None = None
    is_cut_off: bool = False
    """The phone itself could not reach the server."""
    known: UUID | None = None
    """The newest payment when the code was shown."""

    def with_code(self, show: Show, name: str, held: Held | None) -> "Phone":
        """Another code on the screen; what was paid before is no news any more."""
        newest = self.payment.id if self.payment is not None else self.known
        return Phone(show, name, held, self.balance if name == self.name else None, known=newest)

    def with_wallet(self, wallet: Wallet) -> "Phone":
        """The wallet as it is now; a payment that is new since the code was shown takes the code's place."""
        newest = wallet.payments[0] if wallet.payments else None
        first = self.balance is None
        known = newest.id if first and newest is not None else self.known
        is_news = newest is not None and newest.id != known
        return replace(self, balance=wallet.balance, payment=newest if is_news else None, known=known, is_cut_off=False)
