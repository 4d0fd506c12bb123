"""Members of the wallet: log-in, log-out, and who holds a token."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import bindparam, insert, select, update

from pos_app.server.problems import Refused
from pos_app.server.staff.tokens import new_token, token_hash
from pos_app.server.staff.tries import What, begin_try, forget_old, forgive, tried
from pos_app.server.store.connection import Reader, Tx
from pos_app.server.store.statements import Statement
from pos_app.server.store.tables.ledger import member
from pos_app.server.store.tables.staff import member_session
from pos_app.server.store.values import moment_text, to_milliseconds
from pos_app.wire.member import MemberSession
from pos_app.wire.problems import ProblemCode

LIFE = timedelta(days=30)
"""How long a phone stays logged in."""

RETRY_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Member:
    """A customer. ``id`` is the table's."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class Judged:
    """A member whose password is to be judged."""

    id: int
    password_hash: str = field(repr=False)


_BY_LOGIN_ID = Statement(
    select(member.c.id, member.c.password_hash).where(member.c.login_id == bindparam("login_id", required=True))
)
_BY_ID = Statement(
    select(member.c.name, member.c.password_hash, member.c.disabled).where(
        member.c.id == bindparam("of", required=True)
    )
)
_BY_TOKEN = Statement(
    select(member.c.id, member.c.name)
    .join_from(member_session, member, member_session.c.member == member.c.id)
    .where(
        member_session.c.token_hash == bindparam("hash", required=True),
        member_session.c.ended_at.is_(None),
        member_session.c.expires_at > bindparam("at", required=True),
        member.c.disabled == 0,
    )
)
_ADD = Statement(
    insert(member_session).values({column.name: bindparam(column.name, required=True) for column in member_session.c})
)
_END = Statement(
    update(member_session)
    .values(ended_at=bindparam("at", required=True))
    .where(member_session.c.token_hash == bindparam("hash", required=True))
)


def begin_member_log_in(tx: Tx, key: bytes, address: str, login_id: str, now: datetime) -> Judged | None:
    """Count the try; gives whose password is to be judged, None where there is nobody.

    ``address`` is where the request comes from. Raises Refused: ``rate_limited``, ``locked``.
    """
    forget_old(tx, now)
    if not begin_try(tx, tried(key, What.ADDRESS, address), now, known=False):
        raise Refused(ProblemCode.RATE_LIMITED, retry_after=RETRY_SECONDS)
    row = tx.one(_BY_LOGIN_ID, login_id=login_id)
    if not begin_try(tx, tried(key, What.MEMBER_LOG_IN, login_id), now, known=row is not None):
        raise Refused(ProblemCode.LOCKED)
    return None if row is None else Judged(row[0], row[1])


def finish_member_log_in(
    tx: Tx, key: bytes, login_id: str, judged: Judged | None, now: datetime, random: Callable[[int], bytes]
) -> MemberSession | ProblemCode:
    """Open a session; ``judged`` is the member whose password was right, None where nothing was."""
    row = tx.one(_BY_ID, of=judged.id) if judged else None
    if row is None or judged is None or row[1] != judged.password_hash:
        return ProblemCode.WRONG_CREDENTIALS
    forgive(tx, tried(key, What.MEMBER_LOG_IN, login_id))
    if row[2]:
        return ProblemCode.FORBIDDEN
    now = to_milliseconds(now)
    session = MemberSession(token=new_token(random), name=row[0], expires_at=now + LIFE)
    tx.run(
        _ADD,
        token_hash=token_hash(session.token),
        member=judged.id,
        made_at=moment_text(now),
        expires_at=moment_text(session.expires_at),
        ended_at=None,
    )
    return session


def member_of(reader: Reader, token: str | None, now: datetime) -> Member:
    """Give who holds this token; raises Refused ``unauthenticated``."""
    row = reader.one(_BY_TOKEN, hash=token_hash(token), at=moment_text(now)) if token else None
    if row is None:
        raise Refused(ProblemCode.UNAUTHENTICATED)
    return Member(row[0], row[1])


def end_member_session(tx: Tx, token: str | None, now: datetime) -> None:
    """Log this phone out; raises Refused ``unauthenticated`` when it is not logged in."""
    member_of(tx, token, now)
    tx.run(_END, hash=token_hash(token or ""), at=moment_text(now))
