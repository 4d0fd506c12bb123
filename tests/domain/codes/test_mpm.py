import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain.codes.mpm import DataObject, crc, parse
from tests.domain.codes import samples

identifiers = st.integers(1, 99).filter(lambda number: number != 63).map("{:02}".format)
values = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30)


def _seal(objects: list[tuple[str, str]]) -> str:
    text = "".join(f"{identifier}{len(value):02}{value}" for identifier, value in objects) + "6304"
    return text + crc(text)


@pytest.mark.parametrize("text", samples.MPM_ALL)
def test_published_codes_are_read(text: str) -> None:
    objects = parse(text)
    assert objects is not None
    assert objects[0] == DataObject("00", "01")
    assert objects[-1] == DataObject("63", text[-4:])
    assert "".join(f"{item.identifier}{len(item.value):02}{item.value}" for item in objects) == text


def test_lengths_count_characters_and_the_checksum_bytes() -> None:
    objects = parse(samples.MPM_SPEC)
    assert objects is not None
    assert DataObject("64", "0002ZH0104最佳运输0202北京") in objects


def test_the_checksum_is_the_catalogued_one() -> None:
    assert crc("123456789") == "29B1"


def test_a_published_code_with_a_wrong_checksum_is_refused() -> None:
    assert parse(samples.MPM_WRONG_CRC) is None
    assert parse(samples.MPM_WRONG_CRC[:-4] + "0F92") is not None


@given(st.dictionaries(identifiers, values, max_size=12))
def test_a_code_is_read_back_as_it_was_made(fields: dict[str, str]) -> None:
    text = _seal([("00", "01"), *fields.items()])
    objects = parse(text)
    if len(text) > 512:
        assert objects is None
    else:
        assert objects is not None
        assert objects[1:-1] == tuple(DataObject(*item) for item in fields.items())


@given(st.sampled_from(samples.MPM_ALL), st.data())
def test_a_changed_character_is_noticed(text: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(text) - 1))
    other = data.draw(st.sampled_from([digit for digit in "0123456789" if digit != text[place]]))
    assert parse(text[:place] + other + text[place + 1 :]) is None


@given(st.text() | st.text().map(lambda text: "000201" + text))
def test_any_text_is_read_or_refused(text: str) -> None:
    objects = parse(text)
    assert objects is None or crc(text[:-4]) == objects[-1].value


@pytest.mark.parametrize(
    "objects",
    [
        [("01", "11"), ("00", "01")],
        [("00", "01"), ("58", "JP"), ("58", "JP")],
        [("00", "01"), ("63", "1234")],
        [("00", "01"), ("59", "")],
    ],
)
def test_broken_rules_are_refused_though_the_checksum_is_right(objects: list[tuple[str, str]]) -> None:
    assert parse(_seal(objects)) is None


def test_what_follows_the_checksum_is_refused() -> None:
    assert parse(samples.MPM_STATIC + "5802JP") is None
