"""A caller on the telephone, a clerk at the window, a finger on a pad; every key goes through the window."""

from dataclasses import dataclass, replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from pos_app.demo.pad.machine import Mode
from pos_app.till.card_entry import EntryStep
from pos_app.till.payment import Payment
from pos_app.till.snapshot import Snapshot
from pos_app.ui.screens.card.entry_popup import EntryPopup
from pos_app.ui.screens.card.form_pane import FormPane
from pos_app.ui.screens.card.pane import CardPane
from pos_app.ui.screens.card.screen import CardScreen
from pos_app.ui.shell.navigation import Entry
from tests.scenarios.cards.keyers import Encrypting, Keyer
from tests.ui.desk import Hands

ENTER = Qt.Key.Key_Enter
"""The numpad's."""
GOOD = "4242424242424242"
DECLINED = "4000000000000002"
EXPIRY = "1227"
"""As it is printed."""


@dataclass
class Call:
    hands: Hands
    keyer: Keyer

    def __post_init__(self) -> None:
        choices = self.hands.desk.till.choices
        choices.set(replace(choices.now, pad=self.keyer.choice))
        self.hands.desk.until(lambda s: s.pad.choice == self.keyer.choice)
        self.hands.window.go(Entry.CARD_ORDER)
        self.hands.until(lambda: isinstance(self.focus, QWidget) and self.screen.isVisible())

    @property
    def screen(self) -> CardScreen:
        return self.hands.window.findChild(CardScreen) or self.hands.until_in_view(CardScreen)

    @property
    def form(self) -> FormPane:
        return self.screen._panes.form

    @property
    def popup(self) -> EntryPopup:
        return self.hands.until_in_view(EntryPopup)

    @property
    def snapshot(self) -> Snapshot:
        return self.hands.desk.shown

    @property
    def payment(self) -> Payment:
        assert self.snapshot.card_payment is not None
        return self.snapshot.card_payment

    @property
    def focus(self) -> QWidget | None:
        return QApplication.focusWidget()

    @property
    def typed_amount(self) -> int:
        return self.screen._draft.shown

    def press(self, *keys: Qt.Key) -> None:
        for key in keys:
            QTest.keyClick(self.hands.handle, key)
            QApplication.processEvents()

    def digits(self, digits: str) -> None:
        for digit in digits:
            QTest.keyClick(self.hands.handle, ord(digit), Qt.KeyboardModifier.KeypadModifier)
            self.hands.until(lambda: not self.screen._draft.held)

    def write(self, text: str) -> None:
        """Put a text into the field that has the keyboard, as pasted."""
        focused = self.focus
        assert isinstance(focused, QLineEdit)
        focused.insert(text)
        QApplication.processEvents()

    def fill(self, amount: str = "4800") -> None:
        """Amount, Enter, name, Enter, phone."""
        self.digits(amount)
        self.press(ENTER)
        self.write("ナカツガワ ハナ")
        self.press(ENTER)
        self.write("0573000135")

    def open(self) -> None:
        """Enter on a form that is whole: the pop-up."""
        self.press(ENTER)
        self.until_step(EntryStep.KEYING)

    def key(self, number: str = GOOD, expiry: str = EXPIRY) -> None:
        self.keyer.type(number)
        self.keyer.press("enter")
        self.keyer.type(expiry)
        self.keyer.press("enter")

    def until_pad(self, mode: Mode) -> None:
        """Until the pad itself knows what its keys are for."""
        keyer = self.keyer
        assert isinstance(keyer, Encrypting)
        self.hands.until(lambda: keyer.pad.face.mode is mode)

    def keyed(self, number: str = GOOD) -> None:
        """Until the pop-up has closed itself."""
        self.open()
        self.key(number)
        self.hands.until(lambda: self.snapshot.card_entry is None)

    def confirmation(self, number: str = GOOD) -> None:
        self.fill()
        self.keyed(number)
        self.press(ENTER)
        self.until_pane(CardPane.CONFIRM)

    def until_step(self, step: EntryStep) -> None:
        self.hands.until(lambda: self.snapshot.card_entry is not None and self.snapshot.card_entry.step is step)

    def until_pane(self, pane: CardPane) -> None:
        self.hands.until(lambda: self.screen.pane is pane)

    def take_a_breath(self) -> None:
        """Until Enter counts on the confirmation page."""
        self.hands.until(lambda: not self.screen._panes.confirm._breath.isActive())
