import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain.card import looks_like_card_number
from pos_app.errors import Refusal
from pos_app.till.caller import caller_as_typed

TYPED = st.one_of(st.text(max_size=80), st.text("0123456789０１２３４５６７８９ -－ーｱァあ", max_size=40))
NUMBER = "3530111333300000"


@given(TYPED, TYPED, TYPED)
def test_whatever_is_typed_is_a_caller_in_plain_form_or_a_refusal(name: str, phone: str, memo: str) -> None:
    try:
        caller = caller_as_typed(name, phone, memo)
    except Refusal:
        return
    assert re.fullmatch("0[0-9]{9,10}", caller.phone)
    assert 1 <= len(caller.name) <= 60 >= len(caller.memo)
    assert caller_as_typed(caller.name, caller.phone, caller.memo) == caller
    assert not any(looks_like_card_number(text) for text in (caller.name, caller.phone, caller.memo))


@given(st.text("アイウ 注文-", max_size=8), st.text("アイウ 注文-", max_size=8), st.integers(0, 2))
def test_a_card_number_is_found_wherever_it_stands(before: str, after: str, field: int) -> None:
    typed = ["サトウ", "0312345678", "A-17"]
    typed[field] = f"{before}{NUMBER}{after}"
    with pytest.raises(Refusal, match="looks_like_card_number"):
        caller_as_typed(typed[0], typed[1], typed[2])


def test_circled_digits_are_refused_too() -> None:
    with pytest.raises(Refusal, match="looks_like_card_number"):
        caller_as_typed("サトウ", "0312345678", "④②④②④②④②④②④②④②④②")


def test_what_was_refused_is_not_in_the_refusal() -> None:
    with pytest.raises(Refusal) as found:
        caller_as_typed("サトウ", "12-34", "")
    assert "12" not in f"{found.value} {found.value.__cause__} {found.value.__context__}"
