from collections.abc import Callable

import pytest

from pos_app.demo.customer import Customer
from pos_app.errors import Refusal
from pos_app.server.context import Context
from pos_app.server.seed_demo import WORLD
from pos_app.till.payment import State
from pos_app.till.session import Phase
from pos_app.till.terminal import CREDENTIAL
from pos_app.wire.staff import Role
from tests.till.counter import Counter, reissue

NewCounter = Callable[[str], Counter]


def phase(counter: Counter) -> Phase:
    return counter.app.till.sessions.phase


def test_a_new_till_shows_the_store_before_it_becomes_its_terminal(new_counter: NewCounter) -> None:
    counter = new_counter("till")
    counter.app.till.terminal.preview(WORLD.terminal, WORLD.terminal_password)
    shown = counter.until(lambda s: s.activation.to_be_confirmed is not None)
    info = shown.activation.to_be_confirmed
    assert info is not None
    assert (info.store_id, info.store_name, info.terminal_id) == (WORLD.store, "エーナ食堂", WORLD.terminal)
    assert shown.terminal is None


def test_a_wrong_terminal_password_is_said_and_leaves_the_pc_as_it_was(new_counter: NewCounter) -> None:
    counter = new_counter("till")
    counter.app.till.terminal.preview(WORLD.terminal, "00000000")
    shown = counter.until(lambda s: s.activation.trouble is not None)
    assert shown.activation.trouble == "wrong_credentials"
    assert shown.terminal is None


def test_an_activated_till_is_still_activated_after_a_restart(counter: Counter) -> None:
    counter.stop()
    counter.start()
    assert counter.shown.terminal is not None
    assert counter.shown.phase is Phase.LOGGED_OUT


def test_an_activation_whose_end_was_lost_is_asked_for_again_with_the_same_credential(
    new_counter: NewCounter, monkeypatch: pytest.MonkeyPatch
) -> None:
    counter = new_counter("till")
    till = counter.app.till
    # The till dies between the server's answer and its own journal.
    monkeypatch.setattr(till.terminal, "_become", lambda activated: None)
    till.terminal.preview(WORLD.terminal, WORLD.terminal_password)
    counter.until(lambda s: s.activation.to_be_confirmed is not None)
    till.terminal.confirm()
    counter.until(lambda s: not s.busy)
    first = counter.app.opened.credentials.get(CREDENTIAL)
    counter.stop()
    counter.start()
    assert counter.shown.terminal is None
    counter.app.till.terminal.preview(WORLD.terminal, WORLD.terminal_password)
    shown = counter.until(lambda s: s.activation.to_be_confirmed is not None or s.activation.trouble is not None)
    if shown.activation.trouble is None:
        counter.app.till.terminal.confirm()
        counter.until(lambda s: s.terminal is not None)
        assert counter.app.opened.credentials.get(CREDENTIAL) == first
    else:
        pytest.fail(f"the till can't be activated any more: {shown.activation.trouble}")


def test_no_sale_begins_between_the_activation_and_its_answer(counter: Counter, context: Context) -> None:
    till = counter.app.till
    till.checkout.enter(1_000)
    till.terminal.preview(*reissue(context))
    counter.until(lambda s: s.activation.to_be_confirmed is not None)
    till.terminal.confirm()
    moves: tuple[Callable[[], None], ...] = (lambda: till.checkout.enter(500), till.checkout.read_code)
    for move in moves:
        with pytest.raises(Refusal, match="activation_under_way"):
            move()
    counter.until(lambda s: not s.busy)
    counter.log_in()
    till.checkout.enter(500)


def test_everybody_logs_in_again_after_an_activation(counter: Counter, context: Context) -> None:
    counter.app.till.terminal.preview(*reissue(context))
    counter.until(lambda s: s.activation.to_be_confirmed is not None)
    counter.app.till.terminal.confirm()
    counter.until(lambda s: s.staff is None)
    assert counter.app.till.sessions.colleagues == ()


