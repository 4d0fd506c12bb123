"""The record of who did what, from where, with which result: log-ins, credentials, care of accounts, commands."""

from datetime import datetime
from enum import StrEnum, unique

from sqlalchemy import bindparam, insert

from pos_app.server.store.connection import Tx
from pos_app.server.store.statements import Statement
from pos_app.server.store.tables.staff import audit
from pos_app.server.store.values import moment_text


@unique
class Act(StrEnum):
    """What was done, or tried."""

    ACTIVATE = "activate"
    LOG_IN = "log_in"
    LOG_OUT = "log_out"
    CHANGE_PASSWORD = "change_password"  # noqa: S105 - a word, not a password
    SET_PIN = "set_pin"
    APPROVE = "approve"
    ASK_APPROVAL = "ask_approval"
    REFUSE_APPROVAL = "refuse_approval"
    WITHDRAW_APPROVAL = "withdraw_approval"
    UNLOCK = "unlock"
    DISABLE = "disable"
    ENABLE = "enable"
    ISSUE_PASSWORD = "issue_password"  # noqa: S105 - a word, not a password
    ADD = "add"
    SET = "set"
    CHARGE = "charge"
    IMPORT_PREFIXES = "import_prefixes"
    KEEP_CARD = "keep_card"
    CHOOSE_CARD = "choose_card"
    DROP_CARD = "drop_card"
    ROTATE_KEYS = "rotate_keys"


_ADD = Statement(
    insert(audit).values(
        {column.name: bindparam(column.name, required=True) for column in audit.c if column.name != "id"}
    )
)

DONE = "done"


def record(
    tx: Tx,
    now: datetime,
    act: Act,
    result: str = DONE,
    *,
    via: str = "till",
    terminal: int | None = None,
    staff: int | None = None,
    subject: str | None = None,
) -> None:
    """Add a line, in the same transaction as the act itself.

    ``result`` is ``done`` or the code of the refusal; ``staff`` and ``terminal`` are the tables' ids; ``subject`` names
    what it was done to and never holds anything that a person typed as a secret.
    """
    tx.run(
        _ADD,
        at=moment_text(now),
        what=act,
        result=result,
        via=via,
        terminal=terminal,
        staff=staff,
        subject=subject,
    )
