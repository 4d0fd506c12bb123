"""Cards: how a sealed number becomes a token, what a store may sell by, and the store's own registered cards.

No shape here can hold a card number: a blob is sealed, and what is shown is the brand and the last three (D-10).
"""

from enum import StrEnum
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from pos_app.domain.card import Brand
from pos_app.wire.shape import Id, Instant, Label, Shape

Last3 = Annotated[str, Field(pattern=r"^[0-9]{3}$")]
ExpiryMonth = Annotated[str, Field(pattern=r"^[0-9]{2}(0[1-9]|1[0-2])$")]
"""The last month of a card's life, YYMM."""

CardTokenText = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{22}$", repr=False)]
"""Stands for a card in the server's books: 128 random bits, base64url. Good for the one store that it was made for."""

ServiceId = Annotated[str, Field(pattern=r"^[a-z0-9-]{1,32}$")]


class CardService(Shape):
    """One card service that a store has a contract with (利用サービス, T-03)."""

    id: ServiceId
    name: Label
    brands: tuple[Brand, ...]


class CardTerms(Shape):
    """What a store may do with cards."""

    services: tuple[CardService, ...]
    authorisation_days: Annotated[int, Field(ge=1, le=365)]
    """How long an amount is held at most."""


class PadBlob(Shape):
    """What an encrypting pad gave: encrypted inside the pad, under a key that is used once (DUKPT, ANSI X9.24)."""

    kind: Literal["pad"] = "pad"
    algorithm: Literal["tdes", "aes"]
    serial: Annotated[str, Field(pattern=r"^[0-9A-F]{20}$")]
    """The pad's ten bytes of serial number, in hex."""
    ksn: Annotated[str, Field(pattern=r"^([0-9A-F]{20}|[0-9A-F]{24})$")]
    cipher: Annotated[str, Field(pattern=r"^([0-9A-F]{16}){1,16}$", repr=False)]


class SealedBlob(Shape):
    """What was keyed on a plain pad, sealed by the till to the processor's key.

    A compact JWE, RSA-OAEP-256 and A256GCM (RFC 7516).
    """

    kind: Literal["jwe"] = "jwe"
    jwe: Annotated[str, Field(min_length=1, max_length=4096, pattern=r"^[A-Za-z0-9_.-]+$", repr=False)]


CardBlob = Annotated[PadBlob | SealedBlob, Field(discriminator="kind")]


class CardTokenBody(Shape):
    """``PUT /v1/card-tokens/{id}``: moves no money; the same id and body get the same answer while the token lives."""

    service: ServiceId
    blob: CardBlob
    brand: Annotated[Brand, Field(strict=False)] | None
    """As the pad told it; the processor finds it out for itself, and its word counts."""
    last3: Last3


class CardToken(Shape):
    """A card as the processor knows it; dies 15 minutes later unless an authorisation or a registration uses it."""

    token: CardTokenText
    brand: Brand
    last3: Last3
    expiry: ExpiryMonth
    valid_until: Instant


class SealingKey(Shape):
    """``GET /v1/card-keys/current``: the processor's public RSA key (RFC 7517); a till asks for each entry anew."""

    kid: Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{1,64}$")]
    n: Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{340,700}$")]
    e: Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{1,8}$")]


class PadInjection(Shape):
    """What is put into a pad once, where it is made ready (DUKPT): a file that is as good as the key itself."""

    algorithm: Literal["tdes", "aes"]
    serial: Annotated[str, Field(pattern=r"^[0-9A-F]{20}$")]
    ksn: Annotated[str, Field(pattern=r"^([0-9A-F]{20}|[0-9A-F]{24})$")]
    """The key serial number with a counter of zero."""
    initial_key: Annotated[str, Field(pattern=r"^[0-9A-F]{32}$", repr=False)]


class CaptureWhen(StrEnum):
    """売上計上: when an authorised sale is captured (D-20)."""

    NOW = "now"
    """確定時."""
    DELIVERY = "delivery"
    """出荷・受渡時."""


class Caller(Shape):
    """Who ordered by telephone, fax or post (D-20); none of it may look like a card number."""

    name: Annotated[str, Field(min_length=1, max_length=60, repr=False)]
    """お名前(カナ)."""
    phone: Annotated[str, Field(pattern=r"^0[0-9]{9,10}$", repr=False)]
    memo: Annotated[str, Field(max_length=60, repr=False)] = ""
    """注文番号・メモ; searchable."""


class StoreCard(Shape):
    """One of a store's own cards, to pay point grants with (G-06)."""

    card: UUID
    brand: Brand
    last3: Last3
    expiry: ExpiryMonth
    default: bool


class StoreCards(Shape):
    """``GET /v1/store/cards``: two at the most."""

    cards: Annotated[tuple[StoreCard, ...], Field(max_length=2)]


class RegisterCardBody(Shape):
    """``PUT /v1/store/cards/{card}``: keep the card that a live token stands for; answers with all of them."""

    token: CardTokenText


class DefaultCardBody(Shape):
    """``PUT /v1/store/cards/default``: this one from now on; answers with all of them."""

    card: Id
