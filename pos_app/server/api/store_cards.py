"""登録カード: a store's own cards, to pay point grants with (requirements row G-06)."""

from collections.abc import Callable
from uuid import UUID

from fastapi import APIRouter

from pos_app.server.api.bearer import StaffToken, TerminalCredential
from pos_app.server.api.declared import problems
from pos_app.server.api.no_store import NO_STORE
from pos_app.server.api.versioned import versioned
from pos_app.server.cards import store_cards
from pos_app.server.context import Context
from pos_app.server.problems import Refused
from pos_app.server.staff.accounts import Account
from pos_app.server.staff.sessions import staffer
from pos_app.server.store.connection import Reader, Tx
from pos_app.server.terminals import Terminal, authenticate
from pos_app.wire.cards import DefaultCardBody, RegisterCardBody, StoreCards
from pos_app.wire.problems import ProblemCode
from pos_app.wire.staff import Right

_ASKING = (
    ProblemCode.UNAUTHENTICATED,
    ProblemCode.SESSION_NEEDED,
    ProblemCode.PASSWORD_CHANGE_NEEDED,
    ProblemCode.FORBIDDEN,
)
_CHANGING = (*_ASKING, ProblemCode.TERMINAL_DISABLED)

Change = Callable[[Tx, Terminal, Account], StoreCards]


def router(context: Context) -> APIRouter:
    """Give the routes."""
    routes = versioned(NO_STORE)

    @routes.get("/store/cards", responses=problems(*_ASKING))
    async def own_cards(credential: TerminalCredential, token: StaffToken) -> StoreCards:
        """List the store's own cards, the oldest first."""

        def find(reader: Reader) -> StoreCards:
            terminal = authenticate(reader, credential)
            staffer(reader, terminal, token, context.now(), Right.KEEP_CARDS)
            return store_cards.cards_of(reader, terminal.store)

        return await context.read(find)

    _add_changes(routes, context)
    return routes


def _add_changes(routes: APIRouter, context: Context) -> None:
    async def changed(credential: str | None, token: str | None, change: Change) -> StoreCards:
        def job(tx: Tx) -> StoreCards:
            terminal = authenticate(tx, credential)
            by = staffer(tx, terminal, token, context.now(), Right.KEEP_CARDS)
            if terminal.disabled:
                raise Refused(ProblemCode.TERMINAL_DISABLED)
            return change(tx, terminal, by.account)

        return await context.write(job)

    # Before the one that takes any id: the first that fits is used.
    @routes.put("/store/cards/default", responses=problems(*_CHANGING, ProblemCode.NOT_FOUND))
    async def choose(credential: TerminalCredential, token: StaffToken, body: DefaultCardBody) -> StoreCards:
        """Use this card from now on unless another is named; gives all of them."""
        return await changed(
            credential,
            token,
            lambda tx, terminal, by: store_cards.choose(tx, terminal, by, body.card, context.now()),
        )

    @routes.put(
        "/store/cards/{id}",
        responses=problems(
            *_CHANGING, ProblemCode.ID_REUSED, ProblemCode.CARD_REGISTER_FULL, ProblemCode.CARD_TOKEN_GONE
        ),
    )
    async def register(
        credential: TerminalCredential,
        token: StaffToken,
        id: UUID,  # noqa: A002
        body: RegisterCardBody,
    ) -> StoreCards:
        """Keep the card that a live token stands for, under an id that the till made; gives all of them."""
        return await changed(
            credential,
            token,
            lambda tx, terminal, by: store_cards.register(tx, terminal, by, id, body.token, context.now()),
        )

    @routes.delete("/store/cards/{id}", responses=problems(*_CHANGING, ProblemCode.NOT_FOUND))
    async def remove(credential: TerminalCredential, token: StaffToken, id: UUID) -> StoreCards:  # noqa: A002
        """Keep a card no longer; gives those that are left."""
        return await changed(
            credential, token, lambda tx, terminal, by: store_cards.remove(tx, terminal, by, id, context.now())
        )
