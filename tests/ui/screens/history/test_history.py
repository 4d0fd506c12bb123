"""取引履歴 at the real window, by key events alone, with a real till on a real server."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt

from pos_app.demo.customer import Customer
from pos_app.server.seed_demo import WORLD
from pos_app.till import events as ev
from pos_app.till.payment import Payment, State
from pos_app.till.words import Words
from pos_app.ui.screens.history.list_pane import ListPane
from pos_app.ui.screens.history.screen import HistoryScreen
from pos_app.ui.screens.history.void_panel import VoidPanel
from pos_app.ui.screens.history.void_steps import Step
from pos_app.ui.shell.navigation import Entry
from pos_app.ui.widgets.action import Action
from pos_app.wire.staff import Role
from tests.server.fake_clock import FakeClock
from tests.ui.conftest import NewDesk, NewHands
from tests.ui.desk import Desk, Hands

PIN = WORLD.person(Role.STORE_MANAGER).pin
F2, F3, F6, F7, F8 = (Qt.Key.Key_F2, Qt.Key.Key_F3, Qt.Key.Key_F6, Qt.Key.Key_F7, Qt.Key.Key_F8)
ENTER, ESC, DOWN = Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Down


def to_history(hands: Hands) -> HistoryScreen:
    hands.window.go(Entry.HISTORY)
    return hands.until_in_view(HistoryScreen)


def panel(hands: Hands) -> VoidPanel:
    return to_screen(hands).findChildren(VoidPanel)[0]


def to_screen(hands: Hands) -> HistoryScreen:
    screen = hands.window.screen_in_view
    assert isinstance(screen, HistoryScreen)
    return screen


def step(hands: Hands, wanted: Step) -> None:
    hands.until(lambda: panel(hands).step is wanted)


def shown(hands: Hands) -> ListPane:
    return to_screen(hands).findChildren(ListPane)[0]


def choose(hands: Hands, payment: Payment) -> None:
    shown(hands).table.choose(payment.id)
    hands.until(lambda: hands.desk.shown.detail.payment == payment.id and not hands.desk.shown.detail.busy)


def front(hands: Hands) -> Hands:
    """Go to this till: its window gets the keys."""
    hands.window.activateWindow()
    hands.until(hands.window.isActiveWindow)
    return hands


def answer(hands: Hands, reason: str = "3", check: str = "7") -> None:
    step(hands, Step.REASON)
    hands.write(reason)
    step(hands, Step.NUMBER_CHECK)
    hands.write(check)
    step(hands, Step.CONFIRM)


@pytest.fixture
def manager_number(desk: Desk) -> int:
    desk.log_in(Role.STORE_MANAGER)
    manager = desk.shown.staff
    assert manager is not None
    desk.log_in()
    return manager.number


@pytest.fixture
def old(desk: Desk, customer: Customer) -> Payment:
    """Not the last sale any more."""
    payment = desk.sell(1_000, customer)
    desk.sell(2_000, customer)
    return payment


def test_the_last_sale_is_voided_by_keys_and_no_enter_voids(hands: Hands, customer: Customer) -> None:
    desk = hands.desk
    before = customer.wallet().balance
    payment = desk.sell(1_000, customer)
    to_history(hands)
    choose(hands, payment)
    hands.press(F8)
    step(hands, Step.REASON)
    hands.write("7")
    assert panel(hands).step is Step.REASON, "the key of another question"
    answer(hands, "1", "7")
    assert hands.says("取引の取り消しを行います。よろしいですか?")
    for _ in range(5):
        hands.press(ENTER, Qt.Key.Key_Enter, Qt.Key.Key_Space)
    assert panel(hands).step is Step.CONFIRM
    hands.press(F8)
    step(hands, Step.DONE)
    assert hands.says("取消処理が完了しました。")
    hands.press(ENTER)
    hands.until(lambda: shown(hands).isVisible())
    assert desk.payment(payment).state is State.VOIDED
    assert customer.wallet().balance == before
    hands.until(lambda: hands.says("この会計はすでに取消済みです"))


def test_a_void_is_left_at_any_question_and_nothing_happened(hands: Hands, customer: Customer) -> None:
    payment = hands.desk.sell(1_000, customer)
    to_history(hands)
    choose(hands, payment)
    for answers in ("", "3", "37"):
        hands.press(F8)
        step(hands, Step.REASON)
        if answers:
            hands.write(answers)
        hands.press(ESC)
        hands.until(lambda: hands.desk.shown.void is None and shown(hands).isVisible())
    assert hands.desk.payment(payment).state is State.APPROVED


def test_a_manager_allows_it_on_the_clerks_till_by_number_and_pin(
    hands: Hands, manager_number: int, old: Payment
) -> None:
    to_history(hands)
    choose(hands, old)
    hands.press(F8)
    step(hands, Step.REASON)
    hands.write("3")
    step(hands, Step.APPROVER)
    hands.write(str(manager_number))
    hands.press(ENTER)
    hands.write("999999")
    hands.press(ENTER)
    hands.until(lambda: hands.desk.shown.void is not None and hands.desk.shown.void.trouble is not None)
    assert hands.says("違います")
    hands.write(PIN)
    hands.press(ENTER)
    step(hands, Step.NUMBER_CHECK)
    hands.write("8")
    step(hands, Step.CONFIRM)
    hands.press(F8)
    step(hands, Step.DONE)
    assert hands.desk.payment(old).state is State.VOIDED
    assert hands.says(WORLD.person(Role.STORE_MANAGER).name)


@pytest.fixture
def office(new_desk: NewDesk, new_hands: NewHands, second_terminal: tuple[str, str]) -> Hands:
    """The manager's till."""
    desk = new_desk("office")
    desk.activate(*second_terminal)
    desk.log_in(Role.STORE_MANAGER)
    return new_hands(desk)


