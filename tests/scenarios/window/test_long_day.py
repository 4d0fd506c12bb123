"""A server that is gone for an hour, midnight at the counter, a day of ten thousand sales, a window made tiny."""

import statistics
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from pos_app.app import open_records
from pos_app.config import TillSettings
from pos_app.demo.customer import Customer
from pos_app.demo.faults import Faults
from pos_app.domain import payment_number
from pos_app.domain.ids import uuid7
from pos_app.server.seed_demo import TERMINAL_NUMBER, WORLD
from pos_app.server.store.database import Database
from pos_app.sync.journal import Entry
from pos_app.till import events as ev
from pos_app.till.payment import State
from pos_app.ui.screens.entrance.locked import LockedScreen
from pos_app.ui.screens.history.screen import HistoryScreen
from pos_app.ui.screens.sale.pane import Pane
from pos_app.ui.screens.sale.screen import SaleScreen
from pos_app.ui.shell.placement import SMALLEST
from pos_app.wire.staff import Role
from tests.scenarios.window.alarm import Alarm
from tests.scenarios.window.books import assert_sound
from tests.scenarios.window.conftest import Road
from tests.scenarios.window.grey import Grey
from tests.server.fake_clock import FakeClock
from tests.server.live_server import LiveServer
from tests.ui.conftest import NewDesk, NewHands
from tests.ui.desk import Desk, Hands
from tests.ui.screens.sale.counter import ENTER, At

CLERK = WORLD.person(Role.STORE_CLERK)
RETURN, ESC, F1, F12 = Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_F1, Qt.Key.Key_F12
MANY = 10_000


def state_of(pad: At, payment: UUID) -> State:
    found = pad.hands.desk.till.book.get(payment)
    assert found is not None
    return found.state


def begin_and_lose(road: Road, amount: str, faults: Faults) -> UUID:
    """A payment whose result is unknown, left for the next customer."""
    pad = road.pad
    road.proxy.switch(faults, "/v1/operations")
    pad.digits(amount)
    pad.press(ENTER)
    pad.until_scanning()
    pad.scan(pad.customer.show_code().qr)
    pad.until_pane(Pane.DOUBT)
    assert pad.snapshot.payment is not None
    payment = pad.snapshot.payment.id
    pad.press(F1)
    pad.until_pane(Pane.PAD)
    return payment


def test_an_hour_without_the_server_costs_a_few_sales_and_nothing_else(
    road: Road, clock: FakeClock, alarm: Alarm, database: Database
) -> None:
    pad = road.pad
    pad.sell(300)
    charged = begin_and_lose(road, "400", Faults(answer_reset=1.0))
    unheard = begin_and_lose(road, "500", Faults(request_lost=1.0))
    alarm.allow("an errand failed")
    road.proxy.cut()
    pad.hands.until(lambda: not pad.snapshot.status.line_up, 40)
    pad.hands.until(lambda: pad.hands.says("通信できません。現金などをご案内ください。"))

    pad.digits("600")
    pad.press(ENTER)
    pad.until_scanning()
    code = pad.customer.shown
    pad.scan(code)
    pad.until_pane(Pane.OUTCOME)
    assert pad.hands.says("請求はありません")
    pad.press(ESC)
    pad.until_pane(Pane.PAD)
    pad.press(F12)
    pad.hands.until_in_view(LockedScreen)
    pad.hands.write(CLERK.pin)
    pad.hands.until_in_view(SaleScreen)
    pad.hands.write("/")
    pad.hands.until_in_view(HistoryScreen)
    assert pad.hands.says("300")
    pad.hands.write("/")
    pad.hands.until_in_view(SaleScreen)

    clock.advance(timedelta(hours=1))
    road.proxy.off()
    road.proxy.plug_in()
    pad.hands.until(lambda: pad.snapshot.status.line_up, 60)
    pad.hands.until(lambda: not pad.snapshot.open and not pad.snapshot.status.unsent, 60)
    assert state_of(pad, charged) is State.APPROVED
    assert state_of(pad, unheard) is State.DECLINED, "an hour later nobody stands there any more"
    assert pad.sell(700).state is State.APPROVED
    assert pad.paid == 300 + 400 + 700
    assert_sound(database, pad.hands.desk)


