"""Where a till keeps its secrets: the credential of its terminal, the key of its outbox.

The choice between the operating system's keyring and a sealed file is made once per folder and noted there
(``credentials.json``): a keyring that is missing today is a fault, not a reason to begin with an empty file.
"""

import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from pos_app.errors import CredentialsFault
from pos_app.sync.credentials_rules import PATIENCE, CredentialsReason
from pos_app.sync.durable_file import write_durably
from pos_app.sync.sealed_file import KEY_NAME, SEALED_NAME, SealedFile

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

    from pos_app.sync.credentials_keyring import OsKeyring

NOTE_NAME = "credentials.json"

_FORMAT = 1
_PROFILE_BYTES = 16
_MAX_NOTE_BYTES = 4096
_SEALED_KIND = "sealed_file"


class Credentials(Protocol):
    """Named secrets of one till; every method raises CredentialsFault with a CredentialsReason when it can't be done.

    Names are lower-case (``terminal_credential``), values 1 to 512 bytes. A call may wait for a person who is asked for
    the keyring's password, so it belongs to the start and to the sync thread, never to a thread that shows something.
    """

    kind: str
    """``secret_service``, ``keychain``, ``credential_manager`` or ``sealed_file``: the last is said to the user."""

    def get(self, name: str) -> bytes | None:
        """Give a secret, or None when there is none of that name."""
        ...

    def set(self, name: str, value: bytes) -> None:
        """Keep a secret; it was read back when this returns."""
        ...

    def delete(self, name: str) -> None:
        """Forget a secret; nothing happens when there is none."""
        ...


@dataclass(frozen=True, slots=True)
class _Note:
    kind: str
    profile: bytes


def open_credentials(
    folder: Path,
    service: str,
    *,
    use_keyring: bool = True,
    patience: float = PATIENCE,
    random: Callable[[int], bytes] = os.urandom,
) -> Credentials:
    """Open the secrets of the till in ``folder``, or make an empty store for a new one.

    A new till takes the keyring where there is one and ``use_keyring`` is set, else a sealed file; an old one keeps
    what it took. ``service`` is the name shown in the keyring, ``patience`` the seconds that one call may take. Raises
    CredentialsFault, e.g. with ``keyring_locked``, ``keyring_missing`` or ``keyring_empty``.
    """
    note = _read_note(folder / NOTE_NAME)
    if note is None:
        return _create(folder, service, use_keyring=use_keyring, patience=patience, random=random)
    store = _store(note, folder, service, patience, random)
    store.check()
    return store


def has_credentials(folder: Path) -> bool:
    """Whether a till in this folder ever made its secrets."""
    return (folder / NOTE_NAME).exists()


def forget_credentials(folder: Path) -> None:
    """Let the next ``open_credentials`` begin anew after a fault that nobody can mend: the till is activated again.

    Entries in the keyring stay, useless, as they could not be reached. Raises CredentialsFault.
    """
    try:
        for name in (NOTE_NAME, SEALED_NAME, KEY_NAME):
            (folder / name).unlink(missing_ok=True)
    except OSError as error:
        raise CredentialsFault(CredentialsReason.SEALED_FILE_UNWRITABLE, str(error.strerror)) from error


def _create(
    folder: Path, service: str, *, use_keyring: bool, patience: float, random: Callable[[int], bytes]
) -> "OsKeyring | SealedFile":
    found = _find_keyring() if use_keyring else None
    note = _Note(found[0] if found else _SEALED_KIND, random(_PROFILE_BYTES))
    store = _keyring(found, service, note, patience) if found else SealedFile(folder, note.profile, random)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        store.create()
        # The note comes last: until it is there, this till has no secrets that could be missed.
        write_durably(folder / NOTE_NAME, _to_json(note))
    except OSError as error:
        raise CredentialsFault(CredentialsReason.SEALED_FILE_UNWRITABLE, str(error.strerror)) from error
    return store


def _store(
    note: _Note, folder: Path, service: str, patience: float, random: Callable[[int], bytes]
) -> "OsKeyring | SealedFile":
    if note.kind == _SEALED_KIND:
        return SealedFile(folder, note.profile, random)
    found = _find_keyring()
    if found is None or found[0] != note.kind:
        raise CredentialsFault(CredentialsReason.KEYRING_MISSING, note.kind)
    return _keyring(found, service, note, patience)


def _find_keyring() -> "tuple[str, KeyringBackend] | None":
    # Late, as the library takes a while to import: a till with a sealed file needs none of it.
    from pos_app.sync.credentials_keyring import find_backend

    return find_backend()


def _keyring(found: "tuple[str, KeyringBackend]", service: str, note: _Note, patience: float) -> "OsKeyring":
    from pos_app.sync.credentials_keyring import OsKeyring

    return OsKeyring(*found, service, note.profile, patience)


def _to_json(note: _Note) -> bytes:
    return json.dumps({"format": _FORMAT, "kind": note.kind, "profile": note.profile.hex()}).encode() + b"\n"


def _read_note(path: Path) -> _Note | None:
    try:
        with path.open("rb") as file:
            data = file.read(_MAX_NOTE_BYTES)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise CredentialsFault(CredentialsReason.PROFILE_DAMAGED, str(error.strerror)) from error
    note = _from_json(data)
    if note is None:
        raise CredentialsFault(CredentialsReason.PROFILE_DAMAGED)
    return note


def _from_json(data: bytes) -> _Note | None:
    try:
        fields = json.loads(data)
        if fields["format"] != _FORMAT:
            return None
        note = _Note(str(fields["kind"]), bytes.fromhex(fields["profile"]))
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    return note if len(note.profile) == _PROFILE_BYTES else None
