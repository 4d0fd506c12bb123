import logging

import numpy as np
import pytest
import zxingcpp

from pos_app.devices.scanner import (
    CameraBack,
    FrameSource,
    Reading,
    Scanner,
    ScannerEvent,
    Symbology,
    TwoCodes,
    Unreadable,
)
from pos_app.devices.scanner.presentation import SINGLE_AFTER_TWO
from pos_app.devices.scanner.simulated_camera import Conditions, SimulatedCamera
from tests.devices.scanner import scenes

FRAME = 1 / 30


class Till:
    """Drives a scanner by hand, frame by frame, and keeps what it told."""

    def __init__(self, source: FrameSource) -> None:
        self.now = 100.0
        self.events: list[ScannerEvent] = []
        self.scanner = Scanner(source, self.events.append, grammar=str.isdecimal, monotonic=lambda: self.now)

    def frames(self, count: int) -> list[ScannerEvent]:
        """Let this many frames pass; returns what they brought."""
        before = len(self.events)
        for _ in range(count):
            self.scanner.turn(self.now)
            self.now += FRAME
        return [event for event in self.events[before:] if not isinstance(event, CameraBack)]


def payloads(events: list[ScannerEvent]) -> list[bytes]:
    return [event.payload for event in events if isinstance(event, Reading)]


def test_one_presentation_of_forty_frames_makes_one_reading() -> None:
    till = Till(SimulatedCamera(lambda: scenes.CODE, seed=3))
    arming = till.scanner.arm()
    (reading,) = till.frames(40)
    assert isinstance(reading, Reading)
    assert reading.text == scenes.CODE
    assert reading.symbology is Symbology.QR
    assert reading.arming == arming
    assert 100.0 <= reading.at < till.now
    assert not till.scanner.armed


def test_a_code_still_in_view_is_read_again_after_arming_again() -> None:
    till = Till(scenes.Show(scenes.with_qr()))
    first = till.scanner.arm()
    assert len(payloads(till.frames(35))) == 1
    second = till.scanner.arm()
    assert second != first
    assert payloads(till.frames(35)) == [scenes.CODE.encode()]


def test_nothing_is_read_before_arming_or_after_disarming() -> None:
    till = Till(scenes.Show(scenes.with_qr()))
    assert till.frames(5) == []
    till.scanner.arm()
    till.scanner.disarm()
    assert till.frames(5) == []


def test_a_frame_from_before_the_arming_is_not_read() -> None:
    source = scenes.Show(scenes.with_qr())
    till = Till(source)
    till.scanner.camera.step(till.now)
    source.image = scenes.paper()
    till.now += FRAME
    till.scanner.arm()
    till.scanner.step(till.now)
    till.frames(5)
    assert payloads(till.events) == []


def test_a_reading_that_was_disarmed_while_being_decoded_is_dropped() -> None:
    scene = scenes.put(scenes.paper(), scenes.linear(scenes.DIGITS), 300, 300)
    events: list[ScannerEvent] = []
    looks: list[str] = []

    def grammar(text: str) -> bool:
        looks.append(text)
        if len(looks) == 2:
            scanner.disarm()
        return True

    scanner = Scanner(scenes.Show(scene), events.append, grammar=grammar, monotonic=lambda: 0.0)
    scanner.arm()
    for number in range(9):
        scanner.turn(number * FRAME)
    assert len(looks) == 2
    assert payloads(events) == []


def test_two_codes_in_view_are_said_once_and_neither_is_read() -> None:
    till = Till(scenes.Show(scenes.with_two()))
    till.scanner.arm()
    events = till.frames(30)
    assert [type(event) for event in events] == [TwoCodes]
    assert till.scanner.armed


def test_when_one_of_two_codes_has_gone_for_some_frames_the_other_is_read() -> None:
    source = scenes.Show(scenes.with_two())
    till = Till(source)
    till.scanner.arm()
    till.frames(3)
    source.image = scenes.with_qr()
    assert till.frames(SINGLE_AFTER_TWO - 1) == []
    assert payloads(till.frames(1)) == [scenes.CODE.encode()]


def test_two_codes_that_take_turns_being_readable_are_not_read() -> None:
    source = scenes.Show(scenes.with_two())
    till = Till(source)
    till.scanner.arm()
    till.frames(1)
    for text in (scenes.CODE, scenes.OTHER) * 6:
        source.image = scenes.with_qr(text)
        assert payloads(till.frames(2)) == []


def test_the_same_code_twice_in_view_is_one_code() -> None:
    scene = scenes.put(scenes.put(scenes.paper(), scenes.qr(scenes.CODE), 100, 150), scenes.qr(scenes.CODE), 700, 150)
    till = Till(scenes.Show(scene))
    till.scanner.arm()
    assert payloads(till.frames(3)) == [scenes.CODE.encode()]


def test_a_qr_code_with_its_linear_code_below_is_one_payment_and_the_qr_code_is_read() -> None:
    scene = scenes.put(scenes.with_qr(), scenes.linear(scenes.DIGITS), 300, 560)
    till = Till(scenes.Show(scene))
    till.scanner.arm()
    (reading,) = till.frames(10)
    assert isinstance(reading, Reading)
    assert reading.symbology is Symbology.QR


def test_a_linear_code_of_the_known_grammar_is_read_after_two_looks() -> None:
    source = scenes.Show(scenes.put(scenes.paper(), scenes.linear(scenes.DIGITS), 300, 300))
    till = Till(source)
    till.scanner.arm()
    assert till.frames(1) == []
    (reading,) = till.frames(6)
    assert isinstance(reading, Reading)
    assert (reading.text, reading.symbology) == (scenes.DIGITS, Symbology.CODE128)


