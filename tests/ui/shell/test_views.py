from dataclasses import replace

from pos_app.till.payment import State
from pos_app.till.session import Phase
from pos_app.till.snapshot import Activation, Snapshot
from pos_app.ui.shell.views import View, Way
from tests.ui.snapshots import CLERK, LOGGED_OUT, NEW, TERMINAL, WORKING, payment

WITHOUT_PIN = replace(CLERK, has_pin=False)


def seen(*snapshots: Snapshot) -> View:
    way = Way()
    for snapshot in snapshots:
        way = way.seen(snapshot)
    return way.view(snapshots[-1])


def test_a_new_pc_asks_for_its_terminal_and_then_shows_the_store() -> None:
    asked = replace(NEW, activation=Activation(True, TERMINAL, None))
    assert seen(NEW) is View.TERMINAL_ID
    assert seen(NEW, asked) is View.STORE


def test_back_from_the_wrong_store_another_terminal_can_be_typed_and_is_shown_again() -> None:
    asked = replace(NEW, activation=Activation(True, TERMINAL, None))
    way = Way().seen(asked).not_this_store(TERMINAL)
    assert way.view(asked) is View.TERMINAL_ID
    again = replace(NEW, activation=Activation(True, TERMINAL.model_copy(), None))
    assert way.seen(again).view(again) is View.STORE


def test_a_till_whose_credential_was_lost_is_activated_first_whoever_worked_at_it() -> None:
    assert seen(replace(WORKING, activation=Activation(True, None, None))) is View.TERMINAL_ID


def test_the_way_in_goes_by_log_in_new_password_and_first_pin() -> None:
    change = replace(WORKING, phase=Phase.PASSWORD_CHANGE, staff=WITHOUT_PIN)
    opened = replace(WORKING, staff=WITHOUT_PIN)
    assert seen(LOGGED_OUT) is View.LOG_IN
    assert seen(LOGGED_OUT, change) is View.NEW_PASSWORD
    assert seen(LOGGED_OUT, change, opened) is View.NEW_PIN
    assert seen(LOGGED_OUT, change, opened, WORKING) is View.WORK


def test_who_has_a_pin_is_not_asked_for_one() -> None:
    assert seen(LOGGED_OUT, WORKING) is View.WORK


def test_a_first_pin_may_be_chosen_later() -> None:
    opened = replace(WORKING, staff=WITHOUT_PIN)
    way = Way().seen(LOGGED_OUT).seen(opened).without_pin()
    assert way.seen(opened).view(opened) is View.WORK


def test_a_pin_that_was_switched_off_at_the_counter_is_not_chosen_anew_without_the_password() -> None:
    locked = replace(WORKING, phase=Phase.LOCKED)
    assert seen(LOGGED_OUT, WORKING, locked, replace(WORKING, staff=WITHOUT_PIN)) is View.WORK
    assert seen(replace(WORKING, phase=Phase.LOCKED, staff=WITHOUT_PIN)) is View.LOCKED


def test_another_person_is_not_asked_for_the_first_ones_pin() -> None:
    other = replace(WORKING, staff=replace(CLERK, number=2, has_pin=False))
    assert seen(LOGGED_OUT, replace(WORKING, staff=WITHOUT_PIN), other) is View.WORK


def test_a_lock_covers_the_question_for_a_pin() -> None:
    opened = replace(WORKING, staff=WITHOUT_PIN)
    assert seen(LOGGED_OUT, opened, replace(opened, phase=Phase.LOCKED)) is View.LOCKED


def test_what_a_power_cut_left_open_is_the_first_thing_seen() -> None:
    left = (payment(state=State.IN_DOUBT),)
    assert seen(replace(LOGGED_OUT, recovered=left)) is View.RECOVERED
    assert seen(replace(NEW, recovered=left)) is View.TERMINAL_ID
