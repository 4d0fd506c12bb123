import hashlib
import hmac
import os
import secrets

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain import payment_number
from pos_app.domain.codes import code_hash, is_number, is_token, last4, new_number, new_token
from pos_app.errors import Bug

noise = st.binary(min_size=16, max_size=16)


@given(noise)
def test_a_new_token_has_the_form_of_one(random: bytes) -> None:
    assert is_token(new_token(lambda _: random))


@given(noise, noise)
def test_different_noise_makes_different_tokens(one: bytes, two: bytes) -> None:
    assert (new_token(lambda _: one) == new_token(lambda _: two)) is (one == two)


def test_the_standard_librarys_tokens_have_the_same_form() -> None:
    assert is_token(secrets.token_urlsafe(16))


@pytest.mark.parametrize(
    "text", ["", "a" * 21, "a" * 23, "a" * 21 + "+", "a" * 21 + "ａ", "a" * 21 + "\n", "a" * 22 + "\n"]
)
def test_other_texts_are_no_token(text: str) -> None:
    assert not is_token(text)


@given(noise)
def test_a_new_number_has_the_form_of_one_and_is_no_payment_number(random: bytes) -> None:
    number = new_number(lambda _: random)
    assert is_number(number)
    assert payment_number.parse(number) is None


@given(st.integers(0, 99_999), st.integers(1, 999_999))
def test_a_payment_number_is_never_taken_for_an_oshiharai_number(terminal: int, count: int) -> None:
    assert not is_number(payment_number.make(terminal, count).digits)


def test_a_thousand_numbers_differ() -> None:
    assert len({new_number(os.urandom) for _ in range(1_000)}) == 1_000


def test_a_source_that_runs_dry_is_a_bug() -> None:
    for make in (new_token, new_number):
        with pytest.raises(Bug):
            make(lambda _: b"")


@given(st.binary(min_size=16, max_size=64), st.text())
def test_the_hash_is_hmac_sha_256(key: bytes, token: str) -> None:
    assert code_hash(key, token) == hmac.new(key, token.encode(), hashlib.sha256).digest()


def test_a_short_key_is_a_bug() -> None:
    with pytest.raises(Bug):
        code_hash(b"short", "token")


def test_four_characters_are_kept() -> None:
    assert last4("Ab3_-xYz0123456789QrSt") == "QrSt"
