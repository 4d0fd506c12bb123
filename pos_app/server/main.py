"""``python -m pos_app server``: run the server, check its books (``--check``), or administer it (``admin ...``)."""

import argparse
import errno
import gc
import os
import signal
import socket
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from types import FrameType

import uvicorn

from pos_app.config import DEFAULT_PORT, data_folder
from pos_app.errors import Fault, Refusal, StoreFault
from pos_app.server import admin, seed_demo
from pos_app.server.addresses import is_local, reachable
from pos_app.server.admin import words
from pos_app.server.app import build, protocol_of
from pos_app.server.cards.sandbox.keys import erase_retired
from pos_app.server.context import Context
from pos_app.server.ledger.invariants.check import check, keep_anchor, last_anchor
from pos_app.server.ledger.invariants.verdict import Verdict
from pos_app.server.settings import LOOPBACK, ServerSettings
from pos_app.server.store.database import Database, open_database
from pos_app.server.store.values import moment_text
from pos_app.server.wallet_page import page

EXIT_DONE = 0
EXIT_BROKEN_BOOKS = 1
EXIT_CANNOT_RUN = 3

_BACKLOG = 1024
_KEEP_ALIVE_SECONDS = 75
_STOP_SECONDS = 8
_OPEN_FILES = 8_192
"""Connections need one each; the 1,024 that many systems allow at first are soon used up by phones that wait."""
_COLLECT_EVERY = 20_000
"""Objects made between two looks of the garbage collector; the usual 700 cost a few per cent of each payment."""


def run(argv: Sequence[str]) -> int:
    """Run; gives the exit code: 0 stopped or sound, 1 the books are broken, 2 wrong usage, 3 it can't run."""
    default = data_folder() / "server.sqlite"
    if argv and argv[0] == "admin":
        return admin.run(argv[1:], default_database=default)
    asked = _parser(default).parse_args(argv)
    try:
        return _check(asked.database) if asked.check else _serve(asked)
    except Refusal as refusal:
        sys.stderr.write(words.refusal(refusal, words.language_of(os.environ)) + "\n")
    except Fault as fault:
        sys.stderr.write(words.fault(fault, words.language_of(os.environ)) + "\n")
    return EXIT_CANNOT_RUN


def _parser(default: Path) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m pos_app server",
        description="The till's reference server. 'server admin --help' lists the desk's commands.",
    )
    parser.add_argument("--database", type=Path, default=default, metavar="PATH", help="SQLite file (%(default)s)")
    parser.add_argument("--host", type=_host, default=LOOPBACK, help="address to listen on (%(default)s)")
    parser.add_argument("--port", type=_port, default=DEFAULT_PORT, help="0 takes a free one (%(default)s)")
    parser.add_argument("--seed-demo", action="store_true", help="add a made-up company to try things with")
    parser.add_argument("--check", action="store_true", help="hold every invariant against the books, and end")
    return parser


def _host(text: str) -> str:
    """An empty one, as an unset variable gives, would mean every address of the machine."""
    if not text.strip():
        raise argparse.ArgumentTypeError("is empty")
    return text


def _port(text: str) -> int:
    if not (text.isdecimal() and int(text) < 2**16):
        raise argparse.ArgumentTypeError("is not 0 to 65535")
    return int(text)


def _check(path: Path) -> int:
    """Print every invariant with what it was held against; books that are not there are never begun here."""
    if not path.exists() or path.stat().st_size == 0:
        raise StoreFault("empty" if path.exists() else "unavailable", f"{path} holds no books")
    database = open_database(path)
    try:
        verdicts = database.readers.submit(check).result()
    finally:
        database.close()
    for one in verdicts:
        sys.stdout.write(_line(one))
    return EXIT_DONE if all(one.holds for one in verdicts) else EXIT_BROKEN_BOOKS


def _line(found: Verdict) -> str:
    head = f"{found.invariant:<4} {'ok' if found.holds else 'BROKEN':<6} {found.counted:>9,}  {found.says}\n"
    return head + "".join(f"{'':>24}{violation}\n" for violation in found.violations)


