from hypothesis import given
from hypothesis import strategies as st

from pos_app.till.keys import Garbled, Keys, Scanned, Sorted, Typed

FAST, SLOW = 0.005, 0.2
CODE = "PSP1.00008.AbCdEfGhIjKlMnOpQrStUv"


def play(keys: Keys, text: str, gap: float, at: float = 10.0) -> tuple[list[Sorted], float]:
    told: list[Sorted] = []
    for character in text:
        if keys.takes(character, at):
            told.extend(keys.key(character, at))
        at += gap
    return told, at


def test_what_a_person_types_comes_back_as_typed() -> None:
    keys = Keys()
    told, at = play(keys, "1200", SLOW)
    told.extend(keys.tick(at))
    assert told == [Typed("1"), Typed("2"), Typed("0"), Typed("0")]


def test_a_digit_is_held_until_it_can_no_longer_be_a_scanners() -> None:
    keys = Keys()
    assert keys.key("5", 1.0) == ()
    assert keys.held == "5"
    wait = keys.wait()
    assert wait is not None
    assert keys.tick(1.0 + wait + 0.001) == (Typed("5"),)
    assert keys.held == ""


def test_a_key_that_no_scanner_has_makes_what_is_held_a_persons_and_the_next_key_begins_anew() -> None:
    keys = Keys()
    told, at = play(keys, "18", FAST)
    assert (told, keys.interrupted(at)) == ([], (Typed("18"),))
    assert (keys.held, keys.wait(), keys.interrupted(at)) == ("", None, ())
    assert not keys.takes("\r", at)
    told, _ = play(keys, CODE + "\r", FAST, at)
    assert told == [Scanned(CODE.encode())]


def test_a_code_that_is_cut_off_by_such_a_key_is_none() -> None:
    keys = Keys()
    _, at = play(keys, CODE, FAST)
    assert keys.interrupted(at) == (Garbled("incomplete"),)
    assert keys.takes("\r", at)
    assert not keys.takes("\r", at + 1.0)


def test_a_scanners_code_comes_back_as_one_value_and_nothing_is_typed() -> None:
    keys = Keys()
    told, _ = play(keys, CODE + "\r", FAST)
    assert told == [Scanned(CODE.encode())]
    assert keys.held == ""


def test_digits_typed_before_a_scan_stay_typed() -> None:
    keys = Keys()
    told, at = play(keys, "98", SLOW)
    more, _ = play(keys, CODE + "\r", FAST, at)
    assert told + more == [Typed("9"), Typed("8"), Scanned(CODE.encode())]


def test_the_line_feed_after_a_code_belongs_to_the_code() -> None:
    keys = Keys()
    told, at = play(keys, CODE + "\r", FAST)
    assert keys.takes("\n", at)
    assert keys.key("\n", at) == ()
    assert len(told) == 1


def test_enter_by_itself_needs_no_sorting() -> None:
    keys = Keys()
    assert not keys.takes("\r", 5.0)
    assert keys.takes("1", 5.0)
    assert not keys.takes("", 5.0)
    assert not keys.takes("\x1b", 5.0)


def test_enter_behind_a_held_digit_releases_both_in_their_order() -> None:
    keys = Keys()
    keys.key("7", 1.0)
    assert keys.takes("\r", 1.01)
    assert keys.key("\r", 1.01) == (Typed("7\r"),)
    assert keys.held == ""


def test_a_code_that_breaks_off_types_nothing() -> None:
    keys = Keys()
    told, at = play(keys, CODE, FAST)
    assert told == []
    assert keys.tick(at + 1.0) == (Garbled("incomplete"),)


def test_no_value_shows_what_was_typed_or_read() -> None:
    assert "secret" not in repr(Typed("secret")) + repr(Scanned(b"secret"))


@given(st.text("0123456789aZ-. あ１", max_size=40), st.floats(0.04, 1.0))
def test_slow_typing_comes_back_as_it_was_typed(text: str, gap: float) -> None:
    keys = Keys()
    told, at = play(keys, text, gap)
    told.extend(keys.tick(at + 1.0))
    assert "".join(value.text for value in told if isinstance(value, Typed)) == text
    assert len(told) == len(text)


@given(st.lists(st.tuples(st.text(min_size=1, max_size=2), st.floats(0.0, 0.5)), max_size=60))
def test_whatever_is_mashed_what_is_held_is_what_was_typed_last(strokes: list[tuple[str, float]]) -> None:
    keys, at, taken = Keys(), 0.0, ""
    for text, gap in strokes:
        at += gap
        if keys.takes(text, at):
            taken += text
            keys.key(text, at)
            assert taken.endswith(keys.held)
    keys.tick(at + 10.0)
    assert keys.held == ""
    assert keys.wait() is None
