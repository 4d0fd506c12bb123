"""What a table shows: columns, rows, and how each kind of cell is written."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum, unique

from PySide6.QtCore import Qt

from pos_app.domain.calendar import in_jst
from pos_app.ui.look.tokens import Tone
from pos_app.ui.text import tr

_MINUS = "\N{MINUS SIGN}"
_GROUPED = 12


@unique
class CellKind(StrEnum):
    """How a cell's value is meant.

    text: ``str`` · amount: whole yen as ``int`` · time: an aware ``datetime``, shown as HH:MM in Japan, or a ready
    ``str`` · number: ``str``, twelve digits are shown 4-4-4 · chip: :class:`State`. None is an empty cell in each.
    """

    TEXT = "text"
    AMOUNT = "amount"
    TIME = "time"
    NUMBER = "number"
    CHIP = "chip"


@unique
class Align(StrEnum):
    """Where a column's words stand."""

    LEFT = "left"
    RIGHT = "right"
    CENTER = "center"

    @property
    def flag(self) -> Qt.AlignmentFlag:
        """The same in Qt's words."""
        return {
            Align.LEFT: Qt.AlignmentFlag.AlignLeft,
            Align.RIGHT: Qt.AlignmentFlag.AlignRight,
            Align.CENTER: Qt.AlignmentFlag.AlignHCenter,
        }[self]


@dataclass(frozen=True, slots=True)
class Column:
    """One column; ``stretch`` takes what room is left (without any, the last text column does)."""

    key: str
    title: str
    align: Align = Align.LEFT
    kind: CellKind = CellKind.TEXT
    stretch: bool = False


@dataclass(frozen=True, slots=True)
class State:
    """What a chip says."""

    text: str
    tone: Tone


@dataclass(frozen=True, slots=True)
class Row:
    """``id`` is what the signals tell; ``cells`` has a value for each column's key; ``faded``: of less weight."""

    id: object
    cells: Mapping[str, object] = field(default_factory=dict)
    faded: bool = False


def written(kind: CellKind, value: object) -> str:
    """A cell as text."""
    match kind, value:
        case _, None:
            return ""
        case CellKind.AMOUNT, int():
            return tr("{amount} 円", amount=figure(value))
        case CellKind.TIME, datetime():
            return in_jst(value).strftime("%H:%M")
        case CellKind.NUMBER, str() if len(value) == _GROUPED and value.isdigit():
            return f"{value[:4]} {value[4:8]} {value[8:]}"
        case CellKind.CHIP, State():
            return value.text
    return str(value)


def figure(amount: int) -> str:
    """Yen with thousands separators and a true minus sign, without the unit."""
    return f"{_MINUS if amount < 0 else ''}{abs(amount):,}"
