"""設定 on a real till: what is chosen acts at once and is kept."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pos_app.app import App
from pos_app.config import VERSION, TillSettings
from pos_app.demo.customer import Customer
from pos_app.devices.tenkey.events import PadTrouble
from pos_app.errors import Refusal
from pos_app.till.choices import choose
from pos_app.till.notice import notice
from pos_app.till.opening_check import What
from pos_app.till.pads import PadChoice, PadKind, PadTest, PadWay
from pos_app.till.payment import State
from pos_app.till.preferences import Preferences, ScannerKind, Theme
from pos_app.till.preferences_file import NAME, save
from pos_app.till.session import Phase
from tests.devices.scanner import scenes
from tests.server.live_server import LiveServer
from tests.till.counter import Counter, Dark

NewCounter = Callable[[str], Counter]


def chosen(counter: Counter) -> Preferences:
    return counter.app.till.choices.now


def change(counter: Counter, **changes: object) -> None:
    counter.app.till.choices.set(replace(chosen(counter), **changes))  # type: ignore[arg-type]


@pytest.fixture
def free(server: LiveServer, tmp_path: Path) -> Counter:
    """A till whose server stands in its preferences, not in its arguments."""
    save(tmp_path / "free", Preferences(server=server.url))

    class Free(Counter):
        def start(self) -> Counter:
            settings = TillSettings(self.folder, use_keyring=False, feed_wait_seconds=1)
            self.app = App(settings, source=Dark(), publish=self._see)
            self.app.start()
            self.app.till.pump()
            return self

    return Free(tmp_path / "free", server.url).start()


def test_a_choice_is_shown_at_once_and_kept(free: Counter) -> None:
    change(free, theme=Theme.DARK, volume=30)
    free.until(lambda s: s.settings.preferences.theme is Theme.DARK and not s.busy)
    kept = json.loads((free.folder / NAME).read_text())
    assert (kept["theme"], kept["volume"]) == ("dark", 30)
    free.stop()
    free.start()
    assert chosen(free).volume == 30
    free.stop()


def test_what_was_given_at_the_start_goes_before_and_cannot_be_changed(counter: Counter) -> None:
    assert counter.shown.settings.fixed == {"server"}
    with pytest.raises(Refusal, match="set_at_start"):
        change(counter, server="https://pos.example.jp")
    change(counter, theme=Theme.DARK)
    counter.until(lambda s: not s.busy)
    assert json.loads((counter.folder / NAME).read_text())["server"] != counter.url


def test_a_pad_is_chosen_looked_for_and_tested_on_a_real_till(counter: Counter, tmp_path: Path) -> None:
    pad = PadChoice(on=True, port=str(Path("/dev") / tmp_path.name))
    change(counter, pad=pad)
    counter.until(lambda s: s.pad.choice == pad and s.pad.trouble is PadTrouble.NOT_THERE)
    counter.app.till.pad_settings.look_for_ports()
    counter.app.till.pad_settings.test(PadChoice(way=PadWay.NETWORK, network_port=9))
    counter.until(lambda s: s.pad.test is not None and not s.pad.testing)
    assert counter.shown.pad.test == PadTest(PadTrouble.NOT_THERE)
    counter.app.till.checking.begin()
    check = counter.until(lambda s: s.check is not None and not s.check.running).check
    assert check is not None
    said = {finding.what: finding.words.code for finding in check.findings}
    assert said[What.TENKEY] == "pad_not_there"
    change(counter, pad=PadChoice())
    counter.until(lambda s: s.pad.trouble is None and not s.busy)
    assert json.loads((counter.folder / NAME).read_text())["pad"]["on"] is False


def test_a_pad_given_at_the_start_is_an_encrypting_one_and_stays(tmp_path: Path) -> None:
    save(tmp_path, Preferences(pad=PadChoice(service="kiso-pay")))
    found = choose(TillSettings(tmp_path, pad="/dev/ttyUSB7"), datetime.now(UTC))
    pad = found.in_effect.pad
    assert (pad.on, pad.kind, pad.port, pad.service) == (True, PadKind.ENCRYPTING, "/dev/ttyUSB7", "kiso-pay")
    assert "pad" in found.given


def test_a_damaged_file_is_said_until_it_was_read(new_counter: NewCounter, tmp_path: Path) -> None:
    (tmp_path / "till").mkdir()
    (tmp_path / "till" / NAME).write_text("{")
    counter = new_counter("till")
    assert counter.shown.settings.said == notice("preferences_damaged")
    counter.app.till.choices.read()
    counter.until(lambda s: s.settings.said is None)


def test_preferences_that_cannot_be_kept_hold_all_the_same_and_are_said(counter: Counter) -> None:
    (counter.folder / NAME).mkdir()
    change(counter, sounds=False)
    counter.until(lambda s: s.settings.said == notice("preferences_not_saved"))
    assert not counter.shown.settings.preferences.sounds


def test_another_camera_is_used_from_now_on(counter: Counter, tmp_path: Path) -> None:
    video = scenes.record(tmp_path / "counter.avi", [scenes.paper()] * 3)
    assert counter.app.preview() is None
    change(counter, camera=str(video))
    counter.until(lambda _: counter.app.preview() is not None)
    change(counter, scanner=ScannerKind.KEYBOARD)
    counter.until(lambda s: s.status.camera == "camera_not_used")


def test_the_server_may_not_move_while_a_payment_is_open(free: Counter, customer: Customer) -> None:
    free.activate()
    free.log_in()
    free.ready(1_000)
    with pytest.raises(Refusal, match="sale_under_way"):
        change(free, server="http://127.0.0.1:9")
    free.scan(customer.show_code().qr)
    with pytest.raises(Refusal, match="sale_under_way"):
        change(free, server="http://127.0.0.1:9")
    assert free.outcome().state is State.APPROVED
    free.until(lambda s: not s.status.unsent and not s.busy)
    assert chosen(free).server == free.url
    free.stop()


def test_a_server_that_moved_is_sold_with_after_logging_in_there(free: Counter, customer: Customer) -> None:
    free.activate()
    free.log_in()
    free.until(lambda s: not s.busy)
    same = free.url.replace("127.0.0.1", "localhost")
    change(free, server=same)
    free.app.till.pump()
    assert free.shown.phase is Phase.LOGGED_OUT
    assert chosen(free).server == same
    free.until(lambda s: not s.busy)
    free.log_in()
    assert free.sell(1_000, customer).state is State.APPROVED
    free.stop()


def test_a_wrong_server_is_said_and_can_be_set_right_again(free: Counter) -> None:
    free.activate()
    free.until(lambda s: not s.busy)
    change(free, server="http://127.0.0.1:9")
    free.until(lambda s: not s.status.line_up)
    free.until(lambda s: not s.busy)
    change(free, server=free.url)
    free.until(lambda s: s.status.line_up)
    free.log_in()
    free.stop()


def test_a_server_is_tried_before_it_is_chosen(counter: Counter) -> None:
    checking = counter.app.till.checking
    with pytest.raises(Refusal, match="server_address"):
        checking.test_server("nowhere at all")
    checking.test_server(counter.url)
    assert checking.server_test is not None
    assert checking.server_test.busy
    tested = counter.until(lambda s: s.server_test is not None and not s.server_test.busy).server_test
    assert tested is not None
    assert [finding.what for finding in tested.findings] == [What.SERVER, What.CLOCK]
    assert tested.findings[0].words == notice("server_fine", version=VERSION)
    checking.test_server("http://127.0.0.1:9")
    shown = counter.until(lambda s: s.server_test is not None and not s.server_test.busy).server_test
    assert shown is not None
    assert shown.findings[0].words.code == "server_nobody_listens"