def ask(hands: Hands, payment: Payment) -> None:
    """The clerk asks the other tills, for returned goods."""
    front(hands)
    to_history(hands)
    choose(hands, payment)
    hands.press(F8)
    step(hands, Step.REASON)
    hands.write("3")
    step(hands, Step.APPROVER)
    hands.press(F2)
    step(hands, Step.ASKED)
    hands.until(lambda: hands.desk.shown.void is not None and hands.desk.shown.void.asked is not None)


def open_requests(office: Hands) -> None:
    front(office)
    to_history(office)
    office.until(lambda: bool(office.desk.shown.approvals.requests))
    office.press(F6)
    office.until(lambda: office.says("取り消す理由: 返品"))


def test_a_clerks_void_is_allowed_at_the_managers_till_and_done_at_the_clerks(
    hands: Hands, office: Hands, old: Payment, customer: Customer
) -> None:
    ask(hands, old)
    hands.press(ENTER)
    hands.until(lambda: shown(hands).isVisible(), 5)
    hands.window.go(Entry.SALE)
    hands.desk.sell(700, customer)
    office.until(lambda: office.desk.shown.approvals.requests != ())
    open_requests(office)
    assert office.says("1,000 円")
    office.write("999999")
    office.press(ENTER)
    office.until(lambda: office.desk.shown.approvals.trouble == "pin_wrong")
    office.write(PIN)
    office.press(ENTER)
    office.until(lambda: office.says("承認待ちはありません"))
    hands.until(lambda: hands.desk.shown.void is not None and hands.desk.shown.void.is_allowed)
    hands.until(lambda: hands.says("取り消しが承認されました"))
    front(hands)
    to_history(hands)
    step(hands, Step.NUMBER_CHECK)
    hands.write("7")
    step(hands, Step.CONFIRM)
    hands.press(F8)
    step(hands, Step.DONE)
    assert hands.desk.payment(old).state is State.VOIDED


def test_a_managers_no_comes_back_with_its_reason(hands: Hands, office: Hands, old: Payment) -> None:
    ask(hands, old)
    open_requests(office)
    office.press(F3)
    office.until(lambda: office.says("承認しない理由を選んでください"))
    office.write("1")
    office.until(lambda: office.says("承認待ちはありません"))
    step(hands, Step.APPROVER)
    assert hands.says("先に声をかけてください")
    front(hands)
    hands.press(ESC)
    hands.until(lambda: hands.desk.shown.void is None)
    assert hands.desk.payment(old).state is State.APPROVED


def test_what_the_clerk_takes_back_leaves_the_managers_list(hands: Hands, office: Hands, old: Payment) -> None:
    ask(hands, old)
    office.until(lambda: bool(office.desk.shown.approvals.requests))
    hands.press(ESC)
    office.until(lambda: not office.desk.shown.approvals.requests)
    assert hands.desk.shown.void is None


