import base64

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pos_app.devices.tenkey.locked_page import LockedPage
from pos_app.devices.tenkey.sealing import Sealer, card_bytes
from pos_app.errors import Bug
from pos_app.wire.cards import SealedBlob, SealingKey
from tests.devices.tenkey import processor_key

NUMBER, EXPIRY = "4242424242424242", "2712"
CARD = {"pan": NUMBER, "expiry": EXPIRY}


def seal(number: str = NUMBER, expiry: str = EXPIRY) -> str:
    return Sealer(processor_key.public(), LockedPage()).seal(card_bytes(map(int, number), map(int, expiry)))


def test_two_libraries_open_what_is_sealed() -> None:
    sealed = seal()
    assert processor_key.opened_by_joserfc(sealed) == CARD
    assert processor_key.opened_by_jwcrypto(sealed) == CARD


@settings(max_examples=25)
@given(st.text(st.sampled_from("0123456789"), min_size=13, max_size=19))
def test_every_number_is_opened_as_it_was_keyed(number: str) -> None:
    sealed = seal(number)
    assert (
        processor_key.opened_by_joserfc(sealed)
        == processor_key.opened_by_jwcrypto(sealed)
        == {
            "pan": number,
            "expiry": EXPIRY,
        }
    )


def test_the_header_names_the_key_and_nothing_else() -> None:
    assert processor_key.header(seal()) == {"alg": "RSA-OAEP-256", "enc": "A256GCM", "kid": "key-1"}


def test_what_is_sealed_is_one_blob_on_the_wire() -> None:
    sealed = seal()
    assert SealedBlob(jwe=sealed).jwe == sealed


def test_no_two_seals_share_a_key_or_a_nonce() -> None:
    sealed = [seal() for _ in range(5)]
    assert len({processor_key.content_key(one) for one in sealed}) == 5
    assert len({one.split(".")[2] for one in sealed}) == 5


@pytest.mark.parametrize("part", range(5))
def test_what_was_tampered_with_is_not_opened(part: int) -> None:
    parts = seal().split(".")
    data = bytearray(base64.urlsafe_b64decode(parts[part] + "=" * (-len(parts[part]) % 4)))
    data[-3] ^= 1
    parts[part] = base64.urlsafe_b64encode(data).rstrip(b"=").decode()
    for opened in (processor_key.opened_by_joserfc, processor_key.opened_by_jwcrypto):
        with pytest.raises(Exception, match=r"\S"):
            opened(".".join(parts))


def test_nothing_is_left_on_the_page_after_a_seal() -> None:
    page = LockedPage()
    Sealer(processor_key.public(), page).seal(card_bytes(map(int, NUMBER), map(int, EXPIRY)))
    assert not any(page._page[:])


def test_nothing_is_left_on_the_page_where_sealing_fails() -> None:
    page = LockedPage()
    with pytest.raises(ValueError, match="invalid value"):
        Sealer(processor_key.public(), page).seal(iter([52, 256]))
    assert not any(page._page[:])


def test_a_key_too_short_or_none_at_all_is_not_sealed_to() -> None:
    short = processor_key.public(bits=1024)
    even = SealingKey(kid="even", n=base64.urlsafe_b64encode(b"\xff" * 256).decode().rstrip("="), e="AAAA")
    for key in (short, even):
        with pytest.raises(Bug):
            Sealer(key, LockedPage())
