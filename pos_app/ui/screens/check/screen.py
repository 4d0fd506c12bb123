"""開店前チェック: one page, a line for each point, Enter goes on."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from pos_app.till.opening_check import Mend, What
from pos_app.till.snapshot import Snapshot
from pos_app.till.till import Till
from pos_app.ui.bridge import Bridge
from pos_app.ui.look import icons, theme
from pos_app.ui.look.focus_ring import Ringless
from pos_app.ui.look.tokens import Tone
from pos_app.ui.screens.check.check_view import SECTION_OF, CheckView, advice, check_view
from pos_app.ui.screens.settings.sections import Door
from pos_app.ui.shell.navigation import Entry
from pos_app.ui.shell.screen import Screen
from pos_app.ui.shell.views import Aside
from pos_app.ui.text import tr
from pos_app.ui.widgets.action import Action, Kind
from pos_app.ui.widgets.label import Label, Text
from pos_app.ui.widgets.panes import Card, Page
from pos_app.ui.widgets.points import Points

_ICON = 40
_WIDEST = 960
_ICONS = {Tone.OK: "ok", Tone.WAIT: "warning", Tone.STOP: "stop", Tone.QUIET: "clock"}
_PLACES = {Mend.LOG_IN: Aside.LOG_IN, Mend.ASK_DESK: Entry.HELP}


class CheckScreen(Ringless, Screen):
    """Begins by itself each time that it comes into view."""

    def __init__(self, bridge: Bridge, till: Till, door: Door, parent: QWidget | None = None) -> None:
        super().__init__(bridge, till, parent)
        self._door = door
        self._snapshot: Snapshot | None = None
        self._advised: Mend | None = None
        self._view: CheckView | None = None
        self._page, self._points = Page(), Points()
        self._mark, self._title, self._note = QLabel(), Label(Text.TITLE, wrap=True), Label(Text.NOTE, wrap=True)
        self._again, self._go = Action(key="F5"), Action(Kind.PRIMARY, key="Enter")
        self._lay_out()
        self._points.mended.connect(self._mend)
        self._again.clicked.connect(self._begin)
        self._go.clicked.connect(lambda: self.wants.emit(None))

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Draw what the till is like now."""
        self._snapshot = snapshot
        rights = snapshot.staff.rights if snapshot.staff else ()
        self._view = check_view(snapshot.check, rights, self._advised, self.words)
        self._title.setText(self._view.title)
        self._note.setText(self._view.note)
        self._points.show_points(self._view.points)
        self._draw_mark()

    def retranslate(self) -> None:
        """Set every text again."""
        self._page.set_heading(tr("開店前チェック"))
        self._again.set_words(tr("もう一度調べる"))
        self._go.set_words(tr("続ける"))
        if self._snapshot is not None:
            self.show_snapshot(self._snapshot)

    def entered(self) -> None:
        """Look at everything anew, unless that is going on."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._begin()

    def takes_keys(self, event: QKeyEvent) -> bool:
        """In a small window the page scrolls by the arrows."""
        return self._page.scrolled_by(event.key(), arrows=True)

    def press(self, what: What) -> None:
        """Press the button in this line, if there is one."""
        self._mend(list(What).index(what))

    def changeEvent(self, event: QEvent) -> None:
        """Another theme."""
        if event.type() is QEvent.Type.StyleChange:
            self._draw_mark()
        super().changeEvent(event)

    # -- inside -------------------------------------------------------------------------------------------------------

    def _begin(self) -> None:
        self._advised = None
        check = self.till.checking.check
        if check is None or not check.running:
            self.bridge.act(self.till.checking.begin)

    def _mend(self, place: int) -> None:
        mend = self._view.mends[place] if self._view is not None else None
        if mend is None:
            return
        self.setFocus(Qt.FocusReason.OtherFocusReason)  # The button may go, and with it the focus anywhere.
        if mend in SECTION_OF:
            self._door.ask_for(SECTION_OF[mend])
            self.wants.emit(Entry.SETTINGS)
        elif mend in _PLACES:
            self.wants.emit(_PLACES[mend])
        elif advice(mend):
            self._advised = mend
            self._draw_again()
        else:
            self._begin()

    def _draw_again(self) -> None:
        if self._snapshot is not None:
            self.show_snapshot(self._snapshot)

    def _draw_mark(self) -> None:
        tone = self._view.tone if self._view is not None else Tone.QUIET
        self._mark.setPixmap(icons.pixmap(_ICONS[tone], _ICON, theme.colours().of(tone)[0]))

    def _lay_out(self) -> None:
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self._note)
        summary = QHBoxLayout()
        summary.setSpacing(12)
        summary.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        summary.addLayout(words, 1)
        card = Card()
        card.body.addWidget(self._points)
        self._page.body.addLayout(summary)
        self._page.body.addWidget(card)
        self._page.body.addStretch(1)
        self._page.add_quiet(self._again)
        self._page.set_primary(self._go)
        self._page.set_widest(_WIDEST)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._page)
