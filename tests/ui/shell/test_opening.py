from dataclasses import replace
from datetime import timedelta

from pos_app.till.snapshot import Snapshot
from pos_app.ui.shell.opening import Opening
from pos_app.ui.shell.views import View
from tests.ui.snapshots import AT, LOGGED_OUT, WORKING

TOMORROW = replace(WORKING, at=AT + timedelta(days=1))


def due(*steps: tuple[View, Snapshot]) -> list[bool]:
    opening, told = Opening(), []
    for view, snapshot in steps:
        opening = opening.seen(view, snapshot)
        told.append(opening.due)
    return told


def test_the_first_log_in_of_the_day_brings_the_check_once() -> None:
    steps = [(View.LOG_IN, LOGGED_OUT), (View.WORK, WORKING), (View.WORK, WORKING)]
    assert due(*steps) == [False, True, False]


def test_the_second_log_in_of_the_day_does_not() -> None:
    steps = [(View.LOG_IN, LOGGED_OUT), (View.WORK, WORKING), (View.LOG_IN, LOGGED_OUT), (View.WORK, WORKING)]
    assert due(*steps)[-1] is False


def test_midnight_interrupts_nobody_at_work() -> None:
    assert due((View.LOG_IN, LOGGED_OUT), (View.WORK, WORKING), (View.WORK, TOMORROW))[-1] is False


def test_a_till_that_stayed_locked_overnight_is_checked_at_the_first_unlock() -> None:
    steps = [(View.LOG_IN, LOGGED_OUT), (View.WORK, WORKING), (View.LOCKED, TOMORROW), (View.WORK, TOMORROW)]
    assert due(*steps) == [False, True, False, True]


def test_who_chooses_a_first_pin_sees_the_check_after_it() -> None:
    steps = [(View.LOG_IN, LOGGED_OUT), (View.NEW_PIN, WORKING), (View.WORK, WORKING)]
    assert due(*steps) == [False, False, True]
