"""Steps against the keyring of the session that this runs in, for test_credentials_keyring; one JSON line each."""

import json
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import secretstorage

from pos_app.errors import CredentialsFault
from pos_app.sync.credentials import Credentials, open_credentials


def _open(folder: Path) -> Credentials:
    return open_credentials(folder, "Till under test", patience=20.0)


def kind(folder: Path) -> object:
    return _open(folder).kind


def keep(folder: Path) -> object:
    _open(folder).set("terminal_credential", bytes(range(32)))
    return None


def show(folder: Path) -> object:
    value = _open(folder).get("terminal_credential")
    return value.hex() if value is not None else None


def replace(folder: Path) -> object:
    store = _open(folder)
    store.set("terminal_credential", b"new")
    store.set("outbox_key", b"\x00\xff" * 256)
    return [(store.get(name) or b"").hex() for name in ("terminal_credential", "outbox_key")]


def delete(folder: Path) -> object:
    store = _open(folder)
    store.delete("terminal_credential")
    store.delete("terminal_credential")
    return show(folder)


def spoil(folder: Path) -> object:
    """Put something else where the till's secrets are."""
    with closing(secretstorage.dbus_init()) as bus:
        for item in secretstorage.get_default_collection(bus).get_all_items():
            item.set_secret("no base64 ✗".encode())
    return _open(folder).kind


def empty(folder: Path) -> object:
    """Do what a reset of the keyring does."""
    with closing(secretstorage.dbus_init()) as bus:
        for item in secretstorage.get_default_collection(bus).get_all_items():
            item.delete()
    return _open(folder).kind


def lock_before_opening(folder: Path) -> object:
    _lock()
    return _open(folder).kind


def lock_after_opening(folder: Path) -> object:
    store = _open(folder)
    _lock()
    return [_fault(lambda: store.get("a")), _fault(lambda: store.set("a", b"1")), _fault(lambda: store.delete("a"))]


def _lock() -> None:
    with closing(secretstorage.dbus_init()) as bus:
        secretstorage.get_default_collection(bus).lock()


def _fault(action: Callable[[], object]) -> str:
    try:
        action()
    except CredentialsFault as fault:
        return fault.reason
    return "no fault"


if __name__ == "__main__":
    for step in sys.argv[2:]:
        try:
            print(json.dumps({"answer": globals()[step](Path(sys.argv[1]))}))
        except CredentialsFault as fault:
            print(json.dumps({"fault": fault.reason}))
