"""Nothing of a card number is in the till's memory: while it is keyed, and after each end (tenkey.md)."""

import random
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import UTC, datetime

import pytest

from pos_app.devices.tenkey.events import CardKeyed, PadFailed, PadReady
from tests.devices.tenkey import processor_key
from tests.memory import fingers
from tests.memory.fingers import Fingers
from tests.memory.search import unseen_card
from tests.virtual_display import HAS_DISPLAY, NEEDED

pytestmark = pytest.mark.skipif(not fingers.CAN_READ_MEMORY, reason="reads /proc/PID/mem")

SECONDS = 90
CHOOSE = random.SystemRandom()

PATHS: dict[str, Callable[[], AbstractContextManager[Fingers]]] = {
    "encrypting": fingers.encrypting_by_pty,
    "serial_by_pty": fingers.serial_by_pty,
    "serial_by_socket": fingers.serial_by_socket,
    "keypad": fingers.keypad,
}
needs_display = pytest.mark.skipif(not HAS_DISPLAY, reason=NEEDED)


@pytest.fixture(
    scope="module", params=[pytest.param(name, marks=[needs_display] if name == "keypad" else []) for name in PATHS]
)
def at_pad(request: pytest.FixtureRequest) -> Iterator[Fingers]:
    """One till for all entries by one way: what an earlier one left behind is found as well."""
    with PATHS[request.param]() as fingers:
        yield fingers


@pytest.fixture
def everything(request: pytest.FixtureRequest) -> bool:
    """Whether also the memory that is a read-only file's is searched, as the first of many runs does."""
    run = request.getfixturevalue("run") if "run" in request.fixturenames else 0
    return bool(request.config.getoption("--soak")) and run == 0


class Entry:
    """A card of its own for each."""

    def __init__(self, at: Fingers, everything: bool) -> None:
        self.at = at
        self._everything = everything
        self._before = at.till.memory(files_too=everything)
        self.number = unseen_card(self._before, CHOOSE)
        self.expiry = f"{CHOOSE.randint(1, 12):02}{datetime.now(UTC).year % 100 + CHOOSE.randint(1, 5):02}"

    def found(self, key: bytes | None = None) -> set[str]:
        return self.at.till.holds(self.number, key, before=self._before, files_too=self._everything)

    def begin(self, number: int) -> None:
        key = processor_key.public().model_dump() if self.at.seals else None
        self.at.till.order("begin", entry=number, seconds=SECONDS, key=key)
        self.at.till.event(PadReady)

    def key_all_but_enter(self) -> None:
        self.at.key(self.number)
        self.at.till.keys_so_far("number", len(self.number))
        self.at.key("\r" + self.expiry)
        self.at.till.keys_so_far("expiry", len(self.expiry))


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "run" in metafunc.fixturenames:
        metafunc.parametrize("run", range(metafunc.config.getoption("--soak") or 2))


def test_a_finished_entry_leaves_no_copy(at_pad: Fingers, everything: bool, run: int) -> None:
    entry = Entry(at_pad, everything)
    entry.begin(run)
    entry.key_all_but_enter()
    assert entry.found() == set()
    at_pad.key("\r")
    keyed = at_pad.till.event(CardKeyed)
    key = None
    if at_pad.seals:
        opened = processor_key.opened_by_joserfc(keyed["blob"]["jwe"])
        assert opened == {"pan": entry.number, "expiry": entry.expiry[2:] + entry.expiry[:2]}
        key = processor_key.content_key(keyed["blob"]["jwe"])
    assert entry.found(key) == set()


def test_an_entry_that_the_till_cancels_leaves_no_copy(at_pad: Fingers, everything: bool, run: int) -> None:
    entry = Entry(at_pad, everything)
    entry.begin(run)
    entry.key_all_but_enter()
    at_pad.till.order("cancel")
    assert entry.found() == set()


def test_an_entry_that_runs_out_of_time_leaves_no_copy(at_pad: Fingers, everything: bool, run: int) -> None:
    entry = Entry(at_pad, everything)
    entry.begin(run)
    entry.key_all_but_enter()
    at_pad.run_out_of_time(SECONDS + 1)
    assert entry.found() == set()


def test_a_number_that_is_no_card_leaves_no_copy(at_pad: Fingers, everything: bool) -> None:
    entry = Entry(at_pad, everything)
    entry.begin(0)
    at_pad.key(entry.number + "0000000\r")
    at_pad.till.event(PadFailed)
    assert entry.found() == set()


def test_what_is_keyed_before_the_pop_up_is_open_leaves_no_copy(at_pad: Fingers, everything: bool) -> None:
    entry = Entry(at_pad, everything)
    at_pad.key(entry.number + "\r" + entry.expiry + "\r")
    entry.begin(0)
    at_pad.key("4")
    at_pad.till.keys_so_far("number", 1)
    assert entry.found() == set()
    at_pad.till.order("cancel")
