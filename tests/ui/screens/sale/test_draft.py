"""What was typed, against what the till says: which pane, and what is given up."""

from dataclasses import replace
from uuid import UUID

import pytest

from pos_app.till.events import CancelReason
from pos_app.till.payment import Attention, State
from pos_app.till.sale import Sale, Stage
from pos_app.till.snapshot import Snapshot
from pos_app.till.voiding import VoidCase
from pos_app.ui.screens.sale.draft import Draft, Panel, followed
from pos_app.ui.screens.sale.entry import yen
from pos_app.ui.screens.sale.pane import Pane, pane_of
from pos_app.ui.screens.sale.pictures import BUSY, on_pad, payment

PAID = payment(9, 1_000)
OUTCOME = on_pad(Stage.DONE, PAID)
RETURNED = on_pad(Stage.DONE, payment(9, 1_000, State.CANCELED, cancel=CancelReason.CASHIER, code_last4=None))


def at(stage: Stage) -> Snapshot:
    return replace(BUSY, sale=Sale(stage, 1_000, PAID.id), payment=PAID)


@pytest.mark.parametrize(
    ("stage", "panel", "pane"),
    [
        (Stage.IDLE, Panel.NONE, Pane.PAD),
        (Stage.AMOUNT, Panel.NONE, Pane.PAD),
        (Stage.CONFIRM_AMOUNT, Panel.NONE, Pane.PAD),
        (Stage.SCANNING, Panel.NONE, Pane.SCAN),
        (Stage.SCANNING, Panel.NUMBER, Pane.NUMBER),
        (Stage.WAITING, Panel.NUMBER, Pane.WAIT),
        (Stage.ASKED_DOUBLE, Panel.NONE, Pane.DOUBLE),
        (Stage.IN_DOUBT, Panel.NONE, Pane.DOUBT),
        (Stage.IN_DOUBT, Panel.LAST_FOUR, Pane.LAST_FOUR),
        (Stage.UNDOING, Panel.LAST_FOUR, Pane.WAIT),
        (Stage.DONE, Panel.NONE, Pane.OUTCOME),
    ],
)
def test_the_till_says_which_pane_is_shown(stage: Stage, panel: Panel, pane: Pane) -> None:
    assert pane_of(at(stage), Draft(panel=panel)) is pane


def test_every_stage_has_a_pane() -> None:
    for stage in Stage:
        for panel in Panel:
            pane_of(at(stage), followed(Draft(panel=panel), at(stage)))


def test_a_digit_that_may_be_a_scanners_shows_the_pad_but_leaves_nothing() -> None:
    assert pane_of(OUTCOME, Draft(held="5")) is Pane.PAD
    assert pane_of(OUTCOME, Draft()) is Pane.OUTCOME


def test_no_digit_leaves_a_doubtful_payment() -> None:
    assert pane_of(at(Stage.IN_DOUBT), Draft(held="5")) is Pane.DOUBT


def test_going_back_before_a_code_was_read_finds_the_amount_again() -> None:
    draft = followed(Draft(), at(Stage.SCANNING))
    draft = followed(draft, RETURNED)
    assert pane_of(RETURNED, draft) is Pane.PAD
    assert draft.shown.amount == 1_000
    assert draft.typed("7").shown.amount == 7


def test_an_outcome_leaves_an_empty_pad_behind() -> None:
    draft = followed(followed(Draft(), at(Stage.SCANNING)), OUTCOME)
    assert draft.shown.digits == ""


def test_changing_the_amount_keeps_the_whole_for_the_rest() -> None:
    draft = Draft().changing(12_800)
    assert (draft.shown.amount, draft.total) == (12_800, 12_800)
    assert draft.typed("9").shown.amount == 9
    assert replace(draft, amount=yen(9_000)).changing(9_000).total == 12_800


def test_a_panel_closes_with_what_it_was_opened_for() -> None:
    assert followed(Draft(panel=Panel.NUMBER), at(Stage.WAITING)).panel is Panel.NONE
    assert followed(Draft(panel=Panel.LAST_FOUR), OUTCOME).panel is Panel.NONE
    assert followed(Draft(panel=Panel.ATTENTION), BUSY).panel is Panel.NONE
    waiting = replace(BUSY, attention=(payment(3, 500, State.DECLINED, attention=Attention.SEEN_BUT_DECLINED),))
    assert followed(Draft(panel=Panel.ATTENTION), waiting).panel is Panel.ATTENTION


def test_a_number_typed_on_one_panel_is_gone_on_the_next() -> None:
    draft = Draft().opened(Panel.NUMBER).typed("1").typed("2").opened(Panel.LAST_FOUR)
    assert draft.shown.digits == ""
    assert draft.shown.room == 4


def test_log_out_forgets_everything_that_was_typed() -> None:
    assert followed(Draft(amount=yen(500), total=900), replace(BUSY, staff=None)) == Draft()


def test_the_void_that_was_begun_here_fills_the_pane_until_it_is_over() -> None:
    case = VoidCase(PAID.id, UUID(int=77))
    voiding = replace(OUTCOME, void=case)
    assert pane_of(voiding, Draft(void=PAID.id)) is Pane.VOID
    assert pane_of(voiding, Draft()) is Pane.OUTCOME
    assert followed(Draft(void=PAID.id), OUTCOME).void is None


def test_a_payment_under_way_is_never_covered_by_a_void() -> None:
    waiting = replace(at(Stage.WAITING), void=VoidCase(PAID.id, UUID(int=77)))
    assert pane_of(waiting, Draft(void=PAID.id)) is Pane.WAIT
