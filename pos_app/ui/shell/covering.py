"""What lies over the screen in view as long as a card is keyed, and takes every key meanwhile (T-05)."""

from collections.abc import Callable, Mapping
from enum import Enum, unique

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from pos_app.errors import Bug
from pos_app.till.session import Phase
from pos_app.till.snapshot import Snapshot
from pos_app.ui.shell.screen import Screen


@unique
class Cover(Enum):
    """The places of such screens."""

    CARD_ENTRY = "card_entry"
    """カード情報入力, over 電話注文(カード) and over 登録カード."""


class Covered(Screen):
    """A screen that lies over another one; ``place`` is where that one stands. Every key comes to it raw."""

    place: object = None


def is_covered(snapshot: Snapshot) -> bool:
    """Whether a card is being keyed by whoever works here."""
    return snapshot.card_entry is not None and snapshot.phase is Phase.OPEN


class Covering(QObject):
    """Makes covers when they are first wanted, and keeps them as large as what is ``beneath``."""

    def __init__(
        self, beneath: QWidget, builds: Mapping[Cover, Callable[[], Screen]], made: Callable[[Screen], None]
    ) -> None:
        super().__init__(beneath)
        self._beneath = beneath
        self._builds = builds
        self._made = made
        self._standing: dict[Cover, Covered] = {}
        self._screen: Covered | None = None
        beneath.installEventFilter(self)

    @property
    def screen(self) -> Covered | None:
        """The cover that lies there now."""
        return self._screen

    def screens(self) -> tuple[Covered, ...]:
        """Those that were made so far."""
        return tuple(self._standing.values())

    def has(self, cover: Cover) -> bool:
        """Whether there is such a cover."""
        return cover in self._builds

    def lay(self, cover: Cover, place: object) -> Covered:
        """Put it over everything, and tell it so; nothing happens where it lies already."""
        screen = self._standing.get(cover) or self._make(cover)
        if self._screen is not screen:
            self._screen = screen
            screen.place = place
            self._fit()
            screen.show()
            screen.raise_()
            screen.entered()
        return screen

    def lift(self) -> bool:
        """Take it away; says whether there was one."""
        screen, self._screen = self._screen, None
        if screen is None:
            return False
        screen.hide()
        screen.left()
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Grow and shrink with what lies beneath."""
        del watched
        if event.type() is QEvent.Type.Resize:
            self._fit()
        return False

    def _make(self, cover: Cover) -> Covered:
        screen = self._builds[cover]()
        if not isinstance(screen, Covered):
            raise Bug(f"{type(screen).__name__} can't lie over another screen")
        screen.setParent(self._beneath)
        self._standing[cover] = screen
        self._made(screen)
        return screen

    def _fit(self) -> None:
        if self._screen is not None:
            self._screen.setGeometry(self._beneath.rect())
