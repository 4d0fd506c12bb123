"""Cards: tokens, keys and pads, the stores' contracts and own cards, sales by card, and what the processor is asked.

No column can hold a card number: a token stands for a card, and brand, last three and expiry month are kept to be
shown (requirements row D-10). The number goes through memory once, while a token is made.
"""

from sqlalchemy import CheckConstraint, ForeignKey, Index, PrimaryKeyConstraint
from sqlalchemy import text as words

from pos_app.domain.card import Brand
from pos_app.server.store.tables.base import blob, flag, number, one_of, strict_table, text

card_contract = strict_table(
    "card_contract",
    number("store", ForeignKey("store.id"), primary_key=True),
    number("authorisation_days", CheckConstraint("authorisation_days BETWEEN 1 AND 365", name="authorisation_days")),
    number("return_days", CheckConstraint("return_days BETWEEN 1 AND 3650", name="return_days")),
    remembered=True,
)
"""A store that may sell by card: how long an amount is held at most, and for how many calendar days it is returned."""

card_service = strict_table(
    "card_service",
    number("store", ForeignKey("card_contract.store")),
    text("id"),
    number("rank"),
    text("name"),
    text("brands"),
    PrimaryKeyConstraint("store", "id"),
    remembered=True,
)
"""利用サービス (T-03) of a store in the order of ``rank``; ``brands`` are wire's names with a space between."""

card_key = strict_table(
    "card_key",
    text("kid", primary_key=True),
    one_of("kind", "rsa", "bdk_tdes", "bdk_aes"),
    blob("sealed"),
    text("made_at"),
    text("retired_at", nullable=True),
)
"""The processor's keys, sealed by the server's key: the pair that plain entry is sealed to, and the base keys of pads
(DUKPT). A retired one opens what was sealed before, and nothing new is sealed to it."""

pad_counter = strict_table(
    "pad_counter",
    text("ksn", primary_key=True),
    text("serial"),
    text("key", ForeignKey("card_key.kid")),
    one_of("algorithm", "tdes", "aes"),
    number("counter"),
    text("made_at"),
    text("retired_at", nullable=True),
)
"""Pads that were made ready, by the serial number in hex: ``ksn`` is the key serial number with a counter of zero,
``counter`` the highest that was seen; what is not above it is a replay. A pad that is made ready anew gets another
``ksn``, and what it had is retired."""

Index("uq_pad_counter_serial", pad_counter.c.serial, unique=True, sqlite_where=pad_counter.c.retired_at.is_(None))

card_token = strict_table(
    "card_token",
    text("token", primary_key=True),
    number("store", ForeignKey("store.id"), index=True),
    text("service"),
    text("reference"),
    one_of("brand", *(brand.value for brand in Brand)),
    text("last3", CheckConstraint("length(last3) = 3", name="last3")),
    text("expiry", CheckConstraint("length(expiry) = 4", name="expiry")),
    text("made_at"),
    text("valid_until"),
    blob("used_by", nullable=True),
    flag("registered"),
)
"""Stands for a card in one store. ``reference``: what the processor knows the card by, made up by it and read by nobody
else; it never leaves the server. ``used_by``: the authorisation that spent it; ``registered``: it stands for one of the
store's own cards. One that is neither dies at ``valid_until``."""

card_token_request = strict_table(
    "card_token_request",
    blob("id", primary_key=True),
    number("terminal", ForeignKey("terminal.number")),
    blob("fingerprint"),
    text("token", ForeignKey("card_token.token"), nullable=True),
    blob("answer"),
    text("made_at", index=True),
)
"""What was answered under an id, so that the same request gets the same answer while the token lives."""

store_card = strict_table(
    "store_card",
    blob("card", primary_key=True),
    number("store", ForeignKey("store.id"), index=True),
    text("token", ForeignKey("card_token.token"), unique=True),
    flag("chosen"),
    text("made_at"),
)
"""A store's own cards (G-06), two at the most; ``chosen``: the one that is used unless another is named."""

Index("uq_store_card_chosen", store_card.c.store, unique=True, sqlite_where=words("chosen = 1"))

card_sale = strict_table(
    "card_sale",
    number("operation", ForeignKey("operation.position"), primary_key=True),
    text("token"),
    one_of("brand", *(brand.value for brand in Brand)),
    text("last3"),
    text("expiry"),
    one_of("capture", "now", "delivery"),
    text("approval_code", nullable=True),
    text("expires_at", nullable=True),
    text("caller_name"),
    text("caller_phone"),
    text("memo"),
)
"""What an authorisation has besides its operation. ``approval_code`` and ``expires_at`` are NULL where nothing is held.
Chained with its operation, but for the caller's name, telephone and memo: these are a person's, and can be erased."""

card_intent = strict_table(
    "card_intent",
    blob("operation", primary_key=True),
    blob("payment", unique=True),
    one_of("kind", "authorise", "capture", "return", "void", "reversal"),
    one_of("asks", "authorise", "capture", "release", "refund"),
    number("amount"),
    number("terminal", ForeignKey("terminal.number")),
    number("epoch"),
    number("seq"),
    text("number", nullable=True),
    flag("by_approval"),
    text("expires_at", nullable=True),
    blob("body"),
    blob("fingerprint"),
    text("made_at"),
)
"""What the processor is being asked, written down before it is: gone when the operation stands in the books. One at a
time for a payment. After a crash the processor is asked what became of ``operation``. ``body``: the request's bytes;
``by_approval``: somebody's approval is used up by it; ``expires_at``: until when an authorisation holds. Yen."""

Index("ix_card_intent_terminal", card_intent.c.terminal, card_intent.c.epoch, card_intent.c.seq)

sandbox_authorisation = strict_table(
    "sandbox_authorisation",
    blob("id", primary_key=True),
    text("card"),
    number("amount"),
    number("captured"),
    number("returned"),
    one_of("state", "held", "captured", "released", "refused"),
    text("approval_code", nullable=True),
    text("expires_at"),
    CheckConstraint("captured BETWEEN 0 AND amount", name="captured"),
    CheckConstraint("returned BETWEEN 0 AND captured", name="returned"),
    CheckConstraint("captured = 0 OR state = 'captured'", name="captured_or_released"),
)
"""The sandbox processor's own books: what it holds on cards. Yen. ``id`` is the authorisation's operation,
``card`` the reference that it gave out."""

sandbox_operation = strict_table(
    "sandbox_operation",
    blob("id", primary_key=True),
    one_of("kind", "authorise", "capture", "release", "refund"),
    blob("authorisation", index=True),
    number("amount"),
    text("code"),
    text("made_at"),
)
"""Everything the sandbox was asked and how it answered (ISO 8583 response code, 00: done), by our operation's id."""

sandbox_mood = strict_table(
    "sandbox_mood",
    number("id", CheckConstraint("id = 1", name="id"), primary_key=True),
    flag("down"),
    number("slow_milliseconds"),
    number("lose_answers"),
)
"""How the sandbox is told to misbehave: answer nobody, answer late, do so many things without saying so."""
