"""What can be chosen: what the customer shows, what the network does; the chosen one is explained."""

from collections.abc import Hashable, Mapping
from types import MappingProxyType

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from pos_app.demo.panel.tiles import Tile, Tiles
from pos_app.demo.phone import Show
from pos_app.demo.weather import Weather
from pos_app.ui.text import mark, tr
from pos_app.ui.widgets.label import Label, Text
from pos_app.ui.widgets.panes import Card

Said = tuple[str, str, str]
"""Icon, words on the tile, what comes of it."""

SHOWS: Mapping[Hashable, Said] = MappingProxyType(
    {
        Show.GOOD: (
            "ok",
            mark("使えるコード"),
            mark("支払い完了になります。コードは読み取りのたびに新しくなります。"),
        ),
        Show.TOO_LITTLE: ("wallet", mark("残高不足"), mark("残高が1円のお客様です。1円を超えると断られます。")),
        Show.EXPIRED: ("clock", mark("期限切れ"), mark("5分を過ぎたコードです。断られ、お金は動きません。")),
        Show.USED: ("receipt", mark("使用済み"), mark("一度支払いに使われたコードです。二度は払えません。")),
        Show.FOREIGN: (
            "qr",
            mark("他社のコード"),
            mark("ほかの会社のコードです。サーバーには送られず、レジが会社の名前を伝えます。"),
        ),
        Show.NOTHING: ("stop", mark("何も見せない"), mark("レジはコードを待ち続けます。")),
        Show.PHOTO: ("search", mark("写真・動画…"), mark("コードの写った写真や動画を、カメラの代わりに読み取ります。")),
        Show.WEBCAM: (
            "camera",
            mark("Webカメラ"),
            mark("このパソコンのカメラで、本物のスマートフォンを読み取ります。"),
        ),
    }
)
NETWORK: Mapping[Hashable, Said] = MappingProxyType(
    {
        Weather.FINE: ("online", mark("正常"), mark("レジとサーバーは問題なくつながっています。")),
        Weather.ANSWERS_LOST: (
            "question",
            mark("答えが届かない"),
            mark("支払いはサーバーに届きますが、答えが失われます。レジは「確認中」になります。"),
        ),
        Weather.SLOW: ("clock", mark("遅い"), mark("支払いの答えが届くまでに、最大4秒かかります。")),
        Weather.OFFLINE: (
            "offline",
            mark("サーバー停止"),
            mark("誰にもつながりません。支払いは送られず、請求もされません。"),
        ),
        Weather.REQUESTS_LOST: (
            "stop",
            mark("接続が切れる"),
            mark("支払いを送る途中で接続が切れます。届いたかどうか、レジには分かりません。"),
        ),
        Weather.STRANGER: (
            "warning",
            mark("別のページ"),
            mark("公衆Wi-Fiの案内ページのようなものが、サーバーの答えの代わりに返ります。"),
        ),
        Weather.STORM: ("refresh", mark("ときどき失敗"), mark("いろいろな失敗が、ときどき起こります。")),
    }
)


class ChoiceCard(Card):
    """``said`` has what there is to choose; what is chosen is told by ``chosen``."""

    chosen = Signal(object)

    def __init__(self, title: str, said: Mapping[Hashable, Said], parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._words = title
        self._said = said
        self._answer: Hashable = next(iter(said))
        self._title, self._note = Label(Text.TITLE), Label(Text.NOTE, wrap=True)
        self.tiles = Tiles()
        self.tiles.chosen.connect(self.chosen)
        for part in (self._title, self.tiles, self._note):
            self.body.addWidget(part)

    def draw(self, answer: Hashable) -> None:
        """Mark what is so now."""
        self._answer = answer
        self.tiles.choose(answer)
        self._note.setText(tr(self._said[answer][2]))

    def retranslate(self) -> None:
        """Say everything again."""
        self._title.setText(tr(self._words))
        self.tiles.setAccessibleName(tr(self._words))
        self.tiles.set_tiles([Tile(answer, icon, tr(words)) for answer, (icon, words, _) in self._said.items()])
        self.draw(self._answer)
