import pytest

from pos_app.till.voiding import VoidStage
from pos_app.ui.screens.history import made_up
from pos_app.ui.screens.history.void_steps import (
    CHECK_KEYS,
    CONFIRM_KEY,
    REASON_KEYS,
    RECEIPT_KEYS,
    Answers,
    Step,
    amount_of,
    step_of,
)
from pos_app.wire.operations import NumberCheck, VoidReason

CASE = made_up.case(VoidStage.READY)
WHY = Answers(CASE.attempt, VoidReason.DOUBLE)
CHECKED = Answers(CASE.attempt, VoidReason.DOUBLE, NumberCheck.MATCHED)


def test_one_question_comes_after_the_other_and_the_void_last() -> None:
    assert step_of(CASE, Answers(CASE.attempt)) is Step.REASON
    assert step_of(CASE, WHY) is Step.NUMBER_CHECK
    assert step_of(CASE, CHECKED) is Step.CONFIRM


def test_whoever_needs_a_manager_says_why_first() -> None:
    needed = made_up.case(VoidStage.APPROVAL_NEEDED)
    assert step_of(needed, Answers(needed.attempt)) is Step.REASON
    assert step_of(needed, WHY) is Step.APPROVER
    assert step_of(needed, CHECKED) is Step.APPROVER


@pytest.mark.parametrize("back", [True, False])
def test_a_receipt_that_was_given_is_asked_for_and_no_other(back: bool) -> None:
    given = made_up.case(VoidStage.READY, receipt_given=True)
    assert step_of(given, CHECKED) is Step.RECEIPT
    answered = Answers(CASE.attempt, VoidReason.DOUBLE, NumberCheck.MATCHED, back)
    assert step_of(given, answered) is Step.CONFIRM


@pytest.mark.parametrize("stage", sorted(set(VoidStage) - {VoidStage.READY, VoidStage.APPROVAL_NEEDED}))
def test_every_other_stage_of_the_till_has_its_step_whatever_was_answered(stage: VoidStage) -> None:
    case = made_up.case(stage)
    assert step_of(case, Answers(case.attempt)) is step_of(case, CHECKED) is Step(stage.value)


def test_answers_hold_for_one_attempt_only() -> None:
    assert CHECKED.about(CASE) is CHECKED
    assert CHECKED.about(None) == Answers()
    other = Answers(CASE.attempt + 1, VoidReason.OTHER, NumberCheck.MATCHED, receipt_back=True)
    assert other.about(CASE) == Answers(CASE.attempt)


def test_the_reason_that_managers_were_told_is_the_reason() -> None:
    asked = made_up.case(VoidStage.READY, reason=VoidReason.MISREAD)
    assert Answers().about(asked) == Answers(asked.attempt, VoidReason.MISREAD)


def test_leaning_on_a_key_answers_one_question_and_never_voids() -> None:
    assert list(REASON_KEYS) == ["1", "2", "3", "4", "5", "6"]
    assert list(REASON_KEYS.values()) == list(VoidReason)
    assert not set(REASON_KEYS) & set(CHECK_KEYS)
    assert not set(CHECK_KEYS) & set(RECEIPT_KEYS)
    assert CONFIRM_KEY not in {"Enter", "Return", *REASON_KEYS, *CHECK_KEYS, *RECEIPT_KEYS}


def test_giving_a_part_back_asks_how_much_first() -> None:
    case = made_up.card_case(VoidStage.READY)
    assert step_of(case, Answers(), partly=True) is Step.AMOUNT
    assert step_of(case, Answers(amount=100), partly=True) is Step.REASON
    assert step_of(case, Answers()) is Step.REASON


def test_what_is_held_or_a_wallets_is_never_given_back_in_part() -> None:
    for case in (made_up.card_case(VoidStage.READY, made_up.HELD_ONE), made_up.case(VoidStage.READY)):
        assert step_of(case, Answers(), partly=True) is Step.REASON


def test_what_is_taken_back_is_what_is_left_or_what_was_typed() -> None:
    case = made_up.card_case(VoidStage.READY, made_up.PARTLY)
    assert amount_of(case, Answers()) == 3_600
    assert amount_of(case, Answers(amount=100)) == 100
    assert amount_of(made_up.card_case(VoidStage.READY, made_up.HELD_ONE), Answers()) == 4_800
    assert amount_of(made_up.case(VoidStage.READY), Answers()) == 1_000
