"""暗証番号: set by the person, judged at approvals, switched off by wrong tries (requirements row D-17)."""

from dataclasses import replace
from datetime import datetime

from pos_app.domain import password as password_rules
from pos_app.server.problems import Refused
from pos_app.server.staff import accounts
from pos_app.server.staff.accounts import Account
from pos_app.server.staff.audit import Act, record
from pos_app.server.staff.sessions import Staffer
from pos_app.server.staff.tries import Tried, What, forgive_on_all_terminals, tried
from pos_app.server.store.connection import Tx
from pos_app.server.terminals import Terminal
from pos_app.wire.problems import ProblemCode


def pin_tries(key: bytes, company: int, number: int, terminal: int | None = None) -> Tried:
    """Name the tries at a person's PIN on one terminal, or (None) those on all of them."""
    return tried(key, What.APPROVAL_PIN, company, number, terminal=terminal)


def check_new_pin(pin: str) -> None:
    """Raise Refused ``pin_rule`` for a PIN against the rules; the detail names those that are broken."""
    broken = password_rules.broken(password_rules.check_pin(pin))
    if broken:
        raise Refused(ProblemCode.PIN_RULE, " ".join(broken))


def set_pin(tx: Tx, terminal: Terminal, who: Staffer, encoded: str, now: datetime) -> Staffer:
    """Replace the PIN; gives the session as it is then.

    A PIN that wrong tries have switched off stays off until the next log-in by password: an open till that somebody
    left alone is not enough to switch it on.
    """
    accounts.set_pin(tx, who.account, encoded)
    record(tx, now, Act.SET_PIN, terminal=terminal.number, staff=who.account.id)
    return replace(who, account=replace(who.account, pin_hash=encoded))


def switch_on(tx: Tx, key: bytes, account: Account) -> Account:
    """Take the PIN into use again, as a log-in by password does."""
    if account.pin_off:
        accounts.set_pin_off(tx, account, off=False)
    forgive_on_all_terminals(tx, pin_tries(key, account.home.company, account.number))
    return replace(account, pin_off=False)
