import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.server.cards.sandbox.profiles import Profile, profile_of

NAMED = {
    "4242424242424242": Profile.OK,
    "4000000000000002": Profile.DECLINED,
    "4000000000009995": Profile.INSUFFICIENT,
    "4000000000009987": Profile.LOST,
    "4000000000009979": Profile.STOLEN,
    "4000000000000069": Profile.EXPIRED,
    "4000000000000119": Profile.PROCESSING_ERROR,
    "4000002760003184": Profile.CHALLENGED,
    "4000000000003220": Profile.CHALLENGED,
    "4000008400001629": Profile.CHALLENGED_THEN_DECLINED,
    "4000008260003178": Profile.CHALLENGED_THEN_INSUFFICIENT,
    "4000008400001280": Profile.NOT_SECURED,
    "378282246310005": Profile.NOT_SECURED,
    "3530111333300000": Profile.OK,
    "3566002020360505": Profile.OK,
}


@pytest.mark.parametrize(("number", "profile"), NAMED.items())
def test_each_test_card_behaves_as_its_number_says(number: str, profile: Profile) -> None:
    assert profile_of(number) is profile


@given(st.text("0123456789", min_size=12, max_size=19).filter(lambda number: number not in NAMED))
def test_any_other_card_is_fine(number: str) -> None:
    assert profile_of(number) is Profile.OK


def test_every_profile_has_a_card() -> None:
    assert set(NAMED.values()) == set(Profile)
