"""The demo is over, and nothing of it is left."""

import os
import socket
import subprocess
import sys
import threading
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from PySide6.QtWidgets import QApplication

from pos_app.till.payment import State
from pos_app.ui import text
from pos_app.ui.look import theme
from tests.demo.conftest import OF_THE_PLATFORM
from tests.demo.newcomer import Newcomer


def test_whoever_begins_in_english_goes_on_in_english_and_leaves_nothing_running(
    qapp: QApplication, tmp_path: Path
) -> None:
    theme.apply(qapp, "light")
    threads = set(threading.enumerate())
    newcomer = Newcomer(tmp_path, "en")
    try:
        newcomer.begin()
        newcomer.until(lambda: newcomer.seen.language == "en")
        assert newcomer.sell(200).state is State.APPROVED
        newcomer.until(lambda: newcomer.phone_says("Paid"))
        assert newcomer.panel.windowTitle() == "Demo: customer and network"
        url = newcomer.demo.stage.customers.rich.server
    finally:
        code = newcomer.demo.end()
        text.set_language(qapp, text.JAPANESE)
    assert code == 0
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", urlsplit(url).port or 0), 1.0)
    assert {thread for thread in threading.enumerate() if thread.is_alive()} <= threads


_CLOSING = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pos_app.demo import windowed

def close():
    for window in QApplication.topLevelWidgets():
        if type(window).__name__ == sys.argv[1] and window.isVisible():
            window.close()

begin = windowed.WindowedDemo.begin
def begin_and_close(demo):
    begin(demo)
    demo.closing = QTimer(interval=100)
    demo.closing.timeout.connect(close)
    demo.closing.start()

windowed.WindowedDemo.begin = begin_and_close
sys.exit(windowed.run("ja", None))
"""


@pytest.mark.parametrize("window", ["Window", "PanelWindow", "WaitingWindow"])
def test_closing_any_window_ends_all_of_it(window: str, tmp_path: Path) -> None:
    surroundings = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "TMPDIR": str(tmp_path)}
    command = [sys.executable, "-W", "error", "-c", _CLOSING, window]
    run = subprocess.run(command, env=surroundings, capture_output=True, text=True, timeout=90, check=False)
    told = [line for line in run.stderr.splitlines() if OF_THE_PLATFORM not in line and "no sound" not in line]
    assert (run.returncode, told) == (0, [])
    assert list(tmp_path.iterdir()) == []
