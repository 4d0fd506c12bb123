"""A till becomes a terminal (requirements rows E-22..E-24, D-3)."""

from fastapi import APIRouter, Request

from pos_app.server.api.declared import problems
from pos_app.server.api.judging import granted, is_right, refuse_when_busy
from pos_app.server.api.versioned import versioned
from pos_app.server.context import Context
from pos_app.server.staff.activation import (
    Candidate,
    begin_activation,
    finish_activation,
    finish_preview,
    replayed,
)
from pos_app.wire.problems import ProblemCode
from pos_app.wire.store import Activated, ActivationBody, ActivationPreviewBody, TerminalInfo

_PROBLEMS = (
    ProblemCode.WRONG_CREDENTIALS,
    ProblemCode.ACTIVATION_PASSWORD_SPENT,
    ProblemCode.TERMINAL_DISABLED,
    ProblemCode.RATE_LIMITED,
)


def router(context: Context) -> APIRouter:
    """Give the routes; none needs a credential."""
    routes = versioned()
    key = context.database.key

    async def judged(request: Request, terminal_id: str, password: str) -> Candidate | None:
        refuse_when_busy(context)
        address = request.client.host if request.client else ""
        candidate = await context.write(lambda tx: begin_activation(tx, key, address, terminal_id, context.now()))
        right = await is_right(context, candidate.password_hash if candidate else None, password)
        return candidate if right else None

    @routes.post("/activations/preview", responses=problems(*_PROBLEMS))
    async def preview(request: Request, body: ActivationPreviewBody) -> TerminalInfo:
        """Say who this till would be; the password stays unused."""
        candidate = await judged(request, body.terminal_id, body.password)
        return granted(await context.write(lambda tx: finish_preview(tx, key, body.terminal_id, candidate)))

    @routes.post("/activations", responses=problems(*_PROBLEMS, ProblemCode.ID_REUSED))
    async def activate(request: Request, body: ActivationBody) -> Activated:
        """Give the terminal to this till; an earlier credential is dead from now on.

        Repeating the same body while that credential is in force is harmless and gives the same activation.
        """
        done = await context.read(lambda reader: replayed(reader, body))
        if done is not None:
            return done
        candidate = await judged(request, body.terminal_id, body.password)
        return granted(await context.write(lambda tx: finish_activation(tx, key, body, candidate, context.now())))

    return routes
