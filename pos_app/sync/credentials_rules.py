"""What every store of secrets agrees on: names, sizes, and the reasons of a CredentialsFault."""

import re
from enum import StrEnum, unique

from pos_app.errors import Bug

MAX_SECRET_BYTES = 512
"""Windows keeps 2,560 bytes per entry, in two bytes per character of base64; a key or a credential has 32."""

PATIENCE = 60.0
"""Seconds that one call of a keyring may take: the system may be asking a person for its password meanwhile."""

_NAME = re.compile(r"[a-z][a-z0-9_.-]{0,63}")


@unique
class CredentialsReason(StrEnum):
    """Why secrets can't be had or kept; the values are codes for translations."""

    KEYRING_LOCKED = "keyring_locked"
    """It wants its password, and nobody gave it."""
    KEYRING_MISSING = "keyring_missing"
    """The secrets were put into a keyring that this session has not got."""
    KEYRING_EMPTY = "keyring_empty"
    """The keyring has forgotten this till: it was reset, or the till's folder came from elsewhere."""
    KEYRING_DAMAGED = "keyring_damaged"
    KEYRING_FORGETS = "keyring_forgets"
    """It took a secret and does not give it back."""
    KEYRING_SILENT = "keyring_silent"
    """No answer in time."""
    KEYRING_FAILED = "keyring_failed"
    SEALED_FILE_MISSING = "sealed_file_missing"
    SEALED_FILE_DAMAGED = "sealed_file_damaged"
    """Changed by something else, of another till, or its key is another one's."""
    SEALED_KEY_MISSING = "sealed_key_missing"
    SEALED_FILE_UNREADABLE = "sealed_file_unreadable"
    SEALED_FILE_UNWRITABLE = "sealed_file_unwritable"
    PROFILE_DAMAGED = "profile_damaged"
    """The note of where the secrets are can't be read."""


def check_name(name: str) -> None:
    """Raise Bug unless a name is up to 64 lower-case letters, digits, ``_``, ``.`` and ``-`` after a letter."""
    if _NAME.fullmatch(name) is None:
        raise Bug(f"{name!r} names no secret")


def check_secret(name: str, value: bytes) -> None:
    """Raise Bug for a wrong name, and for a secret that not every store could keep: 1 to 512 bytes."""
    check_name(name)
    if not 1 <= len(value) <= MAX_SECRET_BYTES:
        raise Bug(f"a secret of {len(value)} bytes")
