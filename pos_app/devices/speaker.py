"""Plays short sounds by the operating system's own player, and never holds anybody up.

``pw-play``, ``paplay`` or ``aplay`` on Linux, ``afplay`` on macOS, ``winsound`` on Windows. A till without any of them,
or without a loudspeaker, sells in silence: that is said once in the log, and by :attr:`Speaker.trouble`.
"""

import array
import contextlib
import io
import logging
import queue
import shutil
import subprocess
import sys
import threading
import time
import wave
from collections.abc import Callable
from pathlib import Path

PATIENCE_SECONDS = 5.0
"""A player that has not ended by then is ended."""
AT_ONCE = 3
"""More sounds than these at a time are noise: a further one is left out."""
LOUDEST = 100

log = logging.getLogger(__name__)

Command = Callable[[Path, int], list[str]]
Lookup = Callable[[str], str | None]

_PLAYERS: dict[str, Command] = {
    "pw-play": lambda file, volume: [f"--volume={volume / LOUDEST:.2f}", str(file)],
    "paplay": lambda file, volume: [f"--volume={65_536 * volume // LOUDEST}", str(file)],
    "aplay": lambda file, _: ["-q", str(file)],
    "afplay": lambda file, volume: ["-v", f"{volume / LOUDEST:.2f}", str(file)],
}
"""In the order of preference; ``aplay`` knows no volume and gets the scaled sound itself."""


class Speaker:
    """``play`` returns at once; everything else happens on a thread of its own. ``find`` looks up a program."""

    def __init__(self, find: Lookup = shutil.which, platform: str = sys.platform) -> None:
        self._sound = _winsound() if platform == "win32" else None
        self._player = None if self._sound else next((name for name in _PLAYERS if find(name)), None)
        self._path = find(self._player) if self._player else None
        self._queue: queue.Queue[tuple[Path, int] | None] = queue.Queue(AT_ONCE)
        self._running: list[tuple[subprocess.Popen[bytes], float]] = []
        self._thread = threading.Thread(target=self._run, name="speaker", daemon=True)
        self._trouble: str | None = None
        if self._sound is None and self._path is None:
            self._say("sound_no_player")

    @property
    def trouble(self) -> str | None:
        """``sound_no_player``, ``sound_failed`` (there is one, and the last sound was not played), or None."""
        return self._trouble

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self, deadline_seconds: float = 1.0) -> None:
        """End, and every sound with it."""
        with contextlib.suppress(queue.Full):
            self._queue.put_nowait(None)
        self._thread.join(deadline_seconds)

    def play(self, file: Path, volume: int = LOUDEST) -> None:
        """Play a WAV file (PCM, 16 bits) at 0 to 100; silence, where that can't be done now."""
        if volume <= 0 or self._trouble == "sound_no_player":
            return
        with contextlib.suppress(queue.Full):
            self._queue.put_nowait((file, min(volume, LOUDEST)))

    def _run(self) -> None:
        while True:
            try:
                item = self._queue.get(timeout=PATIENCE_SECONDS if self._running else None)
            except queue.Empty:
                self._reap()
                continue
            if item is None:
                self._fall_silent()
                return
            try:
                self._play(*item)
            except (OSError, ValueError, EOFError, RuntimeError, wave.Error) as error:
                log.debug("no sound: %s", error)
                self._say("sound_failed")

    def _play(self, file: Path, volume: int) -> None:
        if self._sound is not None:
            self._sound(scaled(file, volume))
            return
        self._reap()
        if self._path is None or self._player is None or len(self._running) >= AT_ONCE:
            return
        quieter = self._player == "aplay" and volume < LOUDEST
        arguments = _PLAYERS[self._player](Path("-") if quieter else file, volume)
        process = subprocess.Popen(  # noqa: S603 - the operating system's player, on a file of ours
            [self._path, *arguments],
            stdin=subprocess.PIPE if quieter else subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self._running.append((process, time.monotonic()))
        if process.stdin is not None:
            with process.stdin:
                # Some tens of kilobytes fit into the pipe: a player that hangs keeps nobody waiting.
                process.stdin.write(scaled(file, volume))

    def _fall_silent(self) -> None:
        for process, _ in self._running:
            process.kill()
            process.wait()
        self._running.clear()

    def _reap(self) -> None:
        """Take note of the players that have ended, and end those that hang."""
        now = time.monotonic()
        for process, began in list(self._running):
            if process.poll() is None and now - began < PATIENCE_SECONDS:
                continue
            if process.poll() is None:
                process.kill()
            if process.wait() == 0:
                self._trouble = None
            else:
                self._say("sound_failed")
            self._running.remove((process, began))

    def _say(self, trouble: str) -> None:
        if trouble != self._trouble:
            log.warning("no sound: %s", trouble)
        self._trouble = trouble


def scaled(file: Path, volume: int) -> bytes:
    """The WAV file as bytes, made quieter: 0 to 100."""
    with wave.open(str(file), "rb") as before:
        parameters, data = before.getparams(), before.readframes(before.getnframes())
    values = array.array("h", data)
    if sys.byteorder == "big":
        values.byteswap()
    quieter = array.array("h", (value * volume // LOUDEST for value in values))
    if sys.byteorder == "big":
        quieter.byteswap()
    made = io.BytesIO()
    with wave.open(made, "wb") as after:
        after.setparams(parameters)
        after.writeframes(quieter.tobytes())
    return made.getvalue()


if sys.platform == "win32":
    import winsound

    def _winsound() -> Callable[[bytes], None]:
        return lambda data: winsound.PlaySound(data, winsound.SND_MEMORY | winsound.SND_NODEFAULT)
else:

    def _winsound() -> Callable[[bytes], None]:
        raise RuntimeError("winsound is Windows's own")
