"""Where the screens stand, one in view; each is made when it is first wanted, so that a till starts quickly."""

from collections.abc import Callable, Iterator, Mapping

from PySide6.QtWidgets import QStackedWidget, QWidget

from pos_app.ui.shell.covering import Cover
from pos_app.ui.shell.navigation import Entry
from pos_app.ui.shell.screen import Screen
from pos_app.ui.shell.views import Aside, View
from pos_app.ui.widgets.scrolled import Scrolled

Place = View | Aside | Entry | Cover
Build = Callable[[], Screen]


class ScreenStage(QStackedWidget):
    """``made`` is called with each new screen, before it is shown."""

    def __init__(self, builds: Mapping[Place, Build], made: Callable[[Screen], None]) -> None:
        super().__init__()
        self._builds = dict(builds)
        self._made = made
        self._standing: dict[Place, tuple[Screen, QWidget]] = {}
        self._current: Screen | None = None

    @property
    def current(self) -> Screen | None:
        """The screen in view."""
        return self._current

    def screens(self) -> Iterator[Screen]:
        """Those that were made so far."""
        return (screen for screen, _ in self._standing.values())

    def has(self, place: Place) -> bool:
        """Whether there is a screen for this place."""
        return place in self._builds

    def bring(self, place: Place) -> Screen:
        """Bring a screen into view, and tell it and the one before it so; nothing happens where it is in view."""
        if place not in self._standing:
            screen = self._builds[place]()
            self._made(screen)
            # The holder first, then what it holds: whatever changes its place with Qt is styled anew, with all in it.
            self._standing[place] = screen, Scrolled(screen, self)
            self.addWidget(self._standing[place][1])
        screen, holder = self._standing[place]
        if screen is not self._current:
            before, self._current = self._current, screen
            if before is not None:
                before.left()
            self.setCurrentWidget(holder)
            screen.entered()
        return screen
