"""The keys of a numeric keypad as plain values: single ones, which Python holds once each: none tells a number."""

from enum import StrEnum


class KeypadKey(StrEnum):
    """One press. The values of all but the last two are those of :class:`~pos_app.devices.tenkey.events.AmountKey`."""

    ZERO = "0"
    ONE = "1"
    TWO = "2"
    THREE = "3"
    FOUR = "4"
    FIVE = "5"
    SIX = "6"
    SEVEN = "7"
    EIGHT = "8"
    NINE = "9"
    ENTER = "enter"
    BACK = "back"
    CLEAR = "clear"
    CANCEL = "cancel"
    NAVIGATION = "navigation"
    """An arrow, Home, End ... of the keypad: Num Lock is off."""
    OTHER = "other"
    """Anything else; ignored."""
