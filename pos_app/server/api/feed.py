"""What else happened in the store, and the ends of the chains."""

from typing import Annotated

from fastapi import APIRouter, Query

from pos_app.server.api.bearer import TerminalCredential
from pos_app.server.api.declared import problems
from pos_app.server.api.versioned import versioned
from pos_app.server.context import Context
from pos_app.server.feed.entries import feed_page
from pos_app.server.ledger.chain import heads
from pos_app.server.store.connection import Reader
from pos_app.server.terminals import Terminal, authenticate
from pos_app.wire.feed import FeedPage
from pos_app.wire.problems import ProblemCode
from pos_app.wire.store import ChainHeads

MAX_WAIT_SECONDS = 20

After = Annotated[int, Query(ge=0, le=2**53 - 1)]
Approvals = Annotated[int | None, Query(ge=0, le=2**53 - 1)]
Wait = Annotated[int, Query(ge=0, le=MAX_WAIT_SECONDS)]


def router(context: Context) -> APIRouter:
    """Give the routes."""
    routes = versioned()

    @routes.get("/feed", responses=problems(ProblemCode.UNAUTHENTICATED))
    async def feed(
        credential: TerminalCredential, after: After, approvals: Approvals = None, wait: Wait = 0
    ) -> FeedPage:
        """Give what came after a position; wait up to ``wait`` seconds for it where there is nothing yet. News is
        also that ``approvals``, as an earlier page named it, is no longer so."""

        def has_news(page: FeedPage) -> bool:
            return bool(page.entries) or (approvals is not None and page.approvals != approvals)

        def look(reader: Reader) -> tuple[Terminal, FeedPage]:
            terminal = authenticate(reader, credential)
            return terminal, feed_page(reader, terminal.store, after)

        terminal, page = await context.read(look)
        if has_news(page) or not wait:
            return page
        with context.bell.waiter(("store", terminal.store)) as waiter:
            _, page = await context.read(look)
            if not has_news(page) and await waiter.rung(wait):
                _, page = await context.read(look)
        return page

    @routes.get("/chain", responses=problems(ProblemCode.UNAUTHENTICATED))
    async def chain(credential: TerminalCredential) -> ChainHeads:
        """Give the ends of the server's hash chains."""

        def look(reader: Reader) -> ChainHeads:
            authenticate(reader, credential)
            return heads(reader)

        return await context.read(look)

    return routes
