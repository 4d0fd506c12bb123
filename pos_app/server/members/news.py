"""What a member's phone waits for: the wallet as it is, and what became of the code on the screen (row E-32)."""

import hashlib
from datetime import datetime

from sqlalchemy import bindparam, select

from pos_app.server.members.wallet import wallet_of
from pos_app.server.staff.members import Member
from pos_app.server.store.connection import Reader
from pos_app.server.store.statements import Statement
from pos_app.server.store.tables.codes import member_code
from pos_app.server.store.tables.operations import operation
from pos_app.server.store.values import moment
from pos_app.wire.member import CodeFate, MemberNews
from pos_app.wire.operations import Decline

_VERSION_LENGTH = 32

_CODE = Statement(
    select(member_code.c.expires_at, member_code.c.spent_by, operation.c.reason)
    .select_from(member_code.outerjoin(operation, operation.c.id == member_code.c.spent_by))
    .where(member_code.c.id == bindparam("code"), member_code.c.wallet == bindparam("wallet"))
)


def news_of(reader: Reader, member: Member, wallet_id: int, code: int | None, now: datetime) -> MemberNews:
    """Give everything that the phone shows; ``code`` is the one on its screen."""
    wallet = wallet_of(reader, member.id, member.name, now)
    fate = None if code is None else _fate(reader, wallet_id, code, now)
    said = wallet.to_json() + (fate.to_json() if fate else b"")
    return MemberNews(version=hashlib.sha256(said).hexdigest()[:_VERSION_LENGTH], wallet=wallet, code=fate)


def _fate(reader: Reader, wallet_id: int, code: int, now: datetime) -> CodeFate | None:
    row = reader.one(_CODE, code=code, wallet=wallet_id)
    if row is None:
        return None
    expires_at, spent_by, reason = row
    if spent_by is not None:
        return CodeFate(state="spent", declined=Decline(reason) if reason else None)
    return CodeFate(state="open" if now < moment(expires_at) else "expired", declined=None)
