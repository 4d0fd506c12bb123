"""A reference server of one's own: a real process with a seeded database, on a free port of this machine."""

import os
import subprocess
import sys
import threading
from pathlib import Path
from types import TracebackType

from pos_app.errors import ServerFault

START_SECONDS = 30.0
STOP_SECONDS = 10.0
LOOPBACK, ANYWHERE = "127.0.0.1", "0.0.0.0"  # noqa: S104 - only where somebody asks for it
_GREETING = "listening on "


class ServerProcess:
    """Runs from ``with`` to the end of its block. ``port`` 0 takes a free one; :attr:`url` says which.

    ``host`` is the address that it listens on: this machine's own, unless others are to reach it.
    """

    def __init__(
        self,
        database: Path,
        *,
        host: str = LOOPBACK,
        port: int = 0,
        seed_demo: bool = True,
        log: Path | None = None,
    ) -> None:
        self._database = database
        self._host = host
        self._port = port
        self._seed_demo = seed_demo
        self._log = log
        self._process: subprocess.Popen[str] | None = None
        self.url = ""

    def __enter__(self) -> "ServerProcess":
        self.start()
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self.stop()

    def start(self) -> None:
        """Start it and wait until it answers; raises :class:`ServerFault` ``server_did_not_start``."""
        command = [sys.executable, "-m", "pos_app", "server", "--host", self._host, "--port", str(self._port)]
        command += ["--database", str(self._database), *(["--seed-demo"] if self._seed_demo else [])]
        with self._log.open("ab") if self._log else Path(os.devnull).open("ab") as errors:
            self._process = subprocess.Popen(  # noqa: S603 - our own program
                command, stdout=subprocess.PIPE, stderr=errors, text=True, encoding="utf-8"
            )
        watchdog = threading.Timer(START_SECONDS, self._process.kill)
        watchdog.start()
        try:
            self.url = self._read_address(self._process).replace(ANYWHERE, LOOPBACK)
        except BaseException:
            self.stop()
            raise
        finally:
            watchdog.cancel()

    def stop(self) -> None:
        """Ask it to end; after its time it is killed, which loses nothing."""
        process, self._process = self._process, None
        if process is None:
            return
        process.terminate()
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        if process.stdout is not None:
            process.stdout.close()

    def kill(self) -> None:
        """End it at once, as a power cut would."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        if process.stdout is not None:
            process.stdout.close()

    def _read_address(self, process: "subprocess.Popen[str]") -> str:
        if process.stdout is None:
            raise ServerFault("server_did_not_start", "no output")
        for line in process.stdout:
            if _GREETING in line:
                return line.partition(_GREETING)[2].strip()
        raise ServerFault("server_did_not_start", f"exit {process.wait()}")
