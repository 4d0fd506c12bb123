"""The gallery screen."""

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from pos_app.ui.gallery import sections
from pos_app.ui.text import tr
from pos_app.ui.widgets.action import Action
from pos_app.ui.widgets.outcome import Outcome, Tone
from pos_app.ui.widgets.panes import Page
from pos_app.ui.widgets.toast import Toast

SECTIONS: tuple[Callable[[], QWidget], ...] = (
    sections.actions,
    sections.states,
    sections.letters,
    sections.amounts,
    sections.fields,
    sections.choices,
    sections.tables,
    sections.panes,
    sections.drawings,
)


class Gallery(Page):
    """Some sections on one page that scrolls; all of them unless told otherwise."""

    def __init__(self, *shown: Callable[[], QWidget], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.set_heading(tr("部品の見本"), tr("すべての画面は、この部品で組み立てます"))
        for make in shown or SECTIONS:
            self.body.addWidget(make())
        self.body.addStretch(1)


def outcome(tone: Tone, icon: str, title: str, line: str, amount: int | None) -> Outcome:
    """A whole pane in an outcome's colour."""
    shown = Outcome()
    facts = [
        (tr("日時"), tr("2026年7月12日(日) 12:04:31")),
        (tr("決済番号"), "0210 0004 1281"),
        (tr("サービス"), tr("みどり町電子商品券")),
    ]
    shown.show_outcome(tone, icon, title, amount, [line], facts if amount is not None else ())
    return shown


def with_toasts(tone: Tone, words: str) -> QWidget:
    """A page with a line above it."""
    whole = QFrame()
    QVBoxLayout(whole).addWidget(Gallery(sections.tables))
    Toast(whole).say(words, tone)
    return whole


def with_footer(quiet: Action, primary: Action) -> Page:
    """A page with both ends of its footer in use."""
    page = Gallery(sections.fields)
    page.add_quiet(quiet)
    page.set_primary(primary)
    return page
