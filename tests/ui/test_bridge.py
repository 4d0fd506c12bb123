import threading
from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from pos_app.demo.customer import Customer
from pos_app.errors import Bug, JournalFault
from pos_app.till.payment import State
from pos_app.till.session import Phase
from pos_app.till.snapshot import Snapshot
from pos_app.ui.bridge import Bridge
from tests.ui.desk import Desk

NewDesk = Callable[..., Desk]


def test_a_sale_goes_through_the_event_loop_alone(desk: Desk, customer: Customer) -> None:
    assert desk.sell(1_000, customer).state is State.APPROVED


def test_a_refused_move_is_said_in_words_and_changes_nothing(desk: Desk, qtbot: QtBot) -> None:
    with qtbot.waitSignal(desk.bridge.refused) as heard:
        made = desk.bridge.act(lambda: desk.till.checkout.enter(9_999_999_999))
    assert not made
    assert heard.args is not None
    assert "までです" in heard.args[0]
    assert desk.till.checkout.sale.amount == 0


def test_a_move_is_seen_at_once(desk: Desk) -> None:
    assert desk.bridge.act(lambda: desk.till.checkout.enter(1_200))
    assert desk.shown.sale.amount == 1_200


def test_a_fault_in_a_move_is_said_in_words(desk: Desk, qtbot: QtBot) -> None:
    def fail() -> None:
        raise JournalFault("disk_full")

    with qtbot.waitSignal(desk.bridge.refused) as heard:
        assert not desk.bridge.act(fail)
    assert heard.args is not None
    assert "空き容量" in heard.args[0]


def test_a_bug_in_a_move_is_not_swallowed(desk: Desk) -> None:
    def fail() -> None:
        raise Bug("on purpose")

    with pytest.raises(Bug, match="on purpose"):
        desk.bridge.act(fail)


def test_another_language_is_spoken_from_the_next_word_on(desk: Desk, qtbot: QtBot) -> None:
    def speak_english() -> None:
        desk.till.sessions.language = "en"

    desk.bridge.act(speak_english)
    with qtbot.waitSignal(desk.bridge.refused) as heard:
        desk.bridge.act(desk.till.checkout.confirm_amount)
    assert heard.args is not None
    assert heard.args[0].isascii()
    assert desk.shown.language == "en"


def test_the_till_speaks_the_language_that_it_was_started_in_until_somebody_logs_in(new_desk: NewDesk) -> None:
    desk = new_desk("till", language="en")
    assert desk.shown.language == "en"
    desk.activate()
    desk.log_in()
    assert desk.shown.language == "ja"


def test_time_passes_without_any_event(desk: Desk, qtbot: QtBot) -> None:
    """The heartbeat alone lets the till see that somebody touched it."""
    before = desk.shown.at
    qtbot.waitUntil(lambda: desk.shown.at > before)


def test_what_has_not_changed_is_not_drawn_again(desk: Desk, qtbot: QtBot) -> None:
    desk.until(lambda s: not s.busy)
    seen: list[Snapshot] = []
    desk.bridge.shown.connect(seen.append)
    for _ in range(20):
        desk.bridge.pump()
    assert len(seen) <= 2


def test_wakes_from_many_threads_ring_in_the_gui_thread(desk: Desk, qtbot: QtBot) -> None:
    pumped: list[int] = []
    real = desk.till.pump

    def pump(wait_seconds: float = 0.0) -> None:
        pumped.append(threading.get_ident())
        real(wait_seconds)

    desk.till.pump = pump  # type: ignore[method-assign]
    threads = [threading.Thread(target=desk.bridge.wake) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    qtbot.waitUntil(lambda: bool(pumped))
    assert set(pumped) == {threading.get_ident()}
    assert len(pumped) < 20


def test_a_screen_that_acts_on_what_it_is_shown_does_not_go_round_in_circles(desk: Desk, qtbot: QtBot) -> None:
    def lock(snapshot: Snapshot) -> None:
        if snapshot.phase is Phase.OPEN and snapshot.sale.amount == 1_500:
            desk.bridge.act(desk.till.sessions.lock)

    desk.bridge.shown.connect(lock)
    desk.bridge.act(lambda: desk.till.checkout.enter(1_500))
    desk.until(lambda s: s.phase is Phase.LOCKED)


def test_no_move_is_made_before_there_is_a_till(qapp: object) -> None:
    with pytest.raises(Bug):
        Bridge().act(lambda: None)


def test_a_bell_after_the_end_reaches_nobody(new_desk: NewDesk, qtbot: QtBot) -> None:
    desk = new_desk("till")
    desk.bridge.detach()
    desk.bridge.wake()
    qtbot.wait(1)
    with pytest.raises(Bug):
        desk.bridge.act(lambda: None)
