"""What is sealed by strangers' libraries is opened; whatever was touched, or is of another kind, is not."""

import json
import os
from collections.abc import Callable
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import load_der_private_key
from hypothesis import given
from hypothesis import strategies as st
from joserfc import jwe as joserfc_jwe
from joserfc.jwk import RSAKey
from jwcrypto import jwe as jwcrypto_jwe
from jwcrypto import jwk

from pos_app.devices.tenkey.locked_page import LockedPage
from pos_app.devices.tenkey.sealing import Sealer, card_bytes
from pos_app.domain.dukpt.keyed import KeyedTrack
from pos_app.server.cards.sandbox.keys import KeyKind
from pos_app.server.cards.sandbox.opening_jwe import open_jwe
from pos_app.wire.cards import SealingKey
from tests.server.cards.shop import jwe_of, new_keys, unpadded

KID = "0A1B2C3D"
NUMBER, EXPIRY = "4242424242424242", "2912"
CARD = json.dumps({"pan": NUMBER, "expiry": EXPIRY}).encode()
HEADER = {"alg": "RSA-OAEP-256", "enc": "A256GCM", "kid": KID}


def _pair() -> RSAPrivateKey:
    secret = next(key.secret for key in new_keys() if key.kind is KeyKind.RSA)
    pair = load_der_private_key(secret, None)
    assert isinstance(pair, RSAPrivateKey)
    return pair


PAIR = _pair()


def _bytes_of(number: int) -> bytes:
    return number.to_bytes((number.bit_length() + 7) // 8)


NUMBERS = PAIR.public_key().public_numbers()
KEY = SealingKey(kid=KID, n=unpadded(_bytes_of(NUMBERS.n)), e=unpadded(_bytes_of(NUMBERS.e)))
PUBLIC_JWK = {"kty": "RSA", "n": KEY.n, "e": KEY.e}


def opened(jwe: str) -> KeyedTrack | None:
    return open_jwe(jwe, lambda kid: PAIR if kid == KID else None)


def by_joserfc(payload: bytes) -> str:
    registry = joserfc_jwe.JWERegistry(algorithms=["RSA-OAEP-256", "A256GCM"])
    sealed = joserfc_jwe.encrypt_compact(HEADER, payload, RSAKey.import_key(dict(PUBLIC_JWK)), registry=registry)
    return str(sealed)


def by_jwcrypto(payload: bytes) -> str:
    token = jwcrypto_jwe.JWE(payload, json.dumps(HEADER))
    token.add_recipient(jwk.JWK(**PUBLIC_JWK))
    return str(token.serialize(compact=True))


def by_the_till(_: bytes) -> str:
    return Sealer(KEY, LockedPage()).seal(card_bytes(map(int, NUMBER), map(int, EXPIRY)))


@pytest.mark.parametrize("seal", [by_joserfc, by_jwcrypto, by_the_till, lambda payload: jwe_of(KEY, payload)])
def test_what_anybody_seals_as_the_standard_says_is_opened(seal: Callable[[bytes], str]) -> None:
    assert opened(seal(CARD)) == KeyedTrack(NUMBER, EXPIRY)


SEALED = jwe_of(KEY, CARD)


@given(at=st.integers(0, len(SEALED) - 1), other=st.sampled_from("ABCxyz019-_.="))
def test_one_other_character_anywhere_opens_nothing(at: int, other: str) -> None:
    changed = SEALED[:at] + other + SEALED[at + 1 :]
    assert changed == SEALED or opened(changed) is None


@given(at=st.integers(0, len(SEALED) - 1))
def test_a_part_of_it_opens_nothing(at: int) -> None:
    assert opened(SEALED[:at]) is None


@given(st.text(alphabet="ABCxyz019-_.", max_size=200))
def test_no_text_breaks_the_opener(text: str) -> None:
    assert opened(text) is None


@pytest.mark.parametrize(
    "changed",
    [
        {"alg": "RSA-OAEP"},
        {"alg": "dir"},
        {"alg": "none"},
        {"enc": "A128GCM"},
        {"zip": "DEF"},
        {"crit": ["exp"]},
        {"kid": "another"},
        {"kid": 7},
        {"kid": None},
    ],
)
def test_another_kind_of_header_opens_nothing(changed: dict[str, Any]) -> None:
    assert opened(jwe_of(KEY, CARD, **changed)) is None


@pytest.mark.parametrize(
    "payload",
    [
        b"",
        b"[]",
        b"null",
        b"4242424242424242",
        b'{"pan":4242424242424242,"expiry":"2912"}',
        b'{"pan":"4242424242424242"}',
        b'{"pan":"4242424242424242","expiry":"2912","cvv":"123"}',
        b'{"pan":"4242 4242 4242 4242","expiry":"2912"}',
        '{"pan":"４２４２４２４２４２４２４２４２","expiry":"2912"}'.encode(),
        b'{"pan":"4242424242424242","expiry":"29-12"}',
        b'{"pan":"' + b"4" * 300 + b'","expiry":"2912"}',
        b'{"pan":"4242424242424242\n","expiry":"2912"}',
        b"\xff",
        b"[" * 250,
    ],
)
def test_whatever_is_no_card_inside_opens_nothing(payload: bytes) -> None:
    assert opened(jwe_of(KEY, payload)) is None


def test_a_header_that_is_nested_without_end_opens_nothing() -> None:
    assert opened(".".join([unpadded(b"[" * 3_000), *SEALED.split(".")[1:]])) is None


def test_a_content_key_of_another_length_opens_nothing() -> None:
    header, short, nonce = SEALED.split(".")[0], os.urandom(16), os.urandom(12)
    wrapped = PAIR.public_key().encrypt(short, padding.OAEP(padding.MGF1(SHA256()), SHA256(), None))
    sealed = AESGCM(short).encrypt(nonce, CARD, header.encode())
    assert opened(".".join((header, *map(unpadded, (wrapped, nonce, sealed[:-16], sealed[-16:]))))) is None
