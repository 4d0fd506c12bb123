"""A member's phone waits for what happens to its wallet (requirements row E-32)."""

import asyncio
from typing import Annotated

from fastapi import APIRouter, Query, Request

from pos_app.server.api.bearer import MemberToken
from pos_app.server.api.declared import problems
from pos_app.server.api.no_store import NO_STORE
from pos_app.server.api.versioned import versioned
from pos_app.server.context import Context
from pos_app.server.feed.bell import Waiter
from pos_app.server.feed.waiting_room import WaitingRoom
from pos_app.server.members.news import news_of
from pos_app.server.members.wallet import wallet_id_of
from pos_app.server.staff.members import member_of
from pos_app.server.store.connection import Reader
from pos_app.wire.member import CodeId, MemberNews, NewsVersion
from pos_app.wire.problems import ProblemCode

MAX_WAIT_SECONDS = 20
SEATS = 2_000
"""Phones that may wait at a time: there must be connections left for the tills."""
SEATS_OF_A_MEMBER = 6
"""Some phones, and the connections that were cut without the server's knowing it yet."""

Wait = Annotated[int, Query(ge=0, le=MAX_WAIT_SECONDS)]
Known = Annotated[NewsVersion | None, Query()]
ShownCode = Annotated[CodeId | None, Query()]


def router(context: Context) -> APIRouter:
    """Give the routes."""
    routes = versioned(NO_STORE)
    room = WaitingRoom(SEATS, SEATS_OF_A_MEMBER)

    @routes.get("/member/news", responses=problems(ProblemCode.UNAUTHENTICATED, ProblemCode.RATE_LIMITED))
    async def news(
        request: Request, token: MemberToken, known: Known = None, code: ShownCode = None, wait: Wait = 0
    ) -> MemberNews:
        """Give the wallet, and what became of ``code``.

        Where that is what the ``known`` version said, wait up to ``wait`` seconds for something else.
        """

        def look(reader: Reader) -> tuple[int, MemberNews]:
            now = context.now()
            member = member_of(reader, token, now)
            wallet_id = wallet_id_of(reader, member.id)
            return wallet_id, news_of(reader, member, wallet_id, code, now)

        wallet_id, found = await context.read(look)
        if found.version != known or not wait:
            return found
        with room.seat(wallet_id), context.bell.waiter(("wallet", wallet_id)) as waiter:
            _, found = await context.read(look)
            if found.version == known and await _rung(waiter, wait, request):
                _, found = await context.read(look)
        return found

    return routes


async def _rung(waiter: Waiter, seconds: float, request: Request) -> bool:
    """Wait for the bell, at most so long and only while somebody is still there to be told."""
    ringing = asyncio.ensure_future(waiter.rung(seconds))
    leaving = asyncio.ensure_future(_left(request))
    try:
        await asyncio.wait((ringing, leaving), return_when=asyncio.FIRST_COMPLETED)
        return ringing.done() and ringing.result()
    finally:
        ringing.cancel()
        leaving.cancel()


async def _left(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass
