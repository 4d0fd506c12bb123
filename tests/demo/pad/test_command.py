"""The pad as a program of its own."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from pos_app.devices.tenkey.events import CardKeyed, PadBack, PadFailed, PadReady, PadTrouble
from tests.devices.tenkey.pads import NUMBER, PRINTED, TDES, Told, tenkey_at

SURROUNDINGS = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}


@pytest.fixture
def injection(tmp_path: Path) -> Path:
    file = tmp_path / "pad.json"
    file.write_text(TDES.model_dump_json(), "utf-8")
    return file


class Program:
    """The running pad, its lines and its words."""

    def __init__(self, *arguments: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "pos_app", "pad", "--lang", "en", "--headless", *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=SURROUNDINGS,
        )
        assert self.process.stdout is not None
        self.address = self.process.stdout.readline().strip().rpartition(" ")[2]

    def say(self, *lines: str) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write("".join(line + "\n" for line in lines))
        self.process.stdin.flush()

    def end(self) -> int:
        _, _ = self.process.communicate(timeout=30)
        return self.process.returncode


@pytest.fixture
def program(injection: Path) -> Iterator[Program]:
    program = Program("--injection", str(injection), "--listen", "0")
    yield program
    program.process.kill()
    program.end()


def test_it_keys_a_card_that_is_read_line_by_line(program: Program) -> None:
    told = Told()
    with tenkey_at(program.address, told) as tenkey:
        told.until(PadBack)
        tenkey.begin(1, 60, None)
        told.until(PadReady)
        program.say("wait", NUMBER, PRINTED)
        assert told.until(CardKeyed).last3 == "111"
        program.say("time-out", "no such word")
        tenkey.begin(2, 60, None)
        assert told.until(PadFailed) == PadFailed(2, PadTrouble.TIMED_OUT)
        program.say("behave", "unplug")
        assert told.until(PadFailed).trouble is PadTrouble.DISCONNECTED
        program.say("plug")
        told.until(PadBack)
    program.say("quit")
    assert program.end() == 0


def test_it_ends_where_its_input_ends(program: Program) -> None:
    assert program.end() == 0


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
def test_a_signal_ends_it_without_a_traceback(program: Program, number: signal.Signals, code: int) -> None:
    assert program.process.stdout is not None
    program.process.stdout.readline()
    program.process.send_signal(number)
    assert program.end() == code


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130), (None, 0)])
def test_its_window_ends_by_a_signal_or_with_its_input(injection: Path, number: int | None, code: int) -> None:
    name = Path("/dev/shm") / f"pos-pad-{injection.parent.name}"  # noqa: S108
    command = [sys.executable, "-m", "pos_app", "pad", "--injection", str(injection), "--pty-name", str(name)]
    process = subprocess.Popen(
        [*command, "--lang", "en", "--end-with-input"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**SURROUNDINGS, "QT_QPA_PLATFORM": "offscreen"},
    )
    try:
        assert process.stdout is not None
        process.stdout.readline()
        told = Told()
        with tenkey_at(str(name), told):
            told.until(PadBack)
        if number is not None:
            process.send_signal(number)
            process.wait(30)
        _, errors = process.communicate(timeout=30)
    finally:
        process.kill()
    assert (process.returncode, errors) == (code, "")
    assert not name.is_symlink()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo terminals")
def test_it_can_be_a_serial_port(injection: Path) -> None:
    program, told = Program("--injection", str(injection), "--pty", "--hex"), Told()
    try:
        assert program.address.startswith("/dev/")
        with tenkey_at(program.address, told) as tenkey:
            tenkey.begin(1, 60, None)
            told.until(PadReady)
            program.say(NUMBER, PRINTED)
            assert told.until(CardKeyed).last3 == "111"
    finally:
        program.process.kill()
        program.end()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--injection", "none.json"], "no such injection file"),
        (["--injection", "{injection}", "--listen", "99999"], "can't be at this address"),
        (["--injection", "{injection}", "--listen", "203.0.113.1:1"], "can't be at this address"),
    ],
)
def test_what_it_cant_be_it_says(injection: Path, arguments: list[str], said: str) -> None:
    command = [argument.format(injection=injection) for argument in arguments]
    done = subprocess.run(
        [sys.executable, "-m", "pos_app", "pad", "--lang", "en", "--headless", *command],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 1
    assert said in done.stdout
    assert done.stderr == ""


def test_without_an_injection_it_is_not_even_begun() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pos_app", "pad"], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 2
    assert "--injection" in done.stderr
