"""What a tenkey tells: immutable values, none of which can hold a digit of a card number but the last three."""

from dataclasses import dataclass, field
from enum import StrEnum

from pos_app.domain.card import Brand


class Keying(StrEnum):
    """Which part of a card is being keyed."""

    NUMBER = "number"
    EXPIRY = "expiry"


class PadTrouble(StrEnum):
    """Why an entry can't go on, or can't begin. The first six are the connection's (text B)."""

    NOT_THERE = "not_there"
    """Nothing at that address, or not ours to open."""
    DISCONNECTED = "disconnected"
    NO_ANSWER = "no_answer"
    """START was not acknowledged: 2 seconds, three tries."""
    GARBLED = "garbled"
    """Three damaged frames in a row, or a NAK."""
    BAD_ADDRESS = "bad_address"
    """An address that is none, or of a kind that is refused (``spy://`` and the like write to disk)."""
    NUM_LOCK_OFF = "num_lock_off"
    TIMED_OUT = "timed_out"
    """Text C, as the next."""
    INVALID = "invalid"
    """The number's length or check digit, or the expiry, is wrong."""


@dataclass(frozen=True, slots=True)
class PadReady:
    """The pad acknowledged START: the caller may dictate. ``entry`` is the number that the till gave to this entry."""

    entry: int


@dataclass(frozen=True, slots=True)
class KeysSoFar:
    """So many keys of this part are in. ``brand`` as soon as it is known, which an encrypting pad never tells."""

    entry: int
    keying: Keying
    count: int
    brand: Brand | None = None


@dataclass(frozen=True, slots=True)
class PadEncrypted:
    """A finished entry of an encrypting pad. ``serial`` 10 bytes, ``ksn`` 10 (TDES) or 12 (AES)."""

    algorithm: str
    serial: bytes
    ksn: bytes
    cipher: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Sealed:
    """A finished entry of a plain pad: a compact JWE to the processor's key."""

    jwe: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class CardKeyed:
    """The entry is complete. ``unusual``: the check digit is wrong where that is no reason to refuse (UnionPay)."""

    entry: int
    blob: PadEncrypted | Sealed
    brand: Brand | None
    last3: str
    unusual: bool = False


@dataclass(frozen=True, slots=True)
class PadCancelled:
    """Cancel was pressed on the pad itself."""

    entry: int


@dataclass(frozen=True, slots=True)
class PadFailed:
    """The entry is over without a card. ``entry`` is None where none was under way: the pad went, or can't be used."""

    entry: int | None
    trouble: PadTrouble


@dataclass(frozen=True, slots=True)
class PadBack:
    """The pad answers again, or for the first time."""


@dataclass(frozen=True, slots=True)
class AmountKey:
    """One key of a pad in AMOUNT mode: ``0`` to ``9``, ``enter``, ``back``, ``clear``, ``cancel``."""

    key: str


PadEvent = PadReady | KeysSoFar | CardKeyed | PadCancelled | PadFailed | PadBack | AmountKey
