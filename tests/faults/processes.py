"""Real processes, made to be killed: started again and again, their last words kept."""

import socket
import subprocess
import sys
import threading
from collections import deque
from pathlib import Path
from types import TracebackType

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 40.0


class Process:
    """``python -m ...``; :meth:`start` waits until a line with ``greeting`` is printed. Its errors go to ``log``."""

    def __init__(self, arguments: list[str], greeting: str, log: Path) -> None:
        self.arguments = arguments
        self.lines: deque[str] = deque(maxlen=1_000)
        self.starts = 0
        self._greeting = greeting
        self._log = log
        self._process: subprocess.Popen[str] | None = None
        self._greeted = threading.Event()
        self._listener: threading.Thread | None = None

    def __enter__(self) -> "Process":
        self.start()
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self.kill()

    def start(self, *, wait: bool = True) -> None:
        self.starts += 1
        self._greeted = threading.Event()
        with self._log.open("ab") as errors:
            self._process = subprocess.Popen(
                [sys.executable, "-m", *self.arguments],
                stdout=subprocess.PIPE,
                stderr=errors,
                text=True,
                encoding="utf-8",
                cwd=ROOT,
            )
        self._listener = threading.Thread(target=self._listen, args=(self._process, self._greeted), daemon=True)
        self._listener.start()
        if wait:
            self.wait_until_ready()

    def wait_until_ready(self) -> None:
        assert self._greeted.wait(START_SECONDS), f"{self.arguments[0]} did not start: {self.last_words()}"
        assert self.is_running or self.exit_code == 0, self.last_words()

    @property
    def is_ready(self) -> bool:
        return self._greeted.is_set()

    @property
    def is_running(self) -> bool:
        return self._process is not None and self._process.poll() is None

    @property
    def exit_code(self) -> int | None:
        return self._process.poll() if self._process else None

    def wait(self, seconds: float) -> None:
        if self._process is not None:
            self._process.wait(seconds)

    def hear_all(self) -> None:
        """Once it has ended: everything that it said is in ``lines``."""
        if self._listener is not None:
            self._listener.join(START_SECONDS)

    def kill(self) -> None:
        """As a power cut would: SIGKILL."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()

    def stop(self) -> None:
        """Politely."""
        if self._process is not None:
            self._process.terminate()
            self._process.wait(START_SECONDS)

    def last_words(self) -> str:
        said = self._log.read_text(encoding="utf-8", errors="replace")[-4_000:] if self._log.exists() else ""
        return "\n".join([*list(self.lines)[-5:], said])

    def _listen(self, process: "subprocess.Popen[str]", greeted: threading.Event) -> None:
        if process.stdout is None:
            return
        with process.stdout:
            for line in process.stdout:
                self.lines.append(line.strip())
                if self._greeting in line:
                    greeted.set()
        greeted.set()


def run(*arguments: str) -> "subprocess.CompletedProcess[str]":
    """``python -m ...`` to its end."""
    return subprocess.run(
        [sys.executable, "-m", *arguments], capture_output=True, text=True, encoding="utf-8", cwd=ROOT, check=False
    )


def free_port() -> int:
    """One that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