def test_midnight_begins_a_new_day_and_loses_no_sale(road: Road, clock: FakeClock, database: Database) -> None:
    pad = road.pad
    clock.at = datetime.fromisoformat("2026-04-10T23:58:30+09:00")
    pad.hands.until(lambda: pad.hands.says("23:58"))
    late = pad.sell(900)
    pad.press(ESC)
    lost = begin_and_lose(road, "1100", Faults(answer_reset=1.0))
    pad.digits("12")
    clock.advance(timedelta(minutes=2))
    road.proxy.off()
    pad.hands.until(lambda: pad.hands.says("00:00"), 40)
    assert pad.amount == 12, "a new day empties no pad"
    pad.hands.until(lambda: state_of(pad, lost) is State.APPROVED, 40)
    pad.digits("00")
    pad.press(ENTER)
    pad.until_scanning()
    pad.scan(pad.customer.show_code().qr)
    pad.until_pane(Pane.OUTCOME)
    assert pad.paid == 900 + 1_100 + 1_200
    assert [payment.amount for payment in pad.snapshot.today] == [1_200]
    found = pad.hands.desk.till.book.get(late.id)
    assert found is not None
    assert found.transaction_date is not None
    assert found.transaction_date.isoformat() == "2026-04-10"
    assert_sound(database, pad.hands.desk)


def test_a_window_dragged_to_its_smallest_in_mid_sale_still_sells(pad: At) -> None:
    window = pad.hands.window
    for sold, size in enumerate(((640, 480), (1024, 768), (640, 480))):
        window.resize(*size)
        QApplication.processEvents()
        assert pad.sell(size[0] + size[1] + sold).state is State.APPROVED
        assert pad.hands.says("支払い完了")
    assert (window.width(), window.height()) == (640, 480) == SMALLEST.toTuple()
    pad.hands.write("/")
    pad.hands.until_in_view(HistoryScreen)
    assert window.width() == 640
    assert pad.paid == 1_120 + 1_793 + 1_122


# -- ten thousand -----------------------------------------------------------------------------------------------------


def fill_journal(folder: Path, now: datetime) -> None:
    """A day that nobody has: :data:`MANY` sales, each one event long."""
    opened = open_records(TillSettings(folder, use_keyring=False))
    journal = opened.journal
    journal._connection.execute("PRAGMA synchronous = OFF")
    begin = now - timedelta(hours=3)
    for count in range(1, MANY + 1):
        at = begin + timedelta(seconds=count)
        adopted = ev.Adopted(
            at=at,
            own=True,
            number=payment_number.make(TERMINAL_NUMBER, count).digits,
            amount=100 + count % 900,
            staff_name=CLERK.name,
            void_until=at + timedelta(days=90),
        )
        payment = uuid7(at, lambda size: count.to_bytes(size, "big"))  # noqa: B023 - called at once
        entry = Entry(at, adopted.kind, adopted.model_dump_json(), payment, counters=(("count", count),))
        journal.append(entry)
    journal.close()


@pytest.fixture
def busy_day(
    new_desk: NewDesk, new_hands: NewHands, server: LiveServer, tmp_path: Path, rich: Customer, clock: FakeClock
) -> At:
    first = Desk(tmp_path / "till", server.url, wall=clock, source=Grey()).start()
    first.activate()
    first.stop()
    fill_journal(first.folder, clock())
    desk = new_desk("till")
    desk.log_in()
    return At(new_hands(desk), rich)


def work(do: Callable[[], object]) -> float:
    """Seconds that this thread computes for it, however busy the machine is with others."""
    began = time.thread_time()
    do()
    QApplication.processEvents()
    return time.thread_time() - began


def to_history(hands: Hands) -> None:
    hands.write("/")
    hands.until_in_view(HistoryScreen)


def test_ten_thousand_sales_today_and_every_key_is_still_answered_at_once(busy_day: At) -> None:
    pad = busy_day
    assert len(pad.snapshot.today) == MANY
    beats = [work(pad.hands.desk.bridge.pump) for _ in range(15)]
    keys = [work(lambda: QTest.keyClick(pad.hands.handle, Qt.Key.Key_7)) for _ in range(6)]
    pad.press(ESC)
    assert statistics.median(beats) < 0.05, beats
    assert statistics.median(keys) < 0.05, keys
    assert work(lambda: pad.sell(480)) < 2.0
    assert len(pad.snapshot.today) == MANY + 1
    assert work(lambda: to_history(pad.hands)) < 1.5
    assert pad.hands.says(f"{MANY + 1:,}")
    walked = [work(lambda: pad.hands.write("+")) for _ in range(5)]
    assert statistics.median(walked) < 0.1, walked
    pad.hands.write("/")
    pad.hands.until_in_view(SaleScreen)
    assert pad.sell(480 + 1).state is State.APPROVED
    assert pad.paid == 961
