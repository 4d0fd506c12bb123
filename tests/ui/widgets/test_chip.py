from pytestqt.qtbot import QtBot

from pos_app.ui.widgets.chip import Chip, Tone
from tests.ui.widgets.stage import on_stage


def test_a_state_has_its_word_and_its_colour(qtbot: QtBot) -> None:
    chip = Chip()
    on_stage(qtbot, chip)
    chip.show_state("完了", Tone.OK)
    ok = chip.grab().toImage()
    chip.show_state("完了", Tone.STOP)
    assert chip.text() == "完了"
    assert chip.grab().toImage() != ok


def test_without_a_word_nothing_is_drawn(qtbot: QtBot) -> None:
    chip = Chip("完了", Tone.OK)
    on_stage(qtbot, chip)
    chip.show_state("", Tone.OK)
    assert chip.property("chip") is None
