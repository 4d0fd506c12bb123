import string

from hypothesis import given
from hypothesis import strategies as st

from pos_app.devices.scanner.events import Reading, Symbology
from pos_app.devices.scanner.wedge import (
    HELD_KEY,
    HICCUP,
    LONGEST,
    RESTART,
    RHYTHM,
    SHORTEST,
    Typed,
    Unusable,
    Wedge,
    WedgeOutput,
)

FAST = 0.005
SLOW = 0.12
CODE = "hQVKUFFSMWEUTwgxMjM0NTY3OFcIODc2NTQzMjE="
PRINTABLE = string.ascii_letters + string.digits + "+/=-"


def feed(wedge: Wedge, text: str, gap: float, start: float = 0.0) -> tuple[list[WedgeOutput], float]:
    """Type a text key by key and let the time after it pass; returns what came out, and the time."""
    outputs: list[WedgeOutput] = []
    now = start
    for character in text:
        outputs += wedge.key(character, now)
        now += gap
    now += 2 * HICCUP
    outputs += wedge.tick(now)
    return outputs, now


def typed(outputs: list[WedgeOutput]) -> str:
    return "".join(output.text for output in outputs if isinstance(output, Typed))


def test_a_fast_burst_with_enter_is_a_code() -> None:
    outputs, _ = feed(Wedge(), CODE + "\r", FAST)
    (reading,) = outputs
    assert isinstance(reading, Reading)
    assert reading.text == CODE
    assert reading.symbology is Symbology.UNKNOWN


def test_tab_ends_a_code_and_cr_lf_ends_it_once() -> None:
    for terminator in ("\t", "\n", "\r\n"):
        outputs, _ = feed(Wedge(), CODE + terminator, FAST)
        assert [type(output) for output in outputs] == [Reading]


def test_slow_keys_are_a_person_and_come_back_one_by_one() -> None:
    outputs, _ = feed(Wedge(), "1000\r", SLOW)
    assert [output.text for output in outputs if isinstance(output, Typed)] == ["1", "0", "0", "0", "\r"]


def test_a_key_comes_back_as_soon_as_the_rhythm_has_passed() -> None:
    wedge = Wedge()
    assert wedge.key("5", 1.0) == ()
    assert wedge.wait() == RHYTHM
    assert wedge.tick(1.0 + RHYTHM) == ()
    assert wedge.tick(1.0 + RHYTHM + 0.001) == (Typed("5"),)
    assert wedge.wait() is None


def test_typing_before_a_scan_stays_typing_and_the_code_stays_whole() -> None:
    wedge = Wedge()
    first, now = feed(wedge, "1000", SLOW)
    second, _ = feed(wedge, CODE + "\r", FAST, now)
    assert typed(first + second) == "1000"
    assert [output.text for output in second if isinstance(output, Reading)] == [CODE]


def test_a_short_roll_over_two_keys_is_typing() -> None:
    outputs, _ = feed(Wedge(), "12\r", 0.02)
    assert typed(outputs) == "12\r"
    assert not any(isinstance(output, Reading) for output in outputs)


def test_a_key_that_is_leant_on_is_typing() -> None:
    outputs, _ = feed(Wedge(), "0" * 40 + "\r", 0.03)
    assert typed(outputs) == "0" * 40 + "\r"
    assert not any(isinstance(output, Reading | Unusable) for output in outputs)


def test_a_key_that_is_leant_on_shows_while_it_is_held() -> None:
    wedge = Wedge()
    outputs = [output for number in range(HELD_KEY) for output in wedge.key("0", number * 0.03)]
    assert typed(outputs) == "0" * HELD_KEY


def test_a_burst_without_enter_is_incomplete_and_reaches_no_field() -> None:
    outputs, _ = feed(Wedge(), CODE, FAST)
    assert [output.reason for output in outputs if isinstance(output, Unusable)] == ["incomplete"]
    assert typed(outputs) == ""


def test_a_hiccup_within_a_code_does_not_cut_it() -> None:
    wedge = Wedge()
    for number, character in enumerate(CODE[:10]):
        assert wedge.key(character, number * FAST) == ()
    outputs, _ = feed(wedge, CODE[10:] + "\r", FAST, start=9 * FAST + HICCUP * 0.9)
    assert [output.text for output in outputs if isinstance(output, Reading)] == [CODE]


def test_the_second_half_of_a_broken_code_is_no_code() -> None:
    wedge = Wedge()
    head, now = feed(wedge, "900081818812", FAST)
    tail, now = feed(wedge, "345678901234\r", FAST, now)
    assert [output.reason for output in head + tail if isinstance(output, Unusable)] == ["incomplete", "incomplete"]
    again, _ = feed(wedge, "900081818812345678901234\r", FAST, now + RESTART)
    assert [output.text for output in again if isinstance(output, Reading)] == ["900081818812345678901234"]


