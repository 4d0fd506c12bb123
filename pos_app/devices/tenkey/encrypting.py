"""The receiver for a pad that encrypts inside itself: the number never comes to this PC."""

import math
from dataclasses import dataclass

from pos_app.devices.tenkey import commands
from pos_app.devices.tenkey.events import (
    AmountKey,
    CardKeyed,
    Keying,
    KeysSoFar,
    PadCancelled,
    PadEvent,
    PadFailed,
    PadReady,
    PadTrouble,
)
from pos_app.devices.tenkey.frames import Frame, FrameReader, binary
from pos_app.devices.tenkey.keyed import is_keyed, read_keyed
from pos_app.devices.tenkey.receiver import NOTHING, Step
from pos_app.domain.card import EXPIRY_DIGITS, LONGEST
from pos_app.wire.cards import SealingKey

ANSWER_WITHIN = 2.0
"""Seconds for each of the tries to start."""
TRIES = 3
QUIET = 0.5
"""Seconds without a byte after which an unfinished frame is given up."""
BAD_FRAMES = 3
"""In a row: they end the entry."""
GRACE = 2.0
"""Seconds that the pad's own time-out may come late."""
RENEW_BEFORE = 5.0
"""Seconds before a start runs out on the pad that it is given again, where the entry may last longer than one."""
AMOUNT_BURST = 10.0
AMOUNT_DIGITS = 8
"""Keys of an amount: the eighth digit is told, for it says that somebody keys a card; what follows it is dropped."""

_CANCEL = binary(commands.CANCEL)
_NAK = binary(commands.NAK_DAMAGED)


@dataclass(slots=True)
class _Start:
    """A start that the pad has not acknowledged yet."""

    sent_at: float
    tries: int = 1


@dataclass(slots=True)
class _Entry:
    """The entry under way. Times are those of the caller's clock."""

    number: int
    deadline: float
    pad_deadline: float
    starting: _Start | None
    ready: bool = False
    bad_frames: int = 0


