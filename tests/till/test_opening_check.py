import threading
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.errors import CredentialsFault
from pos_app.till.notice import Notice, notice
from pos_app.till.opening_check import Finding, Inspection, Mark, Mend, OpeningCheck, What, run

FINE = Notice("disk_fine")


def giving(what: What, mark: Mark = Mark.OK) -> Inspection:
    return Inspection((what,), lambda: (Finding(what, mark, FINE),))


def test_every_inspection_is_told_and_they_stand_in_their_order() -> None:
    told: list[OpeningCheck] = []
    check = run([giving(What.PRINTER), giving(What.CAMERA), giving(What.DISK)], told.append)
    assert [finding.what for finding in check.findings] == [What.CAMERA, What.DISK, What.PRINTER]
    assert [one.running for one in told] == [True, True, True, False]
    assert told[-1] == check


def test_they_run_at_the_same_time() -> None:
    together = threading.Barrier(3, timeout=2)

    def meet(what: What) -> Inspection:
        def look() -> tuple[Finding, ...]:
            together.wait()
            return (Finding(what, Mark.OK, FINE),)

        return Inspection((what,), look)

    assert run([meet(What.CAMERA), meet(What.SERVER), meet(What.DISK)]).mark is Mark.OK


def test_one_that_hangs_is_given_up_and_said(monkeypatch: pytest.MonkeyPatch) -> None:
    released = threading.Event()

    def hang() -> tuple[Finding, ...]:
        released.wait(5)
        return ()

    began = time.monotonic()
    check = run([Inspection((What.CREDENTIALS, What.TERMINAL), hang), giving(What.DISK)], deadline_seconds=0.1)
    assert time.monotonic() - began < 2
    released.set()
    assert [(finding.what, finding.mark) for finding in check.findings] == [
        (What.TERMINAL, Mark.BROKEN),
        (What.DISK, Mark.OK),
        (What.CREDENTIALS, Mark.BROKEN),
    ]
    assert check.findings[0].words == notice("check_too_slow")
    assert not check.running


def test_a_fault_is_said_in_its_own_words_and_a_bug_in_general_ones() -> None:
    def locked() -> tuple[Finding, ...]:
        raise CredentialsFault("keyring_locked")

    def broken() -> tuple[Finding, ...]:
        raise ValueError

    check = run([Inspection((What.CREDENTIALS,), locked), Inspection((What.DISK,), broken)])
    assert [finding.words.code for finding in check.findings] == ["check_failed", "keyring_locked"]
    assert {finding.mend for finding in check.findings} == {Mend.ASK_DESK}


@given(st.lists(st.tuples(st.sampled_from(What), st.sampled_from(Mark)), max_size=8))
def test_the_whole_is_as_bad_as_its_worst(marks: list[tuple[What, Mark]]) -> None:
    check = OpeningCheck().with_([Finding(what, mark, FINE) for what, mark in marks])
    worst = {mark for _, mark in marks}
    assert check.mark is (Mark.BROKEN if Mark.BROKEN in worst else Mark.WARN if Mark.WARN in worst else Mark.OK)
