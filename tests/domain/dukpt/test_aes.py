"""The vectors are those of ANSI X9.24-3:2017's sample, AES-128."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain.dukpt import aes
from pos_app.errors import Bug

BDK = bytes.fromhex("FEDCBA9876543210F1F1F1F1F1F1F1F1")
INITIAL = bytes.fromhex("1273671EA26AC29AFA4D1084127652A1")
KSN = bytes.fromhex("123456789012345600000000")
counters = st.integers(min_value=0, max_value=(1 << 32) - 1)


def test_the_initial_key_is_the_published_one_whatever_the_counter() -> None:
    assert aes.initial_key(BDK, KSN) == INITIAL
    assert aes.initial_key(BDK, aes.counted(KSN, 77)) == INITIAL


@pytest.mark.parametrize(
    ("count", "key"),
    [
        (1, "4F21B565BAD9835E112B6465635EAE44"),
        (2, "2F34D68DE10F68D38091A73B9E7C437C"),
        (0x1FFFE, "E21E8C8D347F8561A2BE752DAA85A111"),
        (0x20000, "F7AE9025468A25D37B7249CFFED224C8"),
        (0x20001, "692C8EA4013645135B36497131DF9D2C"),
    ],
)
def test_a_message_key_is_the_published_one(count: int, key: str) -> None:
    assert aes.message_key(INITIAL, aes.counted(KSN, count)).hex().upper() == key


@pytest.mark.parametrize(
    ("count", "key"), [(1, "A35C412EFD41FDB98B69797C02DCD08F"), (2, "D639514AA33AC43AD9229E433D6D4E5B")]
)
def test_a_data_key_is_the_published_one(count: int, key: str) -> None:
    ksn = aes.counted(KSN, count)
    assert aes.data_key(aes.message_key(INITIAL, ksn), ksn).hex().upper() == key


@pytest.mark.parametrize("count", [0, 0x1FFFF, 0xFFFFFFFF])
def test_a_counter_that_stands_for_no_key_gets_none(count: int) -> None:
    assert not aes.is_legal(count)
    with pytest.raises(Bug):
        aes.message_key(INITIAL, aes.counted(KSN, count))


def test_a_pad_leaves_out_what_has_more_than_sixteen_bits() -> None:
    assert aes.next_counter(0x1FFFE) == 0x20000
    assert aes.next_counter(0xFFFF0000) is None


@given(counters)
def test_the_next_counter_is_legal_and_none_between_is(count: int) -> None:
    following = aes.next_counter(count)
    if following is None:
        assert count >= 0xFFFF0000
        return
    assert following > count
    assert aes.is_legal(following)
    # Any legal number between the two would have more bits than allowed: the first few and the last show it.
    between = [*range(count + 1, min(count + 50, following)), *range(max(count + 1, following - 50), following)]
    assert not any(map(aes.is_legal, between))


@given(counters, st.integers(min_value=1, max_value=4).map(lambda blocks: bytes(range(16 * blocks))))
def test_what_is_encrypted_opens_with_the_same_counters_key_alone(count: int, text: bytes) -> None:
    used = aes.next_counter(count) or 1
    other = aes.next_counter(used) or 1
    cipher = aes.encrypt(_key(used), text)
    assert aes.decrypt(_key(used), cipher) == text
    assert aes.decrypt(_key(other), cipher) != text


def test_values_of_a_wrong_length_are_bugs() -> None:
    for wrong in (b"", bytes(10), bytes(13)):
        with pytest.raises(Bug):
            aes.initial_key(BDK, wrong)
        with pytest.raises(Bug):
            aes.encrypt(BDK, wrong)


def _key(count: int) -> bytes:
    ksn = aes.counted(KSN, count)
    return aes.data_key(aes.message_key(INITIAL, ksn), ksn)
