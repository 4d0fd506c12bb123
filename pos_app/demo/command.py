"""``python -m pos_app demo``."""

import argparse
import os
from collections.abc import Sequence
from pathlib import Path

from pos_app import config, log
from pos_app.demo.headless import Headless
from pos_app.demo.telling import Teller
from pos_app.errors import Fault, Refusal
from pos_app.till.words import Words


def run(arguments: Sequence[str]) -> int:
    """Play the demo; the exit code is 0 when the sale and its void went as they should."""
    parser = argparse.ArgumentParser(prog="pos_app demo", description="Take a real sale, and void it.")
    parser.add_argument("--headless", action="store_true", help="without a window")
    parser.add_argument("--lang", choices=("ja", "en"), default=config.language(), help="language of the words")
    parser.add_argument(
        "--camera", metavar="FILE", help="a picture, a video or a camera, instead of the simulated phone"
    )
    parser.add_argument("--log", metavar="FILE", type=Path, default=Path(os.devnull), help="where the log goes")
    wish = parser.parse_args(arguments)
    log.configure(wish.log)
    teller, words = Teller(wish.lang), Words(wish.lang)
    if not wish.headless:
        teller.detail("no_window")
    try:
        return Headless(teller, words, wish.camera).run()
    except Refusal as refusal:
        teller.step("stopped", why=words.text(refusal.code, **refusal.facts))
    except Fault as fault:
        teller.step("stopped", why=words.text(fault.reason))
    return 1
