"""The commands: ``python -m pos_app server | demo``."""

import io
import logging
import os
import sys
from collections.abc import Callable, Sequence

_USAGE = """usage: python -m pos_app COMMAND ...

commands:
  demo      take a real sale and void it: server, customer and camera included
  screens   draw every screen in every state to build/screens/
  server    run the reference server, check its books (--check) or administer it (server admin --help)
"""


def _server(arguments: Sequence[str]) -> int:
    from pos_app import log
    from pos_app.server import main

    log.configure(level=logging.WARNING)
    return main.run(arguments)


def _demo(arguments: Sequence[str]) -> int:
    from pos_app.demo import command

    return command.run(arguments)


def _screens(arguments: Sequence[str]) -> int:
    from pos_app.demo import screens

    return screens.run(arguments)


# Each command imports only what it runs: a server needs no camera, a till no database.
_COMMANDS: dict[str, Callable[[Sequence[str]], int]] = {"demo": _demo, "screens": _screens, "server": _server}


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
