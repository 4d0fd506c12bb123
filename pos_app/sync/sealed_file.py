"""Secrets in a sealed file, where the operating system keeps none.

Two files, both 0600: ``credentials.sealed`` = magic, 12 bytes of nonce, AES-256-GCM over JSON with the profile as
associated data; ``credentials.key`` = its 32-byte key. One file alone tells nothing, and any change is noticed; but
whoever can read all of this user's files can read them, so the user is told. An old copy of both is not noticed.
"""

import base64
import binascii
import json
import logging
import os
import threading
from collections.abc import Callable
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from pos_app.errors import CredentialsFault
from pos_app.sync.credentials_rules import CredentialsReason, check_name, check_secret
from pos_app.sync.durable_file import write_durably

SEALED_NAME = "credentials.sealed"
KEY_NAME = "credentials.key"

_MAGIC = b"POSAPP-SEALED-1\n"
_NONCE_BYTES = 12
_KEY_BYTES = 32
_MAX_FILE_BYTES = 1 << 20
_OTHERS = 0o077

_log = logging.getLogger(__name__)


class SealedFile:
    """Named secrets of one profile in a folder. Every method raises CredentialsFault when files can't be used."""

    def __init__(self, folder: Path, profile: bytes, random: Callable[[int], bytes] = os.urandom) -> None:
        """Use the files in ``folder``, which must exist; ``random`` gives that many bytes, fit for secrets."""
        self.kind = "sealed_file"
        self._sealed = folder / SEALED_NAME
        self._key = folder / KEY_NAME
        self._profile = profile
        self._random = random
        self._lock = threading.Lock()

    def create(self) -> None:
        """Make a new key and an empty sealed file; what was there is gone."""
        with self._lock:
            self._write(self._key, self._random(_KEY_BYTES))
            self._seal({})

    def check(self) -> None:
        """Open the file once, so that what is wrong with it is known at the start."""
        with self._lock:
            self._open()

    def get(self, name: str) -> bytes | None:
        """Give a secret, or None when there is none of that name."""
        check_name(name)
        with self._lock:
            return self._open().get(name)

    def set(self, name: str, value: bytes) -> None:
        """Keep a secret; it is on disk, and was read back, when this returns."""
        check_secret(name, value)
        with self._lock:
            self._seal(self._open() | {name: value})
            if self._open().get(name) != value:
                raise CredentialsFault(CredentialsReason.SEALED_FILE_DAMAGED, "not read back as it was written")

    def delete(self, name: str) -> None:
        """Forget a secret; nothing happens when there is none."""
        check_name(name)
        with self._lock:
            secrets = self._open()
            if secrets.pop(name, None) is not None:
                self._seal(secrets)

    def _open(self) -> dict[str, bytes]:
        sealed = self._read(self._sealed, CredentialsReason.SEALED_FILE_MISSING)
        key = self._read(self._key, CredentialsReason.SEALED_KEY_MISSING)
        body = sealed.removeprefix(_MAGIC)
        if len(key) != _KEY_BYTES or len(body) == len(sealed) or len(body) <= _NONCE_BYTES:
            raise CredentialsFault(CredentialsReason.SEALED_FILE_DAMAGED, "not of the right form")
        try:
            plain = AESGCM(key).decrypt(body[:_NONCE_BYTES], body[_NONCE_BYTES:], _MAGIC + self._profile)
        except InvalidTag:
            raise CredentialsFault(CredentialsReason.SEALED_FILE_DAMAGED, "the seal is broken") from None
        return _from_json(plain)

    def _seal(self, secrets: dict[str, bytes]) -> None:
        key = self._read(self._key, CredentialsReason.SEALED_KEY_MISSING)
        nonce = self._random(_NONCE_BYTES)
        body = AESGCM(key).encrypt(nonce, _to_json(secrets), _MAGIC + self._profile)
        self._write(self._sealed, _MAGIC + nonce + body)

    def _read(self, path: Path, absent: CredentialsReason) -> bytes:
        try:
            _close_to_others(path)
            with path.open("rb") as file:
                return file.read(_MAX_FILE_BYTES)
        except FileNotFoundError:
            raise CredentialsFault(absent, path.name) from None
        except OSError as error:
            raise CredentialsFault(
                CredentialsReason.SEALED_FILE_UNREADABLE, f"{path.name}: {error.strerror}"
            ) from error

    def _write(self, path: Path, data: bytes) -> None:
        try:
            write_durably(path, data)
        except OSError as error:
            raise CredentialsFault(
                CredentialsReason.SEALED_FILE_UNWRITABLE, f"{path.name}: {error.strerror}"
            ) from error


def _close_to_others(path: Path) -> None:
    """Take back rights that a copy or a restore gave to others."""
    if os.name == "nt" or not path.stat().st_mode & _OTHERS:
        return
    _log.warning("%s could be read by other users of this computer; closed to them", path.name)
    path.chmod(0o600)


def _to_json(secrets: dict[str, bytes]) -> bytes:
    return json.dumps({name: base64.b64encode(value).decode("ascii") for name, value in secrets.items()}).encode()


def _from_json(plain: bytes) -> dict[str, bytes]:
    # The seal was whole, so anything odd in here was written by another version.
    try:
        return {str(name): base64.b64decode(value, validate=True) for name, value in json.loads(plain).items()}
    except (ValueError, TypeError, AttributeError, binascii.Error):
        raise CredentialsFault(CredentialsReason.SEALED_FILE_DAMAGED, "of another version") from None
