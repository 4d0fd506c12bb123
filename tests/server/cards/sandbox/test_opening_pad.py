"""What an encrypting pad gave, by the keys of ANSI X9.24, and by nobody else's."""

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain.dukpt import aes, tdes
from pos_app.domain.dukpt.keyed import KeyedTrack
from pos_app.server.cards.pads import Algorithm, Pad, counter_of
from pos_app.server.cards.sandbox.opening_pad import open_pad
from pos_app.wire.cards import PadBlob, PadInjection
from tests.server.cards.shop import Pad as Keyed

TDES_BDK = bytes.fromhex("0123456789ABCDEFFEDCBA9876543210")
AES_BDK = bytes.fromhex("FEDCBA9876543210F1F1F1F1F1F1F1F1")
SERIAL = "54504B30303030303031"
PADS = {
    "tdes": Pad("FFFF9876543210E00000", SERIAL, "AB", "tdes", 0),
    "aes": Pad("123456789012345600000000", SERIAL, "AB", "aes", 0),
}
BASES = {"tdes": TDES_BDK, "aes": AES_BDK}
CARD = KeyedTrack("4111111111111111", "2712")
ALGORITHMS: list[Algorithm] = ["tdes", "aes"]


def keyed(algorithm: Algorithm, count: int = 1, number: str = CARD.number) -> PadBlob:
    pad = PADS[algorithm]
    cipher_of = tdes if algorithm == "tdes" else aes
    initial = cipher_of.initial_key(BASES[algorithm], bytes.fromhex(pad.ksn))
    injection = PadInjection(algorithm=algorithm, serial=SERIAL, ksn=pad.ksn, initial_key=initial.hex().upper())
    return PadBlob.model_validate(Keyed(injection).blob(number, CARD.expiry, count=count))


def opened(blob: PadBlob, algorithm: Algorithm, base: bytes | None = None) -> KeyedTrack | None:
    return open_pad(blob, PADS[algorithm], lambda _: base or BASES[algorithm])


def test_the_published_frame_is_opened() -> None:
    blob = PadBlob(
        algorithm="tdes",
        serial=SERIAL,
        ksn="FFFF9876543210E00001",
        cipher="4BA6C791EB7DC3EFBFDF8F6924F45727D56E2233D55A4F77",
    )
    assert opened(blob, "tdes") == CARD
    assert counter_of(blob, PADS["tdes"]) == 1


@pytest.mark.parametrize("count", [1, 2, 0xFF800, 0xF0000])
@pytest.mark.parametrize("algorithm", ALGORITHMS)
def test_a_low_and_a_high_counter_open_as_well(algorithm: Algorithm, count: int) -> None:
    assert opened(keyed(algorithm, count), algorithm) == CARD
    assert counter_of(keyed(algorithm, count), PADS[algorithm]) == count


@pytest.mark.parametrize("number", ["378282246310005", "4222222222222", "6212345678901234567"])
@pytest.mark.parametrize("algorithm", ALGORITHMS)
def test_numbers_of_other_lengths_are_opened(algorithm: Algorithm, number: str) -> None:
    assert opened(keyed(algorithm, number=number), algorithm) == KeyedTrack(number, CARD.expiry)


@pytest.mark.parametrize("algorithm", ALGORITHMS)
def test_another_base_key_opens_nothing(algorithm: Algorithm) -> None:
    for _ in range(20):
        assert opened(keyed(algorithm), algorithm, os.urandom(16)) is None


@pytest.mark.parametrize("algorithm", ALGORITHMS)
def test_the_key_serial_number_of_another_pad_opens_nothing(algorithm: Algorithm) -> None:
    blob = keyed(algorithm)
    other = blob.model_copy(update={"ksn": "0" + blob.ksn[1:] if algorithm == "tdes" else "2" + blob.ksn[1:]})
    assert counter_of(other, PADS[algorithm]) is None
    assert opened(other, algorithm) is None


@pytest.mark.parametrize(
    ("algorithm", "count"), [("tdes", 0), ("tdes", 0x7FF), ("tdes", 0x1FFFFF), ("aes", 0), ("aes", 0x1FFFF)]
)
def test_a_counter_that_stands_for_no_key_opens_nothing(algorithm: Algorithm, count: int) -> None:
    counted = (tdes if algorithm == "tdes" else aes).counted(bytes.fromhex(PADS[algorithm].ksn), count)
    blob = keyed(algorithm).model_copy(update={"ksn": counted.hex().upper()})
    assert counter_of(blob, PADS[algorithm]) is None
    assert opened(blob, algorithm) is None


def test_a_pad_of_the_other_algorithm_or_another_serial_opens_nothing() -> None:
    assert opened(keyed("tdes"), "aes") is None
    assert opened(keyed("aes"), "tdes") is None
    assert opened(keyed("aes").model_copy(update={"algorithm": "tdes"}), "aes") is None
    assert opened(keyed("aes").model_copy(update={"serial": "0" * 20}), "aes") is None


def test_half_a_block_opens_nothing() -> None:
    blob = keyed("aes")
    assert opened(blob.model_copy(update={"cipher": blob.cipher[:-16]}), "aes") is None


@given(
    algorithm=st.sampled_from(ALGORITHMS),
    count=st.integers(0, 2**32 - 1),
    cipher=st.binary(min_size=8, max_size=64).map(lambda data: data[: len(data) // 8 * 8]),
)
def test_no_cipher_and_no_counter_break_the_opener(algorithm: Algorithm, count: int, cipher: bytes) -> None:
    head = bytes.fromhex(PADS[algorithm].ksn)[:-4]
    ksn = (head + count.to_bytes(4)).hex().upper()
    blob = PadBlob(algorithm=algorithm, serial=SERIAL, ksn=ksn, cipher=cipher.hex().upper())
    assert opened(blob, algorithm) is None


@given(algorithm=st.sampled_from(ALGORITHMS), at=st.integers(0, 200), flip=st.integers(1, 255))
def test_a_damaged_cipher_is_hardly_ever_another_card(algorithm: Algorithm, at: int, flip: int) -> None:
    """DUKPT data has no seal of its own: what a flip may do is what CBC lets it, and Luhn and LRC see most of it."""
    blob = keyed(algorithm)
    cipher = bytearray.fromhex(blob.cipher)
    cipher[at % len(cipher)] ^= flip
    found = opened(blob.model_copy(update={"cipher": cipher.hex().upper()}), algorithm)
    assert found is None
