"""What is drawn on an action: title, note, and the key as a small cap."""

from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QWidget

from pos_app.ui.look import fonts, theme
from pos_app.ui.look.tokens import tokens

_SIDE = 16
_GAP = 10
_LINE_GAP = 2
_CAP_SIDE = 7
_CAP_HEIGHT = 22
_NOTED_HEIGHT, _LEAST_NOTED_HEIGHT = 80, 60
_LEAST_TITLE = 14
_LEAST_NOTE = 12


@dataclass(frozen=True, slots=True)
class Words:
    """What an action does, and what follows from it."""

    title: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class _Letters:
    title: QFont
    note: QFont
    cap: QFont


class Face:
    """Measures and paints the words of one action."""

    def __init__(self, key: str, *, tile: bool) -> None:
        self.words = Words("")
        self._key = key
        self._tile = tile

    def wanted_size(self) -> QSize:
        """The size at which everything stands in its full height."""
        sizes = tokens().sizes
        return self._size(_letters(sizes.action_text, sizes.small + (1 if self._tile else 0)))

    def least_size(self) -> QSize:
        """The size at which the words can still be read."""
        width = self._size(_letters(_LEAST_TITLE, _LEAST_NOTE)).width()
        return QSize(width, _LEAST_NOTED_HEIGHT if self.words.note else tokens().sizes.target)

    def cut_off(self, size: QSize) -> list[str]:
        """The words that do not fit in ``size`` at their smallest."""
        least = self.least_size()
        fits = least.width() <= size.width() and least.height() <= size.height()
        return [] if fits else [self.words.title]

    def paint(self, painter: QPainter, area: QRect, widget: QWidget) -> None:
        """Draw on ``widget``'s ground."""
        letters = self._that_fit(area.width())
        ink, faint = _inks(widget)
        inner = area.adjusted(_SIDE, 0, -_SIDE, 0)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._tile:
            self._paint_tile(painter, inner, letters, (ink, faint))
        elif self.words.note:
            self._paint_two_lines(painter, inner, letters, (ink, faint))
        else:
            self._paint_row(painter, inner, letters, ink)

    def _paint_row(self, painter: QPainter, area: QRect, letters: _Letters, ink: QColor) -> None:
        cap = _cap_width(self._key, letters.cap)
        gap = _GAP if self._key and self.words.title else 0
        title = QFontMetrics(letters.title).horizontalAdvance(self.words.title)
        left = area.left() + max(0, (area.width() - title - gap - cap) // 2)
        room = min(title, area.width() - gap - cap)
        _write(painter, QRect(left, area.top(), room, area.height()), self.words.title, letters.title, ink)
        _draw_cap(painter, left + room + gap, area.center().y(), self._key, letters.cap, ink)

    def _paint_two_lines(self, painter: QPainter, area: QRect, letters: _Letters, inks: tuple[QColor, QColor]) -> None:
        ink, faint = inks
        upper, lower = QFontMetrics(letters.title).height(), QFontMetrics(letters.note).height()
        top = area.top() + (area.height() - upper - lower - _LINE_GAP) // 2
        title = min(area.width(), QFontMetrics(letters.title).horizontalAdvance(self.words.title))
        left = area.left() + (area.width() - title) // 2
        _write(painter, QRect(left, top, title, upper), self.words.title, letters.title, ink)
        note = QFontMetrics(letters.note).horizontalAdvance(self.words.note)
        cap = _cap_width(self._key, letters.cap)
        gap = _GAP // 2 if cap else 0
        room = min(note, area.width() - cap - gap)
        left = area.left() + (area.width() - room - gap - cap) // 2
        line = QRect(left, top + upper + _LINE_GAP, room, lower)
        _write(painter, line, self.words.note, letters.note, faint)
        _draw_cap(painter, left + room + gap, line.center().y(), self._key, letters.cap, ink)

    def _paint_tile(self, painter: QPainter, area: QRect, letters: _Letters, inks: tuple[QColor, QColor]) -> None:
        ink, faint = inks
        cap = _cap_width(self._key, letters.cap)
        _draw_cap(painter, area.left(), area.center().y(), self._key, letters.cap, ink)
        words = area.adjusted(cap + _SIDE if cap else 0, 0, 0, 0)
        upper = QFontMetrics(letters.title).height()
        lower = QFontMetrics(letters.note).height() + _LINE_GAP if self.words.note else 0
        top = area.top() + (area.height() - upper - lower) // 2
        _write(painter, QRect(words.left(), top, words.width(), upper), self.words.title, letters.title, ink)
        if self.words.note:
            line = QRect(words.left(), top + upper + _LINE_GAP, words.width(), lower - _LINE_GAP)
            _write(painter, line, self.words.note, letters.note, faint)

    def _size(self, letters: _Letters) -> QSize:
        sizes = tokens().sizes
        title = QFontMetrics(letters.title).horizontalAdvance(self.words.title)
        note = QFontMetrics(letters.note).horizontalAdvance(self.words.note)
        cap = _cap_width(self._key, letters.cap)
        if self._tile:
            width = max(title, note) + (cap + _SIDE if cap else 0)
        elif self.words.note:
            width = max(title, note + (cap + _GAP // 2 if cap else 0))
        else:
            width = title + (cap + _GAP if cap else 0)
        return QSize(width + 2 * _SIDE + 2, _NOTED_HEIGHT if self.words.note else sizes.action)

    def _that_fit(self, width: int) -> _Letters:
        sizes = tokens().sizes
        title, note = sizes.action_text, sizes.small + (1 if self._tile else 0)
        letters = _letters(title, note)
        while self._size(letters).width() > width and (title > _LEAST_TITLE or note > _LEAST_NOTE):
            title, note = max(title - 1, _LEAST_TITLE), max(note - 1, _LEAST_NOTE)
            letters = _letters(title, note)
        return letters


def _letters(title: int, note: int) -> _Letters:
    return _Letters(fonts.font(title, weight=QFont.Weight.DemiBold), fonts.font(note), fonts.font(12, bold=True))


def _inks(widget: QWidget) -> tuple[QColor, QColor]:
    """Colours of title and note, by the ground that the style sheet gives this widget."""
    colour = theme.colours()
    if not widget.isEnabled():
        return QColor(colour.ink_faint), QColor(colour.ink_faint)
    kind = widget.property("kind")
    if kind == "primary":
        return QColor(colour.accent_ink), QColor(colour.accent_ink)
    if kind == "danger":
        return QColor(colour.stop), QColor(colour.stop)
    if not widget.property("tile") and _stands_on_outcome(widget):
        return QColor(tokens().outcome.ink), QColor(tokens().outcome.ink)
    return QColor(colour.ink), QColor(colour.ink_soft)


def _stands_on_outcome(widget: QWidget) -> bool:
    parent = widget.parentWidget()
    while parent is not None:
        if parent.property("outcome"):
            return True
        parent = parent.parentWidget()
    return False


def _cap_width(key: str, letters: QFont) -> int:
    return max(QFontMetrics(letters).horizontalAdvance(key) + 2 * _CAP_SIDE, _CAP_HEIGHT) if key else 0


def _draw_cap(painter: QPainter, left: int, middle: int, key: str, letters: QFont, ink: QColor) -> None:
    if not key:
        return
    cap = QRectF(left + 0.5, middle - _CAP_HEIGHT / 2 + 0.5, _cap_width(key, letters) - 1, _CAP_HEIGHT - 1)
    painter.setPen(QPen(ink, 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(cap, 4, 4)
    painter.setFont(letters)
    painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, key)


def _write(painter: QPainter, area: QRect, text: str, letters: QFont, ink: QColor) -> None:
    painter.setFont(letters)
    painter.setPen(ink)
    shown = QFontMetrics(letters).elidedText(text, Qt.TextElideMode.ElideRight, area.width() + 1)
    flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine
    painter.drawText(area.adjusted(0, 0, 2, 0), flags, shown)
