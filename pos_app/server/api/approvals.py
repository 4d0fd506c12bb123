"""A manager allows one void (requirements row D-7)."""

from fastapi import APIRouter

from pos_app.server.api.bearer import StaffToken, TerminalCredential
from pos_app.server.api.declared import problems
from pos_app.server.api.judging import granted, is_right, refuse_when_busy
from pos_app.server.api.versioned import versioned
from pos_app.server.context import Context
from pos_app.server.staff.approvals import begin_approval, finish_approval
from pos_app.server.terminals import authenticate
from pos_app.wire.problems import ProblemCode
from pos_app.wire.staff import Approval, ApprovalBody


def router(context: Context) -> APIRouter:
    """Give the routes."""
    routes = versioned()
    key = context.database.key

    @routes.post(
        "/approvals",
        responses=problems(
            ProblemCode.UNAUTHENTICATED,
            ProblemCode.SESSION_NEEDED,
            ProblemCode.WRONG_CREDENTIALS,
            ProblemCode.PASSWORD_CHANGE_NEEDED,
            ProblemCode.FORBIDDEN,
            ProblemCode.PIN_OFF,
            ProblemCode.TERMINAL_DISABLED,
            ProblemCode.RATE_LIMITED,
        ),
    )
    async def approve(credential: TerminalCredential, token: StaffToken, body: ApprovalBody) -> Approval:
        """Approve one void by the approver's staff number and PIN; whoever is logged in need not be the approver."""
        refuse_when_busy(context)
        asked = await context.write(
            lambda tx: begin_approval(tx, key, authenticate(tx, credential), token, body, context.now())
        )
        right = await is_right(context, asked.approver.pin_hash if asked.approver else None, body.pin)
        return granted(
            await context.write(
                lambda tx: finish_approval(
                    tx, key, authenticate(tx, credential), asked, body, context.now(), context.random, right=right
                )
            )
        )

    return routes
