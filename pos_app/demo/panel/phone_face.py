"""The customer's phone, drawn as one: its code, what was paid, what is left; or what a real camera sees instead."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from pos_app.demo.panel.qr_code import QrCode
from pos_app.demo.panel.scene import Scene
from pos_app.demo.phone import REAL, Held, Show
from pos_app.domain.calendar import in_jst
from pos_app.domain.typed_digits import in_fours
from pos_app.till.preview import Preview
from pos_app.ui.look import icons, theme
from pos_app.ui.screens.sale.camera_view import CameraView
from pos_app.ui.text import tr
from pos_app.ui.widgets.chip import Chip, Tone
from pos_app.ui.widgets.label import Label, Text
from pos_app.ui.widgets.panes import Card, EmptyPane
from pos_app.wire.member import MemberPayment

WIDTH, LEAST_HEIGHT = 296, 540
_CODE_SIDE = 205
_ICON = 56
_CENTRE = Qt.AlignmentFlag.AlignHCenter


class PhoneFace(QFrame):
    """``look`` gives what the till's camera sees: a real phone is drawn by nothing else."""

    def __init__(self, look: Callable[[], Preview | None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("phone")
        self.setFixedWidth(WIDTH)
        self.setMinimumHeight(LEAST_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Minimum)
        self._name, self._mark = Label(Text.STRONG, wrap=True), Chip()
        self.code, self.paid = _CodePage(), _PaidPage()
        self._nothing, self._camera = EmptyPane(), _CameraPage(look)
        self.pages = QStackedWidget()
        for page in (self.code, self.paid, self._nothing, self._camera):
            self.pages.addWidget(page)
        self._balance_label, self.balance = Label(Text.LABEL), Label(Text.FIGURE)
        self._lay_out()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._name, 1)
        head.addWidget(self._mark)
        self._purse = Card()
        self._purse.body.setSpacing(0)
        self._purse.body.addWidget(self._balance_label)
        self._purse.body.addWidget(self.balance)
        screen = QFrame()
        screen.setObjectName("phoneScreen")
        inner = QVBoxLayout(screen)
        inner.setContentsMargins(16, 16, 16, 16)
        inner.setSpacing(12)
        inner.addLayout(head)
        inner.addWidget(self.pages, 1)
        inner.addWidget(self._purse)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(10, 22, 10, 22)
        outer.addWidget(screen)

    def draw(self, scene: Scene) -> None:
        """Draw it as it is at this moment."""
        phone, held = scene.phone, scene.phone.held
        practising = scene.till.practice is not None
        self._name.setText(_whose(scene))
        self._mark.show_state(*_state(scene))
        self._mark.setVisible(bool(self._mark.text()))
        if scene.showing in REAL:
            self._camera.draw(scene)
            self.pages.setCurrentWidget(self._camera)
        elif phone.payment is not None and not practising:
            self.paid.draw(phone.payment)
            self.pages.setCurrentWidget(self.paid)
        elif held is not None:
            self.code.draw(held, scene.till.at)
            self.pages.setCurrentWidget(self.code)
        else:
            self.pages.setCurrentWidget(self._nothing)
        self._purse.setVisible(phone.balance is not None and not practising and scene.showing not in REAL)
        self.balance.setText(tr("{amount}円", amount=f"{phone.balance or 0:,}"))

    def retranslate(self) -> None:
        """Say everything again."""
        self._nothing.set_words(tr("何も見せていません"), tr("スマートフォンはポケットの中です。"))
        self._balance_label.setText(tr("ご利用可能金額"))
        for page in (self.code, self.paid, self._camera):
            page.retranslate()


def _whose(scene: Scene) -> str:
    if scene.showing is Show.FOREIGN:
        return tr("ほかの会社のアプリ")
    if scene.showing is Show.WEBCAM:
        return tr("Webカメラの映像")
    if scene.showing is Show.PHOTO:
        return tr("ファイル")
    return tr("{name}さんの画面", name=scene.phone.name) if scene.phone.name else tr("お客様の画面")


def _state(scene: Scene) -> tuple[str, Tone]:
    if scene.till.practice is not None:
        return tr("練習"), Tone.WAIT
    if scene.phone.is_cut_off:
        return tr("圏外"), Tone.STOP
    if scene.showing is Show.USED:
        return tr("使用済み"), Tone.QUIET
    if scene.showing is Show.EXPIRED:
        return tr("期限切れ"), Tone.QUIET
    return "", Tone.QUIET


class _CodePage(QWidget):
    """お店の人に見せてください: QR, number, time left."""

    def __init__(self) -> None:
        super().__init__()
        self._note = _centred(Text.NOTE)
        self.code = QrCode(_CODE_SIDE)
        self._number_label, self.number = _centred(Text.LABEL), _centred(Text.TITLE)
        self._rest = _centred(Text.SMALL)
        column = _column(self)
        column.addWidget(self._note)
        column.addWidget(self.code, 0, _CENTRE)
        for words in (self._number_label, self.number, self._rest):
            column.addWidget(words)
        column.addStretch(1)

    def draw(self, held: Held, now: datetime) -> None:
        self.code.set_text(held.text)
        self.number.setText(in_fours(held.number))
        self._number_label.setVisible(bool(held.number))
        self.number.setVisible(bool(held.number))
        self._rest.setText(_rest(held, now))
        self._rest.setVisible(bool(self._rest.text()))

    def retranslate(self) -> None:
        self._note.setText(tr("お店の人に見せてください"))
        self.code.setAccessibleName(tr("お客様のQRコード"))
        self._number_label.setText(tr("お支払い番号"))


class _PaidPage(QWidget):
    """お支払い完了, as the customer reads it."""

    def __init__(self) -> None:
        super().__init__()
        self._payment: MemberPayment | None = None
        self._icon = QLabel()
        self._icon.setAlignment(_CENTRE)
        self.title, self._amount = _centred(Text.TITLE), _centred(Text.FIGURE)
        self._store, self._time = _centred(Text.NOTE), _centred(Text.NOTE)
        self._number_label, self.number = _centred(Text.LABEL), _centred(Text.STRONG)
        column = _column(self)
        column.addStretch(1)
        for words in (self._icon, self.title, self._amount, self._store, self._time, self._number_label, self.number):
            column.addWidget(words)
        column.addStretch(1)

    def draw(self, payment: MemberPayment) -> None:
        self._payment = payment
        stands = payment.state == "captured"
        colour = theme.colours().ok if stands else theme.colours().ink_soft
        self._icon.setPixmap(icons.pixmap("ok" if stands else "undo", _ICON, colour))
        self.title.setText(tr("お支払い完了") if stands else tr("取り消されました"))
        self._amount.setText(tr("{amount}円", amount=f"{payment.amount:,}"))
        self._store.setText(payment.store_name)
        self._time.setText(in_jst(payment.recorded_at).strftime("%H:%M:%S"))
        self.number.setText(in_fours(payment.number))

    def retranslate(self) -> None:
        self._number_label.setText(tr("決済番号"))
        if self._payment is not None:
            self.draw(self._payment)


class _CameraPage(QWidget):
    """What the till's camera sees, or why nothing."""

    def __init__(self, look: Callable[[], Preview | None]) -> None:
        super().__init__()
        self._view = CameraView(look)
        self._file = _centred(Text.STRONG)
        self._note = _centred(Text.NOTE)
        column = _column(self)
        column.addWidget(self._view, 1)
        column.addWidget(self._file)
        column.addWidget(self._note)

    def draw(self, scene: Scene) -> None:
        self._file.setText(scene.file)
        self._file.setVisible(bool(scene.file))
        if scene.till.status.camera is not None:
            self._note.setText(tr("カメラの映像がありません。接続と、ほかのアプリが使っていないかを確認してください。"))
        elif scene.showing is Show.WEBCAM:
            self._note.setText(tr("スマートフォンのコードをかざしてください。"))
        else:
            self._note.setText(tr("レジのカメラには、この画像が見えています。"))

    def retranslate(self) -> None:
        self._view.set_words(tr("カメラの映像"), tr("コードを見つけました"))


def _rest(held: Held, now: datetime) -> str:
    if held.expires_at is None:
        return ""
    seconds = int((held.expires_at - now).total_seconds())
    return tr("あと {time}", time=f"{seconds // 60}:{seconds % 60:02}") if seconds > 0 else tr("有効期限が切れました")


def _column(page: QWidget) -> QVBoxLayout:
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(6)
    return column


def _centred(part: Text) -> Label:
    words = Label(part, wrap=True)
    words.setAlignment(Qt.AlignmentFlag.AlignCenter)
    return words
