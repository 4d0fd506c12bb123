"""``python -m pos_app demo``."""

import argparse
import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from types import FrameType

from pos_app import config, log
from pos_app.demo.display import can_show_windows
from pos_app.demo.headless import Headless
from pos_app.demo.telling import Teller
from pos_app.errors import Fault, Refusal
from pos_app.till.words import ENGLISH, Words

_EXIT_TERMINATED = 143
"""As shells say it: 128 and the number of SIGTERM."""


def run(arguments: Sequence[str]) -> int:
    """Play the demo; the exit code is 0 when the sale and its void went as they should."""
    parser = argparse.ArgumentParser(
        prog="pos_app demo",
        description="A till, a server and a customer to try everything with; nothing of it stays.",
    )
    parser.add_argument("--headless", action="store_true", help="take a real sale and void it, told without a window")
    parser.add_argument("--lang", choices=("ja", "en"), default=_language(), help="language of the words")
    parser.add_argument(
        "--camera", metavar="FILE", help="a picture, a video or a camera, instead of the simulated phone"
    )
    parser.add_argument("--lan", action="store_true", help="let phones in the same network open the wallet's page")
    parser.add_argument("--log", metavar="FILE", type=Path, default=Path(os.devnull), help="where the log goes")
    wish = parser.parse_args(arguments)
    teller, words = Teller(wish.lang), Words(wish.lang)
    try:
        log.configure(wish.log)
    except OSError:
        teller.step("no_log", file=wish.log)
        return 1
    if wish.camera is not None and not _is_there(wish.camera):
        teller.step("no_file", file=wish.camera)
        return 1
    if not wish.headless:
        if can_show_windows():
            from pos_app.demo import windowed  # Qt only where there is something to draw on.

            return windowed.run(wish.lang, wish.camera, lan=wish.lan)
        teller.detail("no_window")
    signal.signal(signal.SIGTERM, _leave)
    try:
        return Headless(teller, words, wish.camera).run()
    except KeyboardInterrupt:
        teller.detail("interrupted")
        raise
    except Refusal as refusal:
        teller.step("stopped", why=words.text(refusal.code, **refusal.facts))
    except Fault as fault:
        teller.step("stopped", why=words.text(fault.reason))
    return 1


def _language() -> str:
    """The surroundings' language, but English where the terminal can't show Japanese."""
    try:
        "端末".encode(sys.stdout.encoding)
    except UnicodeEncodeError:
        return ENGLISH
    return config.language()


def _is_there(camera: str) -> bool:
    """Whether a camera's number or address was given, or a file that exists."""
    if camera.isdecimal() or "://" in camera:
        return True
    return Path(camera).exists() and not Path(camera).is_dir()


def _leave(number: int, frame: FrameType | None) -> None:
    """End as after an error, so that the demo's server ends with it."""
    del number, frame
    sys.exit(_EXIT_TERMINATED)
