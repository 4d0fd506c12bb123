"""Open what an encrypting pad gave: DUKPT, TDES or AES (ANSI X9.24), with the base key that the pad was made ready by.

The KSN must be one that this very pad was given; whether its counter is new is judged in the transaction that keeps it.
"""

from collections.abc import Callable

from pos_app.domain.dukpt import aes, tdes
from pos_app.domain.dukpt.keyed import KeyedTrack, read_track
from pos_app.server.cards.pads import Pad, counter_of
from pos_app.wire.cards import PadBlob


def open_pad(blob: PadBlob, pad: Pad, base_key_of: Callable[[str], bytes]) -> KeyedTrack | None:
    """Open it; None for whatever can't be opened, and never why."""
    cipher, ksn = bytes.fromhex(blob.cipher), bytes.fromhex(blob.ksn)
    if counter_of(blob, pad) is None or len(cipher) % (tdes.BLOCK if pad.algorithm == "tdes" else aes.BLOCK):
        return None
    base = base_key_of(pad.key)
    if pad.algorithm == "tdes":
        key = tdes.data_key(tdes.message_key(tdes.initial_key(base, ksn), ksn))
        return read_track(tdes.decrypt(key, cipher))
    key = aes.data_key(aes.message_key(aes.initial_key(base, ksn), ksn), ksn)
    return read_track(aes.decrypt(key, cipher))
