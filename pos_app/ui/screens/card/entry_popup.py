"""カード情報入力 over whatever is in view: closes itself, or by キャンセル, never by a click beside it (T-05).

Every key comes here raw: no hand scanner's typing is looked for, no shortcut fires, and what is no key of the pop-up's
is swallowed, so that digits which are still being dictated land nowhere.
"""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWheelEvent, QWindow
from PySide6.QtWidgets import QApplication, QStackedLayout, QWidget

from pos_app.till.card_entering import KeypadKey
from pos_app.till.card_entry import EntryStep
from pos_app.till.pads import PadKind
from pos_app.till.snapshot import Snapshot
from pos_app.till.till import Till
from pos_app.ui.bridge import Bridge
from pos_app.ui.screens.card.entry_view import entry_view
from pos_app.ui.screens.card.keypad import KeypadKeys
from pos_app.ui.screens.card.shade import Shade
from pos_app.ui.shell.covering import Covered
from pos_app.ui.shell.navigation import Entry

_KEYING = frozenset({EntryStep.PREPARING, EntryStep.KEYING})
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class EntryPopup(Covered):
    """Draws ``snapshot.card_entry``; the amount stands there where something is sold."""

    def __init__(self, bridge: Bridge, till: Till, parent: QWidget | None = None) -> None:
        super().__init__(bridge, till, parent)
        self._snapshot: Snapshot | None = None
        self._ear = KeypadKeys(self._wants_keys, self._key_pressed, self)
        self._shade = Shade()
        self.sheet = self._shade.sheet
        self.sheet.given_up.connect(self._give_up)
        self.sheet.extended.connect(self._extend)
        self.sheet.again.connect(self._try_again)
        stack = QStackedLayout(self)
        stack.addWidget(self._shade)
        self._behind = False
        QApplication.instance().focusWindowChanged.connect(self._keyboard_went_to)  # type: ignore[union-attr]

    @property
    def step(self) -> EntryStep | None:
        """Where the pop-up stands."""
        entry = self._snapshot.card_entry if self._snapshot is not None else None
        return entry.step if entry is not None else None

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Draw what the till is like now."""
        self._snapshot = snapshot
        self._draw()

    def retranslate(self) -> None:
        """Every text is set with each drawing."""
        self._draw()

    def entered(self) -> None:
        """The keys are the pop-up's from now on."""
        self._ear.setFocus(Qt.FocusReason.OtherFocusReason)
        self._keyboard_went_to(QGuiApplication.focusWindow())

    def left(self) -> None:
        """Nothing of the entry stays behind."""
        self._snapshot = None

    def _draw(self) -> None:
        snapshot = self._snapshot
        if snapshot is None or snapshot.card_entry is None:
            return
        sells = self.place is Entry.CARD_ORDER
        amount = snapshot.card.amount if sells else None
        kind = snapshot.pad.choice.kind
        self.sheet.show_view(entry_view(snapshot.card_entry, kind, amount, self.words, behind=self._behind))

    def _keyboard_went_to(self, window: QWindow | None) -> None:
        """A keypad's keys go to whichever window is in front, another program's too."""
        self._behind = window is None or window != self.window().windowHandle()
        self._draw()

    # -- keys ---------------------------------------------------------------------------------------------------------

    def _wants_keys(self) -> bool:
        snapshot = self._snapshot
        is_keypad = snapshot is not None and snapshot.pad.choice.kind is PadKind.KEYPAD
        return is_keypad and self.step in _KEYING

    def _key_pressed(self, key: KeypadKey) -> None:
        self.bridge.act(partial(self.till.card_entering.key_pressed, key))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What the widget with the focus didn't want; nothing goes any further."""
        event.accept()
        if event.isAutoRepeat():
            return
        if event.key() == Qt.Key.Key_Escape:
            self._give_up()
        elif event.key() == Qt.Key.Key_F5:
            self._extend()
        elif event.key() in _ENTER and self.step is EntryStep.FAILED:
            self._try_again()
        elif self._wants_keys() and not self._ear.hasFocus():  # A button had it. What the ear refused comes here, too.
            self._ear.setFocus(Qt.FocusReason.OtherFocusReason)
            QApplication.sendEvent(self._ear, event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """As the press."""
        event.accept()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Nothing beneath scrolls."""
        event.accept()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab walks among the pop-up's own parts."""
        stops = [
            self._ear,
            *(action for action in self.sheet.actions_in_order if action.isVisible() and action.isEnabled()),
        ]
        now = QApplication.focusWidget()
        at = stops.index(now) if now in stops else 0
        reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        stops[(at + (1 if forward else -1)) % len(stops)].setFocus(reason)
        return True

    # -- moves --------------------------------------------------------------------------------------------------------

    def _give_up(self) -> None:
        self.bridge.act(self.till.card_entering.close)

    def _extend(self) -> None:
        self.bridge.act(self.till.card_entering.extend)

    def _try_again(self) -> None:
        if self.step is EntryStep.FAILED:
            self.bridge.act(self.till.card_entering.retry)
