"""From the till's threads to Qt and back: the one bell, the one heartbeat, and every move of a person."""

import logging
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from pos_app.errors import Bug, Fault, Refusal
from pos_app.till.snapshot import Snapshot
from pos_app.till.till import Till
from pos_app.till.words import JAPANESE, Words

HEARTBEAT_MS = 200
"""Time passes for the till at least this often."""

log = logging.getLogger(__name__)


class Bridge(QObject):
    """Made on the GUI thread before the till, which gets :meth:`wake` and :meth:`publish`; then :meth:`attach`.

    Everything of the till runs on the GUI thread. ``language`` is spoken until the till says otherwise.
    """

    shown = Signal(object)
    """A :class:`Snapshot`, when there is something new in it, and once a second for the clock."""
    refused = Signal(str)
    """Why a move could not be made, in words."""
    _rang = Signal()

    def __init__(self, language: str = JAPANESE, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._till: Till | None = None
        self._ringing = False
        self._pumping = False
        self._seen: Snapshot | None = None
        self._words = Words(language)
        self._heart = QTimer(self)
        self._heart.setInterval(HEARTBEAT_MS)
        self._heart.timeout.connect(self.pump)
        self._rang.connect(self.pump, Qt.ConnectionType.QueuedConnection)

    @property
    def words(self) -> Words:
        """The words of codes, in the language spoken now."""
        return self._words

    @property
    def seen(self) -> Snapshot | None:
        """The newest snapshot; None before the till was attached."""
        return self._seen

    # -- given to the till --------------------------------------------------------------------------------------------

    def wake(self) -> None:
        """There is something in the mailbox. For any thread; many calls ring once."""
        if not self._ringing:
            self._ringing = True
            self._rang.emit()

    def publish(self, snapshot: Snapshot) -> None:
        """The till's newest snapshot; called on the GUI thread, from within :meth:`pump`."""
        before, self._seen = self._seen, snapshot
        if self._words.language != snapshot.language:
            self._words = Words(snapshot.language)
        if before is None or _is_news(before, snapshot):
            self.shown.emit(snapshot)

    # -- used by the window -------------------------------------------------------------------------------------------

    def attach(self, till: Till, language: str | None = None) -> None:
        """Begin: the till speaks this language until somebody logs in, and lives from now on."""
        till.sessions.language = language or self._words.language
        self._till = till
        self._heart.start()
        self.pump()

    def detach(self) -> None:
        """Stop, before the till does."""
        self._heart.stop()
        self._till = None

    @Slot()
    def pump(self) -> None:
        """Let the till take what has come in, and let time pass."""
        self._ringing = False  # Before the mailbox is emptied: what comes from now on rings again.
        if self._till is None:
            return
        if self._pumping:  # A screen acted on what it was just shown; its turn comes right after this one.
            self.wake()
            return
        self._pumping = True
        try:
            self._till.pump()
        finally:
            self._pumping = False

    def act(self, do: Callable[[], object], otherwise: Callable[[str], object] | None = None) -> bool:
        """Make one move of a person's; says whether it could be made.

        Else ``otherwise`` is told why, in words, or whoever listens to :attr:`refused`.
        """
        if self._till is None:
            raise Bug("a move was made before the till was there")
        try:
            do()
        except Refusal as refusal:
            (otherwise or self.refused.emit)(self._words.text(refusal.code, **refusal.facts))
            return False
        except Fault as fault:
            log.error("a move failed: %s", fault)
            (otherwise or self.refused.emit)(self._words.text(fault.reason))
            return False
        finally:
            self.pump()
        return True


def _is_news(before: Snapshot, after: Snapshot) -> bool:
    """Screens are drawn again when something changed, and each second: not at every heartbeat."""
    if int(before.at.timestamp()) != int(after.at.timestamp()):
        return True
    return replace(before, at=after.at) != after
