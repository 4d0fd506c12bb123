from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication

from pos_app.till.checking import ServerTest
from pos_app.till.choices import SettingsShown
from pos_app.till.notice import notice
from pos_app.till.opening_check import Finding, Mark, Mend, What
from pos_app.till.preferences import Preferences
from pos_app.till.snapshot import Snapshot
from pos_app.till.words import Words
from pos_app.ui.look.tokens import Tone
from pos_app.ui.screens.settings.server_view import ServerView, server_view
from tests.ui.snapshots import GOOD, WORKING

HERE, THERE = "https://pos.ena.example", "https://pos2.ena.example"
SEEN = replace(WORKING, settings=SettingsShown(Preferences(server=HERE)))
FINE = Finding(What.SERVER, Mark.OK, notice("server_fine", version="0.1.0"))

pytestmark = pytest.mark.usefixtures("styled")


def tried(*findings: Finding, version: str | None = "0.1.0") -> ServerTest:
    return ServerTest(THERE, findings, version)


def view(test: ServerTest | None, typed: str = THERE, snapshot: Snapshot = SEEN) -> ServerView:
    return server_view(snapshot, typed, "", test, Words("ja", strict=True))


def tones(code: str, mark: Mark = Mark.BROKEN) -> list[Tone]:
    facts = {"days": "9"} if code == "certificate_ends_soon" else {}
    seen = view(tried(Finding(What.SERVER, mark, notice(code, **facts), Mend.SET_SERVER)))
    return [point.tone for point in seen.points]


def test_a_server_that_answers_rightly_may_be_used() -> None:
    seen = view(tried(FINE))
    assert seen.may_use
    assert {point.tone for point in seen.points} == {Tone.OK}
    assert any("0.1.0" in point.text for point in seen.points)


def test_how_far_one_gets_is_seen_step_by_step() -> None:
    assert tones("server_nobody_listens") == [Tone.STOP, Tone.QUIET, Tone.QUIET, Tone.QUIET]
    assert tones("certificate_unknown") == [Tone.OK, Tone.STOP, Tone.QUIET, Tone.QUIET]
    assert tones("server_not_ours") == [Tone.OK, Tone.OK, Tone.STOP, Tone.QUIET]
    assert tones("certificate_ends_soon", Mark.WARN) == [Tone.OK, Tone.WAIT, Tone.OK, Tone.OK]


def test_a_server_that_does_not_answer_is_never_used() -> None:
    assert not view(tried(Finding(What.SERVER, Mark.BROKEN, notice("server_silent")))).may_use


def test_what_was_not_tried_is_not_used() -> None:
    assert not view(None).may_use


def test_the_server_in_use_is_not_changed_for_itself_however_it_is_typed() -> None:
    for typed in (HERE, f" {HERE}/ ", "pos.ena.example"):
        seen = view(tried(FINE), typed)
        assert not seen.may_use
        assert seen.said == "今使っているサーバーです。"


def test_another_certificate_is_a_change() -> None:
    seen = server_view(SEEN, HERE, "/etc/ena.pem", tried(FINE), Words("ja", strict=True))
    assert seen.may_use


def test_with_open_payments_it_stays_and_says_why() -> None:
    seen = view(tried(FINE), snapshot=replace(SEEN, status=replace(GOOD, unsent=2)))
    assert not seen.may_use
    assert "2件" in seen.said


def test_what_the_start_fixed_is_said_and_not_changed(styled: QApplication) -> None:
    del styled
    fixed = replace(SEEN, settings=SettingsShown(Preferences(server=HERE), frozenset({"server"})))
    seen = view(tried(FINE), snapshot=fixed)
    assert seen.fixed
    assert not seen.may_use


def test_a_certificate_of_a_server_on_this_pc_is_not_praised() -> None:
    seen = view(tried(FINE), "http://127.0.0.1:8770")
    assert not any("暗号化されています" in point.text for point in seen.points)
