"""What a terminal is told of itself."""

from fastapi import APIRouter

from pos_app.server.api.bearer import TerminalCredential
from pos_app.server.api.declared import problems
from pos_app.server.api.versioned import versioned
from pos_app.server.context import Context
from pos_app.server.staff.terminal_info import terminal_info
from pos_app.server.terminals import authenticate
from pos_app.wire.problems import ProblemCode
from pos_app.wire.store import TerminalInfo


def router(context: Context) -> APIRouter:
    """Give the routes."""
    routes = versioned()

    @routes.get("/terminal", responses=problems(ProblemCode.UNAUTHENTICATED))
    async def own_terminal(credential: TerminalCredential) -> TerminalInfo:
        """Describe the terminal that asks, its store, and who issues which codes."""
        return await context.read(lambda reader: terminal_info(reader, authenticate(reader, credential).number))

    return routes
