"""The commands: ``python -m pos_app server | demo``."""

import sys
from collections.abc import Callable, Sequence

_USAGE = """usage: python -m pos_app COMMAND ...

commands:
  demo      take a real sale and void it: server, customer and camera included
  server    run the reference server, check its books (--check) or administer it (server admin --help)
"""


def _server(arguments: Sequence[str]) -> int:
    from pos_app.server import main

    return main.run(arguments)


def _demo(arguments: Sequence[str]) -> int:
    from pos_app.demo import command

    return command.run(arguments)


# Each command imports only what it runs: a server needs no camera, a till no database.
_COMMANDS: dict[str, Callable[[Sequence[str]], int]] = {"demo": _demo, "server": _server}


def main(arguments: Sequence[str]) -> int:
    """Run a command; returns its exit code."""
    command = _COMMANDS.get(arguments[0]) if arguments else None
    if command is None:
        asked_for_help = bool(arguments) and arguments[0] in ("-h", "--help")
        (sys.stdout if asked_for_help else sys.stderr).write(_USAGE)
        return 0 if asked_for_help else 2
    return command(arguments[1:])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
