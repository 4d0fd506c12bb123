"""Pictures of every shared widget in every state."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from pos_app.ui.gallery import sections
from pos_app.ui.gallery.gallery import Gallery, outcome, with_footer, with_toasts
from pos_app.ui.picture import picture
from pos_app.ui.text import tr
from pos_app.ui.widgets.action import Kind
from pos_app.ui.widgets.field import Field
from pos_app.ui.widgets.label import Label
from pos_app.ui.widgets.outcome import Tone


@picture("gallery.actions", pane=True)
def _actions() -> QWidget:
    return Gallery(sections.actions, sections.states, sections.choices)


@picture("gallery.letters", pane=True)
def _letters() -> QWidget:
    return Gallery(sections.letters, sections.drawings)


@picture("gallery.amounts", pane=True)
def _amounts() -> QWidget:
    return Gallery(sections.amounts)


@picture("gallery.fields", pane=True)
def _fields() -> QWidget:
    back = sections.action(Kind.PLAIN, "Esc", tr("もどる"))
    page = with_footer(back, sections.action(Kind.PRIMARY, "Enter", tr("変更する")))
    page.findChildren(Field)[1].setFocus()
    return page


@picture("gallery.tables", pane=True)
def _tables() -> QWidget:
    return Gallery(sections.tables)


@picture("gallery.panes", pane=True)
def _panes() -> QWidget:
    return Gallery(sections.panes)


@picture("gallery.toast", pane=True)
def _toast() -> QWidget:
    return with_toasts(Tone.STOP, tr("通信できません。現金などをご案内ください。"))


@picture("gallery.outcome.ok", pane=True)
def _ok() -> QWidget:
    shown = outcome(Tone.OK, "ok", tr("支払い完了"), tr("お支払いが完了しました"), 12_800)
    shown.footer.addWidget(_hint(tr("金額を入力すると次の会計へ進みます")), 1)
    shown.footer.addWidget(sections.action(Kind.PLAIN, "F4", tr("レシート")))
    shown.footer.addWidget(sections.action(Kind.PLAIN, "F8", tr("この会計を取り消す")))
    return shown


@picture("gallery.outcome.wait", pane=True)
def _wait() -> QWidget:
    line = tr("お客様の残高から引かれたか確認しています。\nもう一度読み取らないでください。")
    shown = outcome(Tone.WAIT, "clock", tr("確認中"), line, 9_999_999)
    for pair in (
        (
            sections.action(Kind.PLAIN, "F1", tr("このまま待つ"), tr("結果が分かりしだい表示します"), tile=True),
            sections.action(
                Kind.PLAIN, "F2", tr("お客様の画面で完了を確認した"), tr("決済番号の下4桁を照合します"), tile=True
            ),
        ),
        (
            sections.action(
                Kind.PLAIN, "F3", tr("やめて、現金などで受け取る"), tr("引かれていた場合は自動で戻ります"), tile=True
            ),
            sections.action(
                Kind.PLAIN, "F4", tr("コードを読み直す"), tr("先の会計を取り消してから読み取ります"), tile=True
            ),
        ),
    ):
        line_of_two = QHBoxLayout()
        line_of_two.setSpacing(12)
        for tile in pair:
            line_of_two.addWidget(tile, 1)
        shown.body.addLayout(line_of_two)
    return shown


@picture("gallery.outcome.stop", pane=True)
def _stop() -> QWidget:
    line = tr("残高は引かれていません。現金などをご案内ください。")
    return outcome(Tone.STOP, "stop", tr("お支払いできませんでした"), line, None)


def _hint(words: str) -> QWidget:
    hint = Label(text=words, wrap=True)
    hint.setProperty("part", "outcome-line")
    return hint
