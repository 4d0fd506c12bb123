"""Waiting for the customer's code: the live picture, the amount, and the way round a code that can't be read (D-22)."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from pos_app.till.preview import Preview
from pos_app.ui.look.focus_ring import Ringless
from pos_app.ui.screens.sale.amount_card import AmountCard
from pos_app.ui.screens.sale.camera_view import CameraView
from pos_app.ui.screens.sale.open_strip import OpenStrip
from pos_app.ui.screens.sale.pad_pane import MARGIN
from pos_app.ui.screens.sale.scan_view import ScanView
from pos_app.ui.text import tr
from pos_app.ui.widgets.action import Action, Kind
from pos_app.ui.widgets.label import Label, Text
from pos_app.ui.widgets.panes import Card, ErrorPane

_SIDE_WIDTH = 300


class ScanPane(Ringless, QWidget):
    """Left the picture, or why there is none; right the amount and what can be done."""

    number = Signal()
    back = Signal()

    def __init__(self, preview: Callable[[], Preview | None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._camera = CameraView(preview, self)  # A stacked layout shows its first widget at once.
        self._no_camera = ErrorPane()
        self._dark = Card(sheet=True)
        self._dark.body.addWidget(self._no_camera)
        self._pictures = QStackedLayout()
        self._pictures.addWidget(self._camera)
        self._pictures.addWidget(self._dark)
        self._amount = AmountCard()
        self._title = Label(Text.STRONG, wrap=True)
        self._hint = Label(Text.NOTE, wrap=True)
        self._asked = Card()
        self._asked.body.addWidget(self._title)
        self._asked.body.addWidget(self._hint)
        self._words = Label(Text.STRONG, wrap=True)
        self._said = Card(attention=True)
        self._said.body.addWidget(self._words)
        self._offline = Label(Text.TROUBLE, wrap=True)
        self._strip = OpenStrip(can_take_up=False)
        self._number = Action(Kind.PLAIN, "F6")
        self._number.clicked.connect(self.number)
        self._back = Action(Kind.PLAIN, "Esc")
        self._back.clicked.connect(self.back)
        self._lay_out()

    @property
    def home(self) -> QWidget:
        """Where the focus is."""
        return self

    def _lay_out(self) -> None:
        side = QVBoxLayout()
        side.setSpacing(12)
        for widget in (self._amount, self._said, self._asked):
            side.addWidget(widget)
        side.addStretch(1)
        side.addWidget(self._number)
        side.addWidget(self._back)
        holder = QWidget()
        holder.setFixedWidth(_SIDE_WIDTH)
        side.setContentsMargins(0, 0, 0, 0)
        holder.setLayout(side)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        outer.setSpacing(MARGIN)
        sight = QVBoxLayout()
        sight.setSpacing(12)
        sight.addLayout(self._pictures, 1)
        sight.addWidget(self._offline)
        sight.addWidget(self._strip)
        outer.addLayout(sight, 1)
        outer.addWidget(holder)

    def show_view(self, view: ScanView) -> None:
        """Draw it."""
        self._camera.set_words(tr("カメラの映像"), tr("コードを見つけました。確認しています…"))
        self._no_camera.set_words(view.camera, tr("ハンドスキャナーでも読み取れます。"))
        self._pictures.setCurrentWidget(self._dark if view.camera else self._camera)
        self._amount.show_amount(view.amount, view.rest)
        self._title.setText(view.title)
        self._hint.setText(view.hint)
        self._words.setText(view.said)
        self._said.setVisible(bool(view.said))
        self._asked.setVisible(not view.said)
        self._offline.setText(view.offline)
        self._offline.setVisible(bool(view.offline))
        self._strip.show_lines(view.lines)
        self._number.set_words(tr("番号で入力"))
        self._back.set_words(tr("もどる"))
