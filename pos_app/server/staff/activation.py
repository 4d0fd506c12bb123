"""A till becomes a terminal: 端末ID and 端末パスワード for a credential of its own (rows E-22..E-24, D-3)."""

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import BindParameter, FromClause, bindparam, func, insert, select, update

from pos_app.domain import payment_number
from pos_app.errors import Bug
from pos_app.server.problems import Refused
from pos_app.server.staff.audit import DONE, Act, record
from pos_app.server.staff.sessions import end_all_on
from pos_app.server.staff.terminal_info import terminal_info
from pos_app.server.staff.tries import Tried, What, begin_try, forget_old, forgive, is_spent, tried
from pos_app.server.store.connection import Reader, Tx
from pos_app.server.store.statements import Statement
from pos_app.server.store.tables.cards import card_intent
from pos_app.server.store.tables.operations import operation
from pos_app.server.store.tables.places import terminal
from pos_app.server.store.tables.staff import activation, terminal_password
from pos_app.server.store.values import moment_text
from pos_app.server.terminals import credential_hash
from pos_app.wire.problems import ProblemCode
from pos_app.wire.store import Activated, ActivationBody, TerminalInfo

RETRY_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Candidate:
    """A terminal that somebody wants to be; ``used``: its password has been."""

    number: int
    epoch: int
    disabled: bool
    password_hash: str = field(repr=False)
    used: bool


_OF = terminal.c.number == bindparam("of", required=True)
_CANDIDATE = Statement(
    select(
        terminal.c.number,
        terminal.c.epoch,
        terminal.c.disabled,
        terminal_password.c.password_hash,
        terminal_password.c.used_at,
    )
    .join_from(terminal, terminal_password, terminal_password.c.terminal == terminal.c.number)
    .where(terminal.c.id == bindparam("terminal_id", required=True))
)
_KNOWN = Statement(
    select(activation.c.terminal, activation.c.epoch, activation.c.credential_hash, activation.c.feed_from).where(
        activation.c.id == bindparam("activation", required=True)
    )
)
_HOLDER = Statement(
    select(terminal.c.number).where(terminal.c.credential_hash == bindparam("credential_hash", required=True))
)
_CURRENT = Statement(select(terminal.c.id, terminal.c.credential_hash, terminal.c.disabled).where(_OF))
_ROTATE = Statement(
    update(terminal)
    .where(_OF)
    .values(credential_hash=bindparam("credential_hash", required=True), epoch=bindparam("epoch", required=True))
)
_USE_UP = Statement(
    update(terminal_password)
    .where(terminal_password.c.terminal == bindparam("of", required=True))
    .values(used_at=bindparam("at", required=True))
)
_ADD = Statement(
    insert(activation).values({column.name: bindparam(column.name, required=True) for column in activation.c})
)
_ISSUE_AGAIN = Statement(
    update(terminal_password)
    .where(terminal_password.c.terminal == bindparam("of", required=True))
    .values(
        password_hash=bindparam("password_hash", required=True),
        issued_at=bindparam("issued_at", required=True),
        used_at=bindparam("used_at", required=True),
    )
)
_ISSUE = Statement(
    insert(terminal_password).values(
        {column.name: bindparam(column.name, required=True) for column in terminal_password.c}
    )
)


def _highest_number(of: FromClause) -> Statement:
    first: BindParameter[str] = bindparam("first", required=True)
    last: BindParameter[str] = bindparam("last", required=True)
    return Statement(select(func.max(of.c.number)).where(of.c.number >= first, of.c.number <= last))


_HIGHEST_NUMBERS = (_highest_number(operation), _highest_number(card_intent))
"""What the card processor is still being asked about has a number, too."""

_FIRST_OF_EPOCH = Statement(
    select(func.min(operation.c.position)).where(
        operation.c.terminal == bindparam("of", required=True), operation.c.epoch == bindparam("epoch", required=True)
    )
)
_FEED_FROM = Statement(
    select(activation.c.feed_from).where(
        activation.c.terminal == bindparam("of", required=True), activation.c.epoch == bindparam("epoch", required=True)
    )
)
_FEED_END = Statement(select(func.max(operation.c.position)))


def activation_tries(key: bytes, terminal_id: str) -> Tried:
    """Name the tries at a terminal's password, whether there is such a terminal or not."""
    return tried(key, What.ACTIVATION, terminal_id)


def issue_password(tx: Tx, key: bytes, number: int, terminal_id: str, encoded: str, now: datetime) -> None:
    """Replace a terminal's password and count tries anew. An active till stays so until the new one is used."""
    values = {"password_hash": encoded, "issued_at": moment_text(now), "used_at": None}
    if not tx.run(_ISSUE_AGAIN, of=number, **values):
        tx.run(_ISSUE, terminal=number, **values)
    forgive(tx, activation_tries(key, terminal_id))


def is_password_open(reader: Reader, key: bytes, terminal_id: str, now: datetime) -> bool:
    """Say whether a terminal has a password that was neither used nor tried wrongly too often."""
    candidate = _candidate(reader, terminal_id)
    return (
        candidate is not None and not candidate.used and not is_spent(reader, activation_tries(key, terminal_id), now)
    )


def begin_activation(tx: Tx, key: bytes, address: str, terminal_id: str, now: datetime) -> Candidate | None:
    """Count the try; gives the terminal whose password is to be judged, None where there is none.

    ``address`` is where the request comes from. Raises Refused: ``rate_limited``, ``activation_password_spent``.
    """
    forget_old(tx, now)
    if not begin_try(tx, tried(key, What.ADDRESS, address), now, known=False):
        raise Refused(ProblemCode.RATE_LIMITED, retry_after=RETRY_SECONDS)
    candidate = _candidate(tx, terminal_id)
    if not begin_try(tx, activation_tries(key, terminal_id), now, known=candidate is not None):
        raise Refused(ProblemCode.ACTIVATION_PASSWORD_SPENT)
    return candidate


