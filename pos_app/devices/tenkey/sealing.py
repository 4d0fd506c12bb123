"""Sealing of a card that was keyed in clear, to the processor's public key, digit by digit (tenkey.md).

The result is a compact JWE, RSA-OAEP-256 and A256GCM (RFC 7516, RFC 7518 §4.3 and §5.3). It is not made by a JOSE
library, as those want the plain text in one piece and leave it behind; ``AESGCM`` in one shot leaves the key.
"""

import base64
import json
import os
from collections.abc import Iterable, Iterator

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey, RSAPublicNumbers
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from pos_app.devices.tenkey.locked_page import LockedPage, wipe_bytes
from pos_app.errors import Bug
from pos_app.wire.cards import SealingKey

_KEY_BYTES = 32
_IV_BYTES = 12
_MOST_BYTES = 64
"""Of plain text: two names, 19 digits, 4 digits, punctuation."""
_LEAST_KEY_BITS = 2048
_ZERO = ord("0")


def card_bytes(number: Iterable[int], expiry: Iterable[int]) -> Iterator[int]:
    """``{"pan":"...","expiry":"YYMM"}`` as ASCII, one byte after another; nobody may gather them."""
    yield from b'{"pan":"'
    for digit in number:
        yield _ZERO + digit
    yield from b'","expiry":"'
    for digit in expiry:
        yield _ZERO + digit
    yield from b'"}'


class Sealer:
    """Seals to one key of the processor; raises Bug for what is no key, or too short a one, to seal with."""

    def __init__(self, key: SealingKey, page: LockedPage) -> None:
        try:
            self._public = RSAPublicNumbers(_number(key.e), _number(key.n)).public_key()
        except ValueError as error:
            raise Bug(f"sealing key {key.kid} is no key") from error
        if self._public.key_size < _LEAST_KEY_BITS:
            raise Bug(f"sealing key {key.kid} is too short")
        header = {"alg": "RSA-OAEP-256", "enc": "A256GCM", "kid": key.kid}
        self._header = _base64(json.dumps(header, separators=(",", ":")).encode())
        self._key = page.cells(_KEY_BYTES)
        self._cell = page.cells(1)

    def seal(self, clear: Iterable[int]) -> str:
        """Give the JWE of what comes byte by byte; what it took to make it is wiped, also where that fails."""
        try:
            return self._sealed(clear)
        finally:
            for place in range(_KEY_BYTES):
                self._key[place] = 0
            self._cell[0] = 0

    def _sealed(self, clear: Iterable[int]) -> str:
        for place in range(_KEY_BYTES):
            self._key[place] = os.urandom(1)[0]
        wrapped = wrap(self._public, self._key)
        iv = os.urandom(_IV_BYTES)
        encryptor = Cipher(algorithms.AES(self._key), modes.GCM(iv)).encryptor()
        encryptor.authenticate_additional_data(self._header)
        cipher = memoryview(bytearray(_MOST_BYTES))
        size = 0
        for byte in clear:
            self._cell[0] = byte
            size += encryptor.update_into(self._cell, cipher[size:])
        encryptor.finalize()  # Frees the library's own copy of the key, which it wipes.
        parts = (self._header, _base64(wrapped), _base64(iv), _base64(cipher[:size]), _base64(encryptor.tag))
        return b".".join(parts).decode("ascii")


def wrap(public: RSAPublicKey, key: memoryview) -> bytes:
    """``key`` encrypted by RSA-OAEP with SHA-256, without a copy of it left behind."""
    copy = bytes(key)  # The library takes nothing else.
    try:
        oaep = padding.OAEP(padding.MGF1(hashes.SHA256()), hashes.SHA256(), None)
        return public.encrypt(copy, oaep)
    finally:
        wipe_bytes(copy)


def _number(text: str) -> int:
    return int.from_bytes(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)), "big")


def _base64(data: bytes | memoryview) -> bytes:
    return base64.urlsafe_b64encode(data).rstrip(b"=")
