import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest


def pos_app(*arguments: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "pos_app", *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


def test_without_a_command_it_says_which_there_are() -> None:
    run = pos_app()
    assert run.returncode == 2
    assert "demo" in run.stderr
    assert "server" in run.stderr


def test_help_is_no_error() -> None:
    run = pos_app("--help")
    assert run.returncode == 0
    assert "demo" in run.stdout


def test_an_unknown_command_is_answered_with_the_known_ones() -> None:
    assert pos_app("fly").returncode == 2


def test_the_server_needs_no_camera_and_no_journal() -> None:
    code = (
        "import sys; import pos_app.server.main; "
        "print([m for m in ('cv2', 'zxingcpp', 'pos_app.till', 'pos_app.sync', 'requests') if m in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert run.stdout.strip() == "[]"


def test_the_till_imports_for_its_first_screen_only_what_that_needs() -> None:
    """Each of these takes a while, and is for a thread, or a screen, that comes later."""
    late = (
        "argon2 cv2 keyring numpy requests urllib3 zxingcpp pos_app.server pos_app.ui.screens.check.screen "
        "pos_app.ui.screens.help.screen pos_app.ui.screens.history.screen pos_app.ui.screens.settings.screen"
    )
    code = (
        "import sys; import pos_app.app, pos_app.ui.desktop; "
        f"print([m for m in {late!r}.split() if m in sys.modules], 'pos_app.ui.shell.window' in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert run.stdout.strip() == "[] True"


def test_a_terminal_that_knows_no_japanese_gets_no_traceback() -> None:
    command = [sys.executable, "-m", "pos_app", "server", "admin", "--lang", "ja", "--help"]
    poor = {**os.environ, "PYTHONIOENCODING": "ascii"}
    run = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False, env=poor)
    assert run.returncode == 0
    assert run.stderr == ""
    assert "--database" in run.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="signals are sent otherwise there")
@pytest.mark.parametrize(("sent", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_demo_that_is_ended_says_no_traceback_and_leaves_no_server(sent: signal.Signals, code: int) -> None:
    command = [sys.executable, "-m", "pos_app", "demo", "--headless"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as run:
        assert run.stdout is not None
        address = run.stdout.readline().split()[-1]
        run.send_signal(sent)
        _, said = run.communicate(timeout=60)
    assert run.returncode == code
    assert said == ""
    with pytest.raises(OSError, match="refused"):
        socket.create_connection(("127.0.0.1", int(address.rpartition(":")[2])), timeout=5).close()


def test_a_reader_that_leaves_gets_no_traceback() -> None:
    command = [sys.executable, "-m", "pos_app", "demo", "--headless", "--camera", "none.png"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as run:
        assert run.stdout is not None
        assert run.stderr is not None
        run.stdout.close()
        said = run.stderr.read()
    assert said == ""


@pytest.mark.skipif(sys.platform == "win32", reason="signals are sent otherwise there")
@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_a_till_that_is_ended_stops_as_if_its_window_was_closed(sent: signal.Signals, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "pos_app", "till", "--data", str(tmp_path), "--server", "http://127.0.0.1:9"]
    silent = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=silent) as run:
        while not (tmp_path / "journal.db").exists():
            assert run.poll() is None
        run.send_signal(sent)
        _, said = run.communicate(timeout=60)
    assert run.returncode == 0
    assert "Traceback" not in said + (tmp_path / "till.log").read_text(encoding="utf-8")


def test_the_tills_options_are_explained() -> None:
    run = pos_app("till", "--help")
    assert run.returncode == 0
    for option in ("--server", "--camera", "--data", "--lang"):
        assert option in run.stdout