def test_an_enormous_code_is_refused_and_the_next_one_is_read() -> None:
    wedge = Wedge()
    outputs, now = feed(wedge, "ab" * LONGEST + "\r", 0.001)
    assert [output.reason for output in outputs if isinstance(output, Unusable)] == ["too_long"]
    assert len(wedge._held) == 0
    again, _ = feed(wedge, CODE + "\r", FAST, now)
    assert [type(output) for output in again] == [Reading]


def test_the_longest_code_is_read_and_one_more_character_is_not() -> None:
    longest = "ab" * (LONGEST // 2)
    assert [type(output) for output in feed(Wedge(), longest + "\r", 0.001)[0]] == [Reading]
    assert [type(output) for output in feed(Wedge(), longest + "c\r", 0.001)[0]] == [Unusable]


def test_one_key_with_an_enormous_text_is_held_only_up_to_the_limit() -> None:
    wedge = Wedge()
    wedge.key("xy" * 1_000_000, 0.0)
    assert len(wedge._held) == LONGEST
    assert [output.reason for output in wedge.key("\r", 0.01) if isinstance(output, Unusable)] == ["too_long"]


def test_a_burst_of_few_characters_is_incomplete() -> None:
    outputs, _ = feed(Wedge(), "a1b2c3d"[: SHORTEST - 1] + "\r", FAST)
    assert [output.reason for output in outputs if isinstance(output, Unusable)] == ["incomplete"]


def test_control_characters_are_taken_out() -> None:
    outputs, _ = feed(Wedge(), "\x029000\x1d8181881234\x7f56\x03\r", FAST)
    assert [output.text for output in outputs if isinstance(output, Reading)] == ["9000818188123456"]


def test_an_aim_prefix_names_the_symbology() -> None:
    (qr,), _ = feed(Wedge(), "]Q1" + CODE + "\r", FAST)
    (bar,), _ = feed(Wedge(), "]C09000818188123456\r", FAST)
    assert isinstance(qr, Reading)
    assert (qr.text, qr.symbology) == (CODE, Symbology.QR)
    assert isinstance(bar, Reading)
    assert (bar.text, bar.symbology) == ("9000818188123456", Symbology.CODE128)


def test_full_width_characters_of_an_input_method_are_made_half_width() -> None:
    wide = "".join(chr(ord(character) + 0xFEE0) for character in CODE)
    (reading,), _ = feed(Wedge(), wide + "\r", FAST)
    assert isinstance(reading, Reading)
    assert reading.text == CODE


def test_kana_of_an_input_method_are_said_to_be_that() -> None:
    (unusable,), _ = feed(Wedge(), "ｈＱＶかきくけこ９０００\r", FAST)
    assert isinstance(unusable, Unusable)
    assert unusable.reason == "input_method"


def test_neither_typing_nor_a_code_shows_when_printed() -> None:
    outputs = feed(Wedge(), CODE + "\r", FAST)[0] + feed(Wedge(), "4711", SLOW)[0]
    shown = repr(outputs)
    assert CODE not in shown
    assert "4711" not in shown


@given(st.text(PRINTABLE, min_size=SHORTEST, max_size=LONGEST).filter(lambda text: len(set(text[:6])) > 1))
def test_whatever_a_scanner_types_comes_out_as_it_was(text: str) -> None:
    outputs, _ = feed(Wedge(), text + "\r", 0.002)
    assert [output.text for output in outputs if isinstance(output, Reading)] == [text]


@given(st.lists(st.tuples(st.text(PRINTABLE, min_size=1, max_size=1), st.floats(0.06, 2.0)), max_size=40))
def test_whatever_a_person_types_comes_out_as_it_was(keys: list[tuple[str, float]]) -> None:
    wedge, now, outputs = Wedge(), 0.0, list[WedgeOutput]()
    for character, gap in keys:
        outputs += wedge.key(character, now)
        now += gap
    outputs += wedge.tick(now + 1)
    assert typed(outputs) == "".join(character for character, _ in keys)
    assert all(isinstance(output, Typed) for output in outputs)


@given(st.lists(st.tuples(st.text(max_size=3), st.floats(-1.0, 1.0)), max_size=200))
def test_no_keys_and_no_clock_can_break_it_or_make_it_hold_much(keys: list[tuple[str, float]]) -> None:
    wedge, now = Wedge(), 0.0
    for text, gap in keys:
        now += gap
        for output in wedge.key(text, now) + wedge.tick(now):
            if isinstance(output, Reading):
                assert SHORTEST <= len(output.payload) <= LONGEST
                assert output.payload.isascii()
                assert output.text.isprintable()
        assert len(wedge._held) <= LONGEST
