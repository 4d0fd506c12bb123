import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from pos_app.sync.durable_file import write_durably


def test_a_file_is_made_and_replaced(tmp_path: Path) -> None:
    path = tmp_path / "file"
    write_durably(path, b"one")
    write_durably(path, b"two")
    assert path.read_bytes() == b"two"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such rights")
def test_it_is_for_this_user_alone_whatever_was_there_before(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"old")
    path.chmod(0o666)
    write_durably(path, b"new")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_what_a_crash_left_half_written_is_no_hindrance(tmp_path: Path) -> None:
    (tmp_path / "file.new").write_bytes(b"half")
    write_durably(tmp_path / "file", b"whole")
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


@pytest.mark.skipif(os.name == "nt", reason="needs POSIX file sizes limits")
def test_a_disk_that_is_full_leaves_the_old_file_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "file"
    write_durably(path, b"old")
    # A limit on file sizes stops the write in its middle, as a full disk does.
    script = """
import resource, signal, sys
from pathlib import Path
from pos_app.sync.durable_file import write_durably
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (10, 10))
try:
    write_durably(Path(sys.argv[1]), b"n" * 100)
except OSError:
    sys.exit(7)
"""
    done = subprocess.run([sys.executable, "-c", script, str(path)], cwd=Path(__file__).parents[2], check=False)
    assert done.returncode == 7
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(os.name == "nt", reason="Windows can not sync a folder")
def test_the_data_is_on_disk_before_the_name_and_the_name_before_the_return(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    order: list[str] = []
    fsync, replace = os.fsync, Path.replace

    def noted_fsync(descriptor: int) -> None:
        order.append("folder" if stat.S_ISDIR(os.fstat(descriptor).st_mode) else "data")
        fsync(descriptor)

    def noted_replace(self: Path, target: Path) -> Path:
        order.append("name")
        return replace(self, target)

    monkeypatch.setattr(os, "fsync", noted_fsync)
    monkeypatch.setattr(Path, "replace", noted_replace)
    write_durably(tmp_path / "file", b"data")
    assert order == ["data", "name", "folder"]
