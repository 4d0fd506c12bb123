"""The server can't be reached, at each step in which it is asked: said in words, nothing lost, no restart needed."""

from pos_app.demo.faults import Faults
from pos_app.server.seed_demo import WORLD
from pos_app.till.payment import State
from pos_app.till.voiding import VoidStage
from tests.scenarios.conftest import Road
from tests.server.fake_clock import FakeClock
from tests.till.counter import Counter

GONE = Faults(refused=1.0, refuse_seconds=0.0)


def test_an_activation_without_the_server_is_said_and_can_be_tried_again(road: Road) -> None:
    fresh = Counter(road.counter.folder.parent / "fresh", road.proxy.url).start()
    road.proxy.switch(GONE)
    fresh.app.till.terminal.preview(WORLD.terminal, WORLD.terminal_password)
    shown = fresh.until(lambda s: s.activation.trouble is not None)
    assert shown.activation.trouble == "offline_set_up"
    fresh.stop()


def test_a_log_in_without_the_server_is_said_and_works_when_it_is_back(road: Road) -> None:
    road.counter.app.till.sessions.log_out()
    road.counter.until(lambda s: not s.busy)
    road.proxy.switch(GONE)
    person = WORLD.staff[0]
    road.counter.app.till.sessions.log_in(person.login_id, person.password)
    assert road.counter.until(lambda s: s.login_trouble is not None).login_trouble == "offline_set_up"
    road.proxy.off()
    road.counter.log_in()
    assert road.counter.shown.login_trouble is None


def test_a_void_cannot_begin_without_the_server_and_changes_nothing(road: Road) -> None:
    payment = road.counter.sell(1_000, road.customer)
    road.proxy.switch(GONE)
    road.counter.app.till.voiding.begin(payment.id)
    shown = road.counter.until(lambda s: s.void is not None and s.void.stage is VoidStage.NOT_POSSIBLE)
    assert shown.void is not None
    assert shown.void.trouble == "offline"
    assert road.counter.payment(payment).state is State.APPROVED


def test_a_look_at_the_past_without_the_server_says_so(road: Road) -> None:
    road.proxy.switch(GONE)
    road.counter.app.till.search.by_number("0012")
    assert road.counter.until(lambda s: not s.search.busy).search.trouble == "offline"


def test_after_a_restart_without_the_server_the_day_is_still_there(road: Road, clock: FakeClock) -> None:
    payment = road.counter.sell(1_000, road.customer)
    road.counter.stop()
    road.proxy.switch(GONE)
    road.counter.wall = clock
    road.counter.start()
    assert [p.id for p in road.counter.shown.today] == [payment.id]
    assert road.counter.shown.terminal is not None


def test_an_idle_till_notices_that_the_server_is_gone_and_back_and_asks_for_its_settings(road: Road) -> None:
    road.proxy.switch(GONE)
    road.counter.until(lambda s: not s.status.line_up)
    road.proxy.off()
    road.counter.until(lambda s: s.status.line_up and s.busy)
    road.counter.until(lambda s: not s.busy)
