"""The speaker with players that are small programs: no loudspeaker is needed to hear what was asked of them."""

import logging
import os
import sys
import time
import wave
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from pos_app.config import RESOURCES
from pos_app.devices.speaker import AT_ONCE, Speaker, scaled

APPROVED = RESOURCES / "sounds" / "approved.wav"
pytestmark = pytest.mark.skipif(os.name == "nt", reason="the players of this test are shell scripts")


def player(folder: Path, name: str, script: str) -> Callable[[str], str | None]:
    """A program of that name; nothing else is installed."""
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return lambda asked: str(path) if asked == name else None


@contextmanager
def speaking(find: Callable[[str], str | None]) -> Iterator[Speaker]:
    speaker = Speaker(find, "linux")
    speaker.start()
    yield speaker
    speaker.stop()


def soon(happened: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 5
    while not happened():
        assert time.monotonic() < deadline
        time.sleep(0.01)


@pytest.mark.parametrize(
    ("name", "volume", "arguments"),
    [
        ("pw-play", 50, f"--volume=0.50 {APPROVED}"),
        ("paplay", 50, f"--volume=32768 {APPROVED}"),
        ("aplay", 100, f"-q {APPROVED}"),
        ("afplay", 25, f"-v 0.25 {APPROVED}"),
    ],
)
def test_each_player_is_asked_in_its_own_way(tmp_path: Path, name: str, volume: int, arguments: str) -> None:
    told = tmp_path / "told"
    with speaking(player(tmp_path, name, f'echo "$@" > {told}.new; mv {told}.new {told}')) as speaker:
        speaker.play(APPROVED, volume)
        soon(told.exists)
    assert told.read_text().strip() == arguments


def test_a_player_without_a_volume_gets_the_quieter_sound(tmp_path: Path) -> None:
    told = tmp_path / "told"
    with speaking(player(tmp_path, "aplay", f"cat > {told}.new; mv {told}.new {told}")) as speaker:
        speaker.play(APPROVED, 50)
        soon(told.exists)
    assert told.read_bytes() == scaled(APPROVED, 50)


def test_half_the_volume_is_half_the_height(tmp_path: Path) -> None:
    (tmp_path / "half.wav").write_bytes(scaled(APPROVED, 50))
    peaks = []
    for path in (APPROVED, tmp_path / "half.wav"):
        with wave.open(str(path)) as file:
            peaks.append(max(memoryview(file.readframes(file.getnframes())).cast("h")))
    assert peaks[1] == pytest.approx(peaks[0] / 2, abs=1)


def test_without_a_player_it_is_said_once_and_nothing_happens(caplog: pytest.LogCaptureFixture) -> None:
    with speaking(lambda _: None) as speaker:
        for _ in range(5):
            speaker.play(APPROVED)
        assert speaker.trouble == "sound_no_player"
    assert [record.message for record in caplog.records if record.levelno >= logging.WARNING] == [
        "no sound: sound_no_player"
    ]


def test_a_player_that_fails_is_said_once_and_forgiven_when_it_plays_again(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    broken = tmp_path / "broken"
    broken.touch()
    with speaking(player(tmp_path, "paplay", f"test ! -e {broken}")) as speaker:

        def trouble() -> str | None:
            speaker.play(APPROVED)
            time.sleep(0.05)
            return speaker.trouble

        soon(lambda: trouble() == "sound_failed")
        trouble()
        assert len(caplog.records) == 1
        broken.unlink()
        soon(lambda: trouble() is None)


def test_a_player_that_hangs_holds_nobody_up(tmp_path: Path) -> None:
    with speaking(player(tmp_path, "aplay", "exec sleep 60")) as speaker:
        began = time.monotonic()
        for _ in range(100):
            speaker.play(APPROVED, 50)
        assert time.monotonic() - began < 0.5
        soon(lambda: len(speaker._running) == AT_ONCE)
    assert speaker._running == []


def test_a_missing_file_and_silence_are_no_trouble_for_the_caller(tmp_path: Path) -> None:
    with speaking(player(tmp_path, "aplay", "true")) as speaker:
        speaker.play(tmp_path / "none.wav", 50)
        soon(lambda: speaker.trouble == "sound_failed")
        speaker.play(APPROVED, 0)


def test_on_this_machine_a_speaker_is_made_whatever_is_installed() -> None:
    speaker = Speaker(platform=sys.platform)
    assert speaker.trouble in (None, "sound_no_player")
