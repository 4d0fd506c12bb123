import json
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="asks Linux what it keeps private")

ASK = (
    "import ctypes, json, resource; "
    "print(json.dumps([ctypes.CDLL(None).prctl(3, 0, 0, 0, 0), *resource.getrlimit(resource.RLIMIT_CORE)]))"
)
"""See prctl(2), PR_GET_DUMPABLE."""


def told(code: str, *arguments: str) -> list[int]:
    """What a process that runs this says of itself; it began as one that may be dumped."""
    command = ["sh", "-c", 'ulimit -c unlimited 2>/dev/null; exec "$@"', "sh", sys.executable, "-c", code, *arguments]
    run = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)
    answer = json.loads(run.stdout)
    assert isinstance(answer, list)
    return answer


def of_the_till(folder: Path, *options: str) -> list[int]:
    """The till's own command up to where its window would open."""
    code = (
        "import sys; from pos_app import __main__ as program; from pos_app.ui import desktop\n"
        f"def opened(*_):\n    {ASK}\n    return 0\n"
        "desktop.run = opened\n"
        "sys.exit(program.main(sys.argv[1:]))"
    )
    return told(code, "till", "--data", str(folder), *options)


def test_a_till_leaves_no_core_and_lets_nobody_read_its_memory(tmp_path: Path) -> None:
    assert of_the_till(tmp_path) == [0, 0, 0]


def test_a_till_for_tests_is_as_the_system_has_it(tmp_path: Path) -> None:
    assert of_the_till(tmp_path, "--dumpable")[0] == 1


@pytest.mark.parametrize(
    ("command", "module"), [("server", "pos_app.server.main"), ("pad", "pos_app.demo.pad.command")]
)
def test_whoever_else_has_card_keys_leaves_no_core_either(command: str, module: str) -> None:
    code = (
        f"import sys; from pos_app import __main__ as program; import {module} as work\n"
        f"def run(*_):\n    {ASK}\n    return 0\n"
        "work.run = run\n"
        "sys.exit(program.main(sys.argv[1:]))"
    )
    assert told(code, command) == [0, 0, 0]
