"""Secrets in the operating system's keyring, by the keyring library's back ends for it and no others.

The back ends are named here and used directly: ``keyring.get_keyring()`` would also take ``null`` (forgets silently),
``keyrings.alt`` (plain text), whatever a plug-in or an environment variable names, or a chain of these. KDE's wallet is
reached by the Secret Service that it offers.
"""

import base64
import binascii
import sys
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

from keyring.backend import KeyringBackend
from keyring.errors import InitError, KeyringLocked, PasswordDeleteError

from pos_app.errors import CredentialsFault
from pos_app.sync.credentials_rules import PATIENCE, CredentialsReason, check_name, check_secret

_Answer = TypeVar("_Answer")

_PROFILE_ENTRY = "_profile"
# Errors of the back ends' own libraries that mean a locked keyring.
_LOCKED_ERRORS = frozenset({"LockedException", "PromptDismissedException"})


class OsKeyring:
    """Named secrets of one profile in the keyring. Methods raise CredentialsFault and wait for ``patience`` at most."""

    def __init__(
        self, kind: str, backend: KeyringBackend, service: str, profile: bytes, patience: float = PATIENCE
    ) -> None:
        """``service`` is what people see in the keyring's own window; ``profile`` tells two tills of a user apart."""
        self.kind = kind
        self._backend = backend
        self._service = f"{service} {profile.hex()[:8]}"
        self._profile = profile
        self._patience = patience

    def create(self) -> None:
        """Leave the profile in the keyring, so that ``check`` can tell an empty keyring from a new till."""
        self._put(_PROFILE_ENTRY, self._profile)

    def check(self) -> None:
        """Ask for the profile once, so that a locked, emptied or other keyring is known at the start."""
        kept = self._ask(_PROFILE_ENTRY)
        if kept is None:
            raise CredentialsFault(CredentialsReason.KEYRING_EMPTY)
        if kept != self._profile:
            raise CredentialsFault(CredentialsReason.KEYRING_DAMAGED, "of another profile")

    def get(self, name: str) -> bytes | None:
        """Give a secret, or None when there is none of that name."""
        check_name(name)
        return self._ask(name)

    def set(self, name: str, value: bytes) -> None:
        """Keep a secret; it was read back when this returns."""
        check_secret(name, value)
        self._put(name, value)

    def delete(self, name: str) -> None:
        """Forget a secret; nothing happens when there is none."""
        check_name(name)
        if self._ask(name) is None:
            return
        self._within(lambda: self._forget(name))
        if self._ask(name) is not None:
            raise CredentialsFault(CredentialsReason.KEYRING_FAILED, f"{name} can't be deleted")

    def _ask(self, name: str) -> bytes | None:
        text = self._within(lambda: self._backend.get_password(self._entry(name), name))
        if text is None:
            return None
        try:
            return base64.b64decode(text, validate=True)
        except (binascii.Error, ValueError):
            raise CredentialsFault(CredentialsReason.KEYRING_DAMAGED, f"{name} is not of the right form") from None

    def _put(self, name: str, value: bytes) -> None:
        text = base64.b64encode(value).decode("ascii")
        self._within(lambda: self._backend.set_password(self._entry(name), name, text))
        if self._ask(name) != value:
            raise CredentialsFault(CredentialsReason.KEYRING_FORGETS, name)

    def _forget(self, name: str) -> None:
        try:
            self._backend.delete_password(self._entry(name), name)
        except PasswordDeleteError:
            # Gone meanwhile, or not to be deleted: the caller looks.
            return

    def _entry(self, name: str) -> str:
        # One entry of its own per name: Windows has room for one user name per service and shuffles the others about.
        return f"{self._service} {name}"

    def _within(self, action: Callable[[], _Answer]) -> _Answer:
        """Run a call of the library with a deadline, and say its errors in this program's words."""
        future: Future[_Answer] = Future()
        threading.Thread(target=_settle, args=(future, action), name="keyring", daemon=True).start()
        try:
            return future.result(self._patience)
        except TimeoutError:
            raise CredentialsFault(CredentialsReason.KEYRING_SILENT, f"after {self._patience} s") from None
        except Exception as error:  # noqa: BLE001 - back ends let through whatever their own libraries raise
            # The error's text is left out: it is the library's, and may repeat what it was given.
            raise CredentialsFault(_reason(error), type(error).__name__) from None


def find_backend() -> tuple[str, KeyringBackend] | None:
    """Give the operating system's keyring with its kind, or None where this session has none."""
    kind, back_end = _platforms_own()
    return (kind, back_end()) if back_end.viable else None


def _platforms_own() -> tuple[str, type[KeyringBackend]]:
    # Only this platform's is imported: the others' search in vain for what their systems bring, which takes its time.
    if sys.platform == "darwin":
        from keyring.backends import macOS

        return "keychain", macOS.Keyring
    if sys.platform == "win32":
        from keyring.backends import Windows

        return "credential_manager", Windows.WinVaultKeyring
    from keyring.backends import SecretService

    return "secret_service", SecretService.Keyring


def _settle(future: "Future[_Answer]", action: Callable[[], _Answer]) -> None:
    try:
        future.set_result(action())
    except BaseException as error:  # noqa: BLE001 - handed to the caller, whatever it is
        future.set_exception(error)


def _reason(error: Exception) -> CredentialsReason:
    # InitError: there is no collection yet, and the person who was asked for its password gave none.
    if isinstance(error, KeyringLocked | InitError) or type(error).__name__ in _LOCKED_ERRORS:
        return CredentialsReason.KEYRING_LOCKED
    if str(getattr(error, "name", "")).endswith(".IsLocked"):
        return CredentialsReason.KEYRING_LOCKED
    return CredentialsReason.KEYRING_FAILED
