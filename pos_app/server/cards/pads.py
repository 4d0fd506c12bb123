"""Encrypting pads that are known here, and how far each has counted (DUKPT, ANSI X9.24). No key is needed for it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import bindparam, func, insert, select, update

from pos_app.server.store.connection import Reader, Tx
from pos_app.server.store.statements import Statement
from pos_app.server.store.tables.cards import pad_counter
from pos_app.server.store.values import moment_text

Algorithm = Literal["tdes", "aes"]


@dataclass(frozen=True, slots=True)
class Pad:
    """A pad as it was made ready last: ``ksn`` with a counter of zero and ``serial`` in hex, ``key`` the base key's."""

    ksn: str
    serial: str
    key: str
    algorithm: Algorithm
    counter: int


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


def advance(tx: Tx, pad: Pad, count: int) -> bool:
    """Note that a pad has counted so far; False where it had before: a replay, or a pad made ready anew since."""
    return tx.run(_ADVANCE, ksn_=pad.ksn, count=count) > 0


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
