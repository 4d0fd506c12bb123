"""The demo on a real X server: keys come in by the X server itself, signals end it, and stderr stays empty."""

import contextlib
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.virtual_display import HAS_DISPLAY, NEEDED, virtual_display, xdotool

PATIENCE_SECONDS = 60.0
TILL, PANEL = "^レジ$", "^デモ: "

pytestmark = pytest.mark.skipif(not HAS_DISPLAY, reason=NEEDED)


@pytest.fixture(scope="module")
def display() -> Iterator[str]:
    with virtual_display("1600x900") as name:
        yield name


class RealDemo:
    """The demo's process, and somebody at the keyboard of its display."""

    def __init__(self, display: str, folder: Path) -> None:
        self.folder = folder
        self.display = display
        self.environment = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "TMPDIR": str(folder)}
        command = [sys.executable, "-W", "error", "-m", "pos_app", "demo", "--lang", "ja"]
        with (folder / "errors").open("wb") as errors:
            self.process = subprocess.Popen(command, env=self.environment, stderr=errors)

    def errors(self) -> str:
        return (self.folder / "errors").read_text(encoding="utf-8", errors="replace")

    def until(self, reached: Callable[[], bool], seconds: float = PATIENCE_SECONDS) -> bool:
        """Another process is waited for: it can only be asked, again and again."""
        deadline = time.monotonic() + seconds
        while not reached():
            assert self.process.poll() is None, self.errors()
            if time.monotonic() > deadline:
                return False
            time.sleep(0.1)
        return True

    def window(self, title: str) -> str:
        """The newest one, as soon as it is found: a search fails where a window of any name goes meanwhile."""
        found: list[str] = []

        def look() -> bool:
            found.extend(xdotool(self.display, "search", "--onlyvisible", "--name", title).split())
            return bool(found)

        assert self.until(look)
        return found[-1]

    def come_to_the_till(self) -> None:
        self.window(PANEL)
        xdotool(self.display, "windowfocus", "--sync", self.window(TILL))

    def rows(self, what: str) -> list[tuple[object, ...]]:
        """Ask the server's own database."""
        for database in self.folder.glob("pos-app-demo-*/server.db"):
            with contextlib.closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as books:
                return books.execute(what).fetchall()
        return []

    def till_knows_all(self) -> bool:
        """Whether the till has its answers: every request is gone from its outbox."""
        for journal in self.folder.glob("pos-app-demo-*/**/journal.db"):
            with contextlib.closing(sqlite3.connect(f"file:{journal}?mode=ro", uri=True)) as book:
                return not book.execute("SELECT 1 FROM outbox").fetchall()
        return False

    def log_in(self) -> None:
        xdotool(self.display, "key", "ctrl+d")
        assert self.until(lambda: bool(self.rows("SELECT 1 FROM staff_session")))

    def sell(self, amount: int) -> None:
        """Amount, Enter; at the opening check, which stands there first, Enter goes on to the pad."""
        paid = f"SELECT 1 FROM operation WHERE kind = 'payment' AND outcome = 'approved' AND amount = {amount}"  # noqa: S608 - a number of our own
        for _ in range(5):
            xdotool(self.display, "type", "--delay", "60", str(amount))
            xdotool(self.display, "key", "Return")
            if self.until(lambda: bool(self.rows(paid)), 6.0):
                # The server knows it first; what is typed before the till does is nobody's amount.
                assert self.until(self.till_knows_all)
                return
        pytest.fail("nothing was paid")

    def end(self, number: signal.Signals) -> int:
        self.process.send_signal(number)
        return self.process.wait(PATIENCE_SECONDS)

    def left_behind(self) -> list[str]:
        """Processes of this demo that run on, and what lies about: all of it names the demo's own folder."""
        found = [str(path) for path in self.folder.iterdir() if path.name != "errors"]
        for entry in Path("/proc").glob("[0-9]*"):
            with contextlib.suppress(OSError):
                line = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
                found += [line] if str(self.folder) in line else []
        return found


@pytest.fixture
def demo(display: str, tmp_path: Path) -> Iterator[RealDemo]:
    demo = RealDemo(display, tmp_path)
    yield demo
    if demo.process.poll() is None:
        demo.process.kill()
        demo.process.wait()


def test_a_log_in_and_two_sales_by_real_keys_then_ctrl_c_leaves_nothing(demo: RealDemo) -> None:
    demo.come_to_the_till()
    demo.log_in()
    demo.sell(1_500)
    demo.sell(640)
    assert demo.rows("SELECT amount FROM operation WHERE kind = 'payment' ORDER BY position") == [(1_500,), (640,)]
    assert demo.end(signal.SIGINT) == 128 + signal.SIGINT
    assert demo.errors() == ""
    assert demo.left_behind() == []


def test_a_kill_while_everything_is_being_set_up_leaves_nothing(demo: RealDemo) -> None:
    assert demo.until(lambda: bool(demo.rows("SELECT 1")) or bool(list(demo.folder.glob("pos-app-demo-*"))))
    assert demo.end(signal.SIGTERM) == 128 + signal.SIGTERM
    assert demo.errors() == ""
    assert demo.left_behind() == []
