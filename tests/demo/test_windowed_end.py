"""The demo is over, and nothing of it is left."""

import socket
import threading
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from PySide6.QtWidgets import QApplication

from pos_app.till.payment import State
from pos_app.ui import text
from pos_app.ui.look import theme
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
