"""Make a pad ready: give it a key of its own (DUKPT, ANSI X9.24).

Each time that a pad is made ready it gets a key serial number (KSN) that no pad had before: the name of the base key's
set, the pad's running number within it, and a counter that starts at zero.
"""

from datetime import datetime

from pos_app.domain.dukpt import aes, tdes
from pos_app.errors import Refusal
from pos_app.server.cards import pads
from pos_app.server.cards.pads import Algorithm, Pad
from pos_app.server.cards.sandbox.keys import KeyKind, KeyStore, current
from pos_app.server.store.connection import Tx
from pos_app.wire.cards import PadInjection

KINDS: dict[Algorithm, KeyKind] = {"tdes": KeyKind.BDK_TDES, "aes": KeyKind.BDK_AES}

_TDES_NUMBER_BITS = 19
"""Of the ten bytes: one that says nothing, four of the key set, 19 bits of the pad, 21 of the counter."""
_MOST_PADS = (1 << _TDES_NUMBER_BITS) - 1


def make_ready(tx: Tx, keys: KeyStore, serial: str, algorithm: Algorithm, now: datetime) -> PadInjection:
    """Give what is put into a pad; what the same pad had before opens nothing any more.

    Raises Refusal ``no_card_keys`` before there are keys, ``pads_used_up`` where the key set has no number left.
    """
    kid = current(tx, KINDS[algorithm])
    if kid is None:
        raise Refusal("no_card_keys")
    number = 1 + pads.given_out(tx, kid)
    if number > _MOST_PADS:
        raise Refusal("pads_used_up")
    ksn = _first_ksn(algorithm, bytes.fromhex(kid), number)
    given = ksn.hex().upper()
    pads.register(tx, Pad(ksn=given, serial=serial, key=kid, algorithm=algorithm, counter=0), now)
    base = keys.base_key(tx, kid)
    initial = tdes.initial_key(base, ksn) if algorithm == "tdes" else aes.initial_key(base, ksn)
    return PadInjection(algorithm=algorithm, serial=serial, ksn=given, initial_key=initial.hex().upper())


def _first_ksn(algorithm: Algorithm, key_set: bytes, number: int) -> bytes:
    if algorithm == "aes":
        return key_set + number.to_bytes(4) + bytes(4)
    return b"\xff" + key_set + (number << tdes.COUNTER_BITS).to_bytes(5)
