import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest

from pos_app.errors import StoreFault
from pos_app.server.cards.sandbox.keys import GRACE, KeyKind, KeyStore, NewKey, current, make_keys
from pos_app.server.context import Context
from pos_app.server.store.connection import Tx
from tests.server.cards.shop import Shop, integer, new_keys, sealed
from tests.server.fake_clock import FakeClock


@pytest.fixture
def keys(context: Context) -> KeyStore:
    return KeyStore(context.database.key)


def kept(context: Context, keys: KeyStore) -> tuple[NewKey, ...]:
    new = new_keys()
    rotate(context, keys, new)
    return new


def rotate(context: Context, keys: KeyStore, new: tuple[NewKey, ...]) -> None:
    context.database.writer.submit(lambda tx: keys.rotate(tx, new, context.now(), os.urandom)).result(20)


def secret_of(new: tuple[NewKey, ...], kind: KeyKind) -> NewKey:
    return next(one for one in new if one.kind is kind)


def test_one_key_of_each_kind_is_made_and_none_is_shown() -> None:
    new = make_keys(os.urandom, bits=2048)
    assert [one.kind for one in new] == list(KeyKind)
    for one in new:
        assert one.secret.hex() not in repr(one)
        assert repr(one.secret) not in repr(one)


def test_before_there_are_keys_there_are_none(context: Context, keys: KeyStore) -> None:
    read = context.database.readers.submit
    assert read(lambda reader: keys.sealing_key(reader, context.now())).result() is None
    assert read(lambda reader: current(reader, KeyKind.BDK_AES)).result() is None
    assert read(lambda reader: keys.pair(reader, "00000000", context.now())).result() is None


def test_the_public_half_is_given_out_and_the_pair_is_found_by_its_name(context: Context, keys: KeyStore) -> None:
    kept(context, keys)
    given = context.database.readers.submit(lambda reader: keys.sealing_key(reader, context.now())).result()
    assert given is not None
    pair = context.database.readers.submit(lambda reader: keys.pair(reader, given.kid, context.now())).result()
    assert pair is not None
    assert pair.public_key().public_numbers().n == integer(given.n)
    assert integer(given.e) == 65_537


def test_a_retired_pair_opens_what_was_under_way_and_then_its_secret_is_erased(
    context: Context, keys: KeyStore, clock: FakeClock
) -> None:
    old = secret_of(kept(context, keys), KeyKind.RSA)
    clock.advance(timedelta(days=1))
    new = secret_of(kept(context, keys), KeyKind.RSA)

    def is_there(kid: str) -> bool:
        return (
            context.database.readers.submit(lambda reader: keys.pair(reader, kid, context.now())).result() is not None
        )

    assert is_there(old.kid)
    clock.advance(GRACE - timedelta(milliseconds=1))
    assert is_there(old.kid)
    clock.advance(timedelta(milliseconds=1))
    assert not is_there(old.kid)
    assert is_there(new.kid)
    kept(context, keys)
    assert sealed_of(context, old.kid) == b""
    assert sealed_of(context, new.kid) != b""


def test_a_retired_secret_is_erased_when_a_card_is_opened_and_not_before_its_time(shop: Shop, clock: FakeClock) -> None:
    context, blob, pad = shop.world.context, sealed(shop.sealing_key()), shop.pad("aes")
    old = shop.sealing_key().kid
    shop.rotate()
    clock.advance(GRACE - timedelta(milliseconds=1))
    assert shop.token(blob).last3 == "242"
    assert sealed_of(context, old) != b""
    clock.advance(timedelta(milliseconds=1))
    assert shop.refused(blob) == "card_not_opened"
    assert sealed_of(context, old) == b""
    assert sealed_of(context, shop.sealing_key().kid) != b""
    clock.advance(timedelta(minutes=1))
    assert shop.token(pad.blob()).last3 == "242", "its base key was retired as well, and stays"


def test_a_retired_secret_is_erased_when_a_server_starts(shop: Shop, clock: FakeClock) -> None:
    """The made-up clock goes behind the system's, by which the other server goes: what it retires is long over."""
    old = shop.sealing_key().kid
    shop.rotate()
    assert clock() + GRACE < datetime.now(UTC)
    context = shop.world.context
    assert sealed_of(context, old) != b""
    command = [sys.executable, "-m", "pos_app", "server", "--port", "0", "--database", str(context.database.path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline().startswith("listening on ")
            assert sealed_of(context, old) == b""
            assert sealed_of(context, shop.sealing_key().kid) != b""
        finally:
            process.terminate()


def test_the_base_keys_of_pads_in_use_stay(context: Context, keys: KeyStore, clock: FakeClock) -> None:
    old = kept(context, keys)
    clock.advance(timedelta(days=400))
    kept(context, keys)
    kept(context, keys)
    for kind in (KeyKind.BDK_TDES, KeyKind.BDK_AES):
        one = secret_of(old, kind)
        assert context.database.readers.submit(partial(keys.base_key, kid=one.kid)).result() == one.secret


def test_no_secret_lies_in_the_files_in_the_clear(context: Context, keys: KeyStore) -> None:
    new = kept(context, keys)
    files = list(context.database.path.parent.iterdir())
    assert any(file.name.endswith("-wal") for file in files)
    for file in files:
        content = file.read_bytes()
        for one in new:
            assert one.secret not in content
            assert one.secret[-40:] not in content


def test_another_servers_key_opens_none_and_says_nothing_of_it(context: Context, keys: KeyStore) -> None:
    bdk = secret_of(kept(context, keys), KeyKind.BDK_AES)
    strange = KeyStore(bytes(32))
    with pytest.raises(StoreFault) as fault:
        context.database.readers.submit(lambda reader: strange.base_key(reader, bdk.kid)).result()
    assert fault.value.reason == "corrupt"
    assert bdk.kid not in str(fault.value)


def test_a_row_can_not_be_put_in_anothers_place(context: Context, keys: KeyStore) -> None:
    tdes, aes = (secret_of(kept(context, keys), kind) for kind in (KeyKind.BDK_TDES, KeyKind.BDK_AES))

    def swap(tx: Tx) -> None:
        connection = tx._execute
        connection(
            "UPDATE card_key SET sealed = (SELECT sealed FROM card_key WHERE kid = ?) WHERE kid = ?",
            (tdes.kid, aes.kid),
        )

    context.database.writer.submit(swap).result(20)
    with pytest.raises(StoreFault):
        context.database.readers.submit(lambda reader: keys.base_key(reader, aes.kid)).result()


def sealed_of(context: Context, kid: str) -> bytes:
    def look(tx: Tx) -> bytes:
        found: bytes = tx._execute("SELECT sealed FROM card_key WHERE kid = ?", (kid,)).fetchone()[0]
        return found

    return context.database.writer.submit(look).result(20)