def test_linear_codes_that_differ_from_look_to_look_are_never_read() -> None:
    source = scenes.Show(scenes.paper())
    till = Till(source)
    till.scanner.arm()
    for number in range(18):
        source.image = scenes.put(scenes.paper(), scenes.linear(f"{9000818188123456 + number}"), 300, 300)
        assert payloads(till.frames(1)) == []


def test_a_linear_code_of_another_grammar_is_not_read() -> None:
    till = Till(scenes.Show(scenes.put(scenes.paper(), scenes.linear("PARCEL-2231"), 300, 300)))
    till.scanner.arm()
    assert till.frames(12) == []


def test_two_linear_codes_in_view_are_said() -> None:
    scene = scenes.put(scenes.paper(), scenes.linear(scenes.DIGITS), 300, 150)
    till = Till(scenes.Show(scenes.put(scene, scenes.linear("31589900123456789012"), 300, 450)))
    till.scanner.arm()
    assert [type(event) for event in till.frames(9)] == [TwoCodes]


def test_a_retail_code_is_no_reading_whatever_the_grammar() -> None:
    scene = scenes.put(scenes.paper(), scenes.linear("4901234567894", zxingcpp.BarcodeFormat.EAN13), 300, 300)
    events: list[ScannerEvent] = []
    scanner = Scanner(scenes.Show(scene), events.append, grammar=lambda _: True, monotonic=lambda: 0.0)
    scanner.arm()
    for number in range(30):
        scanner.turn(number * FRAME)
    assert payloads(events) == []


def test_an_unreadable_code_is_hinted_at_once_after_a_second_and_again_when_it_comes_back() -> None:
    damaged = scenes.with_qr()
    noise = np.random.default_rng(1).integers(0, 2, (12, 12), np.uint8) * 255
    blot = np.kron(noise, np.ones((6, 6), np.uint8))
    damaged[150 + 90 : 150 + 162, 400 + 90 : 400 + 162] = blot[:, :, None]
    damaged[150 + 120 : 150 + 192, 400 + 120 : 400 + 192] = 255 - blot[:, :, None]
    source = scenes.Show(damaged)
    till = Till(source)
    till.scanner.arm()
    assert till.frames(28) == []
    assert [type(event) for event in till.frames(30)] == [Unreadable]
    source.image = scenes.paper()
    assert till.frames(20) == []
    source.image = damaged
    assert [type(event) for event in till.frames(40)] == [Unreadable]


@pytest.mark.parametrize("seed", range(12))
def test_a_phone_held_in_any_ordinary_way_is_read_within_half_a_second(seed: int) -> None:
    till = Till(SimulatedCamera(lambda: scenes.CODE, seed=seed))
    till.scanner.arm()
    assert payloads(till.frames(15)) == [scenes.CODE.encode()]


def test_a_white_on_black_code_is_read() -> None:
    till = Till(SimulatedCamera(lambda: scenes.CODE, seed=1, conditions=Conditions(dark_mode=True)))
    till.scanner.arm()
    assert payloads(till.frames(15)) == [scenes.CODE.encode()]


def test_a_customer_without_and_then_with_a_phone_is_read_once_it_shows() -> None:
    shown = ""
    till = Till(SimulatedCamera(lambda: shown, seed=2))
    till.scanner.arm()
    assert till.frames(10) == []
    shown = scenes.CODE
    assert payloads(till.frames(15)) == [scenes.CODE.encode()]


@pytest.mark.parametrize("text", ["エーナ食堂 1000円", "a\x00b\x1dc\x7f-0123456789", "x" * 900])
def test_a_payload_keeps_every_byte(text: str) -> None:
    image = scenes.put(scenes.paper(1100, 1100), scenes.qr(text, 8 if len(text) < 100 else 5), 50, 50)
    till = Till(scenes.Show(image))
    till.scanner.arm()
    (reading,) = till.frames(3)
    assert isinstance(reading, Reading)
    assert reading.payload == text.encode()
    assert reading.text == text


def test_a_payload_in_shift_jis_is_text_all_the_same() -> None:
    assert Reading("エーナ食堂".encode("cp932"), Symbology.QR, 0.0).text == "エーナ食堂"
    assert Reading(b"\xff\x81\x00", Symbology.QR, 0.0).text == "\xff\x81\x00"


def test_a_payload_shows_neither_when_printed_nor_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    till = Till(scenes.Show(scenes.with_qr()))
    till.scanner.arm()
    events = till.frames(5)
    assert payloads(events) == [scenes.CODE.encode()]
    assert scenes.CODE not in repr(events) + caplog.text


def test_a_frame_that_is_no_picture_is_logged_and_the_next_one_is_read(caplog: pytest.LogCaptureFixture) -> None:
    source = scenes.Show(np.zeros((4, 4, 7), np.uint8))
    till = Till(source)
    till.scanner.arm()
    assert till.frames(2) == []
    assert "frame_undecodable" in caplog.text
    source.image = scenes.with_qr()
    assert payloads(till.frames(1)) == [scenes.CODE.encode()]


def test_a_preview_is_told_where_the_code_was_found_and_only_for_a_moment() -> None:
    till = Till(scenes.Show(scenes.with_qr()))
    till.scanner.arm()
    till.frames(2)
    frame = till.scanner.latest_frame()
    assert frame is not None
    outline = till.scanner.outline_in(frame)
    assert outline is not None
    height, width = frame.image.shape[:2]
    assert all(0 <= x <= width and 0 <= y <= height for x, y in outline)
    middle = np.mean(outline, axis=0)
    assert frame.image[int(middle[1]) - 60 : int(middle[1]) + 60, int(middle[0]) - 60 : int(middle[0]) + 60].std() > 20
    till.frames(30)
    later = till.scanner.latest_frame()
    assert later is not None
    assert till.scanner.outline_in(later) is None