def _serve(asked: argparse.Namespace) -> int:
    settings = ServerSettings(asked.database, asked.host, asked.port)
    listening = _listen(settings)
    try:
        database = open_database(settings.database)
        context = Context(database, settings)
        try:
            if asked.seed_demo:
                seed_demo.seed(database, context.now, context.random)
            if not _is_sound(database, context.now):
                return EXIT_BROKEN_BOOKS
            database.writer.submit(lambda tx: erase_retired(tx, context.now())).result()
            server = _Server(context, seeded=asked.seed_demo)
            _allow_open_files()
            # What is there now stays: the collector need not look at it again and again.
            gc.collect()
            gc.freeze()
            gc.set_threshold(_COLLECT_EVERY)
            server.run(sockets=[listening])
        finally:
            context.hasher.close()
            database.close()
    finally:
        listening.close()
    return EXIT_DONE


def _is_sound(database: Database, now: Callable[[], datetime]) -> bool:
    """Check what came since the last kept head; a server with broken books doesn't start."""
    since = database.readers.submit(last_anchor).result()
    broken = [one for one in database.readers.submit(lambda reader: check(reader, since)).result() if not one.holds]
    for one in broken:
        sys.stderr.write(_line(one))
    if not broken:
        database.writer.submit(lambda tx: keep_anchor(tx, moment_text(now()))).result()
    return not broken


def _listen(settings: ServerSettings) -> socket.socket:
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    try:
        return socket.create_server((settings.host, settings.port), family=family, backlog=_BACKLOG)
    except OSError as error:
        raise Fault("address_taken" if error.errno == errno.EADDRINUSE else "address", error.strerror or "") from error


def _allow_open_files() -> None:
    if sys.platform == "win32":
        return
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = _OPEN_FILES if hard == resource.RLIM_INFINITY else min(_OPEN_FILES, hard)
    if soft != resource.RLIM_INFINITY and soft < most:
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))


def _for_phones(host: str, port: int, *, seeded: bool) -> str:
    """Say what a customer's phone opens, and as whom one can try it."""
    found = reachable(host, port)
    lines = [f"wallet page: {address}{page.PATH}" for address in found]
    if is_local(host):
        lines.append("only this machine can open it; --host 0.0.0.0 lets phones in the same network do so")
    elif not found:
        lines.append(f"wallet page: no network; on this machine http://{LOOPBACK}:{port}{page.PATH}")
    if seeded:
        member = seed_demo.WORLD.members[0]
        lines.append(f"demo member: {member.login_id} / {member.password}")
    return "".join(f"{line}\n" for line in lines)


class _Server(uvicorn.Server):
    """Says where it listens once it does, and lets those go who wait for news when it is to stop."""

    def __init__(self, context: Context, *, seeded: bool = False) -> None:
        application = build(context)
        config = uvicorn.Config(
            application,
            http=protocol_of(application),
            log_config=None,
            access_log=False,
            server_header=False,
            proxy_headers=False,
            lifespan="off",
            ws="none",
            backlog=_BACKLOG,
            timeout_keep_alive=_KEEP_ALIVE_SECONDS,
            timeout_graceful_shutdown=_STOP_SECONDS,
        )
        super().__init__(config)
        self._bell = context.bell
        self._put = application.put
        self._seeded = seeded

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, then say where."""
        await super().startup(sockets)
        self._put.wake()
        for listening in sockets or []:
            host, port = listening.getsockname()[:2]
            shown = f"[{host}]" if ":" in host else host
            sys.stdout.write(f"listening on http://{shown}:{port}\n{_for_phones(host, port, seeded=self._seeded)}")
            sys.stdout.flush()

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Stop on SIGTERM and SIGINT; unlike the framework's own, don't raise them again: there is more to close."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        before = {number: signal.signal(number, self.handle_exit) for number in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        finally:
            for number, action in before.items():
                signal.signal(number, action)

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Stop: answer what is under way, take nothing new."""
        self._bell.close()
        super().handle_exit(sig, frame)
