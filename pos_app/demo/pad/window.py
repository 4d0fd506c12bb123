"""The simulated pad's window: a number pad, what the pad shows, test cards, and what may go wrong."""

import contextlib
import signal
import sys
import threading
from typing import TextIO

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QComboBox, QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from pos_app.demo.pad.machine import Mode
from pos_app.demo.pad.mischief import Mischief
from pos_app.demo.pad.simulated import SimulatedPad
from pos_app.demo.test_cards import CARDS, EXPIRY
from pos_app.domain.card import in_groups
from pos_app.errors import Fault
from pos_app.ui import text
from pos_app.ui.look import theme
from pos_app.ui.text import mark, tr
from pos_app.ui.widgets.action import Action, Kind
from pos_app.ui.widgets.label import Label, Text
from pos_app.ui.widgets.scrolled import Scrolled
from pos_app.ui.widgets.switch import Switch

_DRAW_MS = 100
"""A signal is heard as soon."""
_SIGNALLED = 128
_SMALLEST = QSize(420, 400)
_SIZE = QSize(420, 790)
_KEY_HEIGHT = 56
_GRID = ("7", "8", "9", "4", "5", "6", "1", "2", "3", "clear", "0", "back")
_WORDS = {"clear": mark("クリア"), "back": mark("1字消す"), "cancel": mark("キャンセル"), "enter": mark("入力完了")}
_KEYS = {
    **{getattr(Qt.Key, f"Key_{digit}"): str(digit) for digit in range(10)},
    Qt.Key.Key_Return: "enter",
    Qt.Key.Key_Enter: "enter",
    Qt.Key.Key_Backspace: "back",
    Qt.Key.Key_Delete: "clear",
    Qt.Key.Key_Escape: "cancel",
}
_MODES = {
    Mode.REST: mark("待機中(キーは無視されます)"),
    Mode.NUMBER: mark("カード番号を入力"),
    Mode.EXPIRY: mark("有効期限を入力(月2桁・年2桁)"),
    Mode.AMOUNT: mark("金額入力"),
}
_MISCHIEF = {
    None: mark("正常"),
    Mischief.TIME_OUT: mark("すぐ時間切れになる"),
    Mischief.CANCEL: mark("すぐ取り消される"),
    Mischief.BAD_LRC_ONCE: mark("1回だけ壊れて届く"),
    Mischief.BAD_LRC: mark("いつも壊れて届く"),
    Mischief.REPLAY: mark("前のカードをもう一度送る"),
    Mischief.UNPLUG: mark("最後のキーで抜ける"),
    Mischief.DEAF: mark("応答しない"),
    Mischief.REFUSE: mark("入力開始を断る"),
}


