import json
import stat
from pathlib import Path

import pytest

from pos_app.server.cards import pads
from pos_app.server.cards.sandbox.keys import KeyStore
from pos_app.server.store.database import Database
from pos_app.wire.cards import PadInjection
from tests.server.admin.conftest import Command
from tests.server.admin.test_commands import looked_up
from tests.server.cards.shop import Pad, Shop

PUT = ("card-service", "put", "--store", "9000009")


def test_a_stores_card_services_are_added_changed_and_taken_away(ready: Command, tmp_path: Path) -> None:
    assert ready(*PUT, "--id", "ena", "--name", "えーなカード", "--brands", "visa,jcb")[0] == 0
    assert ready(*PUT, "--id", "kiso", "--name", "きそカード", "--brands", "amex")[0] == 0
    assert ready(*PUT, "--id", "ena", "--name", "えーなカード2", "--brands", "visa, mastercard")[0] == 0
    kept = "SELECT id, name, brands FROM card_service ORDER BY rank"
    assert looked_up(tmp_path, kept) == [("ena", "えーなカード2", "visa mastercard"), ("kiso", "きそカード", "amex")]
    assert ready("card-service", "remove", "--store", "9000009", "--id", "ena")[0] == 0
    assert looked_up(tmp_path, kept) == [("kiso", "きそカード", "amex")]


def test_a_stores_terms_are_changed_one_by_one(ready: Command, tmp_path: Path) -> None:
    ready(*PUT, "--id", "ena", "--name", "えーなカード", "--brands", "visa")
    kept = "SELECT authorisation_days, return_days FROM card_contract"
    assert looked_up(tmp_path, kept) == [(60, 180)]
    assert ready("card-terms", "set", "--store", "9000009", "--authorisation-days", "30")[0] == 0
    assert ready("card-terms", "set", "--store", "9000009", "--return-days", "90")[0] == 0
    assert looked_up(tmp_path, kept) == [(30, 90)]


def test_the_first_service_brings_the_keys_and_the_next_leaves_them_alone(ready: Command, tmp_path: Path) -> None:
    keys = "SELECT kid, kind FROM card_key ORDER BY kid"
    ready(*PUT, "--id", "ena", "--name", "えーなカード", "--brands", "visa")
    first = looked_up(tmp_path, keys)
    assert sorted(kind for _, kind in first) == ["bdk_aes", "bdk_tdes", "rsa"]
    ready(*PUT, "--id", "kiso", "--name", "きそカード", "--brands", "visa")
    assert looked_up(tmp_path, keys) == first
    assert ready("card-key", "rotate")[0] == 0
    assert len(looked_up(tmp_path, keys)) == 6
    assert len(looked_up(tmp_path, "SELECT kid FROM card_key WHERE retired_at IS NULL")) == 3


@pytest.mark.parametrize("algorithm", ["tdes", "aes"])
def test_what_is_put_into_a_pad_is_written_for_its_owner_only(
    database: Database, ready: Command, tmp_path: Path, algorithm: str
) -> None:
    out = tmp_path / "pad.json"
    exit_code, said, _ = ready("pad", "add", "--serial", "TPK0000001", "--algorithm", algorithm, "--out", str(out))
    assert exit_code == 0
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    injection = PadInjection.model_validate_json(out.read_bytes())
    assert (injection.algorithm, injection.serial) == (algorithm, "54504B30303030303031")
    assert injection.initial_key not in said
    assert bytes.fromhex(injection.initial_key) not in database.path.read_bytes()
    pad = database.readers.submit(lambda reader: pads.find(reader, injection.serial)).result()
    assert pad is not None
    base = database.readers.submit(lambda reader: KeyStore(database.key).base_key(reader, pad.key)).result()
    assert base.hex().upper() != injection.initial_key


def test_a_pad_that_was_added_by_command_keys_a_card(command: Command, tmp_path: Path, card_shop: Shop) -> None:
    out = tmp_path / "pad.json"
    assert command("pad", "add", "--serial", "TPK0000007", "--out", str(out))[0] == 0
    pad = Pad(PadInjection.model_validate_json(out.read_bytes()))
    assert card_shop.token(pad.blob()).last3 == "242"
    assert command("pad", "remove", "--serial", "TPK0000007")[0] == 0
    assert card_shop.refused(pad.blob()) == "card_not_opened"


def test_a_pad_that_is_made_ready_anew_gets_another_key_serial_number(ready: Command, tmp_path: Path) -> None:
    given = []
    for _ in range(2):
        assert ready("pad", "add", "--serial", "TPK0000001", "--out", str(tmp_path / "pad.json"))[0] == 0
        given.append(json.loads((tmp_path / "pad.json").read_bytes()))
    assert given[0]["ksn"] != given[1]["ksn"]
    assert given[0]["initial_key"] != given[1]["initial_key"]
    assert looked_up(tmp_path, "SELECT count(*) FROM pad_counter WHERE retired_at IS NULL") == [(1,)]


def test_a_running_server_gives_out_the_new_key_after_a_rotation(command: Command, card_shop: Shop) -> None:
    before = card_shop.sealing_key()
    assert command("card-key", "rotate")[0] == 0
    assert card_shop.sealing_key().kid != before.kid


def test_card_services_and_pads_are_listed_without_their_keys(ready: Command, tmp_path: Path) -> None:
    ready(*PUT, "--id", "ena", "--name", "えーなカード", "--brands", "visa,jcb")
    out = tmp_path / "pad.json"
    ready("pad", "add", "--serial", "TPK0000001", "--out", str(out))
    shown = ready("show")[1]
    assert "    [card] ena えーなカード: visa, jcb\n" in shown
    assert "[pad] 54504B30303030303031 aes\n" in shown
    assert PadInjection.model_validate_json(out.read_bytes()).initial_key not in shown
    ready("pad", "remove", "--serial", "TPK0000001")
    assert "[pad]" not in ready("show")[1]
