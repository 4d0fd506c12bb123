"""The keyring is a real one: gnome-keyring in a desktop session of its own, with a home that is gone afterwards."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

TOOLS = ("dbus-run-session", "gnome-keyring-daemon")
ROOT = Path(__file__).parents[2]
SECRET = bytes(range(32)).hex()

needs_a_secret_service = pytest.mark.skipif(
    any(shutil.which(tool) is None for tool in TOOLS), reason=f"needs {' and '.join(TOOLS)}"
)


def _steps(folder: Path, *names: str) -> list[str]:
    return [sys.executable, "-W", "error", "-m", "tests.sync.credentials_in_a_session", str(folder), *names]


def _home(folder: Path) -> dict[str, str]:
    home = folder / "home"
    (home / "run").mkdir(mode=0o700, parents=True, exist_ok=True)
    kept = {name: value for name, value in os.environ.items() if name in {"PATH", "LANG", "LC_ALL"}}
    return kept | {
        "HOME": str(home),
        "XDG_RUNTIME_DIR": str(home / "run"),
        "XDG_DATA_HOME": str(home / "share"),
        "XDG_CONFIG_HOME": str(home / "config"),
        "XDG_CACHE_HOME": str(home / "cache"),
    }


def _run(command: list[str], environment: dict[str, str]) -> list[dict[str, object]]:
    done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def _in_session(folder: Path, *names: str, unlocked: bool = True, **more: str) -> list[dict[str, object]]:
    """Run steps in a new desktop session; the same folder has the same home, so the same keyring on disk."""
    unlock = 'printf pw | gnome-keyring-daemon --unlock --components=secrets --daemonize >/dev/null && exec "$@"'
    inner = ["sh", "-c", unlock, "sh"] if unlocked else []
    return _run(["dbus-run-session", "--", *inner, *_steps(folder / "till", *names)], _home(folder) | more)


@needs_a_secret_service
def test_secrets_outlive_the_session_and_can_be_replaced_and_deleted(tmp_path: Path) -> None:
    assert _in_session(tmp_path, "kind", "show", "keep", "show") == [
        {"answer": "secret_service"},
        {"answer": None},
        {"answer": None},
        {"answer": SECRET},
    ]
    assert _in_session(tmp_path, "show", "replace", "delete") == [
        {"answer": SECRET},
        {"answer": [b"new".hex(), (b"\x00\xff" * 256).hex()]},
        {"answer": None},
    ]


@needs_a_secret_service
def test_the_secret_is_in_no_file_as_it_is(tmp_path: Path) -> None:
    _in_session(tmp_path, "keep")
    files = [path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()]
    assert files
    assert not any(bytes.fromhex(SECRET) in content or SECRET.encode() in content for content in files)


@needs_a_secret_service
def test_neither_an_environment_variable_nor_a_configuration_file_lets_another_back_end_in(tmp_path: Path) -> None:
    null = "keyring.backends.null.Keyring"
    configured = _home(tmp_path)["XDG_CONFIG_HOME"] + "/python_keyring"
    Path(configured).mkdir(parents=True)
    Path(configured, "keyringrc.cfg").write_text(f"[backend]\ndefault-keyring={null}\n", encoding="utf-8")
    answers = _in_session(tmp_path, "keep", "show", "kind", PYTHON_KEYRING_BACKEND=null)
    assert answers[1:] == [{"answer": SECRET}, {"answer": "secret_service"}]


@needs_a_secret_service
def test_a_locked_keyring_is_said_to_be_locked(tmp_path: Path) -> None:
    assert _in_session(tmp_path, "keep", "lock_before_opening") == [{"answer": None}, {"fault": "keyring_locked"}]
    assert _in_session(tmp_path, "lock_after_opening") == [{"answer": ["keyring_locked"] * 3}]
    assert _in_session(tmp_path, "show") == [{"answer": SECRET}]


@needs_a_secret_service
def test_a_new_till_does_not_pass_by_a_keyring_that_nobody_unlocks(tmp_path: Path) -> None:
    assert _in_session(tmp_path, "kind", unlocked=False) == [{"fault": "keyring_locked"}]
    assert not (tmp_path / "till" / "credentials.json").exists()
    assert _in_session(tmp_path, "kind") == [{"answer": "secret_service"}]


@needs_a_secret_service
def test_an_emptied_keyring_is_told_from_a_new_till(tmp_path: Path) -> None:
    assert _in_session(tmp_path, "keep", "empty") == [{"answer": None}, {"fault": "keyring_empty"}]


@needs_a_secret_service
def test_an_entry_of_another_form_is_damaged(tmp_path: Path) -> None:
    assert _in_session(tmp_path, "keep", "spoil") == [{"answer": None}, {"fault": "keyring_damaged"}]


@needs_a_secret_service
def test_a_keyring_that_is_missing_today_is_no_reason_to_begin_anew(tmp_path: Path) -> None:
    _in_session(tmp_path, "keep")
    assert _run(_steps(tmp_path / "till", "show"), _home(tmp_path)) == [{"fault": "keyring_missing"}]
    assert _in_session(tmp_path, "show") == [{"answer": SECRET}]


@needs_a_secret_service
def test_two_tills_of_one_user_do_not_see_each_others_secrets(tmp_path: Path) -> None:
    _in_session(tmp_path, "keep")
    (tmp_path / "till").rename(tmp_path / "first")
    assert _in_session(tmp_path, "show", "replace")[0] == {"answer": None}
    (tmp_path / "till").rename(tmp_path / "second")
    (tmp_path / "first").rename(tmp_path / "till")
    assert _in_session(tmp_path, "show") == [{"answer": SECRET}]


def test_without_any_keyring_a_new_till_seals_a_file_and_says_so(tmp_path: Path) -> None:
    pytest.importorskip("secretstorage")
    assert _run(_steps(tmp_path / "till", "kind", "keep", "show"), _home(tmp_path)) == [
        {"answer": "sealed_file"},
        {"answer": None},
        {"answer": SECRET},
    ]
