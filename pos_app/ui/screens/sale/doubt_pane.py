"""確認中 with its four keys, and the question about a possible double (D-13)."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from pos_app.ui.look.focus_ring import Ringless
from pos_app.ui.look.tokens import Tone
from pos_app.ui.screens.sale.doubt_view import DoubleView, DoubtView
from pos_app.ui.text import tr
from pos_app.ui.widgets.action import Action
from pos_app.ui.widgets.outcome import Outcome


class _Choices(Ringless, Outcome):
    """An outcome with equal choices, two in a row."""

    def __init__(self, keys: tuple[str, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.tiles = [Action(key=key, tile=True) for key in keys]
        grid = QGridLayout()
        grid.setSpacing(12)
        for place, tile in enumerate(self.tiles):
            grid.addWidget(tile, place // 2, place % 2)
        self.body.addLayout(grid)

    @property
    def home(self) -> QWidget:
        """Where the focus is."""
        return self


class DoubtPane(_Choices):
    """Nobody is to read the code again before it is known."""

    wait = Signal()
    seen = Signal()
    give_up = Signal()
    read_again = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(("F1", "F2", "F3", "F4"), parent)
        for tile, said in zip(self.tiles, (self.wait, self.seen, self.give_up, self.read_again), strict=True):
            tile.clicked.connect(said)

    def show_view(self, view: DoubtView) -> None:
        """Draw it."""
        facts = [(tr("決済番号"), f"{view.number} · {view.elapsed}")]
        self.show_outcome(Tone.WAIT, "clock", view.title, view.amount, [view.note, view.why], facts)
        wait, seen, give_up, read_again = self.tiles
        wait.set_words(tr("このまま待つ"), tr("次の会計を始められます。結果は画面に出ます"))
        seen.set_words(tr("お客様の画面で支払い完了を確認した"), tr("決済番号の下4桁を照合します"))
        give_up.set_words(tr("やめて現金などで受け取る"), tr("引かれていた場合は自動で戻ります"))
        read_again.set_words(tr("コードを読み直す"), tr("先の会計を取りやめてから読み取ります"))
        for tile in (seen, give_up, read_again):
            tile.setEnabled(not view.settling)


class DoublePane(_Choices):
    """The same customer paid the same a moment ago."""

    same = Signal()
    another = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(("Esc", "F2"), parent)
        for tile, said in zip(self.tiles, (self.same, self.another), strict=True):
            tile.clicked.connect(said)

    def show_view(self, view: DoubleView) -> None:
        """Draw it."""
        title = tr("二重の会計ではありませんか？")
        self.show_outcome(Tone.WAIT, "question", title, view.amount, [view.question, view.note])
        same, another = self.tiles
        same.set_words(tr("同じ会計です(請求しない)"), tr("会計を終わります"))
        another.set_words(tr("別の会計です"), tr("お客様のコードをもう一度読み取ります"))
