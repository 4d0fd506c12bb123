"""The processor's keys, in one place: made, sealed at rest, given out, retired (tenkey.md, "Keys").

The RSA pair is what plain pads' entries are sealed to; each pad's initial key comes from a base derivation key (BDK).
At rest a key is sealed by AES-256-GCM under a key of its own purpose, derived from the server's secret beside the
database, with its name and kind as associated data: rows can't be exchanged for one another.
"""

import base64
import hashlib
import hmac
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum, unique

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_der_private_key,
)
from sqlalchemy import and_, bindparam, func, insert, literal_column, select, update

from pos_app.errors import Bug, StoreFault
from pos_app.server.store.connection import Reader, Tx
from pos_app.server.store.statements import Statement
from pos_app.server.store.tables.cards import card_key
from pos_app.server.store.values import moment, moment_text
from pos_app.wire.cards import SealingKey

RSA_BITS = 3072
GRACE = timedelta(minutes=15)
"""How long a retired RSA key still opens: an entry under way was sealed to it. Its secret is erased when anything is
opened, rotated or a server started after that."""

_BDK_BYTES = 16
_NONCE_BYTES = 12
_KID_BYTES = 4
_NO_SECRET = b""

Random = Callable[[int], bytes]


@unique
class KeyKind(StrEnum):
    """What a key is for."""

    RSA = "rsa"
    BDK_TDES = "bdk_tdes"
    BDK_AES = "bdk_aes"


@dataclass(frozen=True, slots=True)
class NewKey:
    """A key that is not kept yet. ``kid``: of a BDK the key set's eight hex digits, which head what pads are given."""

    kid: str
    kind: KeyKind
    secret: bytes = field(repr=False)


_KEY = Statement(
    select(card_key.c.kind, card_key.c.sealed, card_key.c.retired_at).where(
        card_key.c.kid == bindparam("kid_", required=True)
    )
)
_CURRENT = Statement(
    select(card_key.c.kid).where(card_key.c.kind == bindparam("kind_", required=True), card_key.c.retired_at.is_(None))
)
_ADD = Statement(insert(card_key).values({one.name: bindparam(one.name, required=True) for one in card_key.c}))
_RETIRE = Statement(
    update(card_key)
    .where(card_key.c.kind == bindparam("kind_", required=True), card_key.c.retired_at.is_(None))
    .values(retired_at=bindparam("at", required=True))
)
_IS_DUE = and_(
    card_key.c.kind == KeyKind.RSA.value,
    card_key.c.retired_at <= bindparam("before", required=True),
    func.length(card_key.c.sealed) > literal_column("0"),
)
_DUE = Statement(select(func.count()).where(_IS_DUE))
_ERASE = Statement(update(card_key).where(_IS_DUE).values(sealed=_NO_SECRET))


def make_keys(random: Random, bits: int = RSA_BITS) -> tuple[NewKey, ...]:
    """Make one key of each kind; takes up to a few seconds, so not within the writer's transaction."""
    pair = generate_private_key(public_exponent=65537, key_size=bits)
    secret = pair.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    return (
        NewKey(_new_kid(random), KeyKind.RSA, secret),
        NewKey(_new_kid(random), KeyKind.BDK_TDES, random(_BDK_BYTES)),
        NewKey(_new_kid(random), KeyKind.BDK_AES, random(_BDK_BYTES)),
    )


def current(reader: Reader, kind: KeyKind) -> str | None:
    """Name the key of a kind that is used from now on; None before the first."""
    row = reader.one(_CURRENT, kind_=kind.value)
    return str(row[0]) if row else None


def is_any_due(reader: Reader, now: datetime) -> bool:
    """Say whether a retired RSA key opens nothing any more and its secret is still there."""
    row = reader.one(_DUE, before=moment_text(now - GRACE))
    return row is not None and row[0] > 0


def erase_retired(tx: Tx, now: datetime) -> None:
    """Erase the secrets of the RSA keys that open nothing any more; base keys stay, for their pads."""
    tx.run(_ERASE, before=moment_text(now - GRACE))


class KeyStore:
    """Opens and seals the keys at rest; ``server_key`` is the database's."""

    def __init__(self, server_key: bytes) -> None:
        self._at_rest = AESGCM(hmac.digest(server_key, b"card keys at rest", hashlib.sha256))

    def rotate(self, tx: Tx, new: tuple[NewKey, ...], now: datetime, random: Random) -> None:
        """Use these from now on. What was sealed to the ones before is opened for ``GRACE``, their pads' for ever."""
        for one in new:
            tx.run(_RETIRE, kind_=one.kind.value, at=moment_text(now))
            nonce = random(_NONCE_BYTES)
            sealed = nonce + self._at_rest.encrypt(nonce, one.secret, _purpose(one.kid, one.kind))
            tx.run(_ADD, kid=one.kid, kind=one.kind.value, sealed=sealed, made_at=moment_text(now), retired_at=None)
        erase_retired(tx, now)

    def sealing_key(self, reader: Reader, now: datetime) -> SealingKey | None:
        """Give the public half of the pair that is used now; None before there is one."""
        kid = current(reader, KeyKind.RSA)
        pair = self.pair(reader, kid, now) if kid else None
        if kid is None or pair is None:
            return None
        numbers = pair.public_key().public_numbers()
        return SealingKey(kid=kid, n=_base64url(numbers.n), e=_base64url(numbers.e))

    def pair(self, reader: Reader, kid: str, now: datetime) -> RSAPrivateKey | None:
        """Give an RSA pair; None for one that there is not, or that was retired too long ago."""
        row = reader.one(_KEY, kid_=kid)
        if row is None or row[0] != KeyKind.RSA or (row[2] is not None and now >= moment(row[2]) + GRACE):
            return None
        # It is authentic, so its numbers needn't be proved to be primes at each use.
        pair = load_der_private_key(
            self._opened(kid, KeyKind.RSA, row[1]), password=None, unsafe_skip_rsa_key_validation=True
        )
        if not isinstance(pair, RSAPrivateKey):
            raise Bug("an RSA pair is another kind of key")
        return pair

    def base_key(self, reader: Reader, kid: str) -> bytes:
        """Give a BDK; raises Bug where a pad names one that there is not."""
        row = reader.one(_KEY, kid_=kid)
        if row is None or row[0] == KeyKind.RSA:
            raise Bug("no such base key")
        return self._opened(kid, KeyKind(row[0]), row[1])

    def _opened(self, kid: str, kind: KeyKind, sealed: bytes) -> bytes:
        try:
            return self._at_rest.decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], _purpose(kid, kind))
        except (InvalidTag, ValueError) as error:
            raise StoreFault("corrupt", "a card key") from error


def _new_kid(random: Random) -> str:
    return random(_KID_BYTES).hex().upper()


def _purpose(kid: str, kind: KeyKind) -> bytes:
    return f"{kind.value} {kid}".encode()


def _base64url(number: int) -> str:
    whole = number.to_bytes((number.bit_length() + 7) // 8)
    return base64.urlsafe_b64encode(whole).rstrip(b"=").decode()
