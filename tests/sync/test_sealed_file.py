import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pos_app.errors import CredentialsFault
from pos_app.sync.sealed_file import KEY_NAME, SEALED_NAME, SealedFile

PROFILE = bytes(16)
posix_only = pytest.mark.skipif(os.name == "nt", reason="Windows has no such rights")


@pytest.fixture
def store(tmp_path: Path) -> SealedFile:
    made = SealedFile(tmp_path, PROFILE)
    made.create()
    made.set("terminal_credential", b"the secret")
    return made


def _reason(action: Callable[[], object]) -> str:
    with pytest.raises(CredentialsFault) as caught:
        action()
    return caught.value.reason


def test_secrets_are_read_back_by_another_start(store: SealedFile, tmp_path: Path) -> None:
    again = SealedFile(tmp_path, PROFILE)
    again.check()
    assert again.get("terminal_credential") == b"the secret"
    assert again.get("other") is None


def test_a_secret_is_replaced_and_deleted(store: SealedFile) -> None:
    store.set("other", b"2")
    store.set("terminal_credential", b"new")
    store.delete("other")
    store.delete("other")
    assert store.get("terminal_credential") == b"new"
    assert store.get("other") is None


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(st.dictionaries(st.from_regex(r"[a-z][a-z0-9_]{0,20}", fullmatch=True), st.binary(min_size=1, max_size=512)))
def test_any_secrets_come_back(tmp_path: Path, secrets: dict[str, bytes]) -> None:
    made = SealedFile(tmp_path, PROFILE)
    made.create()
    for name, value in secrets.items():
        made.set(name, value)
    assert {name: SealedFile(tmp_path, PROFILE).get(name) for name in secrets} == secrets


def test_no_file_shows_the_secret(store: SealedFile, tmp_path: Path) -> None:
    files = list(tmp_path.iterdir())
    assert {path.name for path in files} == {SEALED_NAME, KEY_NAME}
    assert not any(b"the secret" in path.read_bytes() or b"terminal" in path.read_bytes() for path in files)


@posix_only
def test_both_files_are_for_this_user_alone(store: SealedFile, tmp_path: Path) -> None:
    assert {stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()} == {0o600}


@posix_only
@pytest.mark.parametrize("name", [SEALED_NAME, KEY_NAME])
def test_rights_given_to_others_are_taken_back_and_logged(
    store: SealedFile, tmp_path: Path, caplog: pytest.LogCaptureFixture, name: str
) -> None:
    (tmp_path / name).chmod(0o644)
    assert store.get("terminal_credential") == b"the secret"
    assert stat.S_IMODE((tmp_path / name).stat().st_mode) == 0o600
    assert name in caplog.text


@pytest.mark.parametrize("name", [SEALED_NAME, KEY_NAME])
def test_every_changed_bit_is_noticed(store: SealedFile, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    whole = path.read_bytes()
    for place in range(len(whole)):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1 << place % 8]) + whole[place + 1 :])
        assert _reason(lambda: store.get("terminal_credential")) == "sealed_file_damaged"
    path.write_bytes(whole)
    assert store.get("terminal_credential") == b"the secret"


@pytest.mark.parametrize("name", [SEALED_NAME, KEY_NAME])
@pytest.mark.parametrize("cut", [0, 1, 20, 31])
def test_a_cut_file_is_noticed(store: SealedFile, tmp_path: Path, name: str, cut: int) -> None:
    path = tmp_path / name
    path.write_bytes(path.read_bytes()[:cut])
    assert _reason(store.check) == "sealed_file_damaged"


def test_a_file_of_another_till_is_noticed(store: SealedFile, tmp_path: Path) -> None:
    assert _reason(SealedFile(tmp_path, b"another profile!").check) == "sealed_file_damaged"


def test_a_missing_file_is_told_from_a_missing_key(store: SealedFile, tmp_path: Path) -> None:
    key = (tmp_path / KEY_NAME).read_bytes()
    (tmp_path / KEY_NAME).unlink()
    assert _reason(store.check) == "sealed_key_missing"
    (tmp_path / KEY_NAME).write_bytes(key)
    (tmp_path / SEALED_NAME).unlink()
    assert _reason(store.check) == "sealed_file_missing"


def test_each_sealing_has_its_own_nonce(store: SealedFile, tmp_path: Path) -> None:
    before = (tmp_path / SEALED_NAME).read_bytes()
    store.set("terminal_credential", b"the secret")
    after = (tmp_path / SEALED_NAME).read_bytes()
    head = len(b"POSAPP-SEALED-1\n")
    assert before[:head] == after[:head]
    assert before[head : head + 12] != after[head : head + 12]


def test_what_cannot_be_read_or_written_is_a_fault(store: SealedFile, tmp_path: Path) -> None:
    (tmp_path / f"{SEALED_NAME}.new").mkdir()
    assert _reason(lambda: store.set("a", b"1")) == "sealed_file_unwritable"
    (tmp_path / f"{SEALED_NAME}.new").rmdir()
    assert store.get("a") is None
    (tmp_path / SEALED_NAME).unlink()
    (tmp_path / SEALED_NAME).mkdir(mode=0o700)
    assert _reason(store.check) == "sealed_file_unreadable"
