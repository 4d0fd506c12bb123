"""電話注文(カード) in every state, for ``make screens`` and the tests that walk through every text and control."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from pos_app.devices.tenkey.events import Keying
from pos_app.domain.card import Brand
from pos_app.till.card_entry import CardEntry, EntryStep, EntryText
from pos_app.till.pads import PadKind
from pos_app.till.words import Words
from pos_app.ui import text
from pos_app.ui.picture import picture
from pos_app.ui.screens.card.entry_view import entry_view
from pos_app.ui.screens.card.shade import Shade


def popup(entry: CardEntry, kind: PadKind = PadKind.ENCRYPTING, amount: int | None = 4_800) -> QWidget:
    """The pop-up over an empty page."""
    holder = QWidget()
    shade = Shade()
    shade.sheet.show_view(entry_view(entry, kind, amount, Words(text.current())))
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(shade)
    return holder


@picture("card.entry-preparing", pane=True)
def entry_preparing() -> QWidget:
    """The pad was told to start."""
    return popup(CardEntry(EntryStep.PREPARING, seconds_left=90))


@picture("card.entry-number", pane=True)
def entry_number() -> QWidget:
    """Ten digits are in, and the brand is known."""
    return popup(CardEntry(EntryStep.KEYING, count=10, brand=Brand.JCB, seconds_left=272), PadKind.SERIAL)


@picture("card.entry-longest", pane=True)
def entry_longest() -> QWidget:
    """Nineteen digits, the longest brand's name."""
    return popup(CardEntry(EntryStep.KEYING, count=19, brand=Brand.DINERS, seconds_left=75), PadKind.KEYPAD)


@picture("card.entry-amex", pane=True)
def entry_amex() -> QWidget:
    """4-6-5."""
    return popup(CardEntry(EntryStep.KEYING, count=6, brand=Brand.AMEX, seconds_left=80), PadKind.KEYPAD)


@picture("card.entry-expiry", pane=True)
def entry_expiry() -> QWidget:
    """The number is in; an encrypting pad doesn't tell the brand before the end."""
    return popup(CardEntry(EntryStep.KEYING, Keying.EXPIRY, 2, seconds_left=88))


@picture("card.entry-expiry-brand", pane=True)
def entry_expiry_brand() -> QWidget:
    """The same on a plain pad, for a registration: nothing is sold."""
    entry = CardEntry(EntryStep.KEYING, Keying.EXPIRY, 3, Brand.VISA, seconds_left=88)
    return popup(entry, PadKind.KEYPAD, None)


@picture("card.entry-nearly-over", pane=True)
def entry_nearly_over() -> QWidget:
    """あと15秒で時間切れです."""
    return popup(CardEntry(EntryStep.KEYING, count=10, seconds_left=12, nearly_over=True))


@picture("card.entry-tokenising", pane=True)
def entry_tokenising() -> QWidget:
    """On its way to the processor."""
    return popup(CardEntry(EntryStep.TOKENISING, Keying.EXPIRY, 4, Brand.MASTERCARD))


@picture("card.entry-text-a", pane=True)
def entry_text_a() -> QWidget:
    """This card can't be used."""
    return popup(CardEntry(EntryStep.FAILED, text=EntryText.A, trouble="card_not_accepted"))


@picture("card.entry-text-b", pane=True)
def entry_text_b() -> QWidget:
    """The pad was pulled out."""
    return popup(CardEntry(EntryStep.FAILED, text=EntryText.B, trouble="pad_disconnected"))


@picture("card.entry-text-c", pane=True)
def entry_text_c() -> QWidget:
    """Too late."""
    return popup(CardEntry(EntryStep.FAILED, text=EntryText.C, trouble="pad_timed_out"), PadKind.KEYPAD)


@picture("card.entry-text-d", pane=True)
def entry_text_d() -> QWidget:
    """The longest text."""
    return popup(CardEntry(EntryStep.FAILED, text=EntryText.D, trouble="processor_unavailable"))
