"""Encrypting pads that are known here, and how far each has counted (DUKPT, ANSI X9.24). No key is needed for it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import bindparam, func, insert, select, update

from pos_app.domain.dukpt import aes, tdes
from pos_app.server.store.connection import Reader, Tx
from pos_app.server.store.statements import Statement
from pos_app.server.store.tables.cards import pad_counter
from pos_app.server.store.values import moment_text
from pos_app.wire.cards import PadBlob

Algorithm = Literal["tdes", "aes"]


@dataclass(frozen=True, slots=True)
class Pad:
    """A pad as it was made ready last: ``ksn`` with a counter of zero and ``serial`` in hex, ``key`` the base key's."""

    ksn: str
    serial: str
    key: str
    algorithm: Algorithm
    counter: int


@dataclass(frozen=True, slots=True)
class Counted:
    """How far a pad has counted with one blob."""

    pad: Pad
    count: int


_IN_USE = pad_counter.c.retired_at.is_(None)
_OF_SERIAL = pad_counter.c.serial == bindparam("serial_", required=True)
_FIND = Statement(
    select(
        pad_counter.c.ksn, pad_counter.c.serial, pad_counter.c.key, pad_counter.c.algorithm, pad_counter.c.counter
    ).where(_OF_SERIAL, _IN_USE)
)
_COUNT = Statement(select(func.count()).where(pad_counter.c.key == bindparam("key_", required=True)))
_ADD = Statement(insert(pad_counter).values({one.name: bindparam(one.name, required=True) for one in pad_counter.c}))
_RETIRE = Statement(update(pad_counter).where(_OF_SERIAL, _IN_USE).values(retired_at=bindparam("at", required=True)))
_ADVANCE = Statement(
    update(pad_counter)
    .where(
        pad_counter.c.ksn == bindparam("ksn_", required=True),
        pad_counter.c.counter < bindparam("count", required=True),
        _IN_USE,
    )
    .values(counter=bindparam("count", required=True))
)


def find(reader: Reader, serial: str) -> Pad | None:
    """Give the pad with this serial number; None for one that was never made ready, or was retired."""
    row = reader.one(_FIND, serial_=serial)
    return None if row is None else Pad(*row)


def counter_of(blob: PadBlob, pad: Pad) -> int | None:
    """Give the counter of a blob's KSN; None where the KSN is not this pad's, or stands for no key."""
    if (blob.algorithm, blob.serial, len(blob.ksn)) != (pad.algorithm, pad.serial, len(pad.ksn)):
        return None
    ksn, first = bytes.fromhex(blob.ksn), bytes.fromhex(pad.ksn)
    if pad.algorithm == "tdes":
        count, is_ours = tdes.counter(ksn), tdes.counted(ksn, 0) == first
        return count if is_ours and tdes.is_legal(count) else None
    count, is_ours = aes.counter(ksn), aes.counted(ksn, 0) == first
    return count if is_ours and aes.is_legal(count) else None


def counted(reader: Reader, blob: PadBlob) -> Counted | None:
    """Say how far a pad has counted with a blob; None for a pad that is not known, or was not given this KSN."""
    pad = find(reader, blob.serial)
    count = counter_of(blob, pad) if pad else None
    return None if pad is None or count is None else Counted(pad, count)


def advance(tx: Tx, by: Counted) -> bool:
    """Note that a pad has counted so far; False where it had before: a replay, or a pad made ready anew since."""
    return tx.run(_ADVANCE, ksn_=by.pad.ksn, count=by.count) > 0


def given_out(reader: Reader, key: str) -> int:
    """Count the pads that were ever made ready by a base key."""
    row = reader.one(_COUNT, key_=key)
    return int(row[0]) if row else 0


def register(tx: Tx, pad: Pad, now: datetime) -> None:
    """Know a pad by what was put into it; what the same pad had before opens nothing any more."""
    retire(tx, pad.serial, now)
    tx.run(
        _ADD,
        ksn=pad.ksn,
        serial=pad.serial,
        key=pad.key,
        algorithm=pad.algorithm,
        counter=pad.counter,
        made_at=moment_text(now),
        retired_at=None,
    )


def retire(tx: Tx, serial: str, now: datetime) -> bool:
    """Open nothing of this pad any more; False where there is none."""
    return tx.run(_RETIRE, serial_=serial, at=moment_text(now)) > 0
