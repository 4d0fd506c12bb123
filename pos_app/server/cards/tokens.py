"""Tokens: what stands for a card once its number is gone. Made once per request, good for one store, 15 minutes long.

What a request got is kept with it, a refusal too: the same request again gets the same answer, and its pad's key, used
up by the first, doesn't make a replay of it.
"""

import base64
import hashlib
import hmac
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from types import MappingProxyType
from uuid import UUID

from sqlalchemy import and_, bindparam, delete, insert, literal_column, select

from pos_app.server.cards import pads
from pos_app.server.cards.contracts import accepted
from pos_app.server.cards.pads import Counted
from pos_app.server.cards.processor import CardFacts, SealedCard, Unusable
from pos_app.server.problems import Refused
from pos_app.server.staff.tries import Tried, What, begin_try, is_spent, spent_until, tried
from pos_app.server.store.connection import Reader, Tx
from pos_app.server.store.statements import Statement
from pos_app.server.store.tables.cards import card_token, card_token_request
from pos_app.server.store.values import moment, moment_text, to_milliseconds
from pos_app.server.terminals import Terminal
from pos_app.wire.cards import CardToken, CardTokenBody, PadBlob
from pos_app.wire.problems import ProblemCode

LIFE = timedelta(minutes=15)
KEPT_AFTER = timedelta(days=7)
"""How long a token that died unused, and a request, are kept, so that they are told from what never was."""

_TOKEN_BYTES = 16

_CODES: Mapping[Unusable, ProblemCode] = MappingProxyType(
    {
        Unusable.NOT_OPENED: ProblemCode.CARD_NOT_OPENED,
        Unusable.INVALID: ProblemCode.CARD_INVALID,
        Unusable.NOT_ACCEPTED: ProblemCode.CARD_NOT_ACCEPTED,
        Unusable.REPLAYED: ProblemCode.CARD_KEY_REPLAYED,
    }
)

_REQUEST = Statement(
    select(
        card_token_request.c.terminal,
        card_token_request.c.fingerprint,
        card_token_request.c.answer,
        card_token.c.valid_until,
    )
    .select_from(card_token_request.outerjoin(card_token, card_token.c.token == card_token_request.c.token))
    .where(card_token_request.c.id == bindparam("id_", required=True))
)
_ADD_REQUEST = Statement(
    insert(card_token_request).values({one.name: bindparam(one.name, required=True) for one in card_token_request.c})
)
_ADD_TOKEN = Statement(
    insert(card_token).values({one.name: bindparam(one.name, required=True) for one in card_token.c})
)
_FORGET_REQUESTS = Statement(
    delete(card_token_request).where(card_token_request.c.made_at < bindparam("before", required=True))
)
_FORGET_TOKENS = Statement(
    delete(card_token).where(
        and_(card_token.c.used_by.is_(None), card_token.c.registered == literal_column("0")),
        card_token.c.valid_until < bindparam("before", required=True),
    )
)


@dataclass(frozen=True, slots=True)
class TokenRequest:
    """``PUT /v1/card-tokens/{id}`` of a terminal; ``fingerprint`` stands for the body."""

    id: UUID
    terminal: Terminal
    fingerprint: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Asking:
    """What the processor is asked; ``card`` is None where nobody need be: it came from a pad that is not known.

    ``counted``: how far the pad has counted with it, where it came from one.
    """

    card: SealedCard | None
    counted: Counted | None = None


def fingerprint_of(key: bytes, body: CardTokenBody) -> bytes:
    """Give what is kept of a body: a hash under the server's key, since what is sealed in it is a card."""
    return hmac.digest(key, b"card token\0" + body.to_json(), hashlib.sha256)


def answered(reader: Reader, request: TokenRequest, now: datetime) -> CardToken | ProblemCode | None:
    """Give what this request got before; None for a new one.

    Raises Refused ``id_reused`` for the id of another request. A token that has died since is ``card_token_gone``.
    """
    row = reader.one(_REQUEST, id_=request.id.bytes)
    if row is None:
        return None
    terminal, fingerprint, answer, valid_until = row
    if terminal != request.terminal.number or not hmac.compare_digest(fingerprint, request.fingerprint):
        raise Refused(ProblemCode.ID_REUSED)
    if valid_until is None:
        said = json.loads(answer)
        return ProblemCode(said["code"]) if "code" in said else ProblemCode.CARD_TOKEN_GONE
    return ProblemCode.CARD_TOKEN_GONE if now >= moment(valid_until) else CardToken.model_validate_json(answer)


