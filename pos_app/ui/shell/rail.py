"""The rail on the left: icon and word for each screen that somebody may use, log-out at its end (row D-26)."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from pos_app.ui.look import icons, theme
from pos_app.ui.look.tokens import tokens
from pos_app.ui.shell.navigation import Entry
from pos_app.ui.text import tr
from pos_app.ui.widgets.restyle import set_property
from pos_app.ui.widgets.scrolled import Scrolled

_NARROW = 64
_ICON = 20


def words() -> Mapping[Entry, str]:
    """The entries' words, in the language spoken now."""
    return {
        Entry.SALE: tr("QRコード決済"),
        Entry.CARD_ORDER: tr("電話注文(カード)"),
        Entry.HISTORY: tr("取引履歴"),
        Entry.CLOSING: tr("日計・精算"),
        Entry.PAYOUTS: tr("振込履歴"),
        Entry.POINTS: tr("ポイント"),
        Entry.STAFF: tr("管理"),
        Entry.SETTINGS: tr("設定"),
        Entry.HELP: tr("お問い合わせ"),
    }


class RailButton(QPushButton):
    """One entry; a click leaves the focus where it was. ``narrow``: the icon alone, its word as a tool tip."""

    def __init__(self, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = icon
        self._word = ""
        self._count = 0
        self._key = ""
        self._narrow = False
        self.setProperty("rail", True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setIconSize(QSize(_ICON, _ICON))
        self._draw()

    def set_word(self, word: str, key: str = "") -> None:
        """What it is called, and the key that opens it."""
        self._word, self._key = word, key
        self._say()

    def set_count(self, count: int) -> None:
        """How many things wait there; 0 says nothing."""
        self._count = count
        self._say()

    def set_narrow(self, narrow: bool) -> None:
        """Show the icon alone, or the word as well."""
        self._narrow = narrow
        set_property(self, "narrow", narrow)
        self._say()

    def set_on(self, on: bool) -> None:
        """Whether its screen is in view."""
        set_property(self, "on", on)
        self.setAccessibleDescription(tr("表示中") if on else "")

    def ring_around(self) -> QWidget | None:
        """No ring from outside: on the dark rail the style sheet draws a light one."""
        return None

    def changeEvent(self, event: QEvent) -> None:
        """Another theme."""
        if event.type() is QEvent.Type.StyleChange:
            self._draw()
        super().changeEvent(event)

    def _say(self) -> None:
        counted = f"{self._word} ({self._count})" if self._count else self._word
        self.setText(str(self._count or "") if self._narrow else counted)
        self.setAccessibleName(counted)
        self.setToolTip(f"{counted}  {self._key}".rstrip())

    def _draw(self) -> None:
        self.setIcon(icons.icon(self._icon, theme.colours().rail_ink, _ICON))


class Rail(QFrame):
    """Shows the entries that it is told to show; knows no screens."""

    chosen = Signal(object)
    """An :class:`Entry`."""
    log_out = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rail")
        self._shown: tuple[Entry, ...] = ()
        self._buttons = {entry: RailButton(entry.value) for entry in Entry}
        self._leave = RailButton("logout")
        self._keys = [QShortcut(QKeySequence(f"Ctrl+{n}"), self) for n in range(1, len(Entry) + 1)]
        for place, key in enumerate(self._keys):
            key.activated.connect(self._by_key(place))
        for entry, button in self._buttons.items():
            button.clicked.connect(self._by_click(entry))
            button.hide()
        self._leave.clicked.connect(self.log_out)
        self._lay_out()
        self.set_narrow(False)

    def show_entries(self, shown: tuple[Entry, ...]) -> None:
        """Show these, in this order."""
        if shown == self._shown:
            return
        self._shown = shown
        for entry, button in self._buttons.items():
            button.setVisible(entry in shown)
        self.retranslate()

    def set_current(self, current: Entry | None) -> None:
        """Mark the screen that is in view."""
        for entry, button in self._buttons.items():
            button.set_on(entry is current)

    def set_count(self, entry: Entry, count: int) -> None:
        """How many things wait behind an entry."""
        self._buttons[entry].set_count(count)

    def set_narrow(self, narrow: bool) -> None:
        """Icons alone, or icons and words."""
        self.setFixedWidth(_NARROW if narrow else tokens().sizes.rail_width)
        for button in (*self._buttons.values(), self._leave):
            button.set_narrow(narrow)

    def retranslate(self) -> None:
        """Say everything again."""
        said = words()
        for place, entry in enumerate(self._shown, 1):
            self._buttons[entry].set_word(said[entry], f"Ctrl+{place}")
        self._leave.set_word(tr("ログアウト"))
        self.setAccessibleName(tr("画面の一覧"))

    def _lay_out(self) -> None:
        content = QWidget()
        content.setObjectName("railList")
        column = QVBoxLayout(content)
        column.setContentsMargins(8, 12, 8, 12)
        column.setSpacing(4)
        for button in self._buttons.values():
            column.addWidget(button)
        column.addStretch(1)
        column.addWidget(self._leave)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(Scrolled(content, sideways=False))

    def _by_click(self, entry: Entry) -> Callable[[], None]:
        return lambda: self.chosen.emit(entry)

    def _by_key(self, place: int) -> Callable[[], None]:
        def choose() -> None:
            if place < len(self._shown):
                self.chosen.emit(self._shown[place])

        return choose