def finish_preview(tx: Tx, key: bytes, terminal_id: str, judged: Candidate | None) -> TerminalInfo | ProblemCode:
    """Say who the till would be; ``judged`` is the terminal whose password was right. Changes nothing but the tries."""
    candidate = _still(tx, terminal_id, judged)
    if candidate is None:
        return ProblemCode.WRONG_CREDENTIALS
    forgive(tx, activation_tries(key, terminal_id))
    return _obstacle(candidate) or terminal_info(tx, candidate.number)


def finish_activation(
    tx: Tx, key: bytes, body: ActivationBody, judged: Candidate | None, now: datetime
) -> Activated | ProblemCode:
    """Give the terminal to this till: the earlier credential and all sessions there are dead, the epoch is one more.

    ``judged`` is the terminal whose password was right.
    """
    candidate = _still(tx, body.terminal_id, judged)
    result = ProblemCode.WRONG_CREDENTIALS if candidate is None else _obstacle(candidate) or _clash(tx, body)
    number = candidate.number if candidate else None
    record(tx, now, Act.ACTIVATE, result or DONE, terminal=number)
    if candidate is None:
        return ProblemCode.WRONG_CREDENTIALS
    forgive(tx, activation_tries(key, body.terminal_id))
    if result is not None:
        return result
    return _activate(tx, body, candidate, now)


def replayed(reader: Reader, body: ActivationBody) -> Activated | None:
    """Answer an activation that was done already, when its answer was lost: same id, same credential, still in force.

    The password isn't judged again: it is used up, and the credential proves more. Raises Refused
    ``terminal_disabled``.
    """
    known = reader.one(_KNOWN, activation=body.activation.bytes)
    given = credential_hash(body.credential)
    if known is None or known[2] != given:
        return None
    number, epoch, _, feed_from = known
    current = reader.one(_CURRENT, of=number)
    if current is None or current[0] != body.terminal_id or current[1] != given:
        return None
    if current[2]:
        raise Refused(ProblemCode.TERMINAL_DISABLED)
    return _activated(reader, number, epoch, feed_from)


def _activate(tx: Tx, body: ActivationBody, candidate: Candidate, now: datetime) -> Activated:
    number, epoch = candidate.number, candidate.epoch + 1
    feed_from = _feed_from(tx, number, epoch)
    hashed = credential_hash(body.credential)
    tx.run(_ROTATE, of=number, credential_hash=hashed, epoch=epoch)
    tx.run(_USE_UP, of=number, at=moment_text(now))
    tx.run(
        _ADD,
        id=body.activation.bytes,
        terminal=number,
        epoch=epoch,
        credential_hash=hashed,
        feed_from=feed_from,
        made_at=moment_text(now),
    )
    end_all_on(tx, number, now)
    return _activated(tx, number, epoch, feed_from)


def _activated(reader: Reader, number: int, epoch: int, feed_from: int) -> Activated:
    return Activated(
        terminal=terminal_info(reader, number), epoch=epoch, count=_count(reader, number), feed_from=feed_from
    )


def _candidate(reader: Reader, terminal_id: str) -> Candidate | None:
    row = reader.one(_CANDIDATE, terminal_id=terminal_id)
    return None if row is None else Candidate(row[0], row[1], bool(row[2]), row[3], used=row[4] is not None)


def _still(tx: Tx, terminal_id: str, judged: Candidate | None) -> Candidate | None:
    """Give the terminal as it is by now, if the password that was right is still its password."""
    now = _candidate(tx, terminal_id) if judged else None
    return now if now and judged and now.password_hash == judged.password_hash else None


def _obstacle(candidate: Candidate) -> ProblemCode | None:
    if candidate.used:
        return ProblemCode.ACTIVATION_PASSWORD_SPENT
    return ProblemCode.TERMINAL_DISABLED if candidate.disabled else None


def _clash(tx: Tx, body: ActivationBody) -> ProblemCode | None:
    """Refuse an id or a credential that was taken before: a till makes both anew for each activation."""
    if tx.one(_KNOWN, activation=body.activation.bytes) is not None:
        return ProblemCode.ID_REUSED
    held = tx.one(_HOLDER, credential_hash=credential_hash(body.credential))
    return None if held is None else ProblemCode.ID_REUSED


def _count(reader: Reader, number: int) -> int:
    """Give the highest count among the terminal's payment numbers (row D-18), 0 where there is none."""
    ends = {"first": f"{number:05}0000000", "last": f"{number:05}9999999"}
    found = [row[0] for one in _HIGHEST_NUMBERS if (row := reader.one(one, **ends)) and row[0] is not None]
    if not found:
        return 0
    parsed = payment_number.parse(max(found))
    if parsed is None:
        raise Bug("a payment number on the books that is none")
    return parsed.count


def _feed_from(tx: Tx, number: int, epoch: int) -> int:
    """Give the feed's position before the first operation of the activation before this one.

    Had that one none, its own ``feed_from``: what its predecessor left open may still be. The first activation begins
    at the feed's end.
    """
    if epoch == 1:
        row = tx.one(_FEED_END)
        return (row[0] or 0) if row else 0
    row = tx.one(_FIRST_OF_EPOCH, of=number, epoch=epoch - 1)
    if row is not None and row[0] is not None:
        return int(row[0]) - 1
    row = tx.one(_FEED_FROM, of=number, epoch=epoch - 1)
    return int(row[0]) if row else 0
