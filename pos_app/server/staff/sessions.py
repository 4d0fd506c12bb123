"""Staff sessions: opaque tokens, hashed at rest, bound to the terminal (requirements rows D-4, D-17).

A session's public id is what operations carry. It is never deleted: a payment that is sent again after log-out still
names it. Only the token dies.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import bindparam, insert, or_, select, update

from pos_app.domain.ids import uuid7
from pos_app.server.problems import Refused
from pos_app.server.staff import accounts
from pos_app.server.staff.accounts import Account
from pos_app.server.staff.password_flow import GRACE, must_change
from pos_app.server.staff.rights import Place, may, rights_in_order, works_at
from pos_app.server.staff.tokens import new_token, token_hash
from pos_app.server.store.connection import Reader, Tx
from pos_app.server.store.statements import Statement
from pos_app.server.store.tables.staff import staff_session
from pos_app.server.store.values import moment, moment_text, to_milliseconds
from pos_app.server.terminals import Terminal
from pos_app.wire.problems import ProblemCode
from pos_app.wire.staff import Right, Session

LIFE = timedelta(hours=16)
"""The longest working day; then one logs in anew."""

RESTRICTED_LIFE = GRACE
"""A session that opens nothing but the change of password."""

_OPEN = staff_session.c.ended_at.is_(None)
_ADD = Statement(
    insert(staff_session).values({column.name: bindparam(column.name, required=True) for column in staff_session.c})
)
_BY_TOKEN = Statement(
    select(
        staff_session.c.id,
        staff_session.c.staff,
        staff_session.c.terminal,
        staff_session.c.restricted,
        staff_session.c.expires_at,
    ).where(staff_session.c.token_hash == bindparam("hash", required=True), _OPEN)
)
_END = Statement(
    update(staff_session)
    .where(staff_session.c.id == bindparam("session", required=True), _OPEN)
    .values(ended_at=bindparam("at", required=True))
)
_END_OF_STAFF = Statement(
    update(staff_session)
    .where(
        staff_session.c.staff == bindparam("of", required=True),
        or_(bindparam("here", required=True).is_(None), staff_session.c.terminal == bindparam("here", required=True)),
        _OPEN,
    )
    .values(ended_at=bindparam("at", required=True))
)
_END_ON_TERMINAL = Statement(
    update(staff_session)
    .where(staff_session.c.terminal == bindparam("here", required=True), _OPEN)
    .values(ended_at=bindparam("at", required=True))
)


@dataclass(frozen=True, slots=True)
class Staffer:
    """Somebody with a live session on this terminal. ``restricted``: may change the password and nothing else."""

    session: UUID
    account: Account
    restricted: bool
    expires_at: datetime


def place(terminal: Terminal) -> Place:
    """Say where a terminal stands."""
    return Place(terminal.company, terminal.store)


def open_session(
    tx: Tx, account: Account, terminal: Terminal, now: datetime, random: Callable[[int], bytes]
) -> Session:
    """Open a session with a new token and end the same person's earlier ones on this terminal."""
    now = to_milliseconds(now)
    restricted = must_change(account.password)
    token = new_token(random)
    staffer = Staffer(uuid7(now, random), account, restricted, now + (RESTRICTED_LIFE if restricted else LIFE))
    tx.run(_END_OF_STAFF, of=account.id, here=terminal.number, at=moment_text(now))
    tx.run(
        _ADD,
        id=staffer.session.bytes,
        token_hash=token_hash(token),
        staff=account.id,
        terminal=terminal.number,
        role=account.role.value,
        restricted=int(restricted),
        made_at=moment_text(now),
        expires_at=moment_text(staffer.expires_at),
        ended_at=None,
    )
    return described(staffer, token)


def described(staffer: Staffer, token: str) -> Session:
    """Say what the till is told of a session."""
    account = staffer.account
    return Session(
        session=staffer.session,
        token=token,
        staff=account.public_id,
        staff_number=account.number,
        name=account.name,
        role=account.role,
        rights=() if staffer.restricted else rights_in_order(account.role),
        language=account.language,
        password_change_needed=staffer.restricted,
        pin_verifier=None if staffer.restricted else account.pin_verifier,
        expires_at=staffer.expires_at,
    )


def any_staffer(reader: Reader, terminal: Terminal, token: str | None, now: datetime) -> Staffer:
    """Give who holds this token on this terminal, whatever the session may be used for.

    Raises Refused ``session_needed`` for a token that is unknown, ended, expired, another terminal's, or of somebody
    who was disabled. A lock-out leaves open sessions alone (row D-4).
    """
    row = reader.one(_BY_TOKEN, hash=token_hash(token)) if token else None
    account = accounts.by_id(reader, row[1]) if row else None
    if row is None or account is None or row[2] != terminal.number or now >= moment(row[4]):
        raise Refused(ProblemCode.SESSION_NEEDED)
    if account.disabled or not works_at(account.role, account.home, place(terminal)):
        raise Refused(ProblemCode.SESSION_NEEDED)
    return Staffer(UUID(bytes=row[0]), account, bool(row[3]), moment(row[4]))


def staffer(reader: Reader, terminal: Terminal, token: str | None, now: datetime, *rights: Right) -> Staffer:
    """Give who holds this token and has at least one of ``rights`` (none named: whoever it is).

    Raises Refused: ``session_needed`` as ``any_staffer`` does, ``password_change_needed``, ``forbidden``.
    """
    found = any_staffer(reader, terminal, token, now)
    if found.restricted:
        raise Refused(ProblemCode.PASSWORD_CHANGE_NEEDED)
    if rights and not any(may(found.account.role, right) for right in rights):
        raise Refused(ProblemCode.FORBIDDEN)
    return found


def end_session(tx: Tx, session: UUID, now: datetime) -> None:
    """Log out."""
    tx.run(_END, session=session.bytes, at=moment_text(now))


def end_all_of(tx: Tx, account: Account, now: datetime) -> None:
    """End every session of a person, wherever it is."""
    tx.run(_END_OF_STAFF, of=account.id, here=None, at=moment_text(now))


def end_all_on(tx: Tx, terminal: int, now: datetime) -> None:
    """End every session on a terminal."""
    tx.run(_END_ON_TERMINAL, here=terminal, at=moment_text(now))
