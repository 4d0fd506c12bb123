"""Open a sealed card and say what may be known of it. A card's number exists in here, and leaves by no way."""

from datetime import datetime
from uuid import UUID

from pos_app.domain.calendar import transaction_date
from pos_app.domain.dukpt.keyed import KeyedTrack
from pos_app.server.cards import pads
from pos_app.server.cards.processor import CardFacts, SealedCard, Unusable
from pos_app.server.cards.sandbox.judging import judged
from pos_app.server.cards.sandbox.keys import KeyStore
from pos_app.server.cards.sandbox.opening_jwe import open_jwe
from pos_app.server.cards.sandbox.opening_pad import open_pad
from pos_app.server.cards.sandbox.references import Card, written
from pos_app.server.store.connection import Reader
from pos_app.wire.cards import PadBlob, SealedBlob


def open_card(reader: Reader, keys: KeyStore, request: UUID, card: SealedCard, now: datetime) -> CardFacts | Unusable:
    """Open and judge it: ``NOT_OPENED``, or what ``judged`` says of the card."""
    keyed = _opened(reader, keys, card.blob, now)
    if keyed is None:
        return Unusable.NOT_OPENED
    found = judged(keyed, card.accepted, transaction_date(now))
    if isinstance(found, Unusable):
        return found
    reference = written(Card(found.profile.value, found.expiry), request)
    return CardFacts(reference, found.brand, found.last3, found.expiry)


def _opened(reader: Reader, keys: KeyStore, blob: PadBlob | SealedBlob, now: datetime) -> KeyedTrack | None:
    if isinstance(blob, SealedBlob):
        return open_jwe(blob.jwe, lambda kid: keys.pair(reader, kid, now))
    pad = pads.find(reader, blob.serial)
    return open_pad(blob, pad, lambda kid: keys.base_key(reader, kid)) if pad else None
