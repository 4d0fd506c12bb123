"""What the desk does about cards: contracts of stores, the processor's keys, and pads."""

import os
import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from pydantic import ValidationError

from pos_app.domain.card import Brand
from pos_app.errors import Refusal
from pos_app.server.admin.places import named
from pos_app.server.card_terms import Contract, contract_of
from pos_app.server.cards import contracts, pads
from pos_app.server.cards.sandbox import injecting
from pos_app.server.cards.sandbox.keys import KeyKind, KeyStore, NewKey, current, make_keys
from pos_app.server.staff.audit import Act, record
from pos_app.server.store.connection import Tx
from pos_app.server.store.database import Database
from pos_app.wire.cards import CardService, PadInjection

MAX_AUTHORISATION_DAYS = 365
MAX_RETURN_DAYS = 3_650

_SERIAL = re.compile(r"[0-9A-F]{20}")
_LABEL = re.compile(r"[0-9A-Z-]{1,10}")
_SERIAL_BYTES = 10


def ensure_keys(
    database: Database,
    now: Callable[[], datetime],
    random: Callable[[int], bytes],
    make: Callable[[], tuple[NewKey, ...]] | None = None,
) -> None:
    """See to it that the processor has keys; ``make`` makes them, which takes a moment: the writer doesn't wait."""
    if database.readers.submit(lambda reader: current(reader, KeyKind.RSA)).result() is not None:
        return
    new = make() if make else make_keys(random)

    def keep(tx: Tx) -> None:
        if current(tx, KeyKind.RSA) is None:
            rotate(tx, database.key, new, now(), random)

    database.writer.submit(keep).result()


def rotate(tx: Tx, key: bytes, new: tuple[NewKey, ...], now: datetime, random: Callable[[int], bytes]) -> None:
    """Use these keys from now on; pads that are in use keep theirs until they are made ready anew."""
    KeyStore(key).rotate(tx, new, now, random)
    record(tx, now, Act.ROTATE_KEYS, via="command", subject=" ".join(one.kid for one in new))


def service_named(service: str, name: str, brands: str) -> CardService:
    """Read a card service as it is written; raises Refusal ``card_service_id``, ``card_brands``, ``name``."""
    words = [word.strip() for word in brands.split(",")]
    if len(set(words)) < len(words) or not set(words) <= {brand.value for brand in Brand}:
        raise Refusal("card_brands", given=brands, known=", ".join(brand.value for brand in Brand))
    try:
        return CardService(id=service, name=named(name), brands=tuple(Brand(word) for word in words))
    except ValidationError as error:
        raise Refusal("card_service_id", given=service) from error


def remove_service(tx: Tx, store: int, service: str, now: datetime) -> None:
    """Take a card service away; raises Refusal ``no_card_service``."""
    if not contracts.remove_service(tx, store, service, now):
        raise Refusal("no_card_service", given=service)


def set_terms(tx: Tx, store: int, authorisation_days: int | None, return_days: int | None, now: datetime) -> None:
    """Change what is given of a store's terms; raises Refusal ``card_days``."""
    terms = contracts.changed(contract_of(tx, store) or Contract(), authorisation_days, return_days)
    if not (1 <= terms.authorisation_days <= MAX_AUTHORISATION_DAYS and 1 <= terms.return_days <= MAX_RETURN_DAYS):
        raise Refusal("card_days", authorisation=MAX_AUTHORISATION_DAYS, returning=MAX_RETURN_DAYS)
    contracts.set_contract(tx, store, terms, now)


def serial_of(given: str) -> str:
    """Give a pad's ten bytes of serial number in hex, from 20 hex digits or from what its label says.

    Raises Refusal ``pad_serial``.
    """
    if _SERIAL.fullmatch(given):
        return given
    if _LABEL.fullmatch(given) is None:
        raise Refusal("pad_serial", given=given)
    return given.encode("ascii").ljust(_SERIAL_BYTES, b"\0").hex().upper()


def make_ready(tx: Tx, key: bytes, serial: str, algorithm: pads.Algorithm, now: datetime) -> PadInjection:
    """Give what is put into a pad; raises Refusal as ``injecting.make_ready`` does."""
    given = injecting.make_ready(tx, KeyStore(key), serial, algorithm, now)
    record(tx, now, Act.ADD, via="command", subject=f"pad {serial}")
    return given


def retire(tx: Tx, serial: str, now: datetime) -> None:
    """Open nothing of a pad any more; raises Refusal ``no_pad``."""
    if not pads.retire(tx, serial, now):
        raise Refusal("no_pad", given=serial)
    record(tx, now, Act.DISABLE, via="command", subject=f"pad {serial}")


def check_place(file: Path) -> None:
    """Raise Refusal ``unwritable`` where a file can't be: before a pad's key is made for it."""
    if not file.parent.is_dir() or file.is_dir() or not os.access(file.parent, os.W_OK):
        raise Refusal("unwritable", given=file)


def write_injection(file: Path, injection: PadInjection) -> None:
    """Write what is put into a pad, for its owner's eyes only, in place of what was there.

    Raises Refusal ``unwritable``.
    """
    beside = file.with_name(file.name + ".new")
    try:
        beside.unlink(missing_ok=True)
        descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as writing:
            writing.write(injection.to_json())
            writing.flush()
            os.fsync(descriptor)
        beside.replace(file)
    except OSError as error:
        raise Refusal("unwritable", given=file) from error
