import traceback
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.demo.pad.injected import InjectedKey
from pos_app.domain.dukpt import aes, tdes
from pos_app.domain.dukpt.keyed import read_track
from pos_app.errors import Fault
from pos_app.wire.cards import PadInjection
from tests.devices.tenkey.pads import AES, EXPIRY, NUMBER, TDES


def written(folder: Path, injection: PadInjection) -> Path:
    file = folder / "pad.json"
    file.write_text(injection.model_dump_json(), "utf-8")
    return file


@pytest.mark.parametrize("injection", [TDES, AES], ids=["tdes", "aes"])
def test_each_card_gets_the_next_key_also_after_a_restart(tmp_path: Path, injection: PadInjection) -> None:
    file = written(tmp_path, injection)
    records = [InjectedKey.of(file).record(NUMBER, EXPIRY) for _ in range(3)]
    read = aes.counter if injection is AES else tdes.counter
    assert [read(record.ksn) for record in records] == [1, 2, 3]
    assert len({record.cipher for record in records}) == 3


def test_the_published_pad_writes_the_published_cipher(tmp_path: Path) -> None:
    record = InjectedKey.of(written(tmp_path, TDES)).record(NUMBER, EXPIRY)
    assert record.ksn.hex().upper() == "FFFF9876543210E00001"
    assert record.cipher.hex().upper() == "4BA6C791EB7DC3EFBFDF8F6924F45727D56E2233D55A4F77"


def test_our_own_vector_for_aes_holds(tmp_path: Path) -> None:
    """The one that docs/tenkey.md prints."""
    record = InjectedKey.of(written(tmp_path, AES)).record(NUMBER, EXPIRY)
    assert record.ksn.hex().upper() == "123456789012345600000001"
    key = bytes.fromhex("A35C412EFD41FDB98B69797C02DCD08F")
    assert read_track(aes.decrypt(key, record.cipher)) == (NUMBER, EXPIRY)
    vector = record.cipher.hex().upper()
    text = (Path(__file__).parents[3] / "docs" / "tenkey.md").read_text("utf-8")
    assert vector in text


def test_the_counter_leaves_out_what_stands_for_no_key(tmp_path: Path) -> None:
    file = written(tmp_path, TDES)
    (tmp_path / "pad.json.counter").write_text(str(0x0003FF), "ascii")
    assert tdes.counter(InjectedKey.of(file).record(NUMBER, EXPIRY).ksn) == 0x000400


def test_a_pad_that_has_used_all_its_keys_encrypts_nothing_more(tmp_path: Path) -> None:
    file = written(tmp_path, TDES)
    (tmp_path / "pad.json.counter").write_text(str(0x1FF800), "ascii")
    with pytest.raises(Fault, match="pad_used_up"):
        InjectedKey.of(file).record(NUMBER, EXPIRY)


@pytest.mark.parametrize("spoilt", ["", "many", "1 2"])
def test_without_a_counter_that_can_be_read_nothing_is_encrypted(tmp_path: Path, spoilt: str) -> None:
    file = written(tmp_path, TDES)
    (tmp_path / "pad.json.counter").write_text(spoilt, "ascii")
    with pytest.raises(Fault, match="pad_cant_count"):
        InjectedKey.of(file).record(NUMBER, EXPIRY)


def test_where_the_counter_cant_be_kept_nothing_is_encrypted(tmp_path: Path) -> None:
    file = written(tmp_path, TDES)
    (tmp_path / "pad.json.counter.new").mkdir()
    with pytest.raises(Fault, match="pad_cant_count"):
        InjectedKey.of(file).record(NUMBER, EXPIRY)


def test_without_an_injection_there_is_no_pad(tmp_path: Path) -> None:
    with pytest.raises(Fault, match="pad_no_injection"):
        InjectedKey.of(tmp_path / "none.json")


@pytest.mark.parametrize(
    "changed",
    [
        {"algorithm": "aes"},
        {"ksn": "FFFF9876543210E00001"},
        {"ksn": "FFFF"},
        {"initial_key": "6AC2"},
        {"serial": "x"},
    ],
)
def test_what_is_no_injection_of_an_unused_pad_is_refused_without_showing_it(
    tmp_path: Path, changed: dict[str, str]
) -> None:
    file = tmp_path / "pad.json"
    file.write_text(TDES.model_copy(update=changed).model_dump_json(), "utf-8")
    with pytest.raises(Fault, match="pad_bad_injection") as refused:
        InjectedKey.of(file)
    assert "6AC292FA" not in "".join(traceback.format_exception(refused.value))


@given(st.binary(max_size=100))
def test_any_file_at_all_is_refused_in_words(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    file = tmp_path_factory.getbasetemp() / "any.json"
    file.write_bytes(content)
    with pytest.raises(Fault, match="pad_bad_injection"):
        InjectedKey.of(file)
