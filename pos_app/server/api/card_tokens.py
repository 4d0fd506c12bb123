"""Sealed cards become tokens; and the key that plain pads' entries are sealed to."""

from uuid import UUID

from fastapi import APIRouter

from pos_app.server.api.bearer import StaffToken, TerminalCredential
from pos_app.server.api.declared import problems
from pos_app.server.api.judging import granted
from pos_app.server.api.no_store import NO_STORE
from pos_app.server.api.versioned import versioned
from pos_app.server.card_terms import terms_of
from pos_app.server.cards import tokens
from pos_app.server.cards.asking import asked
from pos_app.server.cards.processor import Unusable
from pos_app.server.cards.tokens import Asking, TokenRequest, fingerprint_of
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


def router(context: Context) -> APIRouter:
    """Give the routes."""
    routes = versioned(NO_STORE)
    _add_key(routes, context)
    _add_tokenise(routes, context)
    return routes


def _till(context: Context, reader: Reader, credential: str | None, token: str | None) -> Terminal:
    """Give the terminal; raises Refused unless somebody is logged in there who may key a card."""
    terminal = authenticate(reader, credential)
    staffer(reader, terminal, token, context.now(), Right.SELL, Right.KEEP_CARDS)
    if terminal.disabled:
        raise Refused(ProblemCode.TERMINAL_DISABLED)
    return terminal


def _add_key(routes: APIRouter, context: Context) -> None:
    @routes.get(
        "/card-keys/current", responses=problems(*_ASKING, ProblemCode.NOT_FOUND, ProblemCode.PROCESSOR_UNAVAILABLE)
    )
    async def sealing_key(credential: TerminalCredential, token: StaffToken) -> SealingKey:
        """Give the public key that a plain pad's entry is sealed to; none where the store has no card service."""

        def has_contract(reader: Reader) -> bool:
            return terms_of(reader, _till(context, reader, credential, token).store) is not None

        found = await asked(context.processor.sealing_key()) if await context.read(has_contract) else None
        if found is None:
            raise Refused(ProblemCode.NOT_FOUND)
        return found


def _add_tokenise(routes: APIRouter, context: Context) -> None:
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
        """Have a sealed card opened and give a token for it; the same request again gets the same answer."""
        fingerprint = fingerprint_of(key, body)

        def begin(reader: Reader) -> CardToken | ProblemCode | Asking:
            request = TokenRequest(id, _till(context, reader, credential, token), fingerprint)
            return tokens.begin(reader, key, request, body, context.now())

        found = await context.read(begin)
        if not isinstance(found, Asking):
            return granted(found)
        said = await asked(context.processor.tokenise(id, found.card)) if found.card else Unusable.NOT_OPENED

        def keep(tx: Tx) -> CardToken | ProblemCode:
            request = TokenRequest(id, _till(context, tx, credential, token), fingerprint)
            return tokens.keep(tx, key, request, body.service, found.counted, said, context.now(), context.random)

        return granted(await context.write(keep))
