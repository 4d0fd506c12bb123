"""What was put into a simulated pad: its initial key, and how far it has counted."""

import os
from pathlib import Path
from typing import NamedTuple

from pydantic import ValidationError

from pos_app.domain.dukpt import aes, tdes
from pos_app.domain.dukpt.keyed import write_track
from pos_app.errors import Fault
from pos_app.wire.cards import PadInjection

NO_INJECTION = "pad_no_injection"
BAD_INJECTION = "pad_bad_injection"
USED_UP = "pad_used_up"
CANT_COUNT = "pad_cant_count"


class Record(NamedTuple):
    """One card, encrypted under a key that is used for nothing else."""

    aes: bool
    serial: bytes
    ksn: bytes
    cipher: bytes

    def __repr__(self) -> str:
        return "Record(...)"


class InjectedKey:
    """Encrypts cards. The counter is on disk before its key is used, so no end of the program uses one twice.

    A real pad keeps keys that lead only onward; this one derives each from the initial key anew.
    """

    def __init__(self, injection: PadInjection, counter_file: Path) -> None:
        """Raises Fault(pad_bad_injection) where algorithm and key serial number do not fit, or it was used already."""
        self._aes = injection.algorithm == "aes"
        self._serial = bytes.fromhex(injection.serial)
        self._ksn = bytes.fromhex(injection.ksn)
        self._initial = bytes.fromhex(injection.initial_key)
        self._counter_file = counter_file
        if len(self._ksn) != (aes.KSN_BYTES if self._aes else tdes.KSN_BYTES):
            raise Fault(BAD_INJECTION)
        if (aes.counter(self._ksn) if self._aes else tdes.counter(self._ksn)) != 0:
            raise Fault(BAD_INJECTION)

    @classmethod
    def of(cls, file: Path) -> "InjectedKey":
        """Read an injection file; the counter is kept beside it. Raises Fault."""
        try:
            text = file.read_bytes()
        except OSError as error:
            raise Fault(NO_INJECTION, type(error).__name__) from None
        try:
            injection = PadInjection.model_validate_json(text)
        except ValidationError:
            raise Fault(BAD_INJECTION) from None  # Its own words would show the key.
        return cls(injection, file.with_name(file.name + ".counter"))

    def record(self, number: str, expiry: str) -> Record:
        """Encrypt a card under the next key; raises Fault(pad_used_up, pad_cant_count)."""
        count = self._next()
        if self._aes:
            ksn = aes.counted(self._ksn, count)
            key = aes.data_key(aes.message_key(self._initial, ksn), ksn)
            return Record(True, self._serial, ksn, aes.encrypt(key, write_track(number, expiry, aes.BLOCK)))
        ksn = tdes.counted(self._ksn, count)
        key = tdes.data_key(tdes.message_key(self._initial, ksn))
        return Record(False, self._serial, ksn, tdes.encrypt(key, write_track(number, expiry, tdes.BLOCK)))

    def _next(self) -> int:
        try:
            # Read anew each time: another pad program may hold the same injection.
            used = int(self._counter_file.read_text("ascii")) if self._counter_file.exists() else 0
            count = aes.next_counter(used) if self._aes else tdes.next_counter(used)
            if count is None:
                raise Fault(USED_UP)
            written = self._counter_file.with_name(self._counter_file.name + ".new")
            with written.open("w", encoding="ascii") as file:
                file.write(str(count))
                file.flush()
                os.fsync(file.fileno())
            written.replace(self._counter_file)
        except (OSError, ValueError) as error:
            raise Fault(CANT_COUNT, type(error).__name__) from None
        return count
