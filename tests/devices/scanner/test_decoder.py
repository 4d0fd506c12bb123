import importlib.metadata
from pathlib import Path

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks import Unavailable
from benchmarks.scanner_pictures import Picture, comparable, load
from pos_app.devices.scanner import Symbology
from pos_app.devices.scanner.attempts import CLOSE_UPS, EXTRAS, LIGHT_EXTRAS, LINEAR_EXTRAS, Attempt
from pos_app.devices.scanner.decoder import FULL_ROUND, Decoder
from pos_app.devices.scanner.events import Reading
from pos_app.devices.scanner.frames import Image
from pos_app.devices.scanner.preparations import around, blurred, flattened, gray, scaled, turned
from pos_app.devices.scanner.readers import CODE128, read_zbar, read_zxing
from pos_app.devices.scanner.sight import Symbol
from pos_app.errors import ScannerFault
from tests.devices.scanner import scenes


def test_exactly_one_cv2_is_installed() -> None:
    # Two of them overwrite each other's files; the one with windows shadows the till's own window system.
    assert len(set(importlib.metadata.packages_distributions()["cv2"])) == 1


@pytest.mark.parametrize("attempt", [*LIGHT_EXTRAS, *EXTRAS], ids=lambda attempt: attempt.name)
def test_each_extra_reads_a_plain_code(attempt: Attempt) -> None:
    found = attempt.look(gray(scenes.put(scenes.paper(), scenes.qr(scenes.CODE, 9), 400, 150)))
    assert {symbol.payload for symbol in found.symbols} == {scenes.CODE.encode()}


@pytest.mark.parametrize("number", range(len(CLOSE_UPS)), ids=[attempt.name for attempt in CLOSE_UPS])
def test_each_close_up_reads_a_code_from_its_surroundings(number: int) -> None:
    attempt, side = CLOSE_UPS[number], scenes.qr(scenes.CODE, 9).shape[0]
    low, high = 150 + 36, 150 + side - 36
    corners = ((low, low), (high, low), (high, high), (low, high))
    pixels = gray(scenes.put(scenes.paper(), scenes.qr(scenes.CODE, 9), 150, 150))
    picture = flattened(pixels, corners) if attempt.flat else around(pixels, corners)
    assert {symbol.payload for symbol in attempt.look(picture).symbols} == {scenes.CODE.encode()}


def test_a_code_that_a_plain_look_misses_is_read_by_the_further_tries() -> None:
    soft = blurred(gray(scenes.with_qr()), 3.5)
    assert not read_zxing(soft).symbols
    sight = Decoder().decode_still(soft)
    assert sight.symbols == (Symbol(scenes.CODE.encode(), Symbology.QR),)
    assert sight.look.startswith("close-up")


def test_a_far_away_code_is_read_by_enlarging() -> None:
    tiny = scaled(gray(scenes.with_qr()), 0.22)
    scene = np.full((720, 1280), 225, np.uint8)
    scene[300 : 300 + tiny.shape[0], 500 : 500 + tiny.shape[1]] = tiny
    assert not read_zxing(scene).symbols
    assert Decoder().decode_still(scene).symbols == (Symbol(scenes.CODE.encode(), Symbology.QR),)


def test_zbar_answers_only_in_ascii() -> None:
    assert read_zbar(scenes.qr(scenes.CODE)).symbols == (Symbol(scenes.CODE.encode(), Symbology.QR),)
    assert read_zbar(scenes.qr("エーナ食堂")).symbols == ()


def test_a_picture_without_a_code_gives_nothing_after_the_full_effort() -> None:
    random = np.random.default_rng(4)
    assert Decoder().decode_still(random.integers(0, 256, (360, 640, 3), np.uint8)).symbols == ()


def test_noise_hides_a_faint_code_from_the_plain_look_only() -> None:
    noise = np.random.default_rng(1).normal(0, 20, (720, 1280))
    faint = np.clip(gray(scenes.with_qr()) * 0.1 + 60 + noise, 0, 255).astype(np.uint8)
    assert not read_zxing(faint).symbols
    sight = Decoder().decode_still(faint)
    assert sight.symbols == (Symbol(scenes.CODE.encode(), Symbology.QR),)
    assert sight.look.startswith("extra")


def test_a_slanted_linear_code_is_read_by_the_further_tries() -> None:
    scene = turned(gray(scenes.put(scenes.paper(), scenes.linear(scenes.DIGITS), 300, 300)), 20)
    assert not read_zxing(scene, CODE128).symbols
    assert Decoder().decode_still(scene).symbols == (Symbol(scenes.DIGITS.encode(), Symbology.CODE128),)


def test_each_way_has_its_turn_within_a_full_round() -> None:
    decoder, blank = Decoder(), np.full((90, 160), 200, np.uint8)
    looks = {decoder.decode(blank).look for _ in range(FULL_ROUND)}
    assert len(looks) == len(LIGHT_EXTRAS) + len(EXTRAS) + len(LINEAR_EXTRAS)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 40), st.integers(0, 40), st.sampled_from([None, 1, 2, 3, 4]), st.integers(0, 2**32 - 1))
def test_a_picture_of_any_size_and_content_is_decoded_or_refused(
    height: int, width: int, channels: int | None, seed: int
) -> None:
    shape = (height, width) if channels is None else (height, width, channels)
    image: Image = np.random.default_rng(seed).integers(0, 256, shape, np.uint8)
    try:
        assert Decoder().decode_still(image).symbols == ()
    except ScannerFault:
        assert channels in {1, 2} or min(height, width) < 4


def pictures() -> list[Picture]:
    try:
        return load()
    except Unavailable as reason:
        pytest.skip(str(reason))


def look(path: Path, frames: int) -> set[Symbol]:
    image = np.asarray(cv2.imread(str(path)), np.uint8)
    decoder = Decoder()
    return {symbol for _ in range(frames) for symbol in decoder.decode(image).symbols}


def test_photographs_give_no_wrong_payload_and_retail_codes_none_at_all() -> None:
    wrong, read, squares = [], 0, 0
    for picture in pictures():
        for symbol in look(picture.path, 2):
            text = comparable(Reading(symbol.payload, symbol.symbology, 0.0).text)
            read += text == picture.expected
            if not picture.right(text) or picture.symbology == "EANUPC":
                wrong.append(picture.path.name)
        squares += picture.symbology != "EANUPC"
    assert wrong == []
    assert read / squares > 0.85
