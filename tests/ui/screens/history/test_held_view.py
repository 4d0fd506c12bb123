from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from pos_app.till.card_lists import Held
from pos_app.till.practice import Practising
from pos_app.till.snapshot import Snapshot
from pos_app.till.words import Words
from pos_app.ui.screens.history import made_up
from pos_app.ui.screens.history.held_view import has_cards, held_lines, held_trouble, held_view, waiting
from pos_app.wire.payments import PaymentRecord
from pos_app.wire.staff import Right

WORDS = Words("ja", strict=True)
RECORDS = made_up.HELD.payments or ()


def snapshot(held: Held = made_up.HELD, **changes: object) -> Snapshot:
    return made_up.snapshot(terminal=made_up.BY_CARD, held=held, **changes)


@given(st.permutations(RECORDS))
def test_the_nearest_deadline_comes_first(shuffled: list[PaymentRecord]) -> None:
    assert waiting(snapshot(Held(tuple(shuffled)))) == RECORDS


def test_a_line_says_until_when_who_and_how_much() -> None:
    first, second, _ = held_lines(snapshot())
    assert (first.until, first.name, first.amount, first.soon) == ("7/15 あと3日", "エナ タロウ", 12_800, True)
    assert not second.soon


def test_the_chosen_one_is_shown_and_the_first_where_none_is_chosen() -> None:
    chosen = held_view(snapshot(), RECORDS[1].id, WORDS)
    assert chosen is not None
    assert chosen.amount == 4_800
    first = held_view(snapshot(), None, WORDS)
    assert first is not None
    assert first.record is RECORDS[0]
    assert dict(first.facts)["カード"] == "Visa 下3桁 242"
    assert held_view(snapshot(Held(())), None, WORDS) is None


@given(st.uuids(), st.sampled_from(["", "エナ"]))
def test_no_other_callers_sale_stands_in_for_a_chosen_one_that_does_not_wait(chosen: UUID, typed: str) -> None:
    assert held_view(snapshot(), chosen, WORDS, typed) is None
    assert held_view(snapshot(Held(RECORDS[1:])), RECORDS[0].id, WORDS) is None


def test_past_its_deadline_it_can_be_neither_captured_nor_released() -> None:
    late = held_view(snapshot(at=made_up.AT + timedelta(days=4)), RECORDS[0].id, WORDS)
    assert late is not None
    assert (late.may_capture, late.may_void) == (False, False)
    assert "期限が過ぎています" in late.note


def test_rights_decide_who_may_capture_and_who_may_let_go() -> None:
    seller = held_view(snapshot(staff=replace(made_up.CLERK, rights=(Right.SELL,))), None, WORDS)
    voider = held_view(snapshot(staff=replace(made_up.CLERK, rights=(Right.VOID,))), None, WORDS)
    assert seller is not None
    assert voider is not None
    assert (seller.may_capture, seller.may_void) == (True, False)
    assert (voider.may_capture, voider.may_void) == (False, True)


def test_what_went_wrong_is_said_without_telling_anybody_to_take_cash() -> None:
    assert held_trouble(snapshot(), WORDS) == ""
    assert held_trouble(snapshot(Held(trouble="offline")), WORDS) == WORDS.text("offline_set_up")
    assert held_trouble(snapshot(Held((), trouble="authorisation_gone")), WORDS) == WORDS.text("authorisation_gone")


def test_whose_capture_went_wrong_is_said() -> None:
    held = Held((), trouble="terminal_disabled", whose="エナ タロウ")
    said = held_trouble(snapshot(held), WORDS)
    assert said == f"エナ タロウ 様の売上計上: {WORDS.text('terminal_disabled')}"


def test_a_store_without_a_contract_has_no_such_list_and_neither_has_a_practice() -> None:
    assert has_cards(snapshot())
    assert not has_cards(snapshot(practice=Practising(made_up.AT, ())))
    assert not has_cards(made_up.snapshot(terminal=made_up.BY_CARD.model_copy(update={"cards": None})))


def named(record: PaymentRecord, name: str, memo: str) -> PaymentRecord:
    assert record.card is not None
    caller = record.card.caller.model_copy(update={"name": name, "memo": memo})
    return record.model_copy(update={"card": record.card.model_copy(update={"caller": caller})})


def test_an_order_is_found_by_part_of_name_number_or_memo_however_it_is_written() -> None:
    hana, taro = named(RECORDS[0], "ナカツガワ ハナ", "A-1042"), named(RECORDS[1], "エナ タロウ", "")
    shown = snapshot(Held((hana, taro)))
    assert waiting(shown, "ﾅｶﾂｶﾞﾜﾊﾅ") == (hana,)
    assert waiting(shown, "ａ1042") == (hana,)
    assert waiting(shown, "0573-00") == (hana, taro)
    assert waiting(shown, "B") == ()
    assert waiting(shown, " ") == (hana, taro)


@given(st.text(max_size=8))
def test_whatever_is_typed_the_list_stays_a_part_of_the_list(typed: str) -> None:
    assert set(waiting(snapshot(), typed)) <= set(RECORDS)
