"""Open a sealed card and say what may be known of it. A card's number exists in here, and leaves by no way."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from pos_app.domain.calendar import transaction_date
from pos_app.domain.card import Brand
from pos_app.server.cards import pads
from pos_app.server.cards.pads import Pad
from pos_app.server.cards.sandbox.judging import CardFacts, judged
from pos_app.server.cards.sandbox.keys import KeyStore
from pos_app.server.cards.sandbox.opening_jwe import open_jwe
from pos_app.server.cards.sandbox.opening_pad import counter_of, open_pad
from pos_app.server.store.connection import Reader
from pos_app.wire.cards import PadBlob, SealedBlob
from pos_app.wire.problems import ProblemCode


@dataclass(frozen=True, slots=True)
class Counted:
    """How far a pad has counted with what was opened."""

    pad: Pad
    count: int


@dataclass(frozen=True, slots=True)
class Opened:
    """What came of a blob; ``counted`` where a pad's key was used up by it, whatever came of the card."""

    card: CardFacts | ProblemCode
    counted: Counted | None = None


def open_blob(
    reader: Reader, keys: KeyStore, blob: PadBlob | SealedBlob, accepted: Collection[Brand], now: datetime
) -> Opened:
    """Open and judge it: ``card_not_opened``, or what ``judged`` says of the card."""
    if isinstance(blob, SealedBlob):
        keyed, counted = open_jwe(blob.jwe, lambda kid: keys.pair(reader, kid, now)), None
    else:
        pad = pads.find(reader, blob.serial)
        count = counter_of(blob, pad) if pad else None
        if pad is None or count is None:
            return Opened(ProblemCode.CARD_NOT_OPENED)
        keyed, counted = open_pad(blob, pad, lambda kid: keys.base_key(reader, kid)), Counted(pad, count)
    if keyed is None:
        return Opened(ProblemCode.CARD_NOT_OPENED)
    return Opened(judged(keyed, accepted, transaction_date(now)), counted)
