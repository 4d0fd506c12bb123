"""Practice and cards: nobody keys a real card in a practice (D-28)."""

import pytest

from pos_app.errors import Refusal
from tests.scenarios.cards.conftest import GOOD, Call


def test_a_practice_that_begins_in_mid_entry_wipes_it_and_takes_no_cards(call: Call) -> None:
    call.form()
    call.open()
    call.keyer.type(GOOD[:9])
    call.counter.until(lambda s: s.card_entry is not None and s.card_entry.count == 9)
    call.till.practise()
    call.counter.until(lambda s: s.practice is not None and s.card_entry is None)
    with pytest.raises(Refusal, match="no_cards_in_practice"):
        call.form()
    call.till.stop_practising()
    call.keyed()
    assert call.sale.card is not None