class EncryptingReceiver:
    """Speaks with an encrypting pad; a ``Receiver``."""

    read_size = 256

    def __init__(self) -> None:
        self._frames = FrameReader()
        self._heard_at = 0.0
        self._entry: _Entry | None = None
        self._owed = 0
        """Replies still to come to what was said before the last start: they are not that start's."""
        self._owed_until = 0.0
        self._amounts = False
        self._amount_digits = 0
        self._amount_at = 0.0

    def begin(self, entry: int, seconds: int, key: SealingKey | None, now: float) -> bytes:
        """Start an entry: cancel whatever the pad was at, then start. ``key`` is not needed: the pad has its own."""
        del key
        self._frames.clear()
        self._amounts = False
        cancel = self._say(_CANCEL, now)
        self._entry = _Entry(entry, now + seconds, pad_deadline=now, starting=None)
        return cancel + self._start(self._entry, now)

    def extend(self, seconds: int, now: float) -> bytes:
        """Start again: the pad keeps what was keyed and gives more time."""
        if self._entry is None:
            return b""
        self._entry.deadline = now + seconds
        return self._start(self._entry, now)

    def cancel(self, now: float) -> bytes:
        """End the entry."""
        if self._entry is None:
            return b""
        self._entry = None
        return self._say(_CANCEL, now)

    def amounts(self, active: bool, now: float) -> bytes:
        """Have the pad send single keys, or no more."""
        if self._entry is not None:
            return b""
        self._amounts, self._amount_digits = active, 0
        return self._say(binary(commands.amounts(active)), now)

    def take(self, data: bytes, now: float) -> Step:
        """Bytes of the pad."""
        self._heard_at = now
        return self._each(self._frames.take(data), now)

    def tick(self, now: float) -> Step:
        """Give up a frame that stays unfinished, start again what is not acknowledged, end what has no time left."""
        if self._frames.unfinished and now - self._heard_at >= QUIET:
            step = self._each(self._frames.quiet(), now)
            if step != NOTHING:
                return step
        entry = self._entry
        if entry is None:
            return NOTHING
        if entry.starting is not None and now - entry.starting.sent_at >= ANSWER_WITHIN:
            if entry.starting.tries >= TRIES:
                return self._fail(PadTrouble.NO_ANSWER, now)
            self._owed = 0
            entry.starting = _Start(now, entry.starting.tries + 1)
            return Step(write=self._start_frame(entry, now))
        if now >= entry.deadline + GRACE:
            return self._fail(PadTrouble.TIMED_OUT, now)
        if entry.starting is None and now >= entry.pad_deadline - RENEW_BEFORE and entry.deadline > entry.pad_deadline:
            return Step(write=self._start(entry, now))
        return NOTHING

    def _each(self, frames: list[Frame | None], now: float) -> Step:
        events: tuple[PadEvent, ...] = ()
        write = b""
        for frame in frames:
            step = self._frame(frame, now)
            events, write = events + step.events, write + step.write
        return Step(events, write)

    def _frame(self, frame: Frame | None, now: float) -> Step:
        step = None if frame is None else self._understood(frame, now)
        entry = self._entry
        if step is not None:
            if entry is not None:
                entry.bad_frames = 0
            return step
        if entry is None:
            return NOTHING
        entry.bad_frames += 1
        return self._fail(PadTrouble.GARBLED, now) if entry.bad_frames >= BAD_FRAMES else Step(write=_NAK)

    def _understood(self, frame: Frame, now: float) -> Step | None:
        """What a good frame leads to; None where it is nothing that a pad says."""
        if is_keyed(frame):
            return self._keyed(frame)
        body = frame.plain()
        if not body:
            return None
        if body[0] in (commands.ACK[0], commands.NAK):
            return self._reply(body, now)
        if body[0] == commands.EVENT and len(body) > 1:
            return self._event(body[1], body[2:], now)
        return None

    def _reply(self, body: bytes, now: float) -> Step:
        if len(body) > 1 and body[0] == commands.ACK[0]:
            return NOTHING  # To a question, which an entry does not ask.
        if self._owed and now < self._owed_until:
            self._owed -= 1
            return NOTHING
        entry = self._entry
        if entry is None or entry.starting is None:
            return NOTHING
        if body[0] == commands.NAK:
            return self._fail(PadTrouble.GARBLED, now)
        entry.starting = None
        if entry.ready:
            return NOTHING
        entry.ready = True
        return Step((PadReady(entry.number),))

    def _keyed(self, frame: Frame) -> Step | None:
        record = read_keyed(frame)
        entry = self._entry
        if record is None:
            return None
        if entry is None or not entry.ready:
            return NOTHING
        self._entry = None
        return Step((CardKeyed(entry.number, record.blob, record.brand, record.last3),))

    def _event(self, kind: int, more: bytes, now: float) -> Step | None:
        if kind == commands.AMOUNT_KEY:
            return self._amount_key(more, now)
        entry = self._entry
        if kind in (commands.NUMBER_KEYS, commands.EXPIRY_KEYS):
            keying, most = (Keying.NUMBER, LONGEST) if kind == commands.NUMBER_KEYS else (Keying.EXPIRY, EXPIRY_DIGITS)
            if len(more) != 1 or more[0] > most:
                return None
            return Step((KeysSoFar(entry.number, keying, more[0]),)) if entry is not None and entry.ready else NOTHING
        if more or kind not in (commands.TIMED_OUT, commands.CANCELLED, commands.INVALID):
            return None
        if entry is None or not entry.ready:
            return NOTHING
        self._entry = None
        if kind == commands.CANCELLED:
            return Step((PadCancelled(entry.number),))
        trouble = PadTrouble.TIMED_OUT if kind == commands.TIMED_OUT else PadTrouble.INVALID
        return Step((PadFailed(entry.number, trouble),))

    def _amount_key(self, more: bytes, now: float) -> Step | None:
        name = commands.AMOUNT_KEYS.get(more[0]) if len(more) == 1 else None
        if name is None:
            return None
        if not self._amounts or self._entry is not None:
            return NOTHING
        if not name.isdecimal():
            self._amount_digits = max(0, self._amount_digits - 1) if name == "back" else 0
            return Step((AmountKey(name),))
        if now - self._amount_at >= AMOUNT_BURST:
            self._amount_digits = 0
        self._amount_at = now
        self._amount_digits += 1
        return Step((AmountKey(name),)) if self._amount_digits <= AMOUNT_DIGITS else NOTHING

    def _start(self, entry: _Entry, now: float) -> bytes:
        entry.starting = _Start(now)
        return self._start_frame(entry, now)

    def _start_frame(self, entry: _Entry, now: float) -> bytes:
        seconds = max(1, min(commands.LONGEST_START, math.ceil(entry.deadline - now)))
        entry.pad_deadline = now + seconds
        return binary(commands.start(seconds))

    def _say(self, frame: bytes, now: float) -> bytes:
        """Send something that is answered like a start, but is none."""
        self._owed = (self._owed if now < self._owed_until else 0) + 1
        self._owed_until = now + ANSWER_WITHIN
        return frame

    def _fail(self, trouble: PadTrouble, now: float) -> Step:
        entry, self._entry = self._entry, None
        events = () if entry is None else (PadFailed(entry.number, trouble),)
        return Step(events, self._say(_CANCEL, now))


class ModelQuestion:
    """Asks an encrypting pad for its model, outside an entry: whether it is there, and that it is one."""

    ask = binary(commands.GET_MODEL)

    def __init__(self) -> None:
        self._frames = FrameReader()

    def take(self, data: bytes) -> str | None:
        """Bytes of the pad; its model as it names itself once it has answered."""
        for frame in self._frames.take(data):
            body = None if frame is None else frame.plain()
            if body is not None and body[:1] == commands.ACK and len(body) > 1:
                return "".join(chr(byte) for byte in body[1:33] if chr(byte).isprintable() and byte < 0x7F)
        return None