def test_a_manager_who_comes_over_instead_types_the_pin_there(hands: Hands, office: Hands, old: Payment) -> None:
    manager = office.desk.shown.staff
    assert manager is not None
    ask(hands, old)
    hands.press(F2)
    step(hands, Step.APPROVER)
    hands.press(ESC)
    step(hands, Step.ASKED)
    hands.press(F2)
    step(hands, Step.APPROVER)
    hands.write(str(manager.number))
    hands.press(ENTER)
    hands.write(PIN)
    hands.press(ENTER)
    step(hands, Step.NUMBER_CHECK)
    office.until(lambda: not office.desk.shown.approvals.requests)


def test_past_ninety_days_the_button_is_grey_and_says_what_to_do(
    hands: Hands, customer: Customer, clock: FakeClock
) -> None:
    payment = hands.desk.sell(1_000, customer)
    clock.advance(timedelta(days=91))
    hands.desk.log_in(Role.STORE_MANAGER)
    to_history(hands)
    assert hands.says("今日の取引はまだありません")
    hands.write(payment.number[-4:], ENTER)
    hands.until(lambda: hands.desk.shown.detail.record is not None)
    hands.until(lambda: hands.says("現金では返金せず、事務局へご連絡ください"))
    voids = [each for each in to_screen(hands).findChildren(Action) if each.key == "F8" and each.isVisible()]
    assert [each.isEnabled() for each in voids] == [False]
    hands.press(F8)
    assert hands.desk.shown.void is None


def test_what_the_server_declines_is_told_in_words(hands: Hands, customer: Customer, clock: FakeClock) -> None:
    """The ten minutes for the last sale run out while the clerk answers."""
    payment = hands.desk.sell(1_000, customer)
    to_history(hands)
    choose(hands, payment)
    hands.press(F8)
    answer(hands)
    clock.advance(timedelta(minutes=11))
    hands.press(F8)
    step(hands, Step.REFUSED)
    assert hands.says("取り消せませんでした")
    hands.press(ENTER)
    hands.until(lambda: hands.desk.shown.void is None)
    assert hands.desk.payment(payment).state is State.APPROVED


def test_the_last_four_digits_find_a_payment_of_any_till_and_esc_goes_back_to_the_day(
    hands: Hands, new_desk: NewDesk, second_terminal: tuple[str, str], customer: Customer
) -> None:
    other = new_desk("other")
    other.activate(*second_terminal)
    other.log_in()
    theirs = other.sell(4_000, customer)
    ours = hands.desk.sell(1_000, customer)
    to_history(hands)
    hands.write(theirs.number[-4:])
    hands.until(lambda: hands.says("見つかりません"))
    hands.press(ENTER)
    hands.until(lambda: hands.says("4,000 円"))
    assert hands.desk.shown.detail.payment == theirs.id
    hands.press(ESC)
    hands.until(lambda: hands.desk.shown.detail.payment == ours.id)
    assert hands.says("件数 1")


def test_three_digits_are_not_searched_for_and_it_is_said(hands: Hands, customer: Customer) -> None:
    hands.desk.sell(1_000, customer)
    to_history(hands)
    hands.write("999", ENTER)
    assert hands.says("下4桁、または12桁すべてを入力してください")
    assert not hands.desk.shown.search.busy


CARD_NUMBER = Words("ja").text("looks_like_card_number")


def test_a_card_number_is_taken_out_of_the_search_and_nobody_is_asked_for_it(hands: Hands, customer: Customer) -> None:
    payment = hands.desk.sell(1_000, customer)
    to_history(hands)
    hands.write("4242424242424242", ENTER)
    assert hands.says(CARD_NUMBER)
    assert shown(hands).search.text() == ""
    assert not hands.desk.shown.search.busy
    hands.until(lambda: hands.desk.shown.detail.payment == payment.id)


def test_the_first_twelve_digits_of_a_card_are_not_asked_for(hands: Hands, customer: Customer) -> None:
    hands.desk.sell(1_000, customer)
    to_history(hands)
    hands.write("411111111111", ENTER)
    assert hands.says(CARD_NUMBER)
    assert shown(hands).search.text() == ""
    assert not hands.desk.shown.search.busy


