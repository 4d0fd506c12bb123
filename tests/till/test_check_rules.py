from datetime import UTC, datetime, timedelta

import pytest

from pos_app.config import VERSION
from pos_app.sync.reach import Reach, Reached
from pos_app.till import check_rules as rules
from pos_app.till.opening_check import Mark, Mend
from pos_app.till.words import Words

NOW = datetime(2026, 4, 1, tzinfo=UTC)
SECURE, PLAIN = "https://pos.example.jp", "http://192.0.2.1:8770"
MB = 1024 * 1024


def fine(**facts: object) -> Reached:
    return Reached(Reach.FINE, **{"version": VERSION, "skew": timedelta(), **facts})  # type: ignore[arg-type]


@pytest.mark.parametrize("reach", [reach for reach in Reach if reach is not Reach.FINE])
def test_a_server_that_cannot_be_used_is_broken_with_a_way_to_mend_it(reach: Reach) -> None:
    found = rules.server_finding(Reached(reach), SECURE)
    assert found.mark is Mark.BROKEN
    assert found.mend is not None
    assert Words("ja", strict=True).notice(found.words)


@pytest.mark.parametrize(
    ("reached", "address", "mark", "code"),
    [
        (fine(), SECURE, Mark.OK, "server_fine"),
        (fine(), "http://127.0.0.1:8770", Mark.OK, "server_fine"),
        (fine(), PLAIN, Mark.WARN, "server_plain"),
        (fine(version="9.1.0"), SECURE, Mark.WARN, "server_other_version"),
        (fine(certificate_until=NOW + timedelta(days=3)), SECURE, Mark.WARN, "certificate_ends_soon"),
        (fine(certificate_until=NOW + timedelta(days=30)), SECURE, Mark.OK, "server_fine"),
    ],
)
def test_a_server_that_can_be_used_may_still_need_care(reached: Reached, address: str, mark: Mark, code: str) -> None:
    found = rules.server_finding(reached, address, NOW)
    assert (found.mark, found.words.code) == (mark, code)
    assert (found.mend is None) == (mark is Mark.OK)
    for language in ("ja", "en"):
        assert Words(language, strict=True).notice(found.words)


@pytest.mark.parametrize(
    ("skew", "code"),
    [(0, "clock_fine"), (59, "clock_fine"), (-59, "clock_fine"), (60, "clock_ahead"), (-3600, "clock_behind")],
)
def test_the_clock_is_warned_of_from_a_minute_on(skew: int, code: str) -> None:
    found = rules.clock_finding(fine(skew=timedelta(seconds=skew)))
    assert found is not None
    assert found.words.code == code
    assert dict(found.words.facts)["seconds"] == str(abs(skew))


def test_without_an_answer_there_is_no_clock_to_compare_with() -> None:
    assert rules.clock_finding(Reached(Reach.SILENT)) is None
    assert rules.clock_unknown().mark is Mark.WARN


@pytest.mark.parametrize(
    ("free", "mark"),
    [
        (0, Mark.BROKEN),
        (50 * MB - 1, Mark.BROKEN),
        (50 * MB, Mark.WARN),
        (500 * MB - 1, Mark.WARN),
        (500 * MB, Mark.OK),
    ],
)
def test_room_on_the_disk_is_judged_as_the_sale_does(free: int, mark: Mark) -> None:
    assert rules.disk_finding(free).mark is mark


def test_a_missing_camera_does_not_close_the_shop() -> None:
    assert rules.camera_finding(None).mark is Mark.OK
    assert rules.camera_finding("camera_not_used").mark is Mark.OK
    missing = rules.camera_finding("camera_missing")
    assert (missing.mark, missing.mend) == (Mark.WARN, Mend.CHOOSE_CAMERA)


def test_a_till_that_the_server_does_not_know_is_activated_anew() -> None:
    assert rules.terminal_finding(None, "unauthenticated").mend is Mend.ACTIVATE
    assert rules.terminal_finding(None, "terminal_disabled").mend is Mend.ASK_DESK
    assert rules.terminal_finding(None).mark is Mark.BROKEN
    assert rules.terminal_finding("エーナ食堂").mark is Mark.OK


def test_silence_that_was_chosen_is_no_trouble() -> None:
    assert rules.sound_finding("sound_no_player", wanted=False).mark is Mark.OK
    assert rules.sound_finding("sound_no_player", wanted=True).mark is Mark.WARN
    assert rules.sound_finding(None, wanted=True).mark is Mark.OK
