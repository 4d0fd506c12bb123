from pathlib import Path

import pytest

from pos_app.app import open_records
from pos_app.config import TillSettings
from pos_app.errors import JournalFault
from pos_app.sync.journal import only_till


def test_a_start_beside_another_first_start_makes_no_secrets(tmp_path: Path) -> None:
    """The other one is between its lock and its key: a second key would make its outbox unreadable."""
    folder = tmp_path / "till"
    first = only_till(folder)
    with pytest.raises(JournalFault) as refused:
        open_records(TillSettings(folder, use_keyring=False))
    assert refused.value.reason == "journal_in_use"
    assert [file.name for file in folder.iterdir()] == ["journal.lock"]
    first.release()


def test_the_lock_is_let_go_where_the_secrets_cannot_be_opened(tmp_path: Path) -> None:
    settings = TillSettings(tmp_path / "till", use_keyring=False)
    open_records(settings).journal.close()
    (tmp_path / "till" / "credentials.json").write_bytes(b"?")
    for _ in range(2):
        with pytest.raises(Exception, match="profile_damaged"):
            open_records(settings)
