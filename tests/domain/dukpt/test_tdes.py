"""The vectors are those of ANSI X9.24-1:2009, annex C.

Its long table prints the keys for PINs, which differ from the messages' keys in two bytes.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain.dukpt import tdes
from pos_app.errors import Bug

BDK = bytes.fromhex("0123456789ABCDEFFEDCBA9876543210")
INITIAL = bytes.fromhex("6AC292FAA1315B4D858AB3A3D7D5933A")
FOR_PINS = bytes.fromhex("00000000000000FF00000000000000FF")
counters = st.integers(min_value=1, max_value=(1 << 21) - 1)


def ksn(count: str) -> bytes:
    return bytes.fromhex(f"FFFF9876543210{count}")


def test_the_initial_key_is_the_published_one_whatever_the_counter() -> None:
    assert tdes.initial_key(BDK, ksn("E00000")) == INITIAL
    assert tdes.initial_key(BDK, ksn("F00000")) == INITIAL


@pytest.mark.parametrize(
    ("count", "key"),
    [
        ("E00001", "042666B49184CFA368DE9628D0397BC9"),
        ("E00002", "C46551CEF9FD24B0AA9AD834130D3BC7"),
        ("E00003", "0DF3D9422ACA56E547676D07AD6BADFA"),
        ("E00004", "279C0F6AEED0BE652B2C733E1383AE91"),
    ],
)
def test_a_message_key_is_the_published_one(count: str, key: str) -> None:
    assert tdes.message_key(INITIAL, ksn(count)).hex().upper() == key


@pytest.mark.parametrize(
    ("count", "pin_key"),
    [
        ("E00007", "0C8F780B7C8B492FAE84A9EB2A6CE69F"),
        ("E0000F", "93DD5B956C4878B82E453AAEFD32A555"),
        ("E00010", "59598DCBD9BD943F94165CE453585FA8"),
        ("E00013", "C3DF489FDF11534BF03DE97C27DC4CD0"),
        ("E20000", "DEFDE0EA1043B58D2FA013DE6C4B8F04"),
        ("E40000", "9F59E8536BDB056513C856FCCF9A0981"),
        ("E80000", "87B9983D9D23047A8D199F5CA0C3DEEC"),
        ("EFF800", "F9CDFEBF4F5B1D61B3EC12454527E189"),
        ("EFF801", "5BEE92627E9782A3911BF619DF72CAC4"),
        ("EFF802", "64CA2F8AB93F614F1620B00BF77C73FE"),
        ("EFF804", "35A168695B3BA8CC07E871C42021DDC8"),
        ("EFF900", "906AAC1751D497E5144D52C76C6E1F68"),
        ("EFFA00", "2B9E2CE7C27503C8E10B54D2989EA650"),
        ("EFFC00", "F9430DF97508246EC77BE4EF4FDB9111"),
        ("F00000", "AA4D58DB653EC7B548C75F2F047DD24A"),
    ],
)
def test_message_keys_of_high_counters_are_the_published_ones(count: str, pin_key: str) -> None:
    key = tdes.message_key(INITIAL, ksn(count))
    assert bytes(a ^ b for a, b in zip(key, FOR_PINS, strict=True)).hex().upper() == pin_key


def test_the_data_key_is_the_published_one() -> None:
    assert tdes.data_key(tdes.message_key(INITIAL, ksn("E00001"))).hex().upper() == "448D3F076D8304036A55A3D7E0055A78"


def test_a_real_swipes_data_key_is_found() -> None:
    swipe = bytes.fromhex("62994901190000000002")
    key = tdes.data_key(tdes.message_key(tdes.initial_key(BDK, swipe), swipe))
    assert key.hex().upper() == "1A994C3E09D9ACEF3EA9BD4381EFA334"


def test_the_keyed_vectors_cipher_opens() -> None:
    key = tdes.data_key(tdes.message_key(INITIAL, ksn("E00001")))
    cipher = bytes.fromhex("4BA6C791EB7DC3EFBFDF8F6924F45727D56E2233D55A4F77")
    assert tdes.decrypt(key, cipher) == b";4111111111111111=2712?:"
    assert tdes.encrypt(key, b";4111111111111111=2712?:") == cipher


@given(counters)
def test_a_counter_goes_into_a_ksn_and_out_again_and_nothing_else_moves(count: int) -> None:
    counted = tdes.counted(ksn("E00000"), count)
    assert tdes.counter(counted) == count
    assert tdes.counted(counted, 0) == ksn("E00000")


@given(counters)
def test_the_next_counter_is_the_next_with_at_most_ten_bits(count: int) -> None:
    slow = next((n for n in range(count + 1, 1 << 21) if n.bit_count() <= 10), None)
    assert tdes.next_counter(count) == slow


def test_a_pad_has_so_many_keys_as_the_standard_says_and_then_none() -> None:
    # "more than 1 million": all counters of 21 bits with one to ten set.
    used, count = 0, tdes.next_counter(0)
    while count is not None:
        used, last = used + 1, count
        count = tdes.next_counter(count)
    assert (used, last) == (1_048_575, 0x1FF800)


@pytest.mark.parametrize("count", [0, 0x0007FF, 0x1FFFFF])
def test_a_counter_that_stands_for_no_key_gets_none(count: int) -> None:
    assert not tdes.is_legal(count)
    with pytest.raises(Bug):
        tdes.message_key(INITIAL, tdes.counted(ksn("E00000"), count))


@pytest.mark.parametrize("length", [0, 8, 9, 11, 12])
def test_a_ksn_of_another_length_is_a_bug(length: int) -> None:
    with pytest.raises(Bug):
        tdes.initial_key(BDK, bytes(length))


@pytest.mark.parametrize("text", [b"", b"1234567"])
def test_only_whole_blocks_are_encrypted(text: bytes) -> None:
    with pytest.raises(Bug):
        tdes.encrypt(BDK, text)
    with pytest.raises(Bug):
        tdes.decrypt(BDK, text)
