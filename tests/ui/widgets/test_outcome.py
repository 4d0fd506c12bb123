import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pos_app.ui.look import theme
from pos_app.ui.widgets.action import Action
from pos_app.ui.widgets.label import Label
from pos_app.ui.widgets.outcome import Outcome, Tone
from pos_app.ui.widgets.outcome_amount import OutcomeAmount
from tests.ui.inspection import cut_off
from tests.ui.widgets.stage import on_stage

FACTS = [("日時", "7月12日(日) 12:04:31"), ("決済番号", "0210 0004 1281")]


def words(shown: Outcome) -> list[str]:
    return [label.text() for label in shown.findChildren(Label) if label.isVisible()]


def test_it_says_everything(qtbot: QtBot) -> None:
    shown = Outcome()
    on_stage(qtbot, shown)
    shown.show_outcome(Tone.OK, "ok", "支払い完了", 12_800, ["お支払いが完了しました", ""], FACTS)
    assert words(shown) == ["支払い完了", "お支払いが完了しました", *(word for fact in FACTS for word in fact)]
    assert shown.accessibleName() == "支払い完了"
    amount = shown.findChild(OutcomeAmount)
    assert isinstance(amount, OutcomeAmount)
    assert amount.accessibleDescription() == "12,800 円"


def test_the_next_outcome_leaves_nothing_of_the_one_before(qtbot: QtBot) -> None:
    shown = Outcome()
    on_stage(qtbot, shown)
    shown.show_outcome(Tone.OK, "ok", "支払い完了", 12_800, ["お支払いが完了しました"], FACTS)
    shown.show_outcome(Tone.STOP, "stop", "お支払いできませんでした", None, [])
    assert words(shown) == ["お支払いできませんでした"]
    amount = shown.findChild(OutcomeAmount)
    assert isinstance(amount, OutcomeAmount)
    assert not amount.isVisible()


@pytest.mark.parametrize("tone", list(Tone))
def test_its_colour_fills_the_pane(tone: Tone, qtbot: QtBot) -> None:
    from pos_app.ui.look.tokens import tokens

    shown = Outcome()
    on_stage(qtbot, shown)
    shown.show_outcome(tone, "ok", "支払い完了", None, [])
    picture = shown.grab().toImage()
    corners = {picture.pixelColor(x, y).name().upper() for x in (2, shown.width() - 3) for y in (2, shown.height() - 3)}
    assert corners == {tokens().outcome.of(tone)}


def test_in_a_low_pane_the_words_scroll_and_the_actions_stay(qtbot: QtBot, qapp: QApplication) -> None:
    shown, action = Outcome(), Action(key="F8")
    action.set_words("この会計を取り消す")
    shown.footer.addWidget(action)
    window = on_stage(qtbot, shown)
    shown.show_outcome(Tone.WAIT, "clock", "確認中", 9_999_999, ["もう一度読み取らないでください。"] * 6, FACTS)
    window.resize(600, 320)
    for _ in range(3):
        qapp.processEvents()
    assert window.height() == 320
    assert cut_off(window) == []
    assert action.isVisible()


def test_its_buttons_can_be_read_where_the_pane_was_in_view_before_the_outcome(styled: QApplication) -> None:
    outcome, action = Outcome(), Action(key="Esc")
    action.set_words("閉じる")
    outcome.footer.addWidget(action)
    theme.dress(outcome)
    outcome.resize(600, 500)
    outcome.show()
    styled.processEvents()
    outcome.show_outcome(Tone.OK, "ok", "支払い完了", 1_000, [])
    styled.processEvents()
    seen = outcome.grab().toImage()
    ground = seen.pixelColor(action.geometry().left() + 8, action.geometry().center().y())
    assert ground.lightness() < 100, "white words stand on it"
    outcome.close()


def test_a_large_pane_is_read_from_further_away(qtbot: QtBot, qapp: QApplication) -> None:
    shown = Outcome()
    window = on_stage(qtbot, shown)
    shown.show_outcome(Tone.OK, "ok", "支払い完了", 9_999_999, ["お支払いが完了しました"], FACTS)
    title = next(label for label in shown.findChildren(Label) if label.text() == "支払い完了")
    heights = []
    for width, height in ((960, 540), (1024, 768), (1920, 1080)):
        window.resize(width, height)
        qapp.processEvents()
        heights.append((title.fontMetrics().height(), shown.findChildren(OutcomeAmount)[0].height()))
        assert cut_off(shown) == []
    assert heights[0] < heights[1] < heights[2]
