"""A clerk at the pad and a customer before it; every key goes through the window."""

from dataclasses import dataclass, field

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from pos_app.demo.customer import Customer
from pos_app.till.payment import Payment, State
from pos_app.till.sale import Stage
from pos_app.till.snapshot import Snapshot
from pos_app.ui.screens.history.void_steps import Step
from pos_app.ui.screens.sale.pane import Pane
from pos_app.ui.screens.sale.screen import SaleScreen
from tests.ui.desk import Hands

ENTER = Qt.Key.Key_Enter
"""The numpad's."""


@dataclass
class At:
    hands: Hands
    customer: Customer
    before: int = field(init=False)

    def __post_init__(self) -> None:
        self.before = self.customer.wallet().balance
        self.hands.until_in_view(SaleScreen)

    @property
    def screen(self) -> SaleScreen:
        return self.hands.until_in_view(SaleScreen)

    @property
    def snapshot(self) -> Snapshot:
        return self.hands.desk.shown

    @property
    def paid(self) -> int:
        """What left the customer's wallet since the story began, yen."""
        return self.before - self.customer.wallet().balance

    @property
    def amount(self) -> int:
        return self.screen._draft.shown.amount

    def settle(self) -> None:
        """Until what was typed last is certain."""
        self.hands.until(lambda: not self.screen._draft.held)

    def digits(self, digits: str) -> None:
        for digit in digits:
            QTest.keyClick(self.hands.handle, ord(digit), Qt.KeyboardModifier.KeypadModifier)
            self.settle()

    def press(self, *keys: Qt.Key) -> None:
        for key in keys:
            QTest.keyClick(self.hands.handle, key)

    def hold(self, key: Qt.Key, repeats: int = 20) -> None:
        """Lean on a key: the first press, then what the keyboard repeats."""
        text = "\r" if key in (Qt.Key.Key_Enter, Qt.Key.Key_Return) else chr(key)
        self.press(key)
        window = self.hands.window
        for _ in range(repeats):
            for kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress):
                event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text, True)
                QApplication.sendEvent(self.hands.handle, event)
                if kind is QEvent.Type.ShortcutOverride and not event.isAccepted():
                    break
        QApplication.processEvents()
        assert window.isVisible()

    def scan(self, text: str) -> None:
        """A hand scanner types a code and Enter, much faster than anybody could."""
        self.hands.scan(text)

    def void_by_keys(self) -> None:
        """Wrong amount, the numbers match, F8; back at the outcome."""
        panel = self.screen._void
        self.hands.until(lambda: panel.step is Step.REASON)
        for step, key in ((Step.NUMBER_CHECK, Qt.Key.Key_1), (Step.CONFIRM, Qt.Key.Key_7), (Step.DONE, Qt.Key.Key_F8)):
            self.press(key)
            self.hands.until(lambda step=step: panel.step is step)  # type: ignore[misc]
        self.press(Qt.Key.Key_Enter)
        self.hands.until(lambda: self.screen.pane is not Pane.VOID)

    def until_pane(self, pane: Pane) -> None:
        self.hands.until(lambda: self.screen.pane is pane)

    def until_scanning(self) -> None:
        """Until a code may be read."""
        self.hands.until(
            lambda: (
                self.snapshot.sale.stage is Stage.SCANNING
                and self.snapshot.payment is not None
                and self.snapshot.payment.state is State.CREATED
            )
        )

    def confirm_if_asked(self) -> None:
        if self.snapshot.sale.stage is Stage.CONFIRM_AMOUNT:
            self.press(ENTER)

    def sell(self, amount: int) -> Payment:
        """A sale of whatever amount, large ones confirmed."""
        self.digits(str(amount))
        self.press(ENTER)
        self.confirm_if_asked()
        self.until_scanning()
        self.scan(self.customer.show_code().qr)
        self.until_pane(Pane.OUTCOME)
        payment = self.snapshot.payment
        assert payment is not None
        return payment