def begin(
    reader: Reader, key: bytes, request: TokenRequest, body: CardTokenBody, now: datetime
) -> CardToken | ProblemCode | Asking:
    """Give the answer where there is one without the processor, else what it is to be asked.

    Raises Refused as ``answered`` and ``refuse_guessing`` do.
    """
    before = answered(reader, request, now)
    if before is not None:
        return before
    refuse_guessing(reader, key, request.terminal, now)
    brands = accepted(reader, request.terminal.store, body.service)
    if brands is None:
        return ProblemCode.CARD_NOT_ACCEPTED
    card = SealedCard(body.blob, brands)
    if not isinstance(body.blob, PadBlob):
        return Asking(card)
    counted = pads.counted(reader, body.blob)
    return Asking(card if counted is not None else None, counted)


def refuse_guessing(reader: Reader, key: bytes, terminal: Terminal, now: datetime) -> None:
    """Raise Refused ``rate_limited`` after too many requests of a terminal that failed."""
    wrong = _wrong(key, terminal)
    if is_spent(reader, wrong, now):
        until = spent_until(reader, wrong, now)
        raise Refused(
            ProblemCode.RATE_LIMITED, retry_after=max(1, round((until - now).total_seconds())) if until else 1
        )


def keep(
    tx: Tx,
    key: bytes,
    request: TokenRequest,
    service: str,
    counted: Counted | None,
    said: CardFacts | Unusable,
    now: datetime,
    random: Callable[[int], bytes],
) -> CardToken | ProblemCode:
    """Use up the pad's key, make the token or say why there is none, and keep what was said.

    Raises Refused as ``answered`` and ``refuse_guessing`` do: two of the same may come at once.
    """
    before = answered(tx, request, now)
    if before is not None:
        return before
    refuse_guessing(tx, key, request.terminal, now)
    now = to_milliseconds(now)
    _forget_old(tx, now)
    if counted is not None and said is not Unusable.NOT_OPENED and not pads.advance(tx, counted):
        said = Unusable.REPLAYED
    if isinstance(said, Unusable):
        begin_try(tx, _wrong(key, request.terminal), now)
        _keep_request(tx, request, None, json.dumps({"code": _CODES[said].value}).encode(), now)
        return _CODES[said]
    token = _made(tx, request, service, said, now, random)
    _keep_request(tx, request, token.token, token.to_json(), now)
    return token


def _made(
    tx: Tx, request: TokenRequest, service: str, facts: CardFacts, now: datetime, random: Callable[[int], bytes]
) -> CardToken:
    text = base64.urlsafe_b64encode(random(_TOKEN_BYTES)).rstrip(b"=").decode()
    token = CardToken(token=text, brand=facts.brand, last3=facts.last3, expiry=facts.expiry, valid_until=now + LIFE)
    tx.run(
        _ADD_TOKEN,
        token=token.token,
        store=request.terminal.store,
        service=service,
        reference=facts.reference,
        brand=facts.brand.value,
        last3=facts.last3,
        expiry=facts.expiry,
        made_at=moment_text(now),
        valid_until=moment_text(token.valid_until),
        used_by=None,
        registered=0,
    )
    return token


def _keep_request(tx: Tx, request: TokenRequest, token: str | None, answer: bytes, now: datetime) -> None:
    tx.run(
        _ADD_REQUEST,
        id=request.id.bytes,
        terminal=request.terminal.number,
        fingerprint=request.fingerprint,
        token=token,
        answer=answer,
        made_at=moment_text(now),
    )


def _forget_old(tx: Tx, now: datetime) -> None:
    before = moment_text(now - KEPT_AFTER)
    tx.run(_FORGET_REQUESTS, before=before)
    tx.run(_FORGET_TOKENS, before=before)


def _wrong(key: bytes, terminal: Terminal) -> Tried:
    return tried(key, What.CARD_TOKEN, terminal=terminal.number)
