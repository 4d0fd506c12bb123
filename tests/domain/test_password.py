import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain.password import (
    Rule,
    all_fulfilled,
    broken,
    check,
    check_login_id,
    check_pin,
    is_terminal_password,
)

LOGIN_ID = "shopuser01"


def _broken(new: str, *, login_id: str = LOGIN_ID, same_as_old: bool = False) -> tuple[Rule, ...]:
    return broken(check(new, login_id, same_as_old=same_as_old))


@pytest.mark.parametrize("new", ["kaeru7wataru", "Mizu-umi no 7 hakuchou", "x9!mV2#qLr8$tZ", "ao1ki2shi3ro"])
def test_a_good_password_breaks_no_rule(new: str) -> None:
    assert _broken(new) == ()
    assert all_fulfilled(check(new, LOGIN_ID, same_as_old=False))


@pytest.mark.parametrize(
    ("new", "rules"),
    [
        ("kaeru7watar", (Rule.PASSWORD_LENGTH,)),
        ("kaeru7wataru" * 11, (Rule.PASSWORD_LENGTH, Rule.PASSWORD_NOT_COMMON)),
        ("kaeru7wataruカ", (Rule.PASSWORD_HALF_WIDTH,)),
        ("kaeru7wataru７", (Rule.PASSWORD_HALF_WIDTH,)),
        ("kaeru7wataru\t", (Rule.PASSWORD_HALF_WIDTH,)),
        ("kaerugawataru", (Rule.PASSWORD_LETTER_AND_DIGIT,)),
        ("7391 0852 6417", (Rule.PASSWORD_LETTER_AND_DIGIT,)),
    ],
)
def test_each_rule_is_broken_by_its_own_fault(new: str, rules: tuple[Rule, ...]) -> None:
    assert _broken(new) == rules


def test_the_login_id_is_refused_in_any_case() -> None:
    assert _broken("MinatoKamome77", login_id="minatokamome77") == (Rule.PASSWORD_NOT_LOGIN_ID,)


def test_the_old_password_is_refused() -> None:
    assert _broken("kaeru7wataru", same_as_old=True) == (Rule.PASSWORD_NOT_OLD,)


@pytest.mark.parametrize(
    "new",
    [
        "password1234",
        "Passw0rd1234",
        "P@ssw0rd2026!",
        "1q2w3e4r5t6y",
        "1qaz2wsx3edc",
        "qwertyuiop12",
        "abcdefgh1234",
        "abc123abc123",
        "a1a1a1a1a1a1",
        "aaaaaaaaaaa1",
        "admin1234567",
        "iloveyou2024!!",
        "welcome123456",
        "poiuytrewq09",
        "zxcvbnm12345",
        "Store-Manager-1",
    ],
)
def test_a_common_password_is_refused(new: str) -> None:
    assert _broken(new) == (Rule.PASSWORD_NOT_COMMON,)


def test_nothing_typed_fulfils_nothing() -> None:
    assert not any(result.fulfilled for result in check("", LOGIN_ID, same_as_old=False))
    assert not any(result.fulfilled for result in check_login_id(""))
    assert not any(result.fulfilled for result in check_pin(""))


@given(st.text(max_size=300), st.text(max_size=80), st.booleans())
def test_any_text_is_judged_by_the_same_six_rules(new: str, login_id: str, same: bool) -> None:
    results = check(new, login_id, same_as_old=same)
    assert [result.rule for result in results] == [rule for rule in Rule if rule.startswith("password_")]
    if all_fulfilled(results):
        assert 12 <= len(new.encode("ascii")) <= 128
        assert new != login_id
        assert not same


@given(st.text("abcdefghijklmnopqrstuvwxyz0123456789", min_size=1, max_size=40), st.integers(2, 6))
def test_the_same_piece_again_and_again_is_common(piece: str, times: int) -> None:
    assert Rule.PASSWORD_NOT_COMMON in _broken((piece * times)[:128] if len(piece) * times <= 128 else piece * 2)


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("shopuser01", ()),
        ("ena-0012", ()),
        ("shop001", (Rule.LOGIN_ID_LENGTH,)),
        ("a" * 65, (Rule.LOGIN_ID_LENGTH,)),
        ("shop user01", (Rule.LOGIN_ID_HALF_WIDTH,)),
        ("ｓhopuser01", (Rule.LOGIN_ID_HALF_WIDTH,)),
    ],
)
def test_a_login_id_has_eight_half_width_characters(text: str, rules: tuple[Rule, ...]) -> None:
    assert broken(check_login_id(text)) == rules


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("482915", ()),
        ("112233", ()),
        ("777777", (Rule.PIN_NOT_ONE_DIGIT,)),
        ("123456", (Rule.PIN_NOT_A_RUN,)),
        ("890123", (Rule.PIN_NOT_A_RUN,)),
        ("654321", (Rule.PIN_NOT_A_RUN,)),
        ("210987", (Rule.PIN_NOT_A_RUN,)),
        ("48291", tuple(rule for rule in Rule if rule.startswith("pin_"))),
        ("４８２９１５", tuple(rule for rule in Rule if rule.startswith("pin_"))),
    ],
)
def test_a_pin_has_six_digits_that_are_no_pattern(text: str, rules: tuple[Rule, ...]) -> None:
    assert broken(check_pin(text)) == rules


def test_a_terminal_password_has_eight_digits() -> None:
    assert is_terminal_password("00528213")
    assert not any(is_terminal_password(text) for text in ("", "5282", "005282130", "0052821a", "００５２８２１３"))
