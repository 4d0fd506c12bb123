"""A box of dots: how many keys came, in the groups that are printed on the card; never which (T-05, D-10)."""

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QStyle, QStyleOption, QWidget

from pos_app.ui.look import fonts, icons, theme
from pos_app.ui.look.tokens import tokens
from pos_app.ui.screens.card.entry_view import PlacesView
from pos_app.ui.text import tr
from pos_app.ui.widgets.restyle import set_property

_HEIGHT, _LOW = 72, 56
_SIDE = 20
_PLACE, _LEAST_PLACE = 23, 12
_GAP_SHARE = 0.5
"""The gap between two groups, as a share of one place."""
_BRAND = 20
_TICK = 28


class Dots(QFrame):
    """``slash`` parts the groups by a stroke, as an expiry is written. ``brand`` stands at the right end."""

    def __init__(self, *, slash: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = PlacesView((), 0, active=False)
        self._brand = ""
        self._slash = slash
        self.setProperty("surface", "field")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def set_low(self, low: bool) -> None:
        """Take little height."""
        self.setFixedHeight(_LOW if low else _HEIGHT)

    def show_places(self, view: PlacesView, name: str, brand: str = "") -> None:
        """Show it; ``name`` says what is keyed here. Nothing is painted again where nothing changed."""
        self.setAccessibleName(name)
        set_property(self, "active", view.active)
        if (view, brand) == (self._view, self._brand):
            return
        self._view, self._brand = view, brand
        said = tr("入力済み") if view.whole else tr("{count}桁", count=view.count)
        self.setAccessibleDescription(f"{said} {brand}".strip())
        # Else each dot would paint all beneath the pop-up anew, through its shade. Every restyling undoes it.
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.update()

    def sizeHint(self) -> QSize:
        """Room for large dots."""
        return QSize(160 if self._slash else 480, _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """Room for small ones, and the longest brand beside them."""
        return QSize(130 if self._slash else 430, _LOW)

    def cut_off(self) -> list[str]:
        """The brand, where dots and brand have no room beside each other."""
        whole = round(self._room_for(_LEAST_PLACE)) + self._brand_width() + 2 * _SIDE
        return [self._brand or self.accessibleName()] if whole > self.width() else []

    def paintEvent(self, event: QPaintEvent) -> None:
        """Dots for what is in, a line on the ground for what is to come."""
        del event
        colour = theme.colours()
        with QPainter(self) as painter:
            self._paint_ground(painter, QColor(colour.surface))
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint_places(painter, QColor(colour.ink), QColor(colour.accent), QColor(colour.edge))
            if self._brand:
                self._paint_brand(painter, QColor(colour.ink))
            elif self._view.whole:
                self._paint_done(painter, QColor(colour.ink_soft))
                tick = icons.pixmap("ok", _TICK, colour.ok)
                painter.drawPixmap(self.width() - _SIDE - _TICK, (self.height() - _TICK) // 2, tick)

    def _paint_ground(self, painter: QPainter, sheet: QColor) -> None:
        """The sheet behind the round corners, then the box as the style has it."""
        painter.fillRect(self.rect(), sheet)
        option = QStyleOption()
        option.initFrom(self)
        self.style().drawPrimitive(QStyle.PrimitiveElement.PE_Widget, option, painter, self)

    def _paint_places(self, painter: QPainter, ink: QColor, accent: QColor, faint: QColor) -> None:
        place = self._place_width()
        keyed = sum(self._view.groups) if self._view.whole else self._view.count
        middle, at, x = self.height() / 2, 0, float(_SIDE)
        dot = place * 0.42
        painter.setPen(Qt.PenStyle.NoPen)
        for number, group in enumerate(self._view.groups):
            if number:
                x = self._paint_gap(painter, x, place, faint)
            for _ in range(group):
                if at < keyed:
                    painter.setBrush(ink)
                    painter.drawEllipse(QPointF(x + place / 2, middle), dot, dot)
                else:
                    here = self._view.active and at == keyed
                    ground = QRect(round(x + 2), round(middle + place * 0.42), round(place - 4), 4 if here else 2)
                    painter.fillRect(ground, accent if here else faint)
                x += place
                at += 1

    def _paint_gap(self, painter: QPainter, x: float, place: float, faint: QColor) -> float:
        if not self._slash:
            return x + place * _GAP_SHARE
        painter.setPen(faint)
        painter.setFont(fonts.font(round(place)))
        width = QFontMetrics(painter.font()).horizontalAdvance("/")
        painter.drawText(QRect(round(x), 0, round(place), self.height()), Qt.AlignmentFlag.AlignCenter, "/")
        painter.setPen(Qt.PenStyle.NoPen)
        return x + max(place, width)

    def _paint_brand(self, painter: QPainter, ink: QColor) -> None:
        painter.setPen(ink)
        painter.setFont(fonts.font(_BRAND, bold=True))
        area = self.rect().adjusted(_SIDE, 0, -_SIDE, 0)
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, self._brand)

    def _paint_done(self, painter: QPainter, ink: QColor) -> None:
        if self._view.groups:
            return
        painter.setPen(ink)
        painter.setFont(fonts.font(tokens().sizes.body))
        area = self.rect().adjusted(_SIDE, 0, -_SIDE, 0)
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, tr("入力済み"))

    def _place_width(self) -> float:
        room = self.width() - 2 * _SIDE - self._brand_width()
        shares = self._room_for(1.0)
        return max(float(_LEAST_PLACE), min(float(_PLACE), room / shares)) if shares else float(_PLACE)

    def _room_for(self, place: float) -> float:
        groups = self._view.groups
        return place * (sum(groups) + max(0, len(groups) - 1) * (1.0 if self._slash else _GAP_SHARE))

    def _brand_width(self) -> int:
        if not self._brand:
            return _TICK if self._view.whole else 0
        return QFontMetrics(fonts.font(_BRAND, bold=True)).horizontalAdvance(self._brand) + _SIDE
