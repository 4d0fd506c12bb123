"""The member's side: what is in the wallet, and the one-time code to show at a till."""

from fastapi import APIRouter

from pos_app.domain.codes.barcode import wallet_barcode
from pos_app.domain.codes.cpm import wallet_qr
from pos_app.server.api.bearer import MemberToken
from pos_app.server.api.declared import problems
from pos_app.server.api.no_store import NO_STORE
from pos_app.server.api.versioned import versioned
from pos_app.server.context import Context
from pos_app.server.ledger import codes
from pos_app.server.ledger.service import service_of
from pos_app.server.members.wallet import wallet_id_of, wallet_of
from pos_app.server.staff.members import member_of
from pos_app.server.store.connection import Reader, Tx
from pos_app.wire.member import MemberCode, Wallet
from pos_app.wire.problems import ProblemCode


def router(context: Context) -> APIRouter:
    """Give the routes."""
    routes = versioned(NO_STORE)

    @routes.get("/member/wallet", responses=problems(ProblemCode.UNAUTHENTICATED))
    async def wallet(token: MemberToken) -> Wallet:
        """Show balance, lots, and the latest payments."""

        def look(reader: Reader) -> Wallet:
            now = context.now()
            member = member_of(reader, token, now)
            return wallet_of(reader, member.id, member.name, now)

        return await context.read(look)

    @routes.post("/member/codes", responses=problems(ProblemCode.UNAUTHENTICATED, ProblemCode.RATE_LIMITED))
    async def code(token: MemberToken) -> MemberCode:
        """Make a code that can be spent once within five minutes."""

        def make(tx: Tx) -> MemberCode:
            now = context.now()
            member = member_of(tx, token, now)
            codes.sweep(tx, now)
            wallet_id = wallet_id_of(tx, member.id)
            issued = codes.issue(tx, wallet_id, context.database.key, context.random, now)
            operator = service_of(tx).operator
            return MemberCode(
                id=issued.id,
                qr=wallet_qr(operator, issued.token),
                number=issued.number,
                barcode=wallet_barcode(operator, issued.number),
                expires_at=issued.expires_at,
            )

        return await context.write(make)

    return routes
