"""Sealing of requests that wait in the outbox: they hold the customer's one-time code, which stays nowhere else."""

import hashlib
import hmac
import os
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from pos_app.errors import JournalFault

KEY_BYTES = 32
_NONCE_BYTES = 12


class Sealer:
    """AES-256-GCM with the operation's id as associated data: a body can't be moved to another operation's row."""

    def __init__(self, key: bytes) -> None:
        self._aead = AESGCM(key)
        self._code_key = hmac.digest(key, b"customer code in the journal", hashlib.sha256)

    @staticmethod
    def new_key() -> bytes:
        """A key for one till's outbox."""
        return os.urandom(KEY_BYTES)

    @property
    def code_key(self) -> bytes:
        """Keys the hash of the customer's code that the journal keeps; derived, so that the body key is used once."""
        return self._code_key

    def seal(self, operation: UUID, body: bytes) -> bytes:
        """Nonce and ciphertext."""
        nonce = os.urandom(_NONCE_BYTES)
        return nonce + self._aead.encrypt(nonce, body, operation.bytes)

    def open(self, operation: UUID, sealed: bytes) -> bytes:
        """The body's bytes as they were.

        Raises :class:`JournalFault` ``body_unreadable`` where the key was lost or the row was damaged.
        """
        try:
            return self._aead.decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], operation.bytes)
        except (InvalidTag, ValueError) as error:
            raise JournalFault("body_unreadable", f"operation {operation}") from error
