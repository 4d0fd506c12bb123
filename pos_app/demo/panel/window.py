"""The panel: the next step on top, the phone beside what can be chosen; one below the other where it is narrow."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFileDialog, QFrame, QVBoxLayout, QWidget

from pos_app.demo.panel.cards import NETWORK, SHOWS, ChoiceCard
from pos_app.demo.panel.hints import LOG_IN_KEY, WORDS, Hint, hint
from pos_app.demo.panel.own_phone import OwnPhoneCard
from pos_app.demo.panel.people import PeopleCard
from pos_app.demo.panel.phone_face import PhoneFace
from pos_app.demo.panel.scene import Scene
from pos_app.demo.panel.told_cards import ToldCard
from pos_app.demo.phone import Show
from pos_app.server.seed_demo import DemoPerson
from pos_app.till.preview import Preview
from pos_app.ui.look import theme
from pos_app.ui.text import mark, tr
from pos_app.ui.widgets.action import Action, Kind
from pos_app.ui.widgets.label import Label, Text
from pos_app.ui.widgets.scrolled import Scrolled
from pos_app.ui.widgets.toast import Toast, Tone

SMALLEST = QSize(400, 320)
_TWO_COLUMNS = 720
"""From this width on, in pixels, the phone stands beside the rest."""
_PICTURES = "*.png *.jpg *.jpeg *.bmp *.webp *.tif *.tiff *.mp4 *.avi *.mov *.mkv"


@dataclass(frozen=True, slots=True)
class Offers:
    """What the demo has to offer: its people, and the addresses of the wallet's page if real phones reach it."""

    staff: Sequence[DemoPerson]
    pages: Sequence[str] = ()
    lan: bool = False


class PanelWindow(QWidget):
    """Draws scenes, and tells what a person chose. ``look`` gives what the till's camera sees."""

    shows = Signal(object, object)
    """A :class:`Show`, and the file of :attr:`Show.PHOTO` or None."""
    network = Signal(object)
    """A :class:`Weather`."""
    log_in = Signal(object)
    """A :class:`DemoPerson`."""
    card_told = Signal(str)
    """The number of a test card, for the simulated pad."""
    by_hand = Signal()
    """Something was chosen by mouse or finger: the keyboard belongs to the till."""
    closed = Signal()

    def __init__(self, offers: Offers, look: Callable[[], Preview | None]) -> None:
        super().__init__()
        self.setObjectName("window")
        self.setMinimumSize(SMALLEST)
        self._scene: Scene | None = None
        self._hint_title, self.hint = Label(Text.LABEL), Label(Text.STRONG, wrap=True)
        self._first = next(iter(offers.staff))
        self.first_log_in = Action(Kind.PRIMARY)
        self.phone = PhoneFace(look)
        self.shown = ChoiceCard(mark("お客様が見せるもの"), SHOWS)
        self.weather = ChoiceCard(mark("ネットワーク"), NETWORK)
        self.told = ToldCard()
        self.people = PeopleCard(offers.staff)
        self.own_phone = OwnPhoneCard(offers.pages, lan=offers.lan)
        self._lay_out()
        self.toast = Toast(self)
        theme.dress(self)
        self.shown.chosen.connect(self._show_chosen)
        self.weather.chosen.connect(self._network_chosen)
        self.told.told.connect(self._card_told)
        self.people.wanted.connect(self._log_in_wanted)
        self.first_log_in.clicked.connect(self._first_log_in_wanted)
        self.retranslate()

    def _lay_out(self) -> None:
        banner = QFrame()
        banner.setObjectName("hint")
        said = QVBoxLayout(banner)
        said.setContentsMargins(16, 12, 16, 12)
        said.setSpacing(2)
        said.addWidget(self._hint_title)
        said.addWidget(self.hint)
        said.addWidget(self.first_log_in, 0, Qt.AlignmentFlag.AlignRight)
        cards = QVBoxLayout()
        cards.setSpacing(16)
        for card in (self.shown, self.told, self.weather, self.people, self.own_phone):
            cards.addWidget(card)
        cards.addStretch(1)
        self._columns = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._columns.setSpacing(16)
        self._columns.addWidget(self.phone, 0, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._columns.addLayout(cards, 1)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(12, 4, 12, 16)
        column.addLayout(self._columns)
        column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 16, 0, 0)
        outer.setSpacing(12)
        top = QVBoxLayout()
        top.setContentsMargins(12, 0, 12, 0)
        top.addWidget(banner)
        outer.addLayout(top)
        outer.addWidget(Scrolled(content), 1)

    # -- drawing ------------------------------------------------------------------------------------------------------

    def draw(self, scene: Scene) -> None:
        """Draw what is so now; what has not changed costs nothing."""
        if scene == self._scene:
            return
        self._scene = scene
        step = hint(scene)
        self.hint.setText(tr(WORDS[step], key=LOG_IN_KEY))
        self.first_log_in.setVisible(step is Hint.LOG_IN)
        self.first_log_in.setEnabled(not scene.till.busy)
        self.phone.draw(scene)
        self.shown.draw(scene.showing)
        self.weather.draw(scene.weather)
        self.told.draw(waited_for=scene.pad_waits)
        self.people.draw(scene.till)

    def say(self, words: str) -> None:
        """One line for some seconds: why something could not be done."""
        self.toast.say(words, Tone.WAIT)

    def retranslate(self) -> None:
        """Say everything in the language that is spoken now."""
        self.setWindowTitle(tr("デモ: お客様とネットワーク"))
        self._hint_title.setText(tr("つぎにすること"))
        self.first_log_in.set_words(tr("{name}さんでログイン", name=self._first.name))
        for part in (self.phone, self.shown, self.told, self.weather, self.people, self.own_phone):
            part.retranslate()
        if self._scene is not None:
            scene, self._scene = self._scene, None
            self.draw(scene)

    # -- choosing -----------------------------------------------------------------------------------------------------

    def _show_chosen(self, what: Show) -> None:
        file = self._ask_for_file() if what is Show.PHOTO else None
        if what is Show.PHOTO and file is None:
            if self._scene is not None:
                self.shown.draw(self._scene.showing)
            return
        self.shows.emit(what, file)
        self._give_back(self.shown.tiles.button(what))

    def _network_chosen(self, weather: object) -> None:
        self.network.emit(weather)
        self._give_back(self.weather.tiles.button(weather))

    def _card_told(self, number: str) -> None:
        self.card_told.emit(number)
        self.by_hand.emit()

    def _log_in_wanted(self, person: DemoPerson) -> None:
        self.log_in.emit(person)
        self._give_back(self.people.log_in_of(person))

    def _first_log_in_wanted(self) -> None:
        self.log_in.emit(self._first)
        self._give_back(self.first_log_in)

    def _give_back(self, control: QWidget) -> None:
        if not control.hasFocus():
            self.by_hand.emit()

    def _ask_for_file(self) -> Path | None:
        chosen, _ = QFileDialog.getOpenFileName(
            self, tr("コードの写った写真や動画"), str(Path.home()), tr("写真と動画({kinds})", kinds=_PICTURES)
        )
        return Path(chosen) if chosen else None

    # -- Qt's own -----------------------------------------------------------------------------------------------------

    def changeEvent(self, event: QEvent) -> None:
        """Another language."""
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The phone beside the rest, or above it."""
        wide = event.size().width() >= _TWO_COLUMNS
        self._columns.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)
        super().resizeEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Say so; whoever ends the program asks every window to close, and none may keep it."""
        super().closeEvent(event)
        self.closed.emit()
