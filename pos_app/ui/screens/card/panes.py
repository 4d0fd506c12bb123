"""The panes of 電話注文(カード), one in view at a time; only that one is drawn."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedLayout, QWidget

from pos_app.till.snapshot import Snapshot
from pos_app.till.words import Words
from pos_app.ui.screens.card.confirm_pane import ConfirmPane
from pos_app.ui.screens.card.draft import FormDraft, Part
from pos_app.ui.screens.card.end_panes import CardDoubtPane, CardOutcomePane, CardWaitPane
from pos_app.ui.screens.card.form_pane import FormPane
from pos_app.ui.screens.card.form_view import form_view
from pos_app.ui.screens.card.pane import CardPane
from pos_app.ui.screens.card.sale_view import card_doubt_view, confirm_view, outcome_view


class CardPanes:
    """All of them, in ``owner``."""

    def __init__(self, owner: QWidget) -> None:
        self._owner = owner
        self.form = FormPane()
        self.wait = CardWaitPane()
        self.confirm = ConfirmPane()
        self.doubt = CardDoubtPane()
        self.outcome = CardOutcomePane()
        self._widgets: dict[CardPane, QWidget] = {
            CardPane.FORM: self.form,
            CardPane.WAIT: self.wait,
            CardPane.CONFIRM: self.confirm,
            CardPane.DOUBT: self.doubt,
            CardPane.OUTCOME: self.outcome,
        }
        self._stack = QStackedLayout(owner)
        for widget in self._widgets.values():
            self._stack.addWidget(widget)

    def show(self, pane: CardPane, snapshot: Snapshot, draft: FormDraft, words: Words) -> None:
        """Draw this pane and bring it into view."""
        match pane:
            case CardPane.FORM:
                self.form.show_view(form_view(snapshot, draft, words))
            case CardPane.WAIT:
                self.wait.show_wait(snapshot)
            case CardPane.CONFIRM:
                self.confirm.show_view(confirm_view(snapshot, words))
            case CardPane.DOUBT:
                self.doubt.show_view(card_doubt_view(snapshot, words))
            case CardPane.OUTCOME:
                self.outcome.show_view(outcome_view(snapshot, words))
        widget = self._widgets[pane]
        if self._stack.currentWidget() is not widget:
            self._stack.setCurrentWidget(widget)
            self.focus()

    def focus(self, part: Part | None = None) -> None:
        """Put the focus where one begins in the pane in view; in the form, at this part."""
        widget = self._stack.currentWidget()
        if self._owner.isVisible() and widget is not None:
            home = self.form.part(part or Part.AMOUNT) if widget is self.form else widget
            home.setFocus(Qt.FocusReason.OtherFocusReason)
