import json
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.errors import Refusal
from pos_app.till.notice import notice
from pos_app.till.pads import PadChoice, PadKind, PadWay
from pos_app.till.preferences import Preferences, ScannerKind, Theme
from pos_app.till.preferences_file import NAME, Loaded, from_json, load, save, to_json

NOW = datetime(2026, 10, 4, 5, 3, tzinfo=UTC)
CHOSEN = Preferences(
    "https://pos.example.jp", Path("/etc/store.pem"), "2", ScannerKind.CAMERA, "en", Theme.DARK, sounds=False, volume=5
)

anything = st.builds(
    Preferences,
    server=st.sampled_from(["https://pos.example.jp", "http://127.0.0.1:1"]),
    ca_file=st.none() | st.just(Path("店/証明書.pem")),
    camera=st.sampled_from(["0", "12", "写真.png", "rtsp://192.0.2.1/1"]),
    scanner=st.sampled_from(ScannerKind),
    language=st.sampled_from([None, "ja", "en"]),
    theme=st.sampled_from(Theme),
    sounds=st.booleans(),
    volume=st.integers(0, 100),
    pad=st.builds(
        PadChoice,
        on=st.booleans(),
        kind=st.sampled_from(PadKind),
        way=st.sampled_from(PadWay),
        port=st.sampled_from(["/dev/ttyUSB0", "COM3", "socket://192.0.2.1:8771"]),
        service=st.sampled_from(["", "ena-card"]),
        idle_seconds=st.integers(30, 60),
    ),
)


def test_without_a_file_the_defaults_hold_and_nothing_is_said(tmp_path: Path) -> None:
    assert load(tmp_path / "nothing", NOW) == Loaded(Preferences(), None, None)


def test_what_was_saved_is_read_again(tmp_path: Path) -> None:
    save(tmp_path / "till", CHOSEN)
    assert load(tmp_path / "till", NOW) == Loaded(CHOSEN)
    assert (tmp_path / "till" / NAME).stat().st_mode & 0o077 == 0


@given(anything)
def test_every_choice_survives_the_file(preferences: Preferences) -> None:
    assert from_json(to_json(preferences)) == preferences


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"\xff\xfe",
        b'{"volume": 300}',
        b'{"volume": "70"}',
        b'{"server": "nowhere at all"}',
        b'{"theme": "pink"}',
        b'{"camera": ""}',
        b'{"pad": {"on": true}}',
        b'{"pad": {"kind": "magic"}}',
        b'{"pad": 7}',
        b" " * 70_000,
        b"[" * 60_000,
    ],
)
def test_a_damaged_file_is_said_and_kept_aside(tmp_path: Path, content: bytes) -> None:
    (tmp_path / NAME).write_bytes(content)
    loaded = load(tmp_path, NOW)
    assert loaded.preferences == Preferences()
    assert loaded.said == notice("preferences_damaged")
    assert loaded.aside is not None
    assert loaded.aside.read_bytes() == content
    assert load(tmp_path, NOW) == Loaded()


@given(st.binary(max_size=200))
def test_no_bytes_at_all_stop_the_till(content: bytes) -> None:
    try:
        found = from_json(content)
    except ValueError:
        return
    assert from_json(to_json(found)) == found


def test_what_a_later_version_wrote_is_passed_over(tmp_path: Path) -> None:
    later = {**json.loads(to_json(CHOSEN)), "printer": "usb"}
    (tmp_path / NAME).write_text(json.dumps(later))
    assert load(tmp_path, NOW).preferences == CHOSEN


def test_a_file_of_an_earlier_version_gets_the_defaults_of_what_it_lacks() -> None:
    assert from_json(b'{"theme": "dark"}') == Preferences(theme=Theme.DARK)


def test_the_log_quotes_no_address(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / NAME).write_text('{"camera": "rtsp://ann:secret@192.0.2.1/1", "volume": "x"}')
    load(tmp_path, NOW)
    assert caplog.text
    assert "secret" not in caplog.text


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_is_said_and_keeps_the_old_ones(tmp_path: Path) -> None:
    save(tmp_path, CHOSEN)
    tmp_path.chmod(0o500)
    with pytest.raises(Refusal, match="preferences_not_saved"):
        save(tmp_path, Preferences())
    tmp_path.chmod(0o700)
    assert load(tmp_path, NOW).preferences == CHOSEN


def test_where_a_folder_stands_in_the_way_it_is_said(tmp_path: Path) -> None:
    (tmp_path / NAME).mkdir()
    assert load(tmp_path, NOW) == Loaded(said=notice("preferences_unreadable"))
    with pytest.raises(Refusal, match="preferences_not_saved"):
        save(tmp_path, Preferences())