def test_a_sale_may_begin_when_the_activation_was_refused(counter: Counter, context: Context) -> None:
    till = counter.app.till
    till.terminal.preview(*reissue(context))
    counter.until(lambda s: s.activation.to_be_confirmed is not None)
    reissue(context, password="11223344")
    till.terminal.confirm()
    counter.until(lambda s: s.activation.trouble is not None)
    till.checkout.enter(500)


def test_a_wrong_password_is_said_and_nobody_is_logged_in(new_counter: NewCounter) -> None:
    counter = new_counter("till")
    counter.activate()
    counter.app.till.sessions.log_in(WORLD.staff[0].login_id, "not-the-password-1")
    shown = counter.until(lambda s: s.login_trouble is not None)
    assert shown.login_trouble == "wrong_credentials"
    assert shown.phase is Phase.LOGGED_OUT


def test_the_pad_locks_and_opens_with_the_pin_without_the_network(counter: Counter) -> None:
    counter.url = "http://127.0.0.1:9"
    counter.app.till.sessions.lock()
    assert phase(counter) is Phase.LOCKED
    with pytest.raises(Refusal, match="pin_wrong"):
        counter.app.till.sessions.unlock("999999")
    counter.app.till.sessions.unlock(WORLD.person(Role.STORE_CLERK).pin)
    assert phase(counter) is Phase.OPEN


def test_five_wrong_pins_switch_it_off_until_a_log_in_by_password(counter: Counter) -> None:
    sessions = counter.app.till.sessions
    sessions.lock()
    for _ in range(4):
        with pytest.raises(Refusal, match="pin_wrong"):
            sessions.unlock("999999")
    with pytest.raises(Refusal, match="pin_off"):
        sessions.unlock("999999")
    with pytest.raises(Refusal, match="pin_off"):
        sessions.unlock(WORLD.person(Role.STORE_CLERK).pin)
    counter.log_in()
    assert sessions.phase is Phase.OPEN


def test_wrong_pins_of_one_person_do_not_lock_another_out(counter: Counter) -> None:
    sessions = counter.app.till.sessions
    counter.log_in(Role.STORE_MANAGER)
    manager = sessions.current
    assert manager is not None
    counter.log_in(Role.STORE_CLERK)
    sessions.lock()
    for _ in range(5):
        with pytest.raises(Refusal):
            sessions.unlock("999999")
    sessions.switch_to(manager.staff_number, WORLD.person(Role.STORE_MANAGER).pin)
    assert sessions.current == manager
    assert sessions.phase is Phase.OPEN


def test_a_typed_amount_stays_when_the_person_changes(counter: Counter) -> None:
    sessions = counter.app.till.sessions
    clerk = sessions.current
    assert clerk is not None
    counter.log_in(Role.STORE_MANAGER)
    counter.app.till.checkout.enter(2_480)
    sessions.switch_to(clerk.staff_number, WORLD.person(Role.STORE_CLERK).pin)
    assert counter.sale.amount == 2_480
    assert sessions.current == clerk


def test_somebody_who_never_logged_in_here_cannot_be_switched_to(counter: Counter) -> None:
    with pytest.raises(Refusal, match="log_in_first"):
        counter.app.till.sessions.switch_to(9_999, "240713")


def test_nobody_is_locked_or_logged_out_while_a_customer_stands_there(counter: Counter) -> None:
    counter.ready(1_000)
    with pytest.raises(Refusal, match="sale_under_way"):
        counter.app.till.sessions.lock()
    with pytest.raises(Refusal, match="sale_under_way"):
        counter.app.till.sessions.log_out()


def test_after_a_log_out_nothing_can_be_sold(counter: Counter) -> None:
    counter.app.till.sessions.log_out()
    with pytest.raises(Refusal, match="log_in_first"):
        counter.app.till.checkout.enter(1_000)


