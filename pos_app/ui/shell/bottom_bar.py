"""The bar at the bottom: devices, connection, open payments; above it, whole sentences where something is wrong."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from pos_app.ui.look import icons, theme
from pos_app.ui.look.tokens import Tone
from pos_app.ui.shell.status import Bar, Light
from pos_app.ui.widgets.label import Label, Text
from pos_app.ui.widgets.restyle import set_property

_ICON = 20
_DOT = 8


class BottomBar(QWidget):
    """Draws a :class:`Bar`; takes no clicks and no focus, so that nothing here comes between the cashier and a sale."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: Bar | None = None
        self._troubles: list[_Trouble] = []
        self._lights = [_Dot() for _ in range(3)]
        self._counts = Label(Text.SMALL)
        self._above = QFrame()
        self._above.setObjectName("troubles")
        self._above.hide()
        self._sentences = QVBoxLayout(self._above)
        self._sentences.setContentsMargins(16, 6, 16, 6)
        self._sentences.setSpacing(4)
        below = QFrame()
        below.setObjectName("bottomBar")
        row = QHBoxLayout(below)
        row.setContentsMargins(16, 6, 16, 6)
        row.setSpacing(20)
        for light in self._lights:
            row.addWidget(light)
        row.addStretch(1)
        row.addWidget(self._counts)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._above)
        outer.addWidget(below)

    def show_bar(self, bar: Bar) -> None:
        """Say this."""
        if bar == self._shown:
            return
        self._shown = bar
        for place, dot in enumerate(self._lights):
            dot.setVisible(place < len(bar.lights))
            if place < len(bar.lights):
                dot.show_light(bar.lights[place])
        self._counts.setText(bar.counts)
        set_property(self._counts, "tone", bar.counts_tone.value)
        while len(self._troubles) < len(bar.troubles):
            self._troubles.append(_Trouble())
            self._sentences.addWidget(self._troubles[-1])
        for place, line in enumerate(self._troubles):
            line.setVisible(place < len(bar.troubles))
            if place < len(bar.troubles):
                line.show_light(bar.troubles[place])
        self._above.setVisible(bool(bar.troubles))


class _Dot(QWidget):
    """A device's dot with its word."""

    def __init__(self) -> None:
        super().__init__()
        self._dot = QLabel()
        self._dot.setFixedSize(_DOT, _DOT)
        self._word = Label(Text.SMALL)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._dot, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._word)

    def show_light(self, light: Light) -> None:
        set_property(self._dot, "light", light.tone.value)
        self._word.setText(light.text)
        self.setAccessibleName(light.text)
        self.setAccessibleDescription(light.more)
        self.setToolTip(light.more)


class _Trouble(QWidget):
    """What is wrong, in a whole sentence."""

    def __init__(self) -> None:
        super().__init__()
        self._tone = Tone.STOP
        self._mark = QLabel()
        self._words = Label(Text.NOTE, wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words, 1)

    def show_light(self, light: Light) -> None:
        self._tone = light.tone
        self._words.setText(light.text)
        set_property(self._words, "tone", light.tone.value)
        self._draw()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.StyleChange:
            self._draw()
        super().changeEvent(event)

    def _draw(self) -> None:
        name = "warning" if self._tone is Tone.STOP else "clock"
        self._mark.setPixmap(icons.pixmap(name, _ICON, theme.colours().of(self._tone)[0]))
