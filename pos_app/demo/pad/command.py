"""``python -m pos_app pad``: an encrypting pad to key cards with, where there is no real one."""

import argparse
import logging
import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from types import FrameType

from pos_app import config, log
from pos_app.demo.display import can_show_windows
from pos_app.demo.pad.headless import Lines
from pos_app.demo.pad.injected import InjectedKey
from pos_app.demo.pad.links import Link, PtyLink, SocketLink
from pos_app.demo.pad.machine import PadMachine
from pos_app.demo.pad.mischief import Mischief
from pos_app.demo.pad.simulated import SimulatedPad
from pos_app.demo.telling import Teller
from pos_app.errors import Fault

HOST, PORT = "127.0.0.1", 8771
"""Where a till looks for a pad in the network unless told otherwise (T-03)."""

_EXIT_TERMINATED = 143
"""As shells say it: 128 and the number of SIGTERM."""


def run(arguments: Sequence[str]) -> int:
    """Be a pad until it is closed; the exit code is 1 where it can't be one."""
    wish = _parser().parse_args(arguments)
    teller = Teller(wish.lang)
    log.configure(wish.log, level=logging.INFO)
    signal.signal(signal.SIGTERM, _leave)
    try:
        machine = PadMachine(InjectedKey.of(wish.injection), hexed=wish.hex)
        machine.mischief = None if wish.misbehave is None else Mischief(wish.misbehave)
        pad = SimulatedPad(machine, _link(wish), trouble=teller.detail)
        pad.start()
    except Fault as fault:
        teller.step(fault.reason)
        return 1
    try:
        teller.step("pad_at", address=pad.address)
        if not wish.headless and can_show_windows():
            from pos_app.demo.pad import window  # Qt only where there is something to draw on.

            return window.run(pad, wish.lang, end_with=sys.stdin if wish.end_with_input else None)
        teller.detail("pad_lines", mischief=" ".join(Mischief))
        Lines(pad, teller).run(sys.stdin)
    finally:
        pad.stop()
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="pos_app pad", description="A simulated pad that encrypts a card's number before it leaves the pad."
    )
    parser.add_argument(
        "--injection", metavar="FILE", type=Path, required=True, help="its key: pos_app server admin pad add --out FILE"
    )
    where = parser.add_mutually_exclusive_group()
    where.add_argument("--listen", metavar="[HOST:]PORT", default=f"{HOST}:{PORT}", help="be at this network address")
    where.add_argument("--pty", action="store_true", help="be a serial port (a pseudo terminal) instead")
    where.add_argument("--pty-name", metavar="PATH", type=Path, help="the same, always by this name")
    parser.add_argument("--hex", action="store_true", help="send text, as a pad does that is set up as a keyboard")
    parser.add_argument("--misbehave", choices=list(Mischief), help="what goes wrong")
    parser.add_argument("--headless", action="store_true", help="read what is keyed line by line, without a window")
    parser.add_argument("--end-with-input", action="store_true", help="close the window where standard input ends")
    parser.add_argument("--lang", choices=("ja", "en"), default=config.language(), help="language of the words")
    parser.add_argument("--log", metavar="FILE", type=Path, default=Path(os.devnull), help="where the log goes")
    return parser


def _link(wish: argparse.Namespace) -> Link:
    if wish.pty or wish.pty_name is not None:
        return PtyLink(wish.pty_name)
    host, _, port = wish.listen.rpartition(":")
    if not (port.isascii() and port.isdecimal() and int(port) < 1 << 16):
        raise Fault("pad_no_link")
    return SocketLink(host or HOST, int(port))


def _leave(number: int, frame: FrameType | None) -> None:
    del number, frame
    raise SystemExit(_EXIT_TERMINATED)
