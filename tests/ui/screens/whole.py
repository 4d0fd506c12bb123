"""A till as the command ``till`` opens it: the server is chosen in 設定, and every aside is there."""

from dataclasses import dataclass

from pos_app.app import App
from pos_app.config import TillSettings
from pos_app.till import preferences_file
from pos_app.till.preferences import Preferences
from pos_app.ui.bridge import Bridge
from pos_app.ui.desktop import asides, rail_screens
from pos_app.ui.screens.entrance.steps import entrance
from pos_app.ui.screens.settings.sections import Door
from pos_app.ui.shell.window import Window
from tests.ui.desk import Desk


@dataclass
class WholeDesk(Desk):
    """``url`` is what the preferences say at the first start."""

    def start(self) -> "WholeDesk":
        if not (self.folder / preferences_file.NAME).exists():
            preferences_file.save(self.folder, Preferences(server=self.url))
        self.bridge = Bridge(self.language)
        self.bridge.shown.connect(self._see)
        settings = TillSettings(self.folder, use_keyring=False, feed_wait_seconds=1)
        self.app = App(settings, source=self.source, publish=self.bridge.publish, wake=self.bridge.wake, wall=self.wall)
        self.app.start()
        self.bridge.attach(self.app.till)
        return self

    def window(self) -> Window:
        door = Door()
        screens = entrance(self.bridge, self.till)
        screens |= rail_screens(self.bridge, self.till, self.app.preview, door) | asides(self.bridge, self.till, door)
        return Window(self.bridge, self.till, screens)

    @property
    def kept(self) -> Preferences:
        """What the next start would find."""
        return preferences_file.load(self.folder, self.wall()).preferences
