"""Sealed cards become tokens; and the key that plain pads' entries are sealed to."""

import asyncio
from uuid import UUID

from fastapi import APIRouter

from pos_app.server.api.bearer import StaffToken, TerminalCredential
from pos_app.server.api.declared import problems
from pos_app.server.api.judging import granted
from pos_app.server.api.no_store import NO_STORE
from pos_app.server.card_terms import terms_of
from pos_app.server.cards import contracts, tokens
from pos_app.server.cards.sandbox.keys import KeyStore
from pos_app.server.cards.sandbox.mood import mood_of
from pos_app.server.cards.sandbox.opening import Opened, open_blob
from pos_app.server.cards.tokens import TokenRequest, fingerprint_of
from pos_app.server.context import Context
from pos_app.server.problems import Refused
from pos_app.server.staff.sessions import staffer
from pos_app.server.store.connection import Reader, Tx
from pos_app.server.terminals import Terminal, authenticate
from pos_app.wire.cards import CardToken, CardTokenBody, SealingKey
from pos_app.wire.problems import ProblemCode
from pos_app.wire.staff import Right

_ASKING = (
    ProblemCode.UNAUTHENTICATED,
    ProblemCode.SESSION_NEEDED,
    ProblemCode.PASSWORD_CHANGE_NEEDED,
    ProblemCode.FORBIDDEN,
    ProblemCode.TERMINAL_DISABLED,
)

_RETRY_SECONDS = 1


def router(context: Context) -> APIRouter:
    """Give the routes."""
    routes = APIRouter(dependencies=[NO_STORE])
    keys = KeyStore(context.database.key)
    _add_key(routes, context, keys)
    _add_tokenise(routes, context, keys)
    return routes


def _till(context: Context, reader: Reader, credential: str | None, token: str | None) -> Terminal:
    """Give the terminal; raises Refused unless somebody is logged in there who may key a card."""
    terminal = authenticate(reader, credential)
    staffer(reader, terminal, token, context.now(), Right.SELL, Right.KEEP_CARDS)
    if terminal.disabled:
        raise Refused(ProblemCode.TERMINAL_DISABLED)
    return terminal


async def _processor_answers(context: Context) -> None:
    """Wait as long as the sandbox is told to be slow; raise Refused ``processor_unavailable`` while it is down."""
    mood = await context.read(mood_of)
    if mood.down:
        raise Refused(ProblemCode.PROCESSOR_UNAVAILABLE, retry_after=_RETRY_SECONDS)
    await asyncio.sleep(mood.slow_milliseconds / 1_000)


def _add_key(routes: APIRouter, context: Context, keys: KeyStore) -> None:
    @routes.get("/card-keys/current", responses=problems(*_ASKING, ProblemCode.NOT_FOUND))
    async def sealing_key(credential: TerminalCredential, token: StaffToken) -> SealingKey:
        """Give the public key that a plain pad's entry is sealed to; none where the store has no card service."""

        def find(reader: Reader) -> SealingKey:
            terminal = _till(context, reader, credential, token)
            has_contract = terms_of(reader, terminal.store) is not None
            found = keys.sealing_key(reader, context.now()) if has_contract else None
            if found is None:
                raise Refused(ProblemCode.NOT_FOUND)
            return found

        return await context.read(find)


def _add_tokenise(routes: APIRouter, context: Context, keys: KeyStore) -> None:
    key = context.database.key

    @routes.put(
        "/card-tokens/{id}",
        responses=problems(
            *_ASKING,
            ProblemCode.ID_REUSED,
            ProblemCode.CARD_NOT_OPENED,
            ProblemCode.CARD_INVALID,
            ProblemCode.CARD_NOT_ACCEPTED,
            ProblemCode.CARD_KEY_REPLAYED,
            ProblemCode.CARD_TOKEN_GONE,
            ProblemCode.RATE_LIMITED,
            ProblemCode.PROCESSOR_UNAVAILABLE,
        ),
    )
    async def tokenise(
        credential: TerminalCredential,
        token: StaffToken,
        id: UUID,  # noqa: A002
        body: CardTokenBody,
    ) -> CardToken:
        """Open a sealed card and give a token for it; the same request again gets the same answer."""
        fingerprint = fingerprint_of(key, body)
        await context.read(lambda reader: _till(context, reader, credential, token))
        await _processor_answers(context)

        def open_it(reader: Reader) -> Opened | CardToken | ProblemCode:
            terminal, now = _till(context, reader, credential, token), context.now()
            before = tokens.answered(reader, TokenRequest(id, terminal, fingerprint), now)
            if before is not None:
                return before
            tokens.refuse_guessing(reader, key, terminal, now)
            accepted = contracts.accepted(reader, terminal.store, body.service)
            if accepted is None:
                return ProblemCode.CARD_NOT_ACCEPTED
            return open_blob(reader, keys, body.blob, accepted, now)

        # On a reader's thread: it takes milliseconds, which neither the event loop nor the writer has.
        found = await context.read(open_it)
        if not isinstance(found, Opened):
            return granted(found)

        def keep(tx: Tx) -> CardToken | ProblemCode:
            request = TokenRequest(id, _till(context, tx, credential, token), fingerprint)
            return tokens.keep(tx, key, request, body.service, found, context.now(), context.random)

        return granted(await context.write(keep))