class PadWindow(QWidget):
    """Draws a pad's face, and presses its keys."""

    input_ended = Signal()

    def __init__(self, pad: SimulatedPad) -> None:
        super().__init__()
        self.setObjectName("window")
        self.setWindowTitle(tr("模擬テンキーパッド"))
        self.setMinimumSize(_SMALLEST)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.resize(_SIZE)
        self._pad = pad
        self._address, self._mode = Label(Text.LABEL, pad.address, wrap=True), Label(Text.STRONG, wrap=True)
        self._dots = Label(Text.STRONG)
        self._dots.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._plug = Switch()
        self._plug.set_words(tr("ケーブル"))
        self._plug.clicked.connect(self._turn_plug)
        self._mischief = QComboBox()
        self._mischief.setAccessibleName(tr("ふるまい"))
        self._mischief.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        for mischief, words in _MISCHIEF.items():
            self._mischief.addItem(tr(words), mischief)
        self._mischief.currentIndexChanged.connect(lambda: pad.misbehave(self._mischief.currentData()))
        self.cards: list[Action] = []
        self._lay_out()
        theme.dress(self)
        self.setFocus()
        clock = QTimer(self)
        clock.setInterval(_DRAW_MS)
        clock.timeout.connect(self.draw)
        clock.start()
        self.draw()

    def draw(self) -> None:
        """Show what the pad shows, which is never a digit."""
        face = self._pad.face
        self._mode.setText(tr(_MODES[face.mode]))
        count = min(face.count, 19)
        groups = in_groups(count, None) if face.mode is not Mode.EXPIRY else (min(count, 2), max(count - 2, 0))
        self._dots.setText(" ".join("●" * group for group in groups if group) or " ")
        if self._plug.isChecked() is not self._pad.plugged_in:
            self._plug.setChecked(self._pad.plugged_in)
        for card in self.cards:
            card.setEnabled(face.mode is Mode.NUMBER and face.count == 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The PC's keyboard is the pad's too."""
        key = _KEYS.get(Qt.Key(event.key()))
        if key is None:
            super().keyPressEvent(event)
        else:
            self._press(key)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Nobody holds the pad any more."""
        event.accept()
        QApplication.exit(0)

    def _press(self, key: str) -> None:
        self._pad.press(key)
        self.draw()

    def _card(self, number: str) -> None:
        self._pad.card(number, EXPIRY)
        self.draw()

    def _turn_plug(self) -> None:
        if self._pad.plugged_in:
            self._pad.unplug()
        else:
            with contextlib.suppress(Fault):  # The switch shows that it did not go in.
                self._pad.plug_in()
        self._address.setText(self._pad.address)
        self.draw()

    def _lay_out(self) -> None:
        inner = QWidget()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(Scrolled(inner))
        column = QVBoxLayout(inner)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(8)
        note = tr("暗号化テンキーの代わりです。番号はこの中で暗号化され、レジには届きません。")
        for part in (Label(Text.BODY, note, wrap=True), self._address, self._mode, self._dots):
            column.addWidget(part)
        column.addLayout(self._number_pad(), 1)
        column.addWidget(Label(Text.LABEL, tr("テストカード(入力の待ち受け中に使えます)")))
        cards = QGridLayout()
        cards.setSpacing(8)
        for place, (number, words) in enumerate(CARDS):
            card = Action()
            card.set_words(tr(words))
            card.clicked.connect(lambda _=False, number=number: self._card(number))
            self.cards.append(card)
            cards.addWidget(card, place // 2, place % 2)
            cards.setColumnStretch(place % 2, 1)
        column.addLayout(cards)
        row = QHBoxLayout()
        row.addWidget(Label(Text.LABEL, tr("ふるまい")))
        row.addWidget(self._mischief, 1)
        column.addLayout(row)
        column.addWidget(self._plug)

    def _number_pad(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(8)
        for place, key in enumerate(_GRID):
            grid.addWidget(self._key(key), place // 3, place % 3)
        for side in range(3):
            grid.setColumnStretch(side, 1)
        grid.addWidget(self._key("cancel"), 4, 0)
        grid.addWidget(self._key("enter"), 4, 1, 1, 2)
        return grid

    def _key(self, key: str) -> QPushButton:
        button = Action(Kind.PRIMARY if key == "enter" else Kind.PLAIN)
        button.set_words(tr(_WORDS[key]) if key in _WORDS else key)
        button.setMinimumHeight(_KEY_HEIGHT)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(lambda _=False: self._press(key))
        return button


def run(pad: SimulatedPad, language: str, *, end_with: TextIO | None) -> int:
    """Show the window until it is closed; ``end_with``: or until there is nothing more to read there."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication(sys.argv[:1])
    theme.apply(app, "light")
    text.set_language(app, language)
    window = PadWindow(pad)
    window.input_ended.connect(lambda: QApplication.exit(0), Qt.ConnectionType.QueuedConnection)
    if end_with is not None:
        threading.Thread(target=_wait_for_end, args=(end_with, window), name="pad-input", daemon=True).start()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda number, frame: QApplication.exit(_SIGNALLED + number))
    window.show()
    return app.exec()


def _wait_for_end(file: TextIO, window: PadWindow) -> None:
    file.read()
    window.input_ended.emit()
