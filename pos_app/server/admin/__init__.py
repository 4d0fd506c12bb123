"""The desk's commands: ``python -m pos_app server admin ...``. They work on the database while the server runs, too."""

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from pos_app.errors import Fault, Refusal
from pos_app.server.admin import words
from pos_app.server.admin.commands import COMMANDS, Desk
from pos_app.server.admin.parser import parse, split
from pos_app.server.staff.hashing import Cost, Hasher
from pos_app.server.store.database import open_database

EXIT_DONE = 0
EXIT_REFUSED = 1
EXIT_USAGE = 2
EXIT_BROKEN = 3


def run(
    argv: Sequence[str],
    *,
    default_database: Path = Path("server.sqlite"),
    environment: Mapping[str, str] = os.environ,
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
    random: Callable[[int], bytes] = os.urandom,
    cost: Cost = Cost(),  # noqa: B008 - frozen
) -> int:
    """Run one command; what it says goes to stdout, what is wrong to stderr.

    Gives the exit code: 0 done, 1 refused, 2 not how the command is written, 3 the database can't be used.
    """
    language = words.language_of(environment)
    try:
        line = split(argv, language, default_database)
        language = line.language
        asked = parse(line)
        database = open_database(line.database, random)
        hasher = Hasher(cost, random(32))
        try:
            said = COMMANDS[asked.command](Desk(database, hasher, now, random, language), asked)
        finally:
            hasher.close()
            database.close()
    except Refusal as error:
        sys.stderr.write(words.refusal(error, language) + "\n")
        return EXIT_USAGE if error.code == "usage" else EXIT_REFUSED
    except Fault as error:
        sys.stderr.write(words.fault(error, language) + "\n")
        return EXIT_BROKEN
    sys.stdout.write(said + "\n")
    return EXIT_DONE
