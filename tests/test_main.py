import subprocess
import sys


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
