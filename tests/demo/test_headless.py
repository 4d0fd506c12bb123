"""The demo as a person starts it."""

import os
import re
import subprocess
import sys
from pathlib import Path

import cv2

from pos_app.devices.scanner.simulated_phone import draw_phone

SECONDS = 90


def demo(*arguments: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-W", "error", "-m", "pos_app", "demo", "--headless", *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, encoding="utf-8", check=False)


def test_a_sale_and_its_void_are_told_and_everything_agrees() -> None:
    run = demo("--lang", "ja")
    assert run.returncode == 0, run.stderr
    assert run.stderr == ""
    assert "支払い完了 1,000円" in run.stdout
    assert "取消済み" in run.stdout
    assert re.findall(r"残高: ([0-9,]+)円", run.stdout) == ["11,700", "11,700"]
    assert "ご利用可能金額 10,700円" in run.stdout
    assert len(re.findall(r"[0-9a-f]{64}", run.stdout)) == 2


def test_the_same_is_told_in_english_without_a_word_of_the_screens_language() -> None:
    run = demo("--lang", "en")
    assert run.returncode == 0, run.stderr
    names = re.compile("恵那 はな|鈴木 あおい|エーナ食堂")
    assert not re.search(r"[぀-ヿ一-鿿]", names.sub("", run.stdout)), run.stdout


def test_a_picture_is_read_in_place_of_the_simulated_phone(tmp_path: Path) -> None:
    picture = tmp_path / "phone.png"
    cv2.imwrite(str(picture), draw_phone("900081818812345678901234"))
    run = demo("--lang", "ja", "--camera", str(picture))
    assert run.returncode == 0, run.stderr
    assert "PayPay" in run.stdout.splitlines()[-1]


def test_without_a_display_it_is_told_in_words_and_goes_on_headless(tmp_path: Path) -> None:
    picture = tmp_path / "phone.png"
    cv2.imwrite(str(picture), draw_phone("https://example.jp/"))
    displays = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    surroundings = {name: value for name, value in os.environ.items() if name not in displays}
    command = [sys.executable, "-m", "pos_app", "demo", "--lang", "ja", "--camera", str(picture)]
    run = subprocess.run(
        command, env=surroundings, capture_output=True, text=True, timeout=SECONDS, encoding="utf-8", check=False
    )
    assert run.returncode == 0, run.stderr
    assert "画面なしのデモを実行します" in run.stdout.splitlines()[0]
    assert "ホームページ" in run.stdout.splitlines()[-1]


def test_a_picture_that_is_none_is_said_in_words(tmp_path: Path) -> None:
    run = demo("--lang", "ja", "--camera", str(tmp_path / "nothing.png"))
    assert run.returncode == 1
    assert "Traceback" not in run.stdout + run.stderr
    assert "nothing.png が見つかりません" in run.stdout


def test_a_log_that_cannot_be_made_is_said_in_words(tmp_path: Path) -> None:
    run = demo("--lang", "en", "--log", str(tmp_path / "none" / "demo.log"))
    assert run.returncode == 1
    assert run.stderr == ""
    assert "can't be made" in run.stdout
