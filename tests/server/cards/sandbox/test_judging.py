from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain import card
from pos_app.domain.card import Brand
from pos_app.domain.dukpt.keyed import KeyedTrack
from pos_app.server.cards.processor import Unusable
from pos_app.server.cards.sandbox.judging import YEARS_AHEAD, Judged, judged
from pos_app.server.cards.sandbox.profiles import Profile

TODAY = date(2026, 4, 30)
ALL = frozenset(Brand)
INVALID, NOT_ACCEPTED = Unusable.INVALID, Unusable.NOT_ACCEPTED


def judge(number: str = "4242424242424242", expiry: str = "2912", accepted: frozenset[Brand] = ALL) -> object:
    return judged(KeyedTrack(number, expiry), accepted, TODAY)


def test_a_good_card_is_known_by_brand_last_three_and_expiry() -> None:
    assert judge() == Judged(Brand.VISA, "242", "2912", Profile.OK)
    assert judge("378282246310005") == Judged(Brand.AMEX, "005", "2912", Profile.NOT_SECURED)
    assert judge("4000000000009995") == Judged(Brand.VISA, "995", "2912", Profile.INSUFFICIENT)


@pytest.mark.parametrize(
    "number",
    ["4242424242424241", "424242424242", "42424242424242424240", "37828224631000", "3782822463100058", "0"],
    ids=["luhn", "12 digits", "20 digits", "amex with 14", "amex with 16", "one digit"],
)
def test_a_number_that_is_none_is_to_be_keyed_again(number: str) -> None:
    assert judge(number) is INVALID


@pytest.mark.parametrize("expiry", ["2603", "2513", "2500", "0001", "4701", "9912"])
def test_an_expiry_that_is_over_or_can_not_be_is_to_be_keyed_again(expiry: str) -> None:
    assert judge(expiry=expiry) is INVALID


def test_a_card_is_good_until_the_last_day_of_its_month_and_for_twenty_years() -> None:
    assert isinstance(judge(expiry="2604"), Judged)
    assert isinstance(judge(expiry=f"{(TODAY.year + YEARS_AHEAD) % 100}12"), Judged)


def test_a_brand_without_a_contract_and_one_that_nobody_knows_are_not_accepted() -> None:
    assert judge(accepted=frozenset({Brand.JCB})) is NOT_ACCEPTED
    assert judge("9000000000000001") is NOT_ACCEPTED
    assert judge(accepted=frozenset()) is NOT_ACCEPTED


def test_a_union_pay_card_may_fail_the_check_digit() -> None:
    assert isinstance(judge("6200000000000000"), Judged)
    assert not card.is_luhn("6200000000000000")


@given(
    number=st.text("0123456789", min_size=1, max_size=24),
    expiry=st.text("0123456789", min_size=4, max_size=4),
    accepted=st.frozensets(st.sampled_from(Brand)),
)
def test_whatever_is_accepted_is_a_card_of_a_contracted_brand(
    number: str, expiry: str, accepted: frozenset[Brand]
) -> None:
    found = judge(number, expiry, accepted)
    if isinstance(found, Judged):
        assert found.brand in accepted
        assert len(number) in card.lengths(found.brand)
        assert card.is_luhn(number) or found.brand is Brand.UNIONPAY
        assert number.endswith(found.last3)
        assert number not in repr(found)
    else:
        assert found in {INVALID, NOT_ACCEPTED}
