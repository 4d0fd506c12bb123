import json
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from keyring.backend import KeyringBackend
from keyring.errors import KeyringError, KeyringLocked, PasswordDeleteError

from pos_app.errors import Bug, CredentialsFault
from pos_app.sync.credentials import NOTE_NAME, Credentials, forget_credentials, open_credentials
from pos_app.sync.credentials_keyring import OsKeyring

PROFILE = bytes(16)


def _sealed(folder: Path) -> Credentials:
    return open_credentials(folder, "Till under test", use_keyring=False)


def _reason(action: Callable[[], object]) -> str:
    with pytest.raises(CredentialsFault) as caught:
        action()
    return caught.value.reason


def test_a_new_till_has_no_secrets_and_keeps_what_it_is_given(tmp_path: Path) -> None:
    store = _sealed(tmp_path / "new" / "till")
    assert store.get("terminal_credential") is None
    store.set("terminal_credential", b"secret")
    assert _sealed(tmp_path / "new" / "till").get("terminal_credential") == b"secret"


def test_a_till_keeps_the_store_that_it_took(tmp_path: Path) -> None:
    _sealed(tmp_path).set("a", b"1")
    store = open_credentials(tmp_path, "Till under test", use_keyring=True)
    assert store.kind == "sealed_file"
    assert store.get("a") == b"1"


def test_a_crash_before_the_note_leaves_a_till_that_begins_again(tmp_path: Path) -> None:
    _sealed(tmp_path)
    (tmp_path / NOTE_NAME).unlink()
    assert _sealed(tmp_path).get("a") is None


def test_a_till_in_a_keyring_of_another_system_finds_it_missing(tmp_path: Path) -> None:
    note = {"format": 1, "kind": "some_other_keyring", "profile": PROFILE.hex()}
    (tmp_path / NOTE_NAME).write_text(json.dumps(note), encoding="utf-8")
    assert _reason(lambda: _sealed(tmp_path)) == "keyring_missing"


@pytest.mark.parametrize(
    "note",
    [
        b"",
        b"\xff\xfe",
        b"[]",
        b"null",
        b"[" * 4096,
        b'{"format": 2, "kind": "sealed_file", "profile": "00000000000000000000000000000000"}',
        b'{"format": 1, "kind": "sealed_file", "profile": "00"}',
        b'{"format": 1, "kind": "sealed_file", "profile": 7}',
        b'{"format": 1, "profile": "00000000000000000000000000000000"}',
    ],
)
def test_a_note_that_cannot_be_read_is_a_fault_and_stays(tmp_path: Path, note: bytes) -> None:
    (tmp_path / NOTE_NAME).write_bytes(note)
    assert _reason(lambda: _sealed(tmp_path)) == "profile_damaged"
    assert (tmp_path / NOTE_NAME).read_bytes() == note


@given(st.binary(max_size=200))
def test_any_bytes_instead_of_a_note_are_a_fault(tmp_path_factory: pytest.TempPathFactory, note: bytes) -> None:
    folder = tmp_path_factory.mktemp("till")
    (folder / NOTE_NAME).write_bytes(note)
    assert _reason(lambda: _sealed(folder)) == "profile_damaged"


def test_a_note_that_is_a_folder_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / NOTE_NAME).mkdir()
    assert _reason(lambda: _sealed(tmp_path)) == "profile_damaged"


def test_a_till_whose_folder_cannot_be_made_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    assert _reason(lambda: _sealed(tmp_path / "file" / "till")) in {"profile_damaged", "sealed_file_unwritable"}


def test_a_forgotten_till_begins_anew(tmp_path: Path) -> None:
    _sealed(tmp_path).set("a", b"1")
    forget_credentials(tmp_path)
    forget_credentials(tmp_path)
    assert list(tmp_path.iterdir()) == []
    assert _sealed(tmp_path).get("a") is None


class _Back(KeyringBackend):
    """A keyring in memory, to be made to fail in ways that the real one can't be."""

    priority = 0

    def __init__(self, *, kept: bool = True, deletes: bool = True, error: Exception | None = None) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.entries: dict[tuple[str, str], str] = {}
        self.kept, self.deletes, self.error = kept, deletes, error

    def get_password(self, service: str, username: str) -> str | None:
        if self.error:
            raise self.error
        return self.entries.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        if self.kept:
            self.entries[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if not self.deletes or self.entries.pop((service, username), None) is None:
            raise PasswordDeleteError("none")


def _keyring(back: KeyringBackend, patience: float = 20.0) -> OsKeyring:
    return OsKeyring("secret_service", back, "Till under test", PROFILE, patience)


class _NamedError(Exception):
    def __init__(self, name: str) -> None:
        super().__init__("with the secret in its text")
        self.name = name


class LockedException(Exception):
    """Has the name by which a locked keyring is known."""


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (KeyringLocked("x"), "keyring_locked"),
        (LockedException("x"), "keyring_locked"),
        (_NamedError("org.freedesktop.Secret.Error.IsLocked"), "keyring_locked"),
        (_NamedError("org.freedesktop.DBus.Error.Failed"), "keyring_failed"),
        (KeyringError("x"), "keyring_failed"),
        (OSError("x"), "keyring_failed"),
    ],
)
def test_the_librarys_errors_become_faults_without_their_texts(error: Exception, reason: str) -> None:
    with pytest.raises(CredentialsFault) as caught:
        _keyring(_Back(error=error)).get("a")
    assert caught.value.reason == reason
    assert str(error) not in str(caught.value) or str(error) == "x"
    assert caught.value.__cause__ is None


def test_a_keyring_that_forgets_is_found_out_at_once() -> None:
    assert _reason(lambda: _keyring(_Back(kept=False)).set("a", b"1")) == "keyring_forgets"


def test_a_keyring_that_does_not_delete_is_found_out() -> None:
    store = _keyring(_Back(deletes=False))
    store.set("a", b"1")
    assert _reason(lambda: store.delete("a")) == "keyring_failed"


def test_a_keyring_of_another_profile_is_damaged() -> None:
    back = _Back()
    _keyring(back).create()
    _keyring(back).check()
    for entry in back.entries:
        back.entries[entry] = "AAAA"
    assert _reason(lambda: _keyring(back).check()) == "keyring_damaged"


def test_a_keyring_that_never_answers_is_not_waited_for() -> None:
    answered = threading.Event()

    class Silent(_Back):
        def get_password(self, service: str, username: str) -> str | None:
            answered.wait(20)
            return None

    assert _reason(lambda: _keyring(Silent(), patience=0.05).get("a")) == "keyring_silent"
    answered.set()


@pytest.mark.parametrize("name", ["", "A", "_profile", "a b", "a/b", "é", "a" * 65, "a\n"])
def test_a_name_of_the_wrong_form_is_a_bug_in_either_store(tmp_path: Path, name: str) -> None:
    for store in (_sealed(tmp_path), _keyring(_Back())):
        with pytest.raises(Bug):
            store.get(name)
        with pytest.raises(Bug):
            store.set(name, b"1")
        with pytest.raises(Bug):
            store.delete(name)


@pytest.mark.parametrize("size", [0, 513])
def test_a_secret_that_not_every_store_could_keep_is_a_bug(tmp_path: Path, size: int) -> None:
    for store in (_sealed(tmp_path), _keyring(_Back())):
        with pytest.raises(Bug):
            store.set("a", bytes(size))
