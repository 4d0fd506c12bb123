import os
import re
from collections import Counter
from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain.password import is_terminal_password
from pos_app.server.staff.tokens import new_one_time_password, new_terminal_password, new_token, token_hash


def test_a_token_is_256_bits_in_43_characters() -> None:
    assert new_token(lambda count: bytes(count)) == "A" * 43
    assert re.fullmatch(r"[A-Za-z0-9_-]{43}", new_token(os.urandom))
    assert len({new_token(os.urandom) for _ in range(100)}) == 100


def test_what_is_kept_of_a_token_is_its_hash() -> None:
    assert len(token_hash("a")) == 32
    assert token_hash("a") != token_hash("b")


def test_a_terminal_password_has_the_shape_of_one() -> None:
    assert is_terminal_password(new_terminal_password(os.urandom))


def test_a_one_time_password_has_no_character_that_is_mistaken_for_another() -> None:
    for _ in range(50):
        password = new_one_time_password(os.urandom)
        assert re.fullmatch(r"[a-hjkmnp-z2-9]{4}(-[a-hjkmnp-z2-9]{4}){3}", password)


@given(st.binary(min_size=1, max_size=8))
def test_unlucky_random_bytes_are_thrown_away(unlucky: bytes) -> None:
    """However many bytes of no use come first, the password is whole."""
    first = [True]

    def random(count: int) -> bytes:
        if first:
            first.clear()
            return (b"\xff" * count)[:count]
        return (unlucky * count)[:count]

    if any(byte < 250 for byte in unlucky):
        assert is_terminal_password(new_terminal_password(random))


def test_every_digit_comes_equally_often() -> None:
    first = Counter(new_terminal_password(_always(byte))[0] for byte in range(250))
    assert len(first) == 10
    assert set(first.values()) == {25}


def _always(byte: int) -> Callable[[int], bytes]:
    return lambda count: bytes([byte]) * count
