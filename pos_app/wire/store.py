"""What a terminal is told of its store: names, settings, and who issues which codes."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from pos_app.wire.cards import CardTerms
from pos_app.wire.shape import Balance, Digits12, Epoch, Id, Instant, Label, OperatorId, Secret, Shape, Yen


class ClerkVoids(StrEnum):
    """担当者による取消 (D-7): what a clerk may void without a manager."""

    NEVER = "never"
    LAST_SALE = "last_sale"
    """The last sale on the same till, within ten minutes; the default."""
    SAME_DAY = "same_day"


class Environment(StrEnum):
    """The tag on every screen (E-23, D-26)."""

    PRODUCTION = "production"
    TEST = "test"


class StoreSettings(Shape):
    """The store's own rules; the server enforces them, the till shows them early."""

    limit: Yen
    """The highest amount of one payment."""
    confirm_above: Yen
    """Above it the cashier confirms the amount once more (D-15)."""
    clerk_voids: ClerkVoids
    day_cut_minutes: Annotated[int, Field(ge=0, le=300)]
    """日計の区切り時刻: minutes after midnight in Japan (D-14)."""
    lock_after_minutes: Annotated[int, Field(ge=1, le=60)] | None
    """When an idle payment pad locks; None: never (D-17)."""


class Prefix(Shape):
    """Codes that start so are this operator's (D-23)."""

    head: Annotated[str, Field(pattern=r"^([0-9]{4,10}|[A-F][0-9A-F]{3,9})$")]
    """Digits, or the head of an EMV application id."""
    operator: Label


class TerminalInfo(Shape):
    """``GET /v1/terminal``, and what an activation shows before it is confirmed (E-24)."""

    terminal_id: Digits12
    terminal_number: Annotated[int, Field(ge=0, le=99_999)]
    """Heads this terminal's payment numbers (D-18)."""
    terminal_name: Label
    company_name: Label
    store_id: Annotated[str, Field(pattern=r"^[0-9]{7}$")]
    store_name: Label
    store_phone: Label
    environment: Environment
    settings: StoreSettings
    wallet_operator: OperatorId
    wallet_name: Label
    prefixes: tuple[Prefix, ...]
    cards: CardTerms | None = None
    """None: the store has no contract for cards."""


class ActivationPreviewBody(Shape):
    """``POST /v1/activations/preview``: who would this terminal be?"""

    terminal_id: Digits12
    password: Secret


class ActivationBody(Shape):
    """``POST /v1/activations``. The till makes the credential and keeps it before it asks.

    A lost answer is thus harmless: the same body again gives the same answer.
    """

    activation: Id
    terminal_id: Digits12
    password: Secret
    credential: Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{43}$", repr=False)]
    """256 random bits, base64url without padding."""


class Activated(Shape):
    """The terminal is this till from now on; an earlier credential is dead."""

    terminal: TerminalInfo
    epoch: Epoch
    count: Annotated[int, Field(ge=0)]
    """The highest count among this terminal's payment numbers so far: the till goes on from there."""
    feed_from: Annotated[int, Field(ge=0)]
    """A feed position that lies before every operation which this terminal may still have open."""


class Health(Shape):
    """``GET /v1/health``."""

    time: Instant
    version: str


class ChainHead(Shape):
    """The end of one of the server's hash chains over operations."""

    chain: Annotated[int, Field(ge=1)]
    length: Balance
    head: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class ChainHeads(Shape):
    """``GET /v1/chain``."""

    chains: tuple[ChainHead, ...]
