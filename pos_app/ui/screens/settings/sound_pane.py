"""音: on or off, how loud, and each of them to be heard once."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSlider, QWidget

from pos_app.till.preferences import LOUDEST
from pos_app.till.snapshot import Snapshot
from pos_app.till.sounds import Sound
from pos_app.till.till import Till
from pos_app.ui.bridge import Bridge
from pos_app.ui.look.tokens import tokens
from pos_app.ui.screens.settings.pane import Setting, SettingsPane
from pos_app.ui.text import tr
from pos_app.ui.widgets.action import Action
from pos_app.ui.widgets.label import Label, Text
from pos_app.ui.widgets.switch import Switch

_STEP = 10
_COLUMNS = 2


class SoundPane(SettingsPane):
    """What is chosen is heard at once."""

    def __init__(self, bridge: Bridge, till: Till, parent: QWidget | None = None) -> None:
        super().__init__(bridge, till, parent)
        self._on, self._volume, self._figure = Switch(), QSlider(Qt.Orientation.Horizontal), Label(Text.STRONG)
        self._volume.setRange(0, LOUDEST)
        self._volume.setSingleStep(_STEP)
        self._volume.setPageStep(_STEP)
        self._volume.setTracking(False)  # A sound for each pixel of a drag would be a rattle.
        self._volume.setFixedHeight(tokens().sizes.target)
        self._figure.setMinimumWidth(40)
        self._tries = {sound: Action(tile=True) for sound in Sound}
        self._in_volume, self._in_tries = Setting(), Setting()
        self._lay_out()
        self._on.clicked.connect(lambda on: self.set_preference(sounds=on))
        self._volume.valueChanged.connect(self._louder)
        self._volume.sliderMoved.connect(self._say_volume)
        for sound, action in self._tries.items():
            action.clicked.connect(partial(self.till.play, sound))

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Draw what the till is like now."""
        wanted = snapshot.settings.preferences
        self._on.setChecked(wanted.sounds)
        if not self._volume.isSliderDown():
            self._volume.blockSignals(True)
            self._volume.setValue(wanted.volume)
            self._volume.blockSignals(False)
            self._say_volume(wanted.volume)
        for part in (self._volume, *self._tries.values()):
            part.setEnabled(wanted.sounds)

    def retranslate(self) -> None:
        """Set every text again."""
        self.set_heading(tr("音"), tr("音を切っても、結果はいつも画面の色と言葉で分かります。"))
        self._on.set_words(tr("音を鳴らす"))
        self._in_volume.set_words(tr("音量"))
        self._volume.setAccessibleName(tr("音量"))
        self._in_tries.set_words(tr("鳴らしてみる"), tr("お客様にも聞こえる音です。違いを覚えておいてください。"))
        for sound, action in self._tries.items():
            action.set_words(self.words.label(sound))

    def _lay_out(self) -> None:
        loudness = QHBoxLayout()
        loudness.setSpacing(16)
        loudness.addWidget(self._volume, 1)
        loudness.addWidget(self._figure)
        self._in_volume.add(self._on)
        self._in_volume.add(loudness)
        grid = QGridLayout()
        grid.setSpacing(8)
        for place, action in enumerate(self._tries.values()):
            action.setMinimumHeight(tokens().sizes.target)
            grid.addWidget(action, place // _COLUMNS, place % _COLUMNS)
        self._in_tries.add(grid)
        self.body.addWidget(self._in_volume)
        self.body.addWidget(self._in_tries)
        self.body.addStretch(1)

    def _louder(self, volume: int) -> None:
        self._say_volume(volume)
        if self.set_preference(volume=volume):
            self.till.play(Sound.READ)

    def _say_volume(self, volume: int) -> None:
        self._figure.setText(str(volume))
