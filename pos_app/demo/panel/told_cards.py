"""The caller's card: which one the simulated pad is to be keyed with."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from pos_app.demo.test_cards import CARDS
from pos_app.ui.text import tr
from pos_app.ui.widgets.action import Action
from pos_app.ui.widgets.label import Label, Text
from pos_app.ui.widgets.panes import Card


class ToldCard(Card):
    """A button for each card; they work while the till waits for a card."""

    told = Signal(str)
    """The number of the card."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._title, self._note = Label(Text.TITLE), Label(Text.NOTE, wrap=True)
        self.body.addWidget(self._title)
        self.body.addWidget(self._note)
        grid = QGridLayout()
        grid.setSpacing(8)
        self.buttons = [Action() for _ in CARDS]
        for place, (button, (number, _)) in enumerate(zip(self.buttons, CARDS, strict=True)):
            button.clicked.connect(lambda _=False, number=number: self.told.emit(number))
            grid.addWidget(button, place // 2, place % 2)
        self.body.addLayout(grid)

    def draw(self, *, waited_for: bool) -> None:
        """Whether the pad takes a card now."""
        for button in self.buttons:
            button.setEnabled(waited_for)

    def retranslate(self) -> None:
        """Say everything again."""
        self._title.setText(tr("電話のお客様のカード"))
        self._note.setText(
            tr(
                "「電話注文(カード)」で入力画面を開くと、押したカードの番号が模擬テンキーパッドに入力されます。"
                "番号はテンキーパッドの中で暗号化され、レジには届きません。"
            )
        )
        for button, (_, words) in zip(self.buttons, CARDS, strict=True):
            button.set_words(tr(words))
