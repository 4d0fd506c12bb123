"""Looks at widgets as a person would: what has no name, what Tab never reaches, what is cut off, what is not English.

Each function takes a window that is shown, and returns what is wrong in words; an empty list is fine.
"""

import re
from collections.abc import Iterator, Sequence

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollBar,
    QTextEdit,
    QWidget,
)

_CONTROLS = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
)
_WITHIN = (QAbstractItemView, QAbstractSpinBox, QComboBox)
"""What these are made of is reached through them."""
_JAPANESE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uff01-\uff5e、。「」・]")
_BOTH = " · "
"""Stands between the English and the Japanese of a line that the customer may read, too (requirements row D-16)."""
_SLACK = 1
"""Qt's own hints and its own layout may differ by this many pixels."""


def faults(root: QWidget, *, english: bool, names: Sequence[str] = ()) -> list[str]:
    """Everything that is wrong; ``names`` are Japanese proper names that stay as they are in English."""
    found = unnamed(root) + unreachable(root) + cut_off(root)
    return found + (not_english(root, names) if english else [])


def unnamed(root: QWidget) -> list[str]:
    """Controls that somebody who hears the screen could not tell apart."""
    return [f"no accessible name: {_said(widget)}" for widget in _controls(root) if not _accessible_name(widget)]


def unreachable(root: QWidget) -> list[str]:
    """Controls that Tab never comes to; ``typed_instead`` marks those that the keyboard does without."""
    reached = set(_tab_chain(root))
    return [
        f"Tab never comes here: {_said(widget)}"
        for widget in _controls(root)
        if widget.isEnabled() and widget not in reached and not _needs_no_tab(widget, reached)
    ]


def cut_off(root: QWidget) -> list[str]:
    """Words of which not all can be read."""
    found = []
    for widget in _visible(root):
        own = getattr(widget, "cut_off", None)
        if callable(own):
            found += [f"cut off: {words!r} in {_said(widget)}" for words in own()]
        elif _is_cut(widget):
            found.append(f"cut off: {_said(widget)}, {widget.width()}x{widget.height()}")
        if isinstance(widget, (QLabel, *_CONTROLS)) and _words_of(widget) and (lost := _outside(widget, root)):
            found.append(f"{lost} px outside of what holds it: {_said(widget)}")
    return found


def not_english(root: QWidget, names: Sequence[str] = ()) -> list[str]:
    """Words that still hold Japanese once the names are taken out."""
    found = []
    for widget in _visible(root):
        for words in _every_word(widget):
            rest = _without_second_language(words)
            for name in sorted(names, key=len, reverse=True):
                rest = rest.replace(name, "")
            if _JAPANESE.search(rest):
                found.append(f"not English: {words!r} in {type(widget).__name__}")
    return found


def _without_second_language(words: str) -> str:
    first, parted, _ = words.partition(_BOTH)
    return first if parted and not _JAPANESE.search(first) else words


def _visible(root: QWidget) -> Iterator[QWidget]:
    yield from (widget for widget in (root, *root.findChildren(QWidget)) if widget.isVisibleTo(root))


def _controls(root: QWidget) -> list[QWidget]:
    return [widget for widget in _visible(root) if isinstance(widget, _CONTROLS) and not _belongs_to_another(widget)]


def _belongs_to_another(widget: QWidget) -> bool:
    if isinstance(widget, QScrollBar) or _is_only_looked_at(widget):
        return True
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, _WITHIN):
            return True
        parent = parent.parentWidget()
    return False


def _is_only_looked_at(widget: QWidget) -> bool:
    return isinstance(widget, QAbstractItemView) and widget.selectionMode() is widget.SelectionMode.NoSelection


def _tab_chain(root: QWidget) -> Iterator[QWidget]:
    window = root.window()
    widget = window.nextInFocusChain()
    while widget is not None and widget is not window:
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisibleTo(root) and widget.isEnabled():
            yield widget
        widget = widget.nextInFocusChain()


def _needs_no_tab(widget: QWidget, reached: set[QWidget]) -> bool:
    if widget.property("typed_instead"):
        return True
    group = widget.group() if isinstance(widget, QAbstractButton) else None
    # Of several answers Tab reaches the chosen one, the arrow keys walk from there.
    return group is not None and group.exclusive() and any(button in reached for button in group.buttons())


def _accessible_name(widget: QWidget) -> str:
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name).strip() if interface else widget.accessibleName()


def _said(widget: QWidget) -> str:
    words = _words_of(widget) or widget.accessibleName() or widget.objectName()
    return f"{type(widget).__name__} {words!r}"


def _words_of(widget: QWidget) -> str:
    return widget.text() if isinstance(widget, (QLabel, QAbstractButton, QLineEdit)) else ""


def _every_word(widget: QWidget) -> Iterator[str]:
    yield from (_words_of(widget), widget.accessibleName(), widget.accessibleDescription(), widget.toolTip())
    if isinstance(widget, QLineEdit):
        yield widget.placeholderText()
    if isinstance(widget, QAbstractItemView) and not isinstance(widget, QHeaderView):
        model = widget.model()
        for column in range(model.columnCount()):
            yield str(model.headerData(column, Qt.Orientation.Horizontal) or "")
            for row in range(min(model.rowCount(), 50)):
                yield str(model.index(row, column).data() or "")


def _is_cut(widget: QWidget) -> bool:
    if isinstance(widget, QLabel):
        return _is_label_cut(widget)
    if isinstance(widget, QAbstractButton) and widget.text():
        icon = widget.iconSize().width() + 4 if not widget.icon().isNull() else 0
        return _widest(widget.fontMetrics(), widget.text()) + icon > widget.width() + _SLACK
    if isinstance(widget, QLineEdit) and not widget.text():
        return _widest(widget.fontMetrics(), widget.placeholderText()) > widget.width()
    return False


def _is_label_cut(label: QLabel) -> bool:
    if not label.text():
        return False
    if not label.wordWrap():
        wanted = label.sizeHint()
        return wanted.width() > label.width() + _SLACK or wanted.height() > label.height() + _SLACK
    words = max((_widest(label.fontMetrics(), word) for word in _unbreakable(label.text())), default=0)
    return label.heightForWidth(label.width()) > label.height() + _SLACK or words > label.width() + _SLACK


def _unbreakable(text: str) -> list[str]:
    return [word for word in text.split() if not _JAPANESE.search(word)]


def _widest(metrics: QFontMetrics, text: str) -> int:
    return max((metrics.horizontalAdvance(line) for line in text.split("\n")), default=0)


def _outside(widget: QWidget, root: QWidget) -> int:
    """How many pixels of the widget lie outside of a parent that does not scroll there."""
    place = QRect(QPoint(0, 0), widget.size())
    lost = 0
    while widget is not root and (parent := widget.parentWidget()) is not None:
        place.translate(widget.pos())
        across, down = _scrolls(parent)
        if not across:
            lost = max(lost, -place.left(), place.right() + 1 - parent.width())
        if not down:
            lost = max(lost, -place.top(), place.bottom() + 1 - parent.height())
        if across or down:
            break
        widget = parent
    return lost if lost > _SLACK else 0


def _scrolls(viewport: QWidget) -> tuple[bool, bool]:
    area = viewport.parentWidget()
    if not isinstance(area, QAbstractScrollArea) or area.viewport() is not viewport:
        return False, False
    never = Qt.ScrollBarPolicy.ScrollBarAlwaysOff
    return area.horizontalScrollBarPolicy() is not never, area.verticalScrollBarPolicy() is not never