def test_no_secret_shows_in_what_is_printed(counter: Counter) -> None:
    session = counter.app.till.sessions.current
    assert session is not None
    printed = repr(session) + repr(counter.app.credential) + repr(counter.shown)
    for secret in (session.token, counter.app.credential.value, session.pin_verifier):
        assert secret is not None
        assert secret not in printed


def test_what_can_be_no_name_password_or_pin_is_refused_without_asking_the_server(counter: Counter) -> None:
    till = counter.app.till
    wishes: list[tuple[Callable[[], None], str]] = [
        (lambda: till.sessions.log_in("", "x"), "wrong_credentials"),
        (lambda: till.sessions.log_in("ena-clerk", "x" * 300), "wrong_credentials"),
        (lambda: till.sessions.change_password(""), "password_rule"),
        (lambda: till.sessions.set_pin("12"), "pin_rule"),
        (lambda: till.terminal.preview("abc", "12345678"), "wrong_credentials"),
        (lambda: till.terminal.preview(WORLD.terminal, ""), "wrong_credentials"),
    ]
    for wish, code in wishes:
        with pytest.raises(Refusal, match=code):
            wish()
    assert not counter.app.till.snapshot().busy


def test_a_locked_till_is_opened_by_no_new_pin_or_password(counter: Counter) -> None:
    sessions = counter.app.till.sessions
    sessions.lock()
    with pytest.raises(Refusal, match="log_in_first"):
        sessions.set_pin("482915")
    with pytest.raises(Refusal, match="log_in_first"):
        sessions.change_password("another-password-1")
    assert phase(counter) is Phase.LOCKED


def test_an_answer_that_comes_after_the_log_out_brings_nobody_back(counter: Counter) -> None:
    sessions = counter.app.till.sessions
    sessions.set_pin("482915")
    sessions.log_out()
    counter.until(lambda s: not s.busy)
    assert phase(counter) is Phase.LOGGED_OUT


def test_a_new_pin_opens_the_till_from_then_on(counter: Counter) -> None:
    sessions = counter.app.till.sessions
    sessions.set_pin("482915")
    counter.until(lambda s: not s.busy)
    sessions.lock()
    sessions.unlock("482915")
    assert phase(counter) is Phase.OPEN


def test_nobody_else_logs_in_while_a_customer_stands_there(counter: Counter) -> None:
    counter.ready(1_000)
    other = WORLD.person(Role.STORE_MANAGER)
    with pytest.raises(Refusal, match="sale_under_way"):
        counter.app.till.sessions.log_in(other.login_id, other.password)


def test_a_sale_that_began_before_the_other_log_in_was_answered_ends_with_its_own_cashier(
    counter: Counter, customer: Customer
) -> None:
    sessions = counter.app.till.sessions
    clerk, other = sessions.current, WORLD.person(Role.COMPANY_STAFF)
    sessions.log_in(other.login_id, other.password)
    counter.ready(1_000)
    shown = counter.until(lambda s: not s.busy)
    assert shown.login_trouble == "sale_under_way"
    assert sessions.current == clerk
    counter.scan(customer.show_code().qr)
    assert counter.outcome().state is State.APPROVED


def test_who_could_take_over_by_a_pin_is_known_by_number_and_name(counter: Counter) -> None:
    sessions = counter.app.till.sessions
    assert [*sessions.colleagues] == []
    counter.log_in(Role.STORE_MANAGER)
    clerk = WORLD.person(Role.STORE_CLERK)
    assert [colleague.name for colleague in sessions.colleagues] == [clerk.name]
    (colleague,) = sessions.colleagues
    sessions.switch_to(colleague.number, clerk.pin)
    assert [other.name for other in sessions.colleagues] == [WORLD.person(Role.STORE_MANAGER).name]


def test_who_has_logged_out_can_no_more_take_over_by_a_pin(counter: Counter) -> None:
    counter.app.till.sessions.log_out()
    counter.log_in(Role.STORE_MANAGER)
    assert counter.app.till.sessions.colleagues == ()
