"""A member of the wallet logs in and out on the phone."""

from fastapi import APIRouter, Request

from pos_app.server.api.bearer import MemberToken
from pos_app.server.api.declared import problems
from pos_app.server.api.judging import granted, is_right, refuse_when_busy
from pos_app.server.api.no_store import NO_STORE
from pos_app.server.api.versioned import versioned
from pos_app.server.context import Context
from pos_app.server.staff.members import begin_member_log_in, end_member_session, finish_member_log_in
from pos_app.wire.member import MemberLogInBody, MemberSession
from pos_app.wire.problems import ProblemCode


def router(context: Context) -> APIRouter:
    """Give the routes."""
    routes = versioned(NO_STORE)
    key = context.database.key

    @routes.post(
        "/member/sessions",
        responses=problems(
            ProblemCode.WRONG_CREDENTIALS, ProblemCode.FORBIDDEN, ProblemCode.LOCKED, ProblemCode.RATE_LIMITED
        ),
    )
    async def member_log_in(request: Request, body: MemberLogInBody) -> MemberSession:
        """Log a member in; unknown and wrong get the same answer."""
        refuse_when_busy(context)
        address = request.client.host if request.client else ""
        found = await context.write(lambda tx: begin_member_log_in(tx, key, address, body.login_id, context.now()))
        right = await is_right(context, found.password_hash if found else None, body.password)
        judged = found if right else None
        return granted(
            await context.write(
                lambda tx: finish_member_log_in(tx, key, body.login_id, judged, context.now(), context.random)
            )
        )

    @routes.delete("/member/sessions/current", status_code=204, responses=problems(ProblemCode.UNAUTHENTICATED))
    async def member_log_out(token: MemberToken) -> None:
        """Log out; the token is dead from now on."""
        await context.write(lambda tx: end_member_session(tx, token, context.now()))

    return routes
