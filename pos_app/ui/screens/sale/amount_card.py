"""The amount of the sale under way, beside whatever is being done about it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from pos_app.ui.text import tr
from pos_app.ui.widgets.label import Label, Text
from pos_app.ui.widgets.panes import Card


class AmountCard(Card):
    """お支払い金額, and what is left of お会計合計."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._name = Label(Text.LABEL)
        self._figure = Label(Text.FIGURE)
        self._figure.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._rest = Label(Text.NOTE, wrap=True)
        self._rest.setAlignment(Qt.AlignmentFlag.AlignRight)
        for label in (self._name, self._figure, self._rest):
            self.body.addWidget(label)

    def show_amount(self, amount: int, rest: int = 0) -> None:
        """Show whole yen; ``rest`` is what is to be taken in cash or the like."""
        self._name.setText(tr("お支払い金額"))
        self._figure.setText(tr("{amount} 円", amount=f"{amount:,}"))
        self._rest.setText(tr("残り {rest}円は現金などで", rest=f"{rest:,}"))
        self._rest.setVisible(rest > 0)
