"""The window: one snapshot in, one screen in view, the bars around it."""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut, QShowEvent, QWindow
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pos_app.errors import Bug
from pos_app.till.sample_codes import Sample
from pos_app.till.snapshot import Snapshot, Staff
from pos_app.till.till import Till
from pos_app.ui import text
from pos_app.ui.bridge import Bridge
from pos_app.ui.look import theme
from pos_app.ui.shell.announcements import announcement
from pos_app.ui.shell.bottom_bar import BottomBar
from pos_app.ui.shell.covering import Cover, Covering, is_covered
from pos_app.ui.shell.keyboard import Around, Keyboard
from pos_app.ui.shell.languages import speak_the_other
from pos_app.ui.shell.navigation import Entry, landing, may_leave, offered, waiting_in_history
from pos_app.ui.shell.opening import Opening
from pos_app.ui.shell.placement import SMALLEST
from pos_app.ui.shell.practice_bar import PracticeBar
from pos_app.ui.shell.rail import Rail
from pos_app.ui.shell.screen import Screen
from pos_app.ui.shell.stage import Build, Place, ScreenStage
from pos_app.ui.shell.status import bar
from pos_app.ui.shell.top_bar import TopBar
from pos_app.ui.shell.views import ALLOWED_ASIDES, Aside, View, Way
from pos_app.ui.widgets.toast import Toast, Tone

NARROW = 960
"""Below this width the rail shows icons (design: "The screens")."""


