"""A card's number lies in no file that the server writes, in no log and in no answer; not eight digits of it either."""

import logging
import os
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from pos_app.domain import card
from tests.server.cards.shop import Shop, sealed


def random_number(*, luhn: bool = True, head: str = "4") -> str:
    """Sixteen digits that no test card has, their check digit right or wrong."""
    body = head + str(int.from_bytes(os.urandom(8)))[-12:].rjust(12, "7") + "86"
    good = next(body + digit for digit in "0123456789" if card.is_luhn(body + digit))
    return good if luhn else body + str((int(good[-1]) + 1) % 10)


def forms(number: str) -> Iterator[bytes]:
    """How a number may lie in a file; the middle eight digits stand for every longer part."""
    for part in (number, number[4:12]):
        yield part.encode()
        yield part.encode("utf-16-le")
        yield part.encode("utf-32-le")
        yield bytes(map(int, part))
        yield bytes.fromhex(part)
    yield int(number).to_bytes(8, "little")
    yield int(number).to_bytes(8, "big")
    yield " ".join(number[start : start + 4] for start in range(0, 16, 4)).encode()


def found(number: str, contents: dict[str, bytes]) -> list[str]:
    return [name for name, content in contents.items() for form in forms(number) if form in content]


def files_of(shop: Shop) -> dict[str, bytes]:
    folder = shop.world.context.database.path.parent
    return {file.name: file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def test_whatever_becomes_of_a_card_nothing_of_its_number_is_left(shop: Shop, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    key, answers, numbers = shop.sealing_key(), [], []
    good, wrong, strange = random_number(), random_number(luhn=False), random_number(head="9")
    for algorithm in ("tdes", "aes"):
        pad = shop.pad(algorithm)
        for number, expiry in ((good, "2912"), (wrong, "2912"), (strange, "2912"), (good, "2512")):
            for blob in (pad.blob(number, expiry), sealed(key, number, expiry)):
                request = uuid.uuid4()
                numbers.append(number)
                answers += [shop.put(blob, request=one) for one in (request, request, uuid.uuid4())]
    registered = shop.registered(good)
    assert {200, 400, 403, 409} <= {answer.status_code for answer in answers}
    contents = files_of(shop)
    assert any(name.endswith("-wal") and content for name, content in contents.items())
    contents |= {f"answer {place}": answer.content for place, answer in enumerate(answers)}
    contents["log"] = caplog.text.encode()
    contents["list"] = shop.world.ask("GET", "/v1/store/cards", shop.till, shop.manager).content
    assert str(registered).encode() in contents["list"]
    for number in numbers:
        assert found(number, contents) == []


def test_the_search_finds_a_number_in_every_form(tmp_path: Path) -> None:
    number = random_number()
    for form in forms(number):
        assert found(number, {"control": os.urandom(99) + form + os.urandom(99)})


def test_the_search_sees_what_a_request_wrote_to_the_files(shop: Shop) -> None:
    """The control of the test above: brand and last three of that very card are there."""
    token = shop.token(sealed(shop.sealing_key(), random_number())).token
    assert any(token.encode() in content for content in files_of(shop).values())
