"""The commands: ``python -m pos_app till | server | demo | pad | doctor | screens``."""

import argparse
import io
import logging
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

_USAGE = """usage: python -m pos_app COMMAND ...

commands:
  demo      try everything: a till, a customer's phone beside it, a server (--headless: told without a window)
  doctor    check camera, server, clock, disk, records and secrets of this till, also while it runs
  pad       be an encrypting pad to key cards with, where there is no real one (--injection FILE)
  screens   draw every screen in every state to build/screens/
  till      show the till's window (--server URL, --camera X, --pad PORT, --data FOLDER)
  server    run the reference server, check its books (--check) or administer it (server admin --help)
"""


def _server(arguments: Sequence[str]) -> int:
    from pos_app import log
    from pos_app.devices.tenkey import hygiene
    from pos_app.server import main

    hygiene.keep_memory_private()  # It opens card numbers, and has the keys to do so.
    log.configure(level=logging.WARNING)
    return main.run(arguments)


def _demo(arguments: Sequence[str]) -> int:
    from pos_app.demo import command

    return command.run(arguments)


def _doctor(arguments: Sequence[str]) -> int:
    from pos_app import app, log
    from pos_app.till import doctor

    log.configure(Path(os.devnull))
    return doctor.main(arguments, app.inspections_from_outside)


def _pad(arguments: Sequence[str]) -> int:
    from pos_app.demo.pad import command
    from pos_app.devices.tenkey import hygiene

    hygiene.keep_memory_private()
    return command.run(arguments)


def _screens(arguments: Sequence[str]) -> int:
    from pos_app.demo import screens

    return screens.run(arguments)


def _till(arguments: Sequence[str]) -> int:
    from pos_app import config, log
    from pos_app.app import App, renew_secrets
    from pos_app.devices.tenkey import hygiene
    from pos_app.ui import desktop
    from pos_app.ui.bridge import Bridge

    parser = argparse.ArgumentParser(prog="pos_app till", description="The till's window.")
    parser.add_argument("--server", metavar="URL", help="where the server is")
    parser.add_argument("--camera", metavar="X", help="a camera's number, a file or an address")
    parser.add_argument("--pad", metavar="PORT", help="an encrypting tenkey's port, or socket://address:port")
    parser.add_argument("--ca-file", metavar="FILE", type=Path, help="a certificate to trust besides the usual ones")
    parser.add_argument("--data", metavar="FOLDER", type=Path, help="where this till keeps its records")
    parser.add_argument("--lang", choices=("ja", "en"), help="language until somebody logs in")
    parser.add_argument("--dumpable", action="store_true", help="let tests read this process's memory; never in a shop")
    wish = parser.parse_args(arguments)
    if not wish.dumpable:
        hygiene.keep_memory_private()
    settings = config.till_settings(
        folder=wish.data, server=wish.server, camera=wish.camera, ca_file=wish.ca_file, pad=wish.pad
    )
    try:
        settings.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        log.configure(settings.folder / "till.log")
    except OSError:
        log.configure()  # The window says that there is no such folder.

    def open_till(bridge: Bridge) -> desktop.OpenedTill:
        app = App(settings, publish=bridge.publish, wake=bridge.wake)
        notice = "journal_damaged" if app.opened.set_aside is not None else None
        return desktop.OpenedTill(
            app.till, app.preview, app.start_without_camera, app.stop, notice, start_camera=app.scanner.start
        )

    opener = desktop.Opener(open_till, lambda: renew_secrets(settings), settings.folder)
    return desktop.run(opener, wish.lang, config.language())


# Each command imports only what it runs: a server needs no camera, a till no database.
_COMMANDS: dict[str, Callable[[Sequence[str]], int]] = {
    "demo": _demo,
    "doctor": _doctor,
    "pad": _pad,
    "screens": _screens,
    "server": _server,
    "till": _till,
}


_EXIT_READER_LEFT = 1
_EXIT_INTERRUPTED = 130
"""As shells say it: 128 and the number of SIGINT."""


def main(arguments: Sequence[str]) -> int:
    """Run a command; returns its exit code. Ctrl-C, a reader that leaves and a poor terminal end in no traceback."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    try:
        code = _run(arguments)
        sys.stdout.flush()
    except KeyboardInterrupt:
        return _EXIT_INTERRUPTED
    except BrokenPipeError:
        # What is left in the buffer would fail again at the interpreter's end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _EXIT_READER_LEFT
    return code


def _run(arguments: Sequence[str]) -> int:
    command = _COMMANDS.get(arguments[0]) if arguments else None
    if command is None:
        asked_for_help = bool(arguments) and arguments[0] in ("-h", "--help")
        (sys.stdout if asked_for_help else sys.stderr).write(_USAGE)
        return 0 if asked_for_help else 2
    return command(arguments[1:])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