class Window(QWidget):
    """``screens`` makes one for each :class:`View` but WORK, one for each :class:`Aside`, and those of the rail.

    It keeps nothing of the till's but where somebody is: which entry of the rail, which aside.
    """

    closed = Signal()

    def __init__(self, bridge: Bridge, till: Till, screens: Mapping[Place, Build]) -> None:
        super().__init__()
        self.setObjectName("window")
        self.setMinimumSize(SMALLEST)
        self._bridge = bridge
        self._till = till
        self._built = frozenset(name for name in screens if isinstance(name, Entry))
        self._way = Way()
        self._opening = Opening()
        self._entry: Entry | None = None
        self._aside: Aside | None = None
        self._aside_of: tuple[View, Staff | None] | None = None
        self._before: Snapshot | None = None
        self._language = text.current()
        self._bug_met = self._close_asked = False
        self._heard: QWindow | None = None
        self._keyboard = Keyboard(
            bridge,
            till,
            Around(lambda: self.screen_in_view, self._on_sale, self._over_there, self._to_cards, self.say),
            self,
        )
        self.rail, self.top_bar, self.bottom_bar = Rail(), TopBar(), BottomBar()
        self.practice_bar = PracticeBar()
        self.stack = ScreenStage(screens, self._made)
        covers = {name: build for name, build in screens.items() if isinstance(name, Cover)}
        self.covering = Covering(self.stack, covers, self._made)
        self.toast = Toast(self.stack)
        self._lay_out()
        self._connect()
        self._say_everything()
        theme.dress(self)
        if bridge.seen is not None:
            self.show_snapshot(bridge.seen)

    # -- what others may ask of it ------------------------------------------------------------------------------------

    @property
    def screen_in_view(self) -> Screen | None:
        """What fills the window between the bars, or lies over that."""
        return self.covering.screen or self.stack.current

    def go(self, place: Entry | Aside | None) -> None:
        """Show a screen of the rail, an aside, or what was there before the aside; refused where one may not go."""
        snapshot = self._snapshot()
        view = self._way.view(snapshot)
        if isinstance(place, Aside) and place in ALLOWED_ASIDES.get(view, frozenset()) and self.stack.has(place):
            if not may_leave(snapshot):
                self.say(self._bridge.words.text("sale_under_way"), Tone.WAIT)
                return
            self._aside, self._aside_of = place, (view, snapshot.staff)
        elif isinstance(place, Entry) and view is View.WORK and place in self._entries(snapshot):
            if place is not self._entry and not may_leave(snapshot):
                self.say(self._bridge.words.text("sale_under_way"), Tone.WAIT)
                return
            self._aside, self._entry = None, place
        elif place is None:
            self._aside = None
            if view is View.NEW_PIN:
                self._way = self._way.without_pin()
            elif view is View.STORE:
                self._way = self._way.not_this_store(snapshot.activation.to_be_confirmed)
        self.show_snapshot(self._snapshot())

    def say(self, words: str, tone: Tone = Tone.WAIT) -> None:
        """One line over the screen, for some seconds."""
        self.toast.say(words, tone)

    def bug_met(self) -> None:
        """The window itself met a bug and goes on; the log says more."""
        self._bug_met = True

    def speak_the_other_language(self) -> None:
        """Japanese or English, for whoever stands here now (row D-16)."""
        speak_the_other(self._bridge, self._till)

    def lock(self) -> None:
        """Lock by hand, as long as nobody is being served."""
        if self._way.view(self._snapshot()) is View.WORK:
            self._bridge.act(self._till.sessions.lock)

    # -- drawing ------------------------------------------------------------------------------------------------------

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Draw what the till is like now."""
        if snapshot.language != self._language:
            self._language = snapshot.language
            self._say_everything()
        self._close_asked = self._close_asked and not may_leave(snapshot)
        self._way = self._way.seen(snapshot)
        view = self._way.view(snapshot)
        if self._aside is not None and self._aside_of != (view, snapshot.staff):
            self._aside = None
        self._opening = self._opening.seen(view, snapshot)
        if self._opening.due and self.stack.has(Aside.CHECK):
            self._aside, self._aside_of = Aside.CHECK, (view, snapshot.staff)
        working = view is View.WORK
        shown = self._entries(snapshot) if working else ()
        if working:
            self._entry = landing(shown, self._entry)
        elif snapshot.staff is None:
            self._entry = None
        before, self._before = self._before, snapshot
        self._frame(snapshot, view, shown)
        self._bring(self._aside or (self._entry if working else view), snapshot)
        said = announcement(before, snapshot) if before is not None else None
        if said is not None:
            self.say(said, Tone.OK)

    def _frame(self, snapshot: Snapshot, view: View, shown: tuple[Entry, ...]) -> None:
        words = self._bridge.words
        inside = view in (View.WORK, View.LOCKED, View.NEW_PIN)
        self.rail.setVisible(view is View.WORK)
        self.rail.show_entries(shown)
        self.rail.set_current(None if self._aside else self._entry)
        self.rail.set_count(Entry.HISTORY, waiting_in_history(snapshot))
        self.top_bar.setVisible(inside)
        self.top_bar.show_snapshot(snapshot, words, show_people=view is View.WORK)
        self.practice_bar.show_practice(snapshot.practice if inside else None, words)
        self.bottom_bar.setVisible(snapshot.terminal is not None)
        self.bottom_bar.show_bar(bar(snapshot, words, bug_met=self._bug_met))

    def _bring(self, name: View | Aside | Entry | None, snapshot: Snapshot) -> None:
        if name is None:
            raise Bug("somebody works here who may use no screen at all")
        before = self.stack.current
        screen = self.stack.bring(name)
        if screen is not before:
            self.toast.hide()
        if not self._cover(name, snapshot):
            screen.show_snapshot(snapshot)

    def _cover(self, name: View | Aside | Entry, snapshot: Snapshot) -> bool:
        """Lay カード情報入力 over the screen in view, or lift it; says whether it lies there."""
        if is_covered(snapshot) and self.covering.has(Cover.CARD_ENTRY):
            self.covering.lay(Cover.CARD_ENTRY, name).show_snapshot(snapshot)
            return True
        if self.covering.lift() and self.stack.current is not None:
            self.stack.current.entered()
        return False

    def _made(self, screen: Screen) -> None:
        screen.wants.connect(self.go)
        screen.retranslate()

    def _say_everything(self) -> None:
        app = QCoreApplication.instance()
        if app is not None:
            text.set_language(app, self._bridge.words.language)
        self._language = self._bridge.words.language
        self.setWindowTitle(text.tr("レジ"))
        self.rail.retranslate()
        self.top_bar.retranslate()
        self.practice_bar.retranslate()
        if self._bridge.seen is not None:
            self.practice_bar.show_practice(self._bridge.seen.practice, self._bridge.words, anew=True)
        for screen in (*self.stack.screens(), *self.covering.screens()):
            screen.retranslate()

    # -- building -----------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.rail)
        middle.addWidget(self.stack, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top_bar)
        column.addWidget(self.practice_bar)
        column.addLayout(middle, 1)
        column.addWidget(self.bottom_bar)

    def _connect(self) -> None:
        self._bridge.shown.connect(self.show_snapshot)
        self._bridge.refused.connect(self.say)
        self.rail.chosen.connect(self.go)
        self.rail.log_out.connect(partial(self.go, Aside.LOG_OUT))
        self.top_bar.switch.connect(partial(self.go, Aside.SWITCH))
        self.top_bar.lock.connect(self.lock)
        self.top_bar.speak.connect(self.speak_the_other_language)
        self.practice_bar.held_out.connect(self._hold_out)
        self.practice_bar.ended.connect(lambda: self._bridge.act(self._till.stop_practising))
        self._on_key("F10", self.speak_the_other_language)
        self._on_key("Ctrl+L", self.speak_the_other_language)
        self._on_key("F12", self.lock)

    def _on_key(self, key: str, do: Callable[[], None]) -> None:
        shortcut = QShortcut(QKeySequence(key), self)
        shortcut.setAutoRepeat(False)
        shortcut.activated.connect(do)

    # -- Qt's own -----------------------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Icons in the rail where there is little room."""
        narrow = event.size().width() < NARROW
        self.rail.set_narrow(narrow)
        self.top_bar.set_narrow(narrow)
        self.practice_bar.set_narrow(narrow)
        super().resizeEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Not by accident while a customer waits: then it takes a second time."""
        waits = not may_leave(self._snapshot())
        if waits and not self._close_asked:
            self._close_asked = True
            self.say(text.tr("会計の途中です。もう一度閉じると、結果を待たずに終了します。"), Tone.WAIT)
            event.ignore()
            return
        self.closed.emit()
        super().closeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """From now on there is a handle, where each key and touch comes by."""
        super().showEvent(event)
        current = self.stack.current
        if current is not None and not event.spontaneous():
            current.entered()  # What was given the focus before there was a window may have lost it.
        handle = self.windowHandle()
        if handle is not None and handle is not self._heard:
            self._heard = handle
            self._keyboard.listen_on(handle)

    # -- small change -------------------------------------------------------------------------------------------------

    def _hold_out(self, sample: Sample) -> None:
        self._bridge.act(partial(self._till.show_sample, sample))

    def _over_there(self) -> None:
        """From the sale to the history, from anywhere else to the sale: by the numpad alone."""
        self.go(Entry.HISTORY if self._entry is Entry.SALE else Entry.SALE)

    def _to_cards(self) -> None:
        """To 電話注文(カード), and from there to the sale."""
        self.go(Entry.SALE if self._entry is Entry.CARD_ORDER else Entry.CARD_ORDER)

    def _on_sale(self) -> bool:
        return self._aside is None and self._entry is Entry.SALE

    def _snapshot(self) -> Snapshot:
        if self._bridge.seen is None:
            raise Bug("the window is asked for something before the till was there")
        return self._bridge.seen

    def _entries(self, snapshot: Snapshot) -> tuple[Entry, ...]:
        return offered(snapshot, self._built)
