"""What the database itself sees to: what is on the books is never changed, and what follows from it follows.

A transfer moves the balances of members' accounts, a lot's use moves its rest: in the database, because then neither
can be forgotten, and because two statements less for each payment are felt.
"""

_NEVER_CHANGED = ("operation", "transfer", "lot_use", "anchor")
_NEVER_DELETED = (*_NEVER_CHANGED, "lot", "account", "card_sale")
_GRANT = ("wallet", "account", "kind", "amount", "expires_on", "granted_by")
"""Of a lot only what remains may change."""

_HELD = ("operation", "token", "brand", "last3", "expiry", "capture", "approval_code", "expires_at")
"""Of a card's authorisation all but the caller's own data."""


_BALANCES = """CREATE TRIGGER transfer_moves_balances AFTER INSERT ON transfer BEGIN
UPDATE account SET debits = debits + NEW.amount WHERE id = NEW.debit AND kind IN ('wallet', 'points');
UPDATE account SET credits = credits + NEW.amount WHERE id = NEW.credit AND kind IN ('wallet', 'points');
END"""

_RESTS = """CREATE TRIGGER lot_use_moves_rest AFTER INSERT ON lot_use BEGIN
UPDATE lot SET remaining = remaining + CASE NEW.restored WHEN 1 THEN NEW.amount ELSE -NEW.amount END WHERE id = NEW.lot;
END"""


def sqlite_triggers() -> list[str]:
    """Give the CREATE TRIGGER statements for SQLite."""
    refused = [_refuse(table, "UPDATE") for table in _NEVER_CHANGED]
    refused += [_refuse(table, "DELETE") for table in _NEVER_DELETED]
    refused.append(_refuse("lot", f"UPDATE OF {', '.join(_GRANT)}"))
    refused.append(_refuse("card_sale", f"UPDATE OF {', '.join(_HELD)}"))
    return [*refused, _BALANCES, _RESTS]


def _refuse(table: str, event: str) -> str:
    name = f"{table}_no_{event.split()[0].lower()}"
    return (
        f"CREATE TRIGGER {name} BEFORE {event} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, 'the books are not rewritten: {table}'); END"
    )
