"""What the house promises of itself: who may use whom, one cv2, no secrets in resources, tests beside the code."""

import re
import shutil
import subprocess
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
CODE = ROOT / "pos_app"
STORIES = {"benchmarks", "faults", "memory", "scenarios"}
"""Tests of no module of their own: whole stories, bad luck, the benchmarks' own tests."""
SHAPES_ONLY = {"wire"}
"""Nothing but shapes: tried where they are read and written."""


def lint(root: Path) -> "subprocess.CompletedProcess[str]":
    code = "import sys; from importlinter import cli; sys.exit(cli.lint_imports(no_cache=True))"
    return subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=False)


def broken(told: "subprocess.CompletedProcess[str]") -> set[str]:
    return {line.removesuffix(" BROKEN").strip() for line in told.stdout.splitlines() if line.endswith(" BROKEN")}


def test_every_import_contract_is_kept() -> None:
    told = lint(ROOT)
    assert broken(told) == set(), told.stdout
    assert told.returncode == 0, told.stdout + told.stderr
    assert re.search(r"Contracts: ([7-9]|\d\d) kept, 0 broken", told.stdout)


def test_the_contracts_notice_what_they_forbid(tmp_path: Path) -> None:
    """A copy of the house in which each rule is broken once."""
    shutil.copytree(CODE, tmp_path / "pos_app", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for module, line in {
        "domain/money.py": "import pos_app.till.book",
        "server/settings.py": "import pos_app.sync.chain",
        "till/lock.py": "import cv2",
        "till/notice.py": "import requests",
        "till/sale.py": "import keyring",
        "sync/chain.py": "import sqlalchemy",
        "till/events.py": "import pos_app.till.payment",
    }.items():
        with (tmp_path / "pos_app" / module).open("a", encoding="utf-8") as file:
            file.write(f"\n{line}\n")
    assert len(broken(lint(tmp_path))) == 7


def test_a_module_without_a_room_is_named(tmp_path: Path) -> None:
    shutil.copytree(CODE, tmp_path / "pos_app", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    (tmp_path / "pos_app" / "unheard_of.py").touch()
    told = lint(tmp_path)
    assert told.returncode != 0
    assert "unheard_of" in told.stdout + told.stderr


def test_there_is_one_cv2_and_it_brings_no_qt_of_its_own() -> None:
    assert set(packages_distributions()["cv2"]) == {"opencv-python-headless"}


def _resources() -> list[Path]:
    loose = [path for path in CODE.rglob("*") if path.is_file() and path.suffix not in (".py", ".pyc")]
    return [path for path in (ROOT / "resources").rglob("*") if path.is_file()] + loose


def _is_luhn_valid(digits: str) -> bool:
    doubled = [int(d) * (1 + place % 2) for place, d in enumerate(reversed(digits))]
    return sum(n - 9 if n > 9 else n for n in doubled) % 10 == 0


def _card_like(text: str) -> list[str]:
    return [
        run
        for run in re.findall(r"(?<!\d)\d{13,19}(?!\d)", re.sub(r"(?<=\d)[ -](?=\d)", "", text))
        if _is_luhn_valid(run)
    ]


_SECRETS = re.compile(
    r"-----BEGIN [A-Z ]*PRIVATE KEY|AKIA[0-9A-Z]{16}|(?i:bearer|password|secret)\W{1,4}[A-Za-z0-9_-]{20,}"
)


@pytest.mark.parametrize("path", _resources(), ids=lambda path: str(path.relative_to(ROOT)))
def test_no_resource_holds_a_secret_or_what_looks_like_a_card_number(path: Path) -> None:
    text = path.read_bytes().decode("utf-8", "replace")
    assert _card_like(text) == []
    assert _SECRETS.search(text) is None


def test_the_search_finds_what_it_looks_for() -> None:
    assert _card_like("x 4111 1111 1111 1111 y") == ["4111111111111111"]
    assert _card_like("4111111111111112 and 123456789012") == []
    assert _SECRETS.search("Authorization: Bearer abcdefghijklmnopqrstuvwxyz")
    assert _SECRETS.search("-----BEGIN EC PRIVATE KEY-----")


def test_tests_lie_where_the_code_lies() -> None:
    strays = []
    for path in (ROOT / "tests").rglob("test_*.py"):
        folder = path.parent.relative_to(ROOT / "tests")
        if folder.parts and folder.parts[0] not in STORIES and not (CODE / folder).is_dir():
            strays.append(str(path.relative_to(ROOT)))
        assert (path.parent / "__init__.py").exists(), f"{path.parent} is no package"
    assert strays == []


def test_every_room_has_its_tests() -> None:
    rooms = {path.parent.name for path in CODE.glob("*/__init__.py")} - SHAPES_ONLY
    assert {room for room in rooms if not list((ROOT / "tests" / room).rglob("test_*.py"))} == set()
