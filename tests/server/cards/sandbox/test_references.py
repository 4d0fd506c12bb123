from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.server.cards.sandbox.profiles import Profile
from pos_app.server.cards.sandbox.references import Card, card_of, written


@given(profile=st.sampled_from(Profile), expiry=st.text("0123456789", min_size=4, max_size=4), request=st.uuids())
def test_a_reference_stands_for_the_card_that_it_was_made_for(profile: Profile, expiry: str, request: UUID) -> None:
    assert card_of(written(Card(profile.value, expiry), request)) == Card(profile.value, expiry)


def test_a_request_has_one_reference_and_another_has_another() -> None:
    card, request = Card("ok", "2912"), uuid4()
    assert written(card, request) == written(card, request) != written(card, uuid4())


@pytest.mark.parametrize("reference", ["", "ok", "ok 2912", "A" * 22])
def test_what_was_never_a_reference_stands_for_nothing(reference: str) -> None:
    assert card_of(reference) is None
