"""What the database itself refuses: to change or delete what is on the books."""

_NEVER_CHANGED = ("operation", "transfer", "lot_use", "anchor")
_NEVER_DELETED = (*_NEVER_CHANGED, "lot", "account")
_GRANT = ("wallet", "account", "kind", "amount", "expires_on", "granted_by")
"""Of a lot only what remains may change."""


def sqlite_triggers() -> list[str]:
    """Give the CREATE TRIGGER statements for SQLite."""
    refused = [_refuse(table, "UPDATE") for table in _NEVER_CHANGED]
    refused += [_refuse(table, "DELETE") for table in _NEVER_DELETED]
    refused.append(_refuse("lot", f"UPDATE OF {', '.join(_GRANT)}"))
    return refused


def _refuse(table: str, event: str) -> str:
    name = f"{table}_no_{event.split()[0].lower()}"
    return (
        f"CREATE TRIGGER {name} BEFORE {event} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, 'the books are not rewritten: {table}'); END"
    )
