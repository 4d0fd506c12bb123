"""DUKPT with TDES (ANSI X9.24-1:2009, annex A): 16-byte keys, a KSN of 10 bytes whose last 21 bits count."""

from cryptography.hazmat.decrepit.ciphers.algorithms import TripleDES
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.modes import CBC, ECB

from pos_app.domain.dukpt.counting import bits_from_the_left, following
from pos_app.errors import Bug

KEY_BYTES = 16
KSN_BYTES = 10
BLOCK = 8
COUNTER_BITS = 21
MOST_BITS_SET = 10
"""A counter with more of its bits set stands for no key: a pad leaves it out."""

_COUNTER = (1 << COUNTER_BITS) - 1
_HALVES_APART = bytes.fromhex("C0C0C0C000000000C0C0C0C000000000")
_FOR_DATA = bytes.fromhex("0000000000FF00000000000000FF0000")
_ZERO_IV = bytes(BLOCK)


def initial_key(bdk: bytes, ksn: bytes) -> bytes:
    """Give the key that is put into the pad of this KSN, whatever its counter; raises Bug for other lengths."""
    _expect(bdk, KEY_BYTES)
    serial = counted(ksn, 0)[:BLOCK]
    return _tdes(bdk, serial) + _tdes(_xor(bdk, _HALVES_APART), serial)


def message_key(initial: bytes, ksn: bytes) -> bytes:
    """Give the one message's key that the counter of ``ksn`` stands for; raises Bug where it stands for none."""
    _expect(initial, KEY_BYTES)
    count = counter(ksn)
    if not is_legal(count):
        raise Bug("a DUKPT key is asked for with a counter that has none")
    key = initial
    register = int.from_bytes(counted(ksn, 0)[-BLOCK:], "big")
    for bit in bits_from_the_left(count, COUNTER_BITS):
        register |= bit
        key = _one_way(key, register.to_bytes(BLOCK, "big"))
    return key


def data_key(message: bytes) -> bytes:
    """Make of a message's key the one that encrypts data: its request variant, once through itself."""
    variant = _xor(message, _FOR_DATA)
    return _tdes(variant, variant[:BLOCK]) + _tdes(variant, variant[BLOCK:])


def encrypt(key: bytes, text: bytes) -> bytes:
    """Encrypt whole blocks in CBC mode with a zero start value; raises Bug for a part of one."""
    _expect_blocks(text)
    encryptor = Cipher(TripleDES(_three_parts(key)), CBC(_ZERO_IV)).encryptor()
    return encryptor.update(text) + encryptor.finalize()


def decrypt(key: bytes, cipher: bytes) -> bytes:
    """Undo :func:`encrypt`."""
    _expect_blocks(cipher)
    decryptor = Cipher(TripleDES(_three_parts(key)), CBC(_ZERO_IV)).decryptor()
    return decryptor.update(cipher) + decryptor.finalize()


def counter(ksn: bytes) -> int:
    """Read a KSN's counter; raises Bug for another length."""
    _expect(ksn, KSN_BYTES)
    return int.from_bytes(ksn[-4:], "big") & _COUNTER


def counted(ksn: bytes, count: int) -> bytes:
    """Put another counter into a KSN."""
    _expect(ksn, KSN_BYTES)
    if not 0 <= count <= _COUNTER:
        raise Bug("a counter is outside its bits")
    return ((int.from_bytes(ksn, "big") & ~_COUNTER) | count).to_bytes(KSN_BYTES, "big")


def is_legal(count: int) -> bool:
    """Whether a counter stands for a key."""
    return 0 < count <= _COUNTER and count.bit_count() <= MOST_BITS_SET


def next_counter(count: int) -> int | None:
    """Give the counter that a pad uses after ``count``; None: the pad has used all its keys."""
    return following(count, COUNTER_BITS, MOST_BITS_SET)


def _one_way(key: bytes, register: bytes) -> bytes:
    """The non-reversible key generation of X9.24-1, A.2: the new right half by this key, the left by it masked."""
    return _half(_xor(key, _HALVES_APART), register) + _half(key, register)


def _half(key: bytes, register: bytes) -> bytes:
    left, right = key[:BLOCK], key[BLOCK:]
    return _xor(_des(left, _xor(register, right)), right)


def _des(key: bytes, block: bytes) -> bytes:
    return _ecb(key * 3, block)


def _tdes(key: bytes, block: bytes) -> bytes:
    return _ecb(_three_parts(key), block)


def _ecb(key: bytes, block: bytes) -> bytes:
    # One block of unique input: what makes ECB unfit for messages does not arise, and X9.24 asks for it.
    encryptor = Cipher(TripleDES(key), ECB()).encryptor()  # noqa: S305
    return encryptor.update(block) + encryptor.finalize()


def _three_parts(key: bytes) -> bytes:
    _expect(key, KEY_BYTES)
    return key + key[:BLOCK]


def _xor(left: bytes, right: bytes) -> bytes:
    return bytes(one ^ other for one, other in zip(left, right, strict=True))


def _expect(value: bytes, length: int) -> None:
    if len(value) != length:
        raise Bug(f"a DUKPT value of {length} bytes has {len(value)}")


def _expect_blocks(text: bytes) -> None:
    if not text or len(text) % BLOCK:
        raise Bug("DUKPT data is not made of whole blocks")
