"""Which terminal is asking: told from its credential, which only that till holds."""

import hashlib
from dataclasses import dataclass

from sqlalchemy import bindparam, select

from pos_app.errors import Bug
from pos_app.server.problems import Refused
from pos_app.server.store.connection import Reader, Row
from pos_app.server.store.statements import Statement
from pos_app.server.store.tables.places import store, terminal
from pos_app.wire.problems import ProblemCode
from pos_app.wire.store import ClerkVoids

CREDENTIAL_LENGTH = 43


@dataclass(frozen=True, slots=True)
class Terminal:
    """A terminal and what of its store the rules need; ``limit`` is the highest amount of one payment, in yen."""

    number: int
    terminal_id: str
    epoch: int
    disabled: bool
    store: int
    company: int
    store_code: str
    store_name: str
    limit: int
    clerk_voids: ClerkVoids


_TERMINAL = select(
    terminal.c.number,
    terminal.c.id,
    terminal.c.epoch,
    terminal.c.disabled,
    terminal.c.store,
    store.c.company,
    store.c.code,
    store.c.name,
    store.c.payment_limit,
    store.c.clerk_voids,
).join_from(terminal, store, terminal.c.store == store.c.id)
_BY_CREDENTIAL = Statement(_TERMINAL.where(terminal.c.credential_hash == bindparam("credential_hash")))
_BY_NUMBER = Statement(_TERMINAL.where(terminal.c.number == bindparam("number")))


def credential_hash(credential: str) -> bytes:
    """Give what is kept of a credential: its SHA-256. 256 random bits need no salt."""
    return hashlib.sha256(credential.encode()).digest()


def authenticate(reader: Reader, credential: str | None) -> Terminal:
    """Give the terminal that holds this credential, disabled or not.

    Raises Refused ``unauthenticated`` where there is none, also for a credential that a later activation replaced.
    """
    if credential is None or len(credential) != CREDENTIAL_LENGTH:
        raise Refused(ProblemCode.UNAUTHENTICATED)
    key = credential_hash(credential)
    # Only a terminal that was found is remembered: otherwise guesses would fill the memory.
    return reader.remember(("terminal", key), lambda: _found(reader, key))


def terminal_by_number(reader: Reader, number: int) -> Terminal:
    """Give a terminal that is on the books; raises Bug where there is none."""
    row = reader.one(_BY_NUMBER, number=number)
    if row is None:
        raise Bug(f"no terminal {number}")
    return _terminal(row)


def _found(reader: Reader, key: bytes) -> Terminal:
    row = reader.one(_BY_CREDENTIAL, credential_hash=key)
    if row is None:
        raise Refused(ProblemCode.UNAUTHENTICATED)
    return _terminal(row)


def _terminal(row: Row) -> Terminal:
    number, terminal_id, epoch, disabled, store_id, company, code, name, limit, clerk_voids = row
    return Terminal(
        number, terminal_id, epoch, bool(disabled), store_id, company, code, name, limit, ClerkVoids(clerk_voids)
    )
