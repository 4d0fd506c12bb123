"""Everything that the panel draws, as one value."""

from dataclasses import dataclass

from pos_app.demo.phone import Phone, Show
from pos_app.demo.weather import Weather
from pos_app.till.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Scene:
    """``file`` is the name of the picture that is shown in place of a phone; empty without one.

    ``is_checking``: 開店前チェック stands on the till's screen.
    """

    till: Snapshot
    phone: Phone
    showing: Show
    weather: Weather = Weather.FINE
    file: str = ""
    is_checking: bool = False
    pad_waits: bool = False
    """The pad takes a card's number now."""
