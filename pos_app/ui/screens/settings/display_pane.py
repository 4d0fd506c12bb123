"""画面と言葉: the language (row D-16) and how bright the screens are; both take effect at once."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from pos_app.till.preferences import Theme
from pos_app.till.snapshot import Snapshot
from pos_app.till.till import Till
from pos_app.till.words import ENGLISH, JAPANESE
from pos_app.ui.bridge import Bridge
from pos_app.ui.screens.settings.pane import Setting, SettingsPane
from pos_app.ui.text import tr
from pos_app.ui.widgets.choice import Choice

_OWN_NAMES = ((JAPANESE, "日本語"), (ENGLISH, "English"))


class DisplayPane(SettingsPane):
    """Two questions."""

    def __init__(self, bridge: Bridge, till: Till, parent: QWidget | None = None) -> None:
        super().__init__(bridge, till, parent)
        self._language, self._theme = Choice(), Choice()
        self._in_language, self._in_theme = Setting(), Setting()
        for setting, choice in ((self._in_language, self._language), (self._in_theme, self._theme)):
            setting.content.addWidget(choice, 0, Qt.AlignmentFlag.AlignLeft)
            self.body.addWidget(setting)
        self.body.addStretch(1)
        self._language.set_answers(_OWN_NAMES)
        self._language.chosen.connect(self._speak)
        self._theme.chosen.connect(lambda answer: self.set_preference(theme=answer))

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Draw what the till is like now."""
        self._language.choose(snapshot.language)
        self._theme.choose(snapshot.settings.preferences.theme)

    def retranslate(self) -> None:
        """Set every text again."""
        self.set_heading(tr("画面と言葉"), tr("選ぶとすぐに変わります。"))
        self._in_language.set_words(
            tr("言語"),
            tr(
                "ログインの画面もこの言語になります。ログインした後は、担当者ごとの言語です。F10でいつでも切り替えられます。"
            ),
        )
        self._language.set_label(tr("言語"))
        self._in_theme.set_words(tr("画面の明るさ"))
        self._theme.set_answers([(each, self.words.label(each)) for each in Theme])
        self._theme.set_label(tr("画面の明るさ"))

    def _speak(self, language: object) -> None:
        self.till.sessions.language = str(language)
        self.set_preference(language=language)
