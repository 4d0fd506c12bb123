"""How to be the customer with one's own phone: the wallet's page as a QR to photograph, and as whom to log in there."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pos_app.demo.panel.qr_code import QrCode
from pos_app.server.seed_demo import WORLD
from pos_app.ui.text import tr
from pos_app.ui.widgets.label import Label, Text
from pos_app.ui.widgets.panes import Card

LAN_COMMAND = "python -m pos_app demo --lan"
_SIDE = 148


class OwnPhoneCard(Card):
    """``pages``: where a phone finds the page, the likeliest first; empty where none can. ``lan``: it was asked for."""

    def __init__(self, pages: Sequence[str], *, lan: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._pages = tuple(pages)
        self._lan = lan
        self._title, self._how = Label(Text.TITLE, wrap=True), Label(Text.NOTE, wrap=True)
        self._address, self._member = Label(Text.STRONG, wrap=True), Label(Text.NOTE, wrap=True)
        for words in (self._how, self._address, self._member):
            words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.code = QrCode(_SIDE)
        self.code.set_text(self._pages[0] if self._pages else "")
        self.code.setVisible(bool(self._pages))
        words_column = QVBoxLayout()
        words_column.setSpacing(8)
        for words in (self._how, self._member):
            words_column.addWidget(words)
        words_column.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self.code, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words_column, 1)
        self.body.addWidget(self._title)
        self.body.addLayout(row)
        self.body.addWidget(self._address)

    def retranslate(self) -> None:
        """Say everything again."""
        member = WORLD.members[0]
        self._title.setText(tr("自分のスマートフォンで払う"))
        self.code.setAccessibleName(tr("ウォレットのページのQRコード"))
        self._address.setText("\n".join(self._pages))
        self._address.setVisible(bool(self._pages))
        self._member.setText(
            tr("ログインID {login}\nパスワード {password}", login=member.login_id, password=member.password)
        )
        self._member.setVisible(bool(self._pages))
        if self._pages:
            self._how.setText(
                tr(
                    "同じWi-Fiのスマートフォンでこのコードを読み、下のIDでログインします。"
                    "「Webカメラ」を選び、出てきたコードをカメラにかざしてください。"
                )
            )
        elif self._lan:
            self._how.setText(tr("このパソコンはネットワークにつながっていないため、スマートフォンからは開けません。"))
        else:
            self._how.setText(
                tr(
                    "「{command}」で起動すると、同じWi-Fiのスマートフォンからウォレットのページを開けます。",
                    command=LAN_COMMAND,
                )
            )
