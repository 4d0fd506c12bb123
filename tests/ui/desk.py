"""A counter whose till is driven by Qt: the same verbs as :class:`Counter`, answered by the event loop."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication

from pos_app.app import App
from pos_app.config import TillSettings
from pos_app.devices.scanner import FrameSource
from pos_app.till.snapshot import Snapshot
from pos_app.till.till import Till
from pos_app.ui.bridge import Bridge
from tests.till.counter import PATIENCE_SECONDS, Counter, Dark

TURN_MS = 10


@dataclass
class Desk(Counter):
    """``source`` is the camera; ``shown`` the newest snapshot that the bridge has shown."""

    source: FrameSource = field(default_factory=Dark)
    language: str = "ja"
    bridge: Bridge = field(init=False)

    def start(self) -> "Desk":
        self.bridge = Bridge(self.language)
        self.bridge.shown.connect(self._see)
        settings = TillSettings(self.folder, self.url, use_keyring=False, feed_wait_seconds=1)
        self.app = App(settings, source=self.source, publish=self.bridge.publish, wake=self.bridge.wake, wall=self.wall)
        self.app.start()
        self.bridge.attach(self.app.till)
        return self

    def stop(self) -> None:
        self.bridge.detach()
        self.app.stop()

    @property
    def till(self) -> Till:
        return self.app.till

    def until(self, reached: Callable[[Snapshot], bool], seconds: float = PATIENCE_SECONDS) -> Snapshot:
        """Let Qt run until a snapshot shows what is waited for."""
        deadline = time.monotonic() + seconds
        self.bridge.pump()
        while not reached(self.shown):
            assert time.monotonic() < deadline, f"waited in vain; the pad shows {self.shown.sale}"
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, TURN_MS)
        return self.shown
