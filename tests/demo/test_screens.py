"""Pictures as files: the right names and the right sizes, at 100 % and at 200 %."""

import os
import struct
import subprocess
import sys
from pathlib import Path

import pytest


def drawn(folder: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "pos_app", "screens", "--folder", str(folder), *arguments]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=False, env=environment)


def pixels(path: Path) -> tuple[int, int]:
    """A PNG's width and height, from its header (PNG specification, §11.2.1)."""
    width, height = struct.unpack(">II", path.read_bytes()[16:24])
    return width, height


def test_a_picture_is_drawn_in_every_language_theme_and_size(tmp_path: Path) -> None:
    told = drawn(tmp_path, "gallery.outcome.stop")
    assert (told.returncode, told.stderr) == (0, "")
    sizes = {"1024x768": (856, 680), "1920x1080": (1752, 992), "1920x1080@200": (2 * 792, 2 * 452)}
    assert {path.name: pixels(path) for path in tmp_path.iterdir()} == {
        f"gallery.outcome.stop-{language}-{theme}-{size}.png": wanted
        for language in ("ja", "en")
        for theme in ("light", "dark")
        for size, wanted in sizes.items()
    }


def test_one_can_ask_for_less(tmp_path: Path) -> None:
    asked = ("--language", "en", "--theme", "dark", "--size", "1024x768")
    assert drawn(tmp_path, "gallery.outcome.*", *asked).returncode == 0
    assert {path.name for path in tmp_path.iterdir()} == {
        f"gallery.outcome.{name}-en-dark-1024x768.png" for name in ("ok", "wait", "stop")
    }


@pytest.mark.parametrize("size", ["1024x768", "1920x1080@200"])
def test_a_name_that_there_is_not_is_told(size: str, tmp_path: Path) -> None:
    told = drawn(tmp_path, "no.such.picture", "--size", size)
    assert told.returncode == 1
    assert "no.such.picture" in told.stderr
