import subprocess
import sys
from pathlib import Path

import pytest

from pos_app.errors import JournalFault
from pos_app.sync.instance_lock import InstanceLock

_OTHER = """
import sys, pathlib
from pos_app.sync.instance_lock import InstanceLock
from pos_app.errors import JournalFault
try:
    lock = InstanceLock(pathlib.Path(sys.argv[1]))
except JournalFault as fault:
    sys.exit(f"refused: {fault.reason}")
print("held", flush=True)
sys.stdin.read()
"""


def other_process(path: Path) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", _OTHER, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_another_process_is_refused_while_this_one_holds_it(tmp_path: Path) -> None:
    lock = InstanceLock(tmp_path / "lock")
    with other_process(tmp_path / "lock") as second:
        _, said = second.communicate()
    assert said.strip() == "refused: journal_in_use"
    lock.release()


def test_a_killed_process_leaves_no_lock_behind(tmp_path: Path) -> None:
    with other_process(tmp_path / "lock") as first:
        assert first.stdout is not None
        assert first.stdout.readline() == "held\n"
        with pytest.raises(JournalFault, match="journal_in_use"):
            InstanceLock(tmp_path / "lock")
        first.kill()
    InstanceLock(tmp_path / "lock").release()


def test_a_released_lock_can_be_taken_again(tmp_path: Path) -> None:
    InstanceLock(tmp_path / "lock").release()
    InstanceLock(tmp_path / "lock").release()


def test_a_place_where_nothing_can_be_written_is_a_fault_with_its_reason(tmp_path: Path) -> None:
    with pytest.raises(JournalFault) as fault:
        InstanceLock(tmp_path / "no such folder" / "lock")
    assert fault.value.reason == "disk_failed"
