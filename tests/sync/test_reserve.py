from pathlib import Path

import pytest

from pos_app.sync import reserve
from pos_app.sync.reserve import RESERVE_BYTES, Reserve, is_low


def test_the_reserve_is_made_of_real_blocks(tmp_path: Path) -> None:
    Reserve(tmp_path / "r").keep()
    found = (tmp_path / "r").stat()
    assert found.st_size == RESERVE_BYTES
    assert found.st_blocks * 512 >= RESERVE_BYTES


def test_it_is_given_up_once(tmp_path: Path) -> None:
    kept = Reserve(tmp_path / "r", 4096)
    kept.keep()
    assert [kept.give_up(), kept.give_up()] == [True, False]
    assert not (tmp_path / "r").exists()
    kept.keep()
    assert kept.give_up()


def test_one_that_is_there_is_left_as_it_is(tmp_path: Path) -> None:
    kept = Reserve(tmp_path / "r", 4096)
    kept.keep()
    before = (tmp_path / "r").stat().st_mtime_ns
    kept.keep()
    assert (tmp_path / "r").stat().st_mtime_ns == before


def test_one_of_another_size_is_made_anew(tmp_path: Path) -> None:
    (tmp_path / "r").write_bytes(b"half")
    Reserve(tmp_path / "r", 4096).keep()
    assert (tmp_path / "r").stat().st_size == 4096


def test_where_there_is_no_room_nothing_is_left_lying_about(tmp_path: Path) -> None:
    kept = Reserve(tmp_path / "missing" / "r", 4096)
    kept.keep()
    assert not kept.give_up()


def test_below_the_line_a_disk_is_low(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not is_low(tmp_path)
    monkeypatch.setattr(reserve, "LOW_BYTES", 1 << 60)
    assert is_low(tmp_path)
