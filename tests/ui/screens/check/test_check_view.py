import pytest

from pos_app.till.notice import notice
from pos_app.till.opening_check import Finding, Mark, Mend, OpeningCheck, What
from pos_app.till.words import Words
from pos_app.ui.look.tokens import Tone
from pos_app.ui.screens.check.check_view import SECTION_OF, CheckView, advice, check_view
from pos_app.ui.screens.check.pictures import BROKEN, WARNED, with_
from pos_app.wire.staff import Right

CLERK = (Right.SELL, Right.VOID_BY_SETTING, Right.READ_HISTORY)
MANAGER = tuple(Right)

pytestmark = pytest.mark.usefixtures("styled")


def view(check: OpeningCheck | None, rights: tuple[Right, ...] = MANAGER, advised: Mend | None = None) -> CheckView:
    return check_view(check, rights, advised, Words("ja", strict=True))


def line(seen: CheckView, what: What) -> int:
    return list(What).index(what)


def test_every_point_has_its_line_from_the_first_moment_on() -> None:
    seen = view(None)
    assert seen.running
    assert len(seen.points) == len(What)
    assert {point.tone for point in seen.points} == {Tone.QUIET}


def test_what_is_known_stands_there_while_the_rest_is_looked_at() -> None:
    seen = view(OpeningCheck().with_([Finding(What.DISK, Mark.OK, notice("disk_fine", megabytes="9"))]))
    assert seen.points[line(seen, What.DISK)].tone is Tone.OK
    assert seen.points[line(seen, What.CAMERA)].tone is Tone.QUIET


def test_all_green_says_so() -> None:
    seen = view(with_())
    assert (seen.tone, seen.title) == (Tone.OK, "すべて問題ありません")
    assert set(seen.mends) == {None}


def test_a_warning_lets_the_shop_open_and_something_broken_is_counted() -> None:
    assert view(with_(*WARNED)).tone is Tone.WAIT
    broken = view(with_(*BROKEN))
    assert broken.tone is Tone.STOP
    assert "4" in broken.title


@pytest.mark.parametrize("mend", Mend)
def test_every_way_to_mend_leads_somewhere(mend: Mend) -> None:
    elsewhere = {Mend.LOG_IN, Mend.ASK_DESK, Mend.CHECK_AGAIN}
    assert mend in SECTION_OF or mend in elsewhere or advice(mend)


def test_a_clerk_is_told_who_mends_what_a_clerk_may_not() -> None:
    seen = view(with_(*BROKEN), CLERK)
    for what in (What.CAMERA, What.SERVER, What.TERMINAL):
        assert seen.mends[line(seen, what)] is None
        assert "店舗管理者" in seen.points[line(seen, what)].text
    assert seen.mends[line(seen, What.SOUND)] is Mend.SET_SOUND


def test_advice_stands_in_the_line_that_asked_for_it() -> None:
    seen = view(with_(*WARNED), advised=Mend.SET_CLOCK)
    told = seen.points[line(seen, What.CLOCK)]
    assert told.text.endswith(advice(Mend.SET_CLOCK))
    assert not told.mend
