from dataclasses import replace
from typing import Any

import pytest

from pos_app.devices.tenkey.events import PadTrouble
from pos_app.till.pads import PadChoice, PadShown
from pos_app.till.snapshot import Snapshot
from pos_app.till.words import Words
from pos_app.ui.look.tokens import Tone
from pos_app.ui.shell.status import bar
from pos_app.wire.problems import ProblemCode
from tests.ui.snapshots import WORKING

WORDS = Words("ja", strict=True)


def with_status(**facts: Any) -> Snapshot:
    return replace(WORKING, status=replace(WORKING.status, **facts))


def test_when_all_is_well_the_bar_is_calm() -> None:
    shown = bar(WORKING, WORDS)
    assert [light.tone for light in shown.lights] == [Tone.OK, Tone.OK]
    assert shown.counts == "未送信 0件・確認中 0件"
    assert shown.counts_tone is Tone.QUIET
    assert shown.troubles == ()


def test_a_lost_server_is_said_with_what_to_do_and_is_no_trouble_of_its_own() -> None:
    shown = bar(with_status(line_up=False), WORDS)
    assert shown.lights[0].tone is Tone.STOP
    assert "現金など" in shown.lights[0].more
    assert shown.troubles == ()


def test_a_server_that_refuses_this_till_says_why() -> None:
    shown = bar(with_status(line_problem=ProblemCode.TERMINAL_DISABLED), WORDS)
    assert shown.lights[0].tone is Tone.STOP
    assert "停止中" in shown.troubles[0].text


def test_a_till_without_a_camera_is_no_emergency() -> None:
    shown = bar(with_status(camera="camera_missing"), WORDS)
    assert shown.lights[1].tone is Tone.WAIT
    assert "F6" in shown.lights[1].more
    assert shown.troubles == ()


def test_a_tenkey_is_shown_where_one_is_used() -> None:
    used = replace(WORKING, pad=PadShown(PadChoice(on=True)))
    assert [light.tone for light in bar(used, WORDS).lights] == [Tone.OK] * 3
    gone = bar(replace(used, pad=replace(used.pad, trouble=PadTrouble.DISCONNECTED)), WORDS)
    assert gone.lights[2].tone is Tone.WAIT
    assert "ケーブル" in gone.lights[2].more
    assert gone.troubles == ()


def test_open_payments_are_counted_and_stand_out() -> None:
    shown = bar(with_status(unsent=2, in_doubt=1), WORDS)
    assert shown.counts == "未送信 2件・確認中 1件"
    assert shown.counts_tone is Tone.WAIT


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"journal_trouble": "disk_full", "disk_is_low": True}, "空き容量がない"),
        ({"disk_is_low": True}, "空き容量が足りない"),
        ({"overdue": 3}, "3件"),
        ({"clock_is_skewed": True}, "時計"),
        ({"bug_met": True}, "起動し直して"),
    ],
)
def test_each_trouble_is_a_whole_sentence(facts: dict[str, Any], words: str) -> None:
    (trouble,) = bar(with_status(**facts), WORDS).troubles
    assert words in trouble.text


def test_a_bug_in_the_window_is_said_as_well() -> None:
    assert "起動し直して" in bar(WORKING, WORDS, bug_met=True).troubles[0].text


def test_the_worst_comes_first() -> None:
    shown = bar(with_status(journal_trouble="disk_failed", clock_is_skewed=True, overdue=1, bug_met=True), WORDS)
    assert [trouble.tone for trouble in shown.troubles] == [Tone.STOP, Tone.WAIT, Tone.WAIT, Tone.WAIT]
