"""Log-in, change of password, PIN (requirements rows E-25, E-26, D-1, D-2, D-4, D-17).

Judging a password takes long, so a log-in is three steps: count the try and find the account, judge in another thread,
and then decide on the account as it is by then.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from pos_app.domain import password as password_rules
from pos_app.server.problems import Refused
from pos_app.server.staff import accounts
from pos_app.server.staff.accounts import Account, log_in_tries
from pos_app.server.staff.audit import DONE, Act, record
from pos_app.server.staff.password_flow import Password, PasswordKind, must_change, opens
from pos_app.server.staff.pins import switch_on
from pos_app.server.staff.rights import works_at
from pos_app.server.staff.sessions import Staffer, end_all_of, end_session, open_session, place
from pos_app.server.staff.tries import What, begin_try, forget_old, forgive, tried
from pos_app.server.store.connection import Tx
from pos_app.server.terminals import Terminal
from pos_app.wire.problems import ProblemCode
from pos_app.wire.staff import Session

RETRY_SECONDS = 60


def begin_log_in(tx: Tx, key: bytes, terminal: Terminal, login_id: str, now: datetime) -> Account | None:
    """Count the try; gives the account whose password is to be judged, None where there is none.

    Raises Refused: ``terminal_disabled``, ``rate_limited`` (this till tries too often), ``locked``.
    """
    if terminal.disabled:
        raise Refused(ProblemCode.TERMINAL_DISABLED)
    forget_old(tx, now)
    if not begin_try(tx, tried(key, What.TILL_LOG_IN, terminal.number), now):
        raise Refused(ProblemCode.RATE_LIMITED, retry_after=RETRY_SECONDS)
    account = accounts.by_login_id(tx, terminal.company, login_id)
    if not begin_try(tx, log_in_tries(key, terminal.company, login_id), now, known=account is not None):
        raise Refused(ProblemCode.LOCKED)
    return account


def finish_log_in(
    tx: Tx, key: bytes, terminal: Terminal, judged: Account | None, now: datetime, random: Callable[[int], bytes]
) -> Session | ProblemCode:
    """Open the session; ``judged`` is the account whose password was right, None where nothing was.

    A refusal is given back and not raised, so that its line in the record stays.
    """
    account = accounts.by_id(tx, judged.id) if judged else None
    result = _judge(account, judged, terminal, now)
    if account is not None and result is not ProblemCode.WRONG_CREDENTIALS:
        forgive(tx, log_in_tries(key, terminal.company, account.login_id))
    staff = account.id if account else None
    record(tx, now, Act.LOG_IN, result or DONE, terminal=terminal.number, staff=staff)
    if result is not None or account is None:
        return result or ProblemCode.WRONG_CREDENTIALS
    if not must_change(account.password):
        account = switch_on(tx, key, account)
    elif account.password.used_at is None:
        accounts.mark_used(tx, account, terminal.number, now)
    return open_session(tx, account, terminal, now, random)


def _judge(account: Account | None, judged: Account | None, terminal: Terminal, now: datetime) -> ProblemCode | None:
    if account is None or judged is None or account.password.encoded != judged.password.encoded:
        return ProblemCode.WRONG_CREDENTIALS
    if not opens(account.password, terminal.number, now):
        return ProblemCode.WRONG_CREDENTIALS
    if account.disabled or not works_at(account.role, account.home, place(terminal)):
        return ProblemCode.FORBIDDEN
    return None


def log_out(tx: Tx, terminal: Terminal, who: Staffer, now: datetime) -> None:
    """End the session."""
    end_session(tx, who.session, now)
    record(tx, now, Act.LOG_OUT, terminal=terminal.number, staff=who.account.id)


def check_new_password(new: str, login_id: str, *, same_as_old: bool) -> None:
    """Raise Refused ``password_rule`` for a password against the rules; the detail names those that are broken."""
    broken = password_rules.broken(password_rules.check(new, login_id, same_as_old=same_as_old))
    if broken:
        raise Refused(ProblemCode.PASSWORD_RULE, " ".join(broken))


def change_password(
    tx: Tx, key: bytes, terminal: Terminal, who: Staffer, encoded: str, now: datetime, random: Callable[[int], bytes]
) -> Session:
    """Replace the password; every session of the account ends and this terminal gets a new one."""
    chosen = Password(PasswordKind.CHOSEN, encoded)
    accounts.set_password(tx, who.account, chosen)
    end_all_of(tx, who.account, now)
    forgive(tx, log_in_tries(key, terminal.company, who.account.login_id))
    account = switch_on(tx, key, replace(who.account, password=chosen))
    record(tx, now, Act.CHANGE_PASSWORD, terminal=terminal.number, staff=account.id)
    return open_session(tx, account, terminal, now, random)
