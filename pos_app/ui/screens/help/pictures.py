"""お問い合わせ, for ``make screens`` and the tests that walk through every text and control."""

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from pos_app.till.snapshot import Snapshot
from pos_app.ui import text
from pos_app.ui.bridge import Bridge
from pos_app.ui.picture import picture
from pos_app.ui.screens.help.screen import HelpScreen
from pos_app.ui.screens.settings.pictures import nobodys_till
from pos_app.ui.shell.sample import WORKING, payment


def _help(snapshot: Snapshot) -> QWidget:
    spoken = replace(snapshot, language=text.current())
    bridge = Bridge(text.current())
    screen = HelpScreen(bridge, nobodys_till(spoken))
    bridge.setParent(screen)
    screen.retranslate()
    screen.show_snapshot(spoken)
    return screen


picture("help.first", pane=True)(lambda: _help(WORKING))
picture("help.sold", pane=True)(lambda: _help(replace(WORKING, today=(payment(41, amount=12_800),))))
