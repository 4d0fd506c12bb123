"""The first screen after the power was cut in mid-sale (row D-25)."""

from collections.abc import Iterator
from pathlib import Path
from random import Random
from urllib.parse import urlsplit

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from pos_app.demo.customer import Customer
from pos_app.demo.fault_proxy import FaultProxy
from pos_app.demo.faults import Faults
from pos_app.till.sale import Stage
from pos_app.ui.screens.entrance.log_in import LogInScreen
from pos_app.ui.screens.entrance.recovered import RecoveredScreen
from tests.server.live_server import LiveServer
from tests.ui.conftest import NewHands
from tests.ui.desk import Desk


@pytest.fixture
def road(server: LiveServer) -> Iterator[FaultProxy]:
    with FaultProxy(urlsplit(server.url).port or 0, random=Random(7), prefix="/v1/operations") as proxy:
        yield proxy


def cut_off_in_mid_sale(folder: Path, road: FaultProxy, customer: Customer) -> None:
    """A till that asked for 1,000 yen, heard nothing, and lost its power."""
    before = Desk(folder, road.url).start()
    before.activate()
    before.log_in()
    before.ready(1_000)
    road.switch(Faults(answer_reset=1.0), "/v1/operations")
    before.scan(customer.show_code().qr)
    before.until(lambda s: s.sale.stage is Stage.IN_DOUBT)
    before.stop()


def test_what_became_of_the_last_sale_is_the_first_thing_seen_after_a_power_cut(
    styled: QApplication, road: FaultProxy, customer: Customer, tmp_path: Path, new_hands: NewHands
) -> None:
    del styled
    cut_off_in_mid_sale(tmp_path / "till", road, customer)

    after = Desk(tmp_path / "till", road.url).start()
    hands = new_hands(after)
    hands.until_in_view(RecoveredScreen)
    assert hands.says("電源が切れる前の会計")
    assert hands.says("1,000円 を確認しています")
    hands.press(Qt.Key.Key_Return)
    assert isinstance(hands.window.screen_in_view, RecoveredScreen), "its result is not known yet"
    road.off()
    hands.until(lambda: hands.says("支払い完了でした。もう一度受け取らないでください"), 40)
    hands.press(Qt.Key.Key_Return)
    hands.until_in_view(LogInScreen)
    after.stop()


def test_who_is_in_a_hurry_need_not_wait_for_the_result(
    styled: QApplication, road: FaultProxy, customer: Customer, tmp_path: Path, new_hands: NewHands
) -> None:
    del styled
    cut_off_in_mid_sale(tmp_path / "till", road, customer)

    after = Desk(tmp_path / "till", road.url).start()
    hands = new_hands(after)
    hands.until_in_view(RecoveredScreen)
    hands.press(Qt.Key.Key_Escape)
    hands.until_in_view(LogInScreen)
    assert hands.says("確認中 1件")
    after.stop()
