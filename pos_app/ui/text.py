"""The screens' own words: Japanese in the code, English from Qt's translation files (requirements row D-16).

``tr("あと{count}件", count=3)``. The words stand in the code as literals, so that ``make translations`` can collect
them; :mod:`pos_app.ui.translations` says how to add the English. Words of the till's own codes (states, notices,
roles) are not here but in :mod:`pos_app.till.words`.
"""

import logging
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QTranslator

from pos_app.config import RESOURCES
from pos_app.errors import Bug

FOLDER = RESOURCES / "translations"
CONTEXT = "till"
"""One for all: the same Japanese has the same English everywhere."""

JAPANESE, ENGLISH = "ja", "en"

_PROPERTY = "till_language"
_TRANSLATOR = "till_translator"

log = logging.getLogger(__name__)


def tr(japanese: str, /, **gaps: object) -> str:
    """The text in the language that :func:`set_language` chose, its ``{gaps}`` filled."""
    text = QCoreApplication.translate(CONTEXT, japanese)
    return text.format(**gaps) if gaps else text


def mark(japanese: str, /) -> str:
    """Say that a text is for ``tr`` later on, e.g. in a table that is made before the language is known."""
    return japanese


def set_language(app: QCoreApplication, language: str, folder: Path = FOLDER) -> None:
    """Speak ``ja`` or ``en`` from now on; anything else is Japanese. Widgets get Qt's ``LanguageChange`` event.

    Raises Bug for a translation file that can't be read.
    """
    wanted = ENGLISH if language == ENGLISH else JAPANESE
    if wanted == current(app):
        return
    app.setProperty(_PROPERTY, wanted)
    for translator in app.findChildren(QTranslator, _TRANSLATOR):
        app.removeTranslator(translator)
        translator.deleteLater()
    if wanted == JAPANESE:
        return
    for path in sorted(folder.glob(f"*_{wanted}.qm")):
        translator = QTranslator(app)
        translator.setObjectName(_TRANSLATOR)
        if not translator.load(str(path)):
            raise Bug(f"{path.name} can't be read")
        if not translator.isEmpty():
            app.installTranslator(translator)


def current(app: QCoreApplication | None = None) -> str:
    """The language that is spoken now: ``ja`` or ``en``."""
    app = app or QCoreApplication.instance()
    return (app.property(_PROPERTY) if app else None) or JAPANESE
