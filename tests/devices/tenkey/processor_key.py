"""A processor's key pair: tests seal to its public half, and open with two libraries that are strangers."""

import base64
import json
from functools import cache

from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from joserfc import jwe as joserfc_jwe
from joserfc.jwk import RSAKey
from jwcrypto import jwe, jwk

from pos_app.wire.cards import SealingKey

ALGORITHMS = ["RSA-OAEP-256", "A256GCM"]


@cache
def private(bits: int) -> rsa.RSAPrivateKey:
    """The same one for all tests of a run: making one takes a while."""
    return rsa.generate_private_key(public_exponent=65537, key_size=bits)


def public(kid: str = "key-1", bits: int = 2048) -> SealingKey:
    """As the server gives it, which gives none of another length."""
    numbers = private(bits).public_key().public_numbers()
    return SealingKey.model_construct(kid=kid, n=_text(numbers.n), e=_text(numbers.e))


def opened_by_joserfc(sealed: str) -> dict[str, str]:
    """What was sealed, if all of it is as it was."""
    plain = joserfc_jwe.decrypt_compact(sealed, _for_joserfc(), algorithms=ALGORITHMS).plaintext
    assert plain is not None
    return _read(plain)


def opened_by_jwcrypto(sealed: str) -> dict[str, str]:
    """What was sealed, if all of it is as it was."""
    token = jwe.JWE(algs=ALGORITHMS)
    token.deserialize(sealed, key=_for_jwcrypto())
    return _read(token.payload)


def content_key(sealed: str) -> bytes:
    """The key that was used for this one only."""
    token = jwe.JWE(algs=ALGORITHMS)
    token.deserialize(sealed, key=_for_jwcrypto())
    assert isinstance(token.cek, bytes)
    return token.cek


def header(sealed: str) -> dict[str, str]:
    """What is said in clear."""
    text = sealed.split(".")[0]
    return _read(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))


def _read(plain: bytes) -> dict[str, str]:
    return {str(name): str(value) for name, value in json.loads(plain).items()}


@cache
def _for_joserfc() -> RSAKey:
    return RSAKey.import_key(_pem())


@cache
def _for_jwcrypto() -> jwk.JWK:
    return jwk.JWK.from_pem(_pem())


def _pem() -> bytes:
    return private(2048).private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def _text(number: int) -> str:
    data = number.to_bytes((number.bit_length() + 7) // 8, "big")
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()
