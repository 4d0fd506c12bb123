"""Open what a till sealed for a plain pad: a compact JWE, RSA-OAEP-256 and A256GCM (RFC 7516, RFC 7518), and no other.

Written on ``cryptography`` alone: the shape is so narrow that a JOSE library's choices (``none``, ``zip``, ``crit``,
other algorithms) would be more to guard against than they are of help; strangers' libraries seal for it in the tests.
"""

import base64
import binascii
import json
import re
from collections.abc import Callable

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256

from pos_app.domain.dukpt.keyed import KeyedTrack

_KEY_BYTES, _NONCE_BYTES, _TAG_BYTES = 32, 12, 16
_PARTS = 5
_MAX_JSON = 256
"""Bytes of a header or a payload; deeper nesting than fits into it would be more than the JSON reader bears."""
_NUMBER = re.compile(r"[0-9]{1,24}")
_EXPIRY = re.compile(r"[0-9]{4}")
_OAEP = padding.OAEP(mgf=padding.MGF1(SHA256()), algorithm=SHA256(), label=None)


def open_jwe(jwe: str, pair_of: Callable[[str], RSAPrivateKey | None]) -> KeyedTrack | None:
    """Open it with the pair that it names; None for whatever can't be opened, and never why.

    Nothing that is raised inside leaves here: some exceptions hold what they failed at.
    """
    try:
        header, wrapped, nonce, cipher, tag = (_bytes(part) for part in jwe.split(".", _PARTS))
        if len(header) > _MAX_JSON or len(cipher) > _MAX_JSON:
            return None
        kid = _kid(header)
        pair = pair_of(kid) if kid is not None else None
        if pair is None or len(nonce) != _NONCE_BYTES or len(tag) != _TAG_BYTES:
            return None
        key = pair.decrypt(wrapped, _OAEP)
        if len(key) != _KEY_BYTES:
            return None
        return _keyed(AESGCM(key).decrypt(nonce, cipher + tag, jwe.partition(".")[0].encode("ascii")))
    except (ValueError, InvalidTag):
        return None


def _kid(header: bytes) -> str | None:
    said = json.loads(header)
    if not isinstance(said, dict) or said.keys() != {"alg", "enc", "kid"}:
        return None
    if (said["alg"], said["enc"]) != ("RSA-OAEP-256", "A256GCM") or not isinstance(said["kid"], str):
        return None
    return said["kid"]


def _keyed(payload: bytes) -> KeyedTrack | None:
    said = json.loads(payload)
    if not isinstance(said, dict) or said.keys() != {"pan", "expiry"}:
        return None
    number, expiry = said["pan"], said["expiry"]
    if not (isinstance(number, str) and isinstance(expiry, str)):
        return None
    if not (_NUMBER.fullmatch(number) and _EXPIRY.fullmatch(expiry)):
        return None
    return KeyedTrack(number, expiry)


def _bytes(part: str) -> bytes:
    """Read base64url without padding, written in the one way that it can be."""
    try:
        found = base64.b64decode(part + "=" * (-len(part) % 4), altchars=b"-_", validate=True)
    except binascii.Error as error:
        raise ValueError("no base64url") from error
    if base64.urlsafe_b64encode(found).rstrip(b"=").decode() != part:
        raise ValueError("no base64url of one way")
    return found
