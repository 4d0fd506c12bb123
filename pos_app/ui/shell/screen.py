"""What every screen is: a drawing of snapshots that hands each move of a person to the till."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from pos_app.errors import Bug
from pos_app.till.snapshot import Snapshot
from pos_app.till.till import Till
from pos_app.till.words import Words
from pos_app.ui.bridge import Bridge


class Screen(QWidget):
    """Keeps no state of payments: it draws what :meth:`show_snapshot` brings and acts by ``bridge.act(...)``.

    The window calls, in this order: :meth:`retranslate` once before the first showing and at each change of language;
    :meth:`entered` when the screen comes into view; :meth:`show_snapshot` right after either, and for each snapshot
    while the screen is in view, never while it is hidden; :meth:`left` when it goes out of view.

    A screen that takes typing by itself, wherever the focus is, has ``typing(held)`` and ``typed(text)`` as
    :class:`~pos_app.ui.key_filter.Typist` says.
    """

    wants = Signal(object)
    """Another place: an :class:`~pos_app.ui.shell.navigation.Entry` of the rail, an
    :class:`~pos_app.ui.shell.views.Aside`, or None to go back to where one was."""

    def __init__(self, bridge: Bridge, till: Till, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bridge = bridge
        self.till = till

    @property
    def words(self) -> Words:
        """The words of codes, in the language spoken now; a screen's own sentences come from ``ui.text.tr``."""
        return self.bridge.words

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Draw what the till is like now."""
        raise Bug(f"{type(self).__name__} shows nothing")

    def retranslate(self) -> None:
        """Set every text again, in the language spoken now."""
        raise Bug(f"{type(self).__name__} says nothing")

    def entered(self) -> None:
        """The screen comes into view: put the focus where one begins."""

    def left(self) -> None:
        """The screen goes out of view: forget what was typed."""

    def takes_keys(self, event: QKeyEvent) -> bool:
        """Take a key press before the focused widget sees it; True where it is done with.

        Called for the screen in view only, never while it is covered by the lock.
        """
        del event
        return False

    def takes_code(self, payload: bytes) -> bool:
        """Take what a hand scanner read before the sale does; True where it is done with. Called as ``takes_keys``."""
        del payload
        return False

    def takes_garbled(self, reason: str) -> bool:
        """A hand scanner typed something that is no code; True where that is done with."""
        del reason
        return False
