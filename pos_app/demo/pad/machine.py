"""What a pad does with bytes, keys and time; pure but for the counter that its key keeps."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from pos_app.demo.pad.injected import InjectedKey, Record
from pos_app.demo.pad.mischief import Mischief
from pos_app.demo.pad.record_frame import damaged, record_frame
from pos_app.devices.tenkey import commands, frames
from pos_app.domain.card import (
    EXPIRY_DIGITS,
    LONGEST,
    brand_of,
    expiry_as_printed,
    is_luhn,
    lengths,
    may_fail_luhn,
)

MODEL = b"POS PAD SIM 1.0"

_AMOUNT_KEYS = {"enter": 0x0D, "back": 0x08, "clear": 0x2A, "cancel": 0x1B}
_AMOUNT_DIGITS = 8
"""One more than an amount has: the till shall see that somebody keys something else."""

KEYS = (*"0123456789", *_AMOUNT_KEYS)


class Mode(StrEnum):
    """What keys are for."""

    REST = "rest"
    NUMBER = "number"
    EXPIRY = "expiry"
    AMOUNT = "amount"


class Output(NamedTuple):
    """What goes out by the cable, and whether it is then pulled."""

    write: bytes = b""
    unplug: bool = False


@dataclass(frozen=True, slots=True)
class Face:
    """What a pad shows of itself: never a digit."""

    mode: Mode
    count: int


class PadMachine:
    """An encrypting pad. ``hexed``: it sends like a keyboard, as text."""

    def __init__(self, key: InjectedKey, *, hexed: bool = False) -> None:
        self.mischief: Mischief | None = None
        self._key = key
        self._hexed = hexed
        self._frames = frames.FrameReader()
        self._mode = Mode.REST
        self._number = ""
        self._expiry = ""
        self._until = 0.0
        self._amount_digits = 0
        self._last_sent = b""
        self._last_record: tuple[Record, str, str] | None = None

    @property
    def face(self) -> Face:
        """What is to be seen on it."""
        return Face(self._mode, len(self._expiry if self._mode is Mode.EXPIRY else self._number))

    def take(self, data: bytes, now: float) -> Output:
        """Bytes of the till."""
        write = b""
        for frame in self._frames.take(data):
            body = None if frame is None else frame.plain()
            if self.mischief is not Mischief.DEAF:
                write += self._send(commands.NAK_DAMAGED) if body is None else self._obey(body, now)
        return Output(write)

    def press(self, key: str) -> Output:
        """A key of the pad: a digit, ``enter``, ``back``, ``clear`` or ``cancel``."""
        if self._mode is Mode.AMOUNT:
            return Output(self._amount_key(key))
        if self._mode is Mode.REST:
            return Output()
        if key == "cancel":
            return self._over(commands.CANCELLED)
        if key == "enter":
            return self._enter()
        part = self._expiry if self._mode is Mode.EXPIRY else self._number
        if key.isdecimal():
            return self._digit(part + key)
        return Output(self._keyed("" if key == "clear" else part[:-1]))

    def tick(self, now: float) -> Output:
        """Time went by."""
        if self._mode not in (Mode.NUMBER, Mode.EXPIRY):
            return Output()
        if self.mischief is Mischief.CANCEL:
            return self._over(commands.CANCELLED)
        if now >= self._until or self.mischief is Mischief.TIME_OUT:
            return self._over(commands.TIMED_OUT)
        return Output()

    def power_off(self) -> None:
        """The cable was pulled: what was keyed is gone, as is what was half heard."""
        self._rest()
        self._frames.clear()
        self._last_sent = b""

    def _obey(self, body: bytes, now: float) -> bytes:
        seconds, active = commands.start_seconds(body), commands.amounts_active(body)
        if body[:1] == bytes([commands.NAK]):
            return self._last_sent
        if seconds is not None:
            if self.mischief is Mischief.REFUSE:
                return self._send(b"\x15\x05\x02")
            if self._mode not in (Mode.NUMBER, Mode.EXPIRY):
                self._rest()
                self._mode = Mode.NUMBER
            self._until = now + seconds
            return self._send(commands.ACK)
        if body == commands.CANCEL:
            self._rest()
            return self._send(commands.ACK)
        if active is not None:
            self._rest()
            self._mode = Mode.AMOUNT if active else Mode.REST
            return self._send(commands.ACK)
        if body == commands.GET_MODEL:
            return self._send(commands.ACK + MODEL)
        if body == commands.STATUS:
            return self._send(commands.ACK + bytes([list(Mode).index(self._mode), self.face.count]))
        return self._send(commands.NAK_DAMAGED)

    def _digit(self, part: str) -> Output:
        if self._mode is Mode.EXPIRY:
            return Output(self._keyed(part)) if len(part) <= EXPIRY_DIGITS else Output()
        return Output(self._keyed(part)) if len(part) <= LONGEST else self._over(commands.INVALID)

    def _keyed(self, part: str) -> bytes:
        if self._mode is Mode.EXPIRY:
            self._expiry = part
            return self._send(commands.event(commands.EXPIRY_KEYS, len(part)))
        self._number = part
        return self._send(commands.event(commands.NUMBER_KEYS, len(part)))

    def _enter(self) -> Output:
        if self._mode is Mode.NUMBER:
            brand = brand_of(self._number)
            if len(self._number) not in lengths(brand) or not (is_luhn(self._number) or may_fail_luhn(brand)):
                return self._over(commands.INVALID)
            self._mode = Mode.EXPIRY
            return Output(self._keyed(""))
        expiry = expiry_as_printed(self._expiry)
        if expiry is None:
            return self._over(commands.INVALID)
        return self._tell_card(expiry)

    def _tell_card(self, expiry: str) -> Output:
        if self.mischief is Mischief.UNPLUG:
            self.power_off()
            return Output(unplug=True)
        if self.mischief is not Mischief.REPLAY or self._last_record is None:
            self._last_record = (self._key.record(self._number, expiry), self._number, expiry)
        frame = record_frame(*self._last_record, hexed=self._hexed)
        bad = damaged(frame, hexed=self._hexed)
        self._rest()
        self._last_sent = bad if self.mischief is Mischief.BAD_LRC else frame
        return Output(bad if self.mischief in (Mischief.BAD_LRC, Mischief.BAD_LRC_ONCE) else frame)

    def _amount_key(self, key: str) -> bytes:
        self._amount_digits = self._amount_digits + 1 if key.isdecimal() else 0
        if self._amount_digits > _AMOUNT_DIGITS:
            return b""
        return self._send(commands.event(commands.AMOUNT_KEY, _AMOUNT_KEYS.get(key) or ord(key)))

    def _over(self, why: int) -> Output:
        self._rest()
        return Output(self._send(commands.event(why)))

    def _rest(self) -> None:
        self._mode = Mode.REST
        self._number = self._expiry = ""
        self._amount_digits = 0

    def _send(self, body: bytes) -> bytes:
        frame = frames.hexed(body.hex().upper().encode("ascii")) if self._hexed else frames.binary(body)
        self._last_sent = frame
        return frame
