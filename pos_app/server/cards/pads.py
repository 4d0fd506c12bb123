"""Encrypting pads: made ready with a key of their own, and how far each has counted (DUKPT, ANSI X9.24).

Each time that a pad is made ready it gets a key serial number (KSN) that no pad had before: the name of the base key's
set, the pad's running number within it, and a counter that starts at zero.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import bindparam, func, insert, select, update

from pos_app.domain.dukpt import aes, tdes
from pos_app.errors import Refusal
from pos_app.server.cards.keys import KeyKind, KeyStore, current
from pos_app.server.store.connection import Reader, Tx
from pos_app.server.store.statements import Statement
from pos_app.server.store.tables.cards import pad_counter
from pos_app.server.store.values import moment_text
from pos_app.wire.cards import PadInjection

Algorithm = Literal["tdes", "aes"]
KINDS: dict[Algorithm, KeyKind] = {"tdes": KeyKind.BDK_TDES, "aes": KeyKind.BDK_AES}

_TDES_NUMBER_BITS = 19
"""Of the ten bytes: one that says nothing, four of the key set, 19 bits of the pad, 21 of the counter."""
_MOST_PADS = (1 << _TDES_NUMBER_BITS) - 1


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


def make_ready(tx: Tx, keys: KeyStore, serial: str, algorithm: Algorithm, now: datetime) -> PadInjection:
    """Give what is put into a pad; what the same pad had before opens nothing any more.

    Raises Refusal ``no_card_keys`` before there are keys, ``pads_used_up`` where the key set has no number left.
    """
    kid = current(tx, KINDS[algorithm])
    if kid is None:
        raise Refusal("no_card_keys")
    row = tx.one(_COUNT, key_=kid)
    number = 1 + (int(row[0]) if row else 0)
    if number > _MOST_PADS:
        raise Refusal("pads_used_up")
    ksn = _first_ksn(algorithm, bytes.fromhex(kid), number)
    tx.run(_RETIRE, serial_=serial, at=moment_text(now))
    tx.run(
        _ADD,
        ksn=ksn.hex().upper(),
        serial=serial,
        key=kid,
        algorithm=algorithm,
        counter=0,
        made_at=moment_text(now),
        retired_at=None,
    )
    base = keys.base_key(tx, kid)
    initial = tdes.initial_key(base, ksn) if algorithm == "tdes" else aes.initial_key(base, ksn)
    return PadInjection(algorithm=algorithm, serial=serial, ksn=ksn.hex().upper(), initial_key=initial.hex().upper())


def retire(tx: Tx, serial: str, now: datetime) -> bool:
    """Open nothing of this pad any more; False where there is none."""
    return tx.run(_RETIRE, serial_=serial, at=moment_text(now)) > 0


def _first_ksn(algorithm: Algorithm, key_set: bytes, number: int) -> bytes:
    if algorithm == "aes":
        return key_set + number.to_bytes(4) + bytes(4)
    return b"\xff" + key_set + (number << tdes.COUNTER_BITS).to_bytes(5)
