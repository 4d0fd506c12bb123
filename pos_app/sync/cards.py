"""The card calls of the server's interface, as errands: none of them moves money."""

from uuid import UUID

from pos_app.sync.client import Client
from pos_app.wire.cards import CardToken, CardTokenBody, DefaultCardBody, RegisterCardBody, SealingKey, StoreCards

ANSWER_SECONDS = 10.0
"""Somebody is on the telephone: later than this the card is keyed anew (tenkey.md, text D)."""


def sealing_key(client: Client, staff_token: str) -> SealingKey:
    """The processor's public key of now, to seal one entry of a plain pad to.

    Raises :class:`~pos_app.errors.Refusal` and :class:`~pos_app.errors.ServerFault`, as all of these do.
    """
    return client.call("GET", "/v1/card-keys/current", SealingKey, staff_token=staff_token, read_seconds=ANSWER_SECONDS)


def tokenise(client: Client, request: UUID, body: CardTokenBody, staff_token: str) -> CardToken:
    """A token for a sealed card; the same request again gets the same answer."""
    path = f"/v1/card-tokens/{request}"
    return client.call("PUT", path, CardToken, body, staff_token=staff_token, read_seconds=ANSWER_SECONDS)


def store_cards(client: Client, staff_token: str) -> StoreCards:
    """The store's own registered cards (G-06)."""
    return client.call("GET", "/v1/store/cards", StoreCards, staff_token=staff_token, read_seconds=ANSWER_SECONDS)


def register(client: Client, card: UUID, body: RegisterCardBody, staff_token: str) -> StoreCards:
    """Keep the card that a live token stands for; ``card`` is the till's id for it, made once."""
    path = f"/v1/store/cards/{card}"
    return client.call("PUT", path, StoreCards, body, staff_token=staff_token, read_seconds=ANSWER_SECONDS)


def make_default(client: Client, body: DefaultCardBody, staff_token: str) -> StoreCards:
    """Pay by this one from now on."""
    path = "/v1/store/cards/default"
    return client.call("PUT", path, StoreCards, body, staff_token=staff_token, read_seconds=ANSWER_SECONDS)


def delete(client: Client, card: UUID, staff_token: str) -> StoreCards:
    """Keep this one no longer; answers with those that are left."""
    path = f"/v1/store/cards/{card}"
    return client.call("DELETE", path, StoreCards, staff_token=staff_token, read_seconds=ANSWER_SECONDS)
