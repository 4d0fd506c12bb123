"""読み取り: camera or hand scanner, the live picture, and a try of the hand scanner that takes no money."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from pos_app.till.preferences import ScannerKind
from pos_app.till.preview import Preview
from pos_app.till.snapshot import Snapshot
from pos_app.till.till import Till
from pos_app.ui.bridge import Bridge
from pos_app.ui.screens.sale.camera_view import CameraView
from pos_app.ui.screens.settings.pane import Setting, SettingsPane
from pos_app.ui.screens.settings.reading_view import CAMERAS, OTHER, arrived, camera_answer, camera_state
from pos_app.ui.text import tr
from pos_app.ui.widgets.action import Action
from pos_app.ui.widgets.chip import Chip, Tone
from pos_app.ui.widgets.choice import Choice
from pos_app.ui.widgets.field import Field
from pos_app.ui.widgets.label import Label, Text
from pos_app.ui.widgets.panes import ErrorPane

_PICTURE_HEIGHT = 192


class ReadingPane(SettingsPane):
    """A camera that is chosen is opened at once; its picture shows whether it is the right one."""

    def __init__(
        self, bridge: Bridge, till: Till, look: Callable[[], Preview | None], parent: QWidget | None = None
    ) -> None:
        super().__init__(bridge, till, parent)
        self._opens_other = False
        self._kind, self._which = Choice(), Choice()
        self._address, self._use = Field(secret=True), Action()
        self._picture, self._no_picture = CameraView(look, self), ErrorPane()
        self._fixed = Label(Text.NOTE, wrap=True)
        self._sight, self._other = QStackedLayout(), QWidget()
        self._in_kind, self._in_camera, self._in_try = Setting(), Setting(), Setting()
        self._read, self._what, self._end = Chip(), Label(Text.STRONG, wrap=True), Label(Text.NOTE, wrap=True)
        self._lay_out()
        self._kind.chosen.connect(lambda kind: self.set_preference(scanner=kind))
        self._which.chosen.connect(self._choose_camera)
        self._address.submitted.connect(self._use_other)
        self._use.clicked.connect(self._use_other)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Draw what the till is like now."""
        wanted = snapshot.settings.preferences
        state = camera_state(snapshot, self.words)
        self._kind.choose(wanted.scanner)
        self._which.choose(OTHER if self._opens_other else camera_answer(wanted))
        self._other.setVisible(self._which.answer() == OTHER)
        self._fixed.setText(state.fixed)
        self._fixed.setVisible(bool(state.fixed))
        for part in (self._which, self._other):
            part.setEnabled(not state.fixed)
        self._no_picture.set_words(state.trouble)
        self._sight.setCurrentIndex(1 if state.trouble else 0)
        self._in_camera.setVisible(wanted.scanner is not ScannerKind.KEYBOARD)
        self._in_try.setVisible(wanted.scanner is not ScannerKind.CAMERA)

    def retranslate(self) -> None:
        """Set every text again."""
        self.set_heading(tr("読み取り"), tr("お客様のコードを何で読み取るかを選び、ここで試せます。"))
        self._in_kind.set_words(tr("読み取りに使うもの"))
        self._kind.set_answers([(each, self.words.label(each)) for each in ScannerKind])
        self._kind.set_label(tr("読み取りに使うもの"))
        self._in_camera.set_words(tr("カメラ"), tr("映像が出れば使えます。出ないときは、ほかの番号を選んでください。"))
        names = [(each, tr("{number}番", number=int(each) + 1)) for each in CAMERAS]
        self._which.set_answers([*names, (OTHER, tr("その他"))])
        self._which.set_label(tr("カメラ"))
        self._address.set_label(tr("カメラのアドレス、または動画・画像のファイル"))
        self._use.set_words(tr("これを使う"))
        self._picture.set_words(tr("カメラの映像"), "")
        self._in_try.set_words(
            tr("ハンドスキャナーを試す"), tr("この画面で何かのコードを読み取ってください。会計にはなりません。")
        )
        self._forget()

    def left(self) -> None:
        """Nothing that was read or typed stays."""
        self._opens_other = False
        self._address.clear()
        self._forget()

    def takes_code(self, payload: bytes) -> bool:
        """Show what arrived: its kind and its end."""
        came = arrived(payload, self.till.terminal.prefixes)
        self._read.show_state(tr("読み取れました"), came.tone)
        self._what.setText(came.kind)
        self._end.setText(came.end)
        self._show_try()
        self.bring_into_view(self._in_try)
        return True

    def takes_garbled(self, reason: str) -> bool:
        """Say what to change at the scanner."""
        self._read.show_state(tr("受け取れません"), Tone.STOP)
        self._what.setText(
            tr("文字が変換されました。日本語入力を切ってください。")
            if reason == "input_method"
            else tr("途中で切れています。スキャナーの設定で、最後に Enter を送るようにしてください。")
        )
        self._end.setText("")
        self._show_try()
        self.bring_into_view(self._in_try)
        return True

    # -- inside -------------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        left = Qt.AlignmentFlag.AlignLeft
        self._in_kind.content.addWidget(self._kind, 0, left)
        self._in_camera.content.addWidget(self._which, 0, left)
        row = QHBoxLayout(self._other)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self._address, 1)
        row.addWidget(self._use, 0, Qt.AlignmentFlag.AlignBottom)
        self._in_camera.add(self._other)
        self._in_camera.add(self._fixed)
        picture = QWidget()
        picture.setFixedHeight(_PICTURE_HEIGHT)
        picture.setLayout(self._sight)
        self._sight.addWidget(self._picture)
        self._sight.addWidget(self._no_picture)
        self._in_camera.add(picture)
        came = QHBoxLayout()
        came.setSpacing(12)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(self._what)
        words.addWidget(self._end)
        came.addWidget(self._read, 0, Qt.AlignmentFlag.AlignTop)
        came.addLayout(words, 1)
        self._in_try.add(came)
        for part in (self._in_kind, self._in_camera, self._in_try):
            self.body.addWidget(part)
        self.body.addStretch(1)

    def _show_try(self) -> None:
        self._read.setVisible(bool(self._read.text()))
        for words in (self._what, self._end):
            words.setVisible(bool(words.text()))

    def _forget(self) -> None:
        self._read.show_state(tr("待っています"), Tone.QUIET)
        self._what.setText("")
        self._end.setText("")
        self._show_try()

    def _choose_camera(self, answer: object) -> None:
        self._opens_other = answer == OTHER
        if self._opens_other:
            self._other.show()
            self._address.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.set_preference(camera=answer)

    def _use_other(self) -> None:
        if self._address.text().strip() and self.set_preference(camera=self._address.text()):
            self._opens_other = False
            self._address.clear()