def test_a_whole_number_is_searched_for_and_a_slip_in_it_is_said(hands: Hands, customer: Customer) -> None:
    number = hands.desk.sell(1_000, customer).number
    screen = to_history(hands)
    hands.write(number[:-1] + str((int(number[-1]) + 1) % 10))
    terminal = hands.desk.shown.terminal
    assert terminal is not None
    screen.show_snapshot(replace(hands.desk.shown, terminal=terminal.model_copy(update={"cards": None})))
    hands.press(ENTER)
    assert hands.says("決済番号に誤りがあります"), "where no card is taken it is no order's either"
    assert not hands.desk.shown.search.busy
    hands.press(ESC)
    hands.write(number, ENTER)
    hands.until(lambda: [each.number for each in hands.desk.shown.search.payments] == [number])


def test_the_numpad_alone_walks_down_the_list(hands: Hands, customer: Customer) -> None:
    payments = [hands.desk.sell(1_000 + count, customer) for count in range(4)]
    to_history(hands)
    hands.until(lambda: hands.desk.shown.detail.payment == payments[3].id)
    hands.write("+")
    hands.until(lambda: hands.desk.shown.detail.payment == payments[2].id)
    hands.write("++")
    hands.until(lambda: hands.desk.shown.detail.payment == payments[0].id)
    hands.write("+")
    hands.write("-")
    hands.until(lambda: hands.desk.shown.detail.payment == payments[1].id)
    hands.press(DOWN)
    hands.until(lambda: hands.desk.shown.detail.payment == payments[0].id)


def test_a_receipt_that_was_handed_over_is_marked_and_asked_for_at_the_void(hands: Hands, customer: Customer) -> None:
    payment = hands.desk.sell(1_000, customer)
    to_history(hands)
    choose(hands, payment)
    assert hands.says("領収書に書くこと")
    hands.press(F7)
    hands.until(lambda: hands.desk.payment(payment).receipt_given)
    hands.press(F8)
    step(hands, Step.REASON)
    hands.write("3")
    step(hands, Step.NUMBER_CHECK)
    hands.write("7")
    step(hands, Step.RECEIPT)
    hands.write("5")
    step(hands, Step.CONFIRM)
    hands.press(F8)
    step(hands, Step.DONE)
    events = [event.kind for event in hands.desk.till._events_of(payment.id)]
    assert events[-3:] == ["receipt_marked", "void_requested", "void_answered"]


def test_what_contradicts_stands_first_until_it_is_dealt_with(hands: Hands, customer: Customer) -> None:
    payment = hands.desk.sell(1_000, customer)
    hands.desk.ready(500)
    hands.desk.till.checkout.cancel()
    canceled = hands.desk.outcome()
    hands.desk.till.book.record(canceled.id, ev.Contradicted(at=hands.desk.shown.at))
    hands.desk.until(lambda s: bool(s.attention))
    hands.desk.till.checkout.next_customer()
    to_history(hands)
    hands.until(lambda: hands.desk.shown.detail.payment == canceled.id)
    hands.until(lambda: hands.says("二重に受け取っていないか確認し"))
    hands.press(Qt.Key.Key_F4)
    hands.until(lambda: not hands.desk.shown.attention)
    hands.until(lambda: not hands.says("二重に受け取っていないか確認し"))
    assert payment.id in {each.id for each in hands.desk.shown.today}


def test_the_language_changes_in_the_middle_of_a_void(hands: Hands, customer: Customer) -> None:
    payment = hands.desk.sell(1_000, customer)
    to_history(hands)
    choose(hands, payment)
    hands.press(F8)
    step(hands, Step.REASON)
    hands.write("3")
    step(hands, Step.NUMBER_CHECK)
    hands.press(Qt.Key.Key_F10)
    hands.until(lambda: hands.says("Void this payment"))
    assert panel(hands).step is Step.NUMBER_CHECK
    hands.press(Qt.Key.Key_F10)
    hands.until(lambda: hands.says("この取引を取り消す"))


def test_who_leaves_the_screen_gives_an_unasked_void_up(hands: Hands, customer: Customer) -> None:
    payment = hands.desk.sell(1_000, customer)
    to_history(hands)
    choose(hands, payment)
    hands.press(F8)
    step(hands, Step.REASON)
    hands.window.go(Entry.SALE)
    hands.until(lambda: hands.desk.shown.void is None)


def test_a_locked_till_shows_no_history(hands: Hands, customer: Customer) -> None:
    hands.desk.sell(1_000, customer)
    to_history(hands)
    hands.press(Qt.Key.Key_F12)
    hands.until(lambda: not isinstance(hands.window.screen_in_view, HistoryScreen))
