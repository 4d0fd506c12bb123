"""Keys of a tenkey that types an amount, as the moves that the keyboard's keys make."""

from collections.abc import Callable
from typing import Protocol


class AmountField(Protocol):
    """What an amount is typed into."""

    def digits(self, digits: str) -> None:
        """A digit."""

    def erase(self) -> None:
        """Backspace."""

    def clear(self) -> None:
        """An empty field."""


def press(key: str, field: AmountField, enter: Callable[[], object]) -> None:
    """``key`` is that of :class:`pos_app.devices.tenkey.events.AmountKey`."""
    match key:
        case "enter":
            enter()
        case "back":
            field.erase()
        case "clear" | "cancel":
            field.clear()
        case _:
            field.digits(key)
