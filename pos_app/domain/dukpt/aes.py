"""DUKPT with AES (ANSI X9.24-3:2017): here with 128-bit keys; a KSN of 12 bytes, the last 4 of which count."""

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC, ECB

from pos_app.domain.dukpt.counting import bits_from_the_left, following
from pos_app.errors import Bug

KEY_BYTES = 16
KSN_BYTES = 12
BLOCK = 16
COUNTER_BITS = 32
MOST_BITS_SET = 16
"""A counter with more of its bits set stands for no key: a pad leaves it out."""

_ID_BYTES = 8
_COUNTER_BYTES = 4
_INITIAL_KEY = 0x8001
_NEXT_KEY = 0x8000
_DATA_ENCRYPTION = 0x3000
"""Key usages of X9.24-3, table 3."""
_AES_128 = (0x0002).to_bytes(2, "big") + (KEY_BYTES * 8).to_bytes(2, "big")
_ZERO_IV = bytes(BLOCK)


def initial_key(bdk: bytes, ksn: bytes) -> bytes:
    """Give the key that is put into the pad of this KSN, whatever its counter; raises Bug for other lengths."""
    _expect(ksn, KSN_BYTES)
    return _derive(bdk, _INITIAL_KEY, ksn[:_ID_BYTES])


def message_key(initial: bytes, ksn: bytes) -> bytes:
    """Give the one message's key that the counter of ``ksn`` stands for; raises Bug where it stands for none."""
    count = counter(ksn)
    if not is_legal(count):
        raise Bug("a DUKPT key is asked for with a counter that has none")
    key, so_far = initial, 0
    for bit in bits_from_the_left(count, COUNTER_BITS):
        so_far |= bit
        key = _derive(key, _NEXT_KEY, _context(ksn, so_far))
    return key


def data_key(message: bytes, ksn: bytes) -> bytes:
    """Make of a message's key the one that encrypts data."""
    return _derive(message, _DATA_ENCRYPTION, _context(ksn, counter(ksn)))


def encrypt(key: bytes, text: bytes) -> bytes:
    """Encrypt whole blocks in CBC mode with a zero start value; raises Bug for a part of one."""
    _expect_blocks(text)
    encryptor = Cipher(AES(key), CBC(_ZERO_IV)).encryptor()
    return encryptor.update(text) + encryptor.finalize()


def decrypt(key: bytes, cipher: bytes) -> bytes:
    """Undo :func:`encrypt`."""
    _expect_blocks(cipher)
    decryptor = Cipher(AES(key), CBC(_ZERO_IV)).decryptor()
    return decryptor.update(cipher) + decryptor.finalize()


def counter(ksn: bytes) -> int:
    """Read a KSN's counter; raises Bug for another length."""
    _expect(ksn, KSN_BYTES)
    return int.from_bytes(ksn[_ID_BYTES:], "big")


def counted(ksn: bytes, count: int) -> bytes:
    """Put another counter into a KSN."""
    _expect(ksn, KSN_BYTES)
    if not 0 <= count < 1 << COUNTER_BITS:
        raise Bug("a counter is outside its bits")
    return ksn[:_ID_BYTES] + count.to_bytes(_COUNTER_BYTES, "big")


def is_legal(count: int) -> bool:
    """Whether a counter stands for a key."""
    return 0 < count < 1 << COUNTER_BITS and count.bit_count() <= MOST_BITS_SET


def next_counter(count: int) -> int | None:
    """Give the counter that a pad uses after ``count``; None: the pad has used all its keys."""
    return following(count, COUNTER_BITS, MOST_BITS_SET)


def _context(ksn: bytes, count: int) -> bytes:
    """Which pad and which of its keys: the right half of the initial key's id, then the counter."""
    return ksn[_COUNTER_BYTES:_ID_BYTES] + count.to_bytes(_COUNTER_BYTES, "big")


def _derive(key: bytes, usage: int, context: bytes) -> bytes:
    """X9.24-3, 6.3.3: version 1, block 1 of the key (the only one of 128 bits), usage, kind and length, context."""
    _expect(key, KEY_BYTES)
    data = b"\x01\x01" + usage.to_bytes(2, "big") + _AES_128 + context
    # One block of unique input: what makes ECB unfit for messages does not arise, and X9.24 asks for it.
    encryptor = Cipher(AES(key), ECB()).encryptor()  # noqa: S305
    return encryptor.update(data) + encryptor.finalize()


def _expect(value: bytes, length: int) -> None:
    if len(value) != length:
        raise Bug(f"a DUKPT value of {length} bytes has {len(value)}")


def _expect_blocks(text: bytes) -> None:
    if not text or len(text) % BLOCK:
        raise Bug("DUKPT data is not made of whole blocks")
