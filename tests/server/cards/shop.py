"""A store that may sell by card, at a real server: its keys, its pad, and what a plain pad's till would seal."""

import base64
import functools
import json
import os
import uuid
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Literal

import requests
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicNumbers
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256

from pos_app.domain.card import Brand
from pos_app.domain.dukpt import aes, tdes
from pos_app.domain.dukpt.keyed import write_track
from pos_app.server.admin import places
from pos_app.server.cards import contracts
from pos_app.server.cards.sandbox import injecting
from pos_app.server.cards.sandbox.keys import KeyKind, KeyStore, NewKey, make_keys
from pos_app.wire.cards import CardService, CardToken, PadInjection, SealingKey, StoreCards
from pos_app.wire.staff import Role
from tests.server.staff.world import STORE, Till, World, code

Algorithm = Literal["tdes", "aes"]
VISA = "4242424242424242"
EXPIRY = "2912"
SERVICE = CardService(
    id="ena-card", name="えーなカード決済", brands=(Brand.VISA, Brand.MASTERCARD, Brand.JCB, Brand.AMEX, Brand.UNIONPAY)
)
SERIAL = "54504B30303030303031"


@functools.cache
def _pair() -> bytes:
    return make_keys(os.urandom, bits=2048)[0].secret


def new_keys() -> tuple[NewKey, ...]:
    """A pair takes long to make: all tests have the same one, under names of their own."""
    return (
        NewKey(os.urandom(4).hex().upper(), KeyKind.RSA, _pair()),
        NewKey(os.urandom(4).hex().upper(), KeyKind.BDK_TDES, os.urandom(16)),
        NewKey(os.urandom(4).hex().upper(), KeyKind.BDK_AES, os.urandom(16)),
    )


@dataclass
class Pad:
    """Encrypts as a pad does, by a key for each entry."""

    injection: PadInjection
    count: int = 0

    def blob(self, number: str = VISA, expiry: str = EXPIRY, *, count: int | None = None) -> dict[str, Any]:
        cipher_of = tdes if self.injection.algorithm == "tdes" else aes
        if count is None:
            self.count = cipher_of.next_counter(self.count) or 0
            count = self.count
        ksn = cipher_of.counted(bytes.fromhex(self.injection.ksn), count)
        message = cipher_of.message_key(bytes.fromhex(self.injection.initial_key), ksn)
        data = tdes.data_key(message) if cipher_of is tdes else aes.data_key(message, ksn)
        return self.told(ksn, cipher_of.encrypt(data, write_track(number, expiry, cipher_of.BLOCK)))

    def told(self, ksn: bytes, cipher: bytes) -> dict[str, Any]:
        return {
            "kind": "pad",
            "algorithm": self.injection.algorithm,
            "serial": self.injection.serial,
            "ksn": ksn.hex().upper(),
            "cipher": cipher.hex().upper(),
        }


def unpadded(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def integer(text: str) -> int:
    return int.from_bytes(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))


def jwe_of(key: SealingKey, payload: bytes, **changed: Any) -> str:
    """Seal anything; ``changed`` replaces members of the header."""
    header = unpadded(json.dumps({"alg": "RSA-OAEP-256", "enc": "A256GCM", "kid": key.kid, **changed}).encode())
    content_key, nonce = os.urandom(32), os.urandom(12)
    public = RSAPublicNumbers(integer(key.e), integer(key.n)).public_key()
    wrapped = public.encrypt(content_key, padding.OAEP(padding.MGF1(SHA256()), SHA256(), None))
    sealed = AESGCM(content_key).encrypt(nonce, payload, header.encode())
    return ".".join((header, *(unpadded(part) for part in (wrapped, nonce, sealed[:-16], sealed[-16:]))))


def sealed(key: SealingKey, number: str = VISA, expiry: str = EXPIRY) -> dict[str, Any]:
    payload = json.dumps({"pan": number, "expiry": expiry}).encode()
    return {"kind": "jwe", "jwe": jwe_of(key, payload)}


@dataclass
class Shop:
    """Our store, its till, a clerk and a manager who are logged in, and a pad of each kind."""

    world: World
    till: Till
    keys: KeyStore
    clerk: str = field(repr=False)
    manager: str = field(repr=False)

    def put(
        self,
        blob: dict[str, Any],
        *,
        token: str | None = None,
        request: uuid.UUID | None = None,
        till: Till | None = None,
        **changed: Any,
    ) -> requests.Response:
        body = {"service": SERVICE.id, "blob": blob, "brand": None, "last3": "000", **changed}
        path = f"/v1/card-tokens/{request or uuid.uuid4()}"
        return self.world.ask("PUT", path, till or self.till, token or self.clerk, body)

    def token(self, blob: dict[str, Any], **options: Any) -> CardToken:
        answer = self.put(blob, **options)
        assert answer.status_code == 200, answer.text
        return CardToken.model_validate_json(answer.content)

    def refused(self, blob: dict[str, Any], **options: Any) -> str:
        return code(self.put(blob, **options))

    def pad(self, algorithm: Algorithm, serial: str = SERIAL) -> Pad:
        make = functools.partial(injecting.make_ready, keys=self.keys, serial=serial, algorithm=algorithm)
        return Pad(self.world.write(lambda tx: make(tx, now=self.world.clock())))

    def sealing_key(self) -> SealingKey:
        answer = self.world.ask("GET", "/v1/card-keys/current", self.till, self.clerk)
        assert answer.status_code == 200, answer.text
        return SealingKey.model_validate_json(answer.content)

    def registered(self, number: str = VISA) -> uuid.UUID:
        """Register a card, a moment after the one before; gives its id."""
        self.world.clock.advance(timedelta(milliseconds=1))
        card = uuid.uuid4()
        token = self.token(sealed(self.sealing_key(), number)).token
        answer = self.world.ask("PUT", f"/v1/store/cards/{card}", self.till, self.manager, {"token": token})
        assert answer.status_code == 200, answer.text
        return card

    def cards(self) -> StoreCards:
        answer = self.world.ask("GET", "/v1/store/cards", self.till, self.manager)
        assert answer.status_code == 200, answer.text
        return StoreCards.model_validate_json(answer.content)

    def remove_all(self) -> None:
        for one in self.cards().cards:
            answer = self.world.ask("DELETE", f"/v1/store/cards/{one.card}", self.till, self.manager)
            assert answer.status_code == 200, answer.text

    def rotate(self) -> None:
        self.world.write(lambda tx: self.keys.rotate(tx, new_keys(), self.world.clock(), os.urandom))

    def contract(self, store: str = STORE, service: CardService = SERVICE) -> None:
        self.world.write(
            lambda tx: contracts.put_service(tx, places.store_of(tx, store)[0], service, self.world.clock())
        )


def open_shop(world: World) -> Shop:
    """``world`` has been built."""
    till = world.add_till()
    people = [world.add_person(role, role.value) for role in (Role.STORE_CLERK, Role.STORE_MANAGER)]
    clerk, manager = (world.log_in(till, person) for person in people)
    return shop_of(world, till, clerk, manager)


def shop_of(world: World, till: Till, clerk: str, manager: str) -> Shop:
    """Give a store its keys and its contract."""
    shop = Shop(world, till, KeyStore(world.context.database.key), clerk, manager)
    shop.rotate()
    shop.contract()
    return shop
