"""What it costs that a card number is keyed and sealed digit by digit, and how quick a dot follows its key."""

import base64
import os
import statistics
import time
from collections.abc import Iterator
from datetime import date

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from benchmarks import Figure, Wanted, benchmark
from benchmarks.till import key_to
from pos_app.devices.tenkey.events import CardKeyed
from pos_app.devices.tenkey.keypad_key import KeypadKey
from pos_app.devices.tenkey.plain_cards import PlainCards
from pos_app.wire.cards import SealingKey

SEALS = 400
SEAL_AT_MOST = 10.0
_CARD = (*"4242424242424242", "enter", *"1230")
_TODAY = date(2026, 1, 1)


@benchmark("tenkey")
def tenkey(wanted: Wanted) -> Iterator[Figure]:
    """Measure one part after the other."""
    if wanted("tenkey.dot"):
        yield key_to("tenkey.dot", "dot")
    if wanted("tenkey.seal"):
        yield _seal()


def _seal() -> Figure:
    """In turns, so that whatever else the machine does falls on both."""
    private = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    public, numbers = private.public_key(), private.public_key().public_numbers()
    key = SealingKey(kid="benchmark", n=_text(numbers.n), e=_text(numbers.e))
    oaep = padding.OAEP(padding.MGF1(hashes.SHA256()), hashes.SHA256(), None)
    ours, bare = [], []
    for number in range(SEALS):
        cards = PlainCards(lambda: _TODAY)
        cards.begin(number, 90, key, 0.0)
        for one in _CARD:
            cards.press(KeypadKey(one), 0.0)
        began = time.perf_counter()
        (keyed,) = cards.press(KeypadKey.ENTER, 0.0)
        ours.append(time.perf_counter() - began)
        assert isinstance(keyed, CardKeyed)
        content_key = os.urandom(32)
        began = time.perf_counter()
        public.encrypt(content_key, oaep)
        bare.append(time.perf_counter() - began)
    took, theirs = statistics.median(ours), statistics.median(bare)
    peer = f"a bare RSA-OAEP wrap ({theirs * 1000:.2f} ms)"
    return Figure("tenkey.seal", took * 1000, "ms", took / theirs, peer, at_most=SEAL_AT_MOST)


def _text(number: int) -> str:
    data = number.to_bytes((number.bit_length() + 7) // 8, "big")
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()
