"""What a technician does wrong when starting or checking a server: said in words, no traceback, nothing begun anew."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from pos_app.server.store.database import key_path, open_database


def server(*arguments: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "pos_app", "server", *arguments]
    environment = {**os.environ, "LANG": "en_US.UTF-8", "LC_ALL": ""}
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False, env=environment)


def books(folder: Path) -> Path:
    path = folder / "server.sqlite"
    open_database(path).close()
    return path


def test_books_that_were_emptied_are_not_begun_anew_in_silence(tmp_path: Path) -> None:
    path = books(tmp_path)
    for rest in tmp_path.glob("server.sqlite*"):
        if rest != key_path(path):
            rest.write_bytes(b"")
    for more in ((), ("--check",)):
        run = server("--port", "0", "--database", str(path), *more)
        assert run.returncode == 3
        assert "empty" in run.stderr
        assert "Traceback" not in run.stderr
    assert path.stat().st_size == 0


def test_a_check_of_an_empty_file_writes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "empty.sqlite"
    path.touch()
    assert server("--check", "--database", str(path)).returncode == 3
    assert path.stat().st_size == 0
    assert not key_path(path).exists()


def test_another_kind_of_file_is_called_what_it_is(tmp_path: Path) -> None:
    path = tmp_path / "letter.sqlite"
    path.write_text("Dear Sir or Madam, this is a letter.")
    run = server("--check", "--database", str(path))
    assert run.returncode == 3
    assert "no database" in run.stderr
    assert not key_path(path).exists()


def test_damage_in_the_middle_is_said_without_a_traceback(tmp_path: Path) -> None:
    path = books(tmp_path)
    content = bytearray(path.read_bytes())
    content[8192:60_000] = os.urandom(60_000 - 8192)
    path.write_bytes(content)
    run = server("--check", "--database", str(path))
    assert run.returncode == 3
    assert "damaged" in run.stderr
    assert "Traceback" not in run.stderr


def test_a_port_in_use_is_said_with_what_to_do(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        run = server("--port", str(port), "--database", str(tmp_path / "server.sqlite"))
    assert run.returncode == 3
    assert "--port" in run.stderr


@pytest.mark.parametrize("wrong", [("--port", "99999"), ("--port", "-1"), ("--port", "x"), ("--host", "")])
def test_an_address_that_is_none_is_a_wrong_usage(tmp_path: Path, wrong: tuple[str, str]) -> None:
    run = server(*wrong, "--database", str(tmp_path / "server.sqlite"))
    assert run.returncode == 2
    assert wrong[0] in run.stderr
    assert "Traceback" not in run.stderr
