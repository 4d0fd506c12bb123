"""How well and how fast the scanner reads, against the bare decoders in the same run."""

import re
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

import cv2
import numpy as np
import zxingcpp
from pyzbar import pyzbar

from benchmarks import Figure, Wanted, benchmark
from benchmarks.scanner_pictures import Picture, comparable, load
from pos_app.devices.scanner import Image, Reading, Scanner, ScannerEvent
from pos_app.devices.scanner.decoder import Decoder
from pos_app.devices.scanner.simulated_camera import Conditions, SimulatedCamera
from pos_app.devices.scanner.sources import StillPicture

FORMATS = zxingcpp.BarcodeFormats(
    (zxingcpp.BarcodeFormat.QRCodeModel1, zxingcpp.BarcodeFormat.QRCodeModel2, zxingcpp.BarcodeFormat.Code128)
)
SYMBOLS = (pyzbar.ZBarSymbol.QRCODE, pyzbar.ZBarSymbol.CODE128)
IDLE_FRAMES = 300
FRAME_BUDGET_MS = 33.0
PRESENTATION_FRAMES = 60
"""A picture is held before the scanner for 2 seconds at 30 frames a second, so that every extra has its turn."""
BOOF_GAIN = 8.0
"""Percentage points of share by which the photographs of BoofCV have to be read better than by bare zxing-cpp."""


def _any_linear_code(text: str) -> bool:
    """Let a Code128 through that a till would know nothing of: the photographs hold parcel labels, not payments."""
    return len(text) >= 4


def _payment_digits(text: str) -> bool:
    """Know what a wallet's linear code looks like: 16 to 24 digits."""
    return re.fullmatch(r"[0-9]{16,24}", text) is not None


@benchmark("scanner.idle_frame")
def idle_frame(wanted: Wanted) -> Iterator[Figure]:
    """Frames of a counter without a phone through the decoder, rotation of extras included."""
    names = ("scanner.idle_frame", "scanner.idle_frame.p95")
    if not any(map(wanted, names)):
        return
    ours, bare = [], []
    decoder = Decoder()
    for frame in _idle_frames():
        started = time.perf_counter()
        sight = decoder.decode(frame)
        ours.append((time.perf_counter() - started) * 1000)
        assert not sight.symbols, "there is no code on the counter"
        gray = cv2.cvtColor(frame, cv2.COLOR_BGR2GRAY)
        started = time.perf_counter()
        zxingcpp.read_barcodes(gray, formats=FORMATS)
        bare.append((time.perf_counter() - started) * 1000)
    mean, peer = float(np.mean(ours)), float(np.mean(bare))
    p95 = float(np.percentile(ours, 95))
    yield Figure(names[0], mean, "ms", mean / peer, f"bare zxing-cpp on gray ({peer:.3g} ms)", at_most=4)
    yield Figure(names[1], p95, "ms", p95 / FRAME_BUDGET_MS, "33 ms, a frame's time", at_most=1)


def _idle_frames() -> Iterator[Image]:
    for seed, brightness in enumerate((1.0, 0.8, 0.6)):
        conditions = Conditions(noise=3.0 + 2 * seed, brightness=brightness)
        camera = SimulatedCamera(lambda: "", seed=seed, conditions=conditions)
        for _ in range(IDLE_FRAMES // 3):
            yield camera.read()


@dataclass(slots=True)
class _Score:
    pictures: int = 0
    ours: int = 0
    zxing: int = 0
    zbar: int = 0
    wrong: list[str] = field(default_factory=list)
    payments: int = 0


@benchmark("scanner.read")
def read(wanted: Wanted) -> Iterator[Figure]:
    """Photographs, each held before the scanner for 60 frames as before a camera; the peers have one call each.

    What counts is what the cashier gets: the one reading of the scanner, with one grammar for linear codes that lets
    any text of four characters through. The bare decoders get the gray picture of at most 1280 px and the same
    formats. A payload is wrong when it is neither the picture's label nor another code that really is in the picture.
    """
    pictures = load()
    scores: dict[str, _Score] = defaultdict(_Score)
    for picture in pictures:
        if any(wanted(f"scanner.read.{picture.group}{suffix}") for suffix in ("", ".gain", ".payments")) or wanted(
            "scanner.read.wrong"
        ):
            _score(picture, scores[picture.group])
    for group, score in scores.items():
        if group in {"zxing-ean", "zxing-upca"}:
            yield _payments(group, score)
        else:
            yield from _share(group, score)
    wrong = [name for score in scores.values() for name in score.wrong]
    total = sum(score.pictures for score in scores.values())
    yield Figure("scanner.read.wrong", len(wrong), "pictures", len(wrong) / total, f"{total} pictures", at_most=0)


def _score(picture: Picture, score: _Score) -> None:
    score.pictures += 1
    text = _present(picture)
    if text is not None:
        score.ours += text == picture.expected
        score.payments += picture.symbology == "EANUPC" and _payment_digits(text)
        if not picture.right(text):
            score.wrong.append(picture.path.name)
    gray = _at_most_1280(picture)
    score.zxing += picture.expected in {
        comparable(each.text) for each in zxingcpp.read_barcodes(gray, formats=FORMATS) if each.valid
    }
    score.zbar += picture.expected in {
        comparable(each.data.decode("utf-8", "replace")) for each in pyzbar.decode(gray, symbols=SYMBOLS)
    }


def _present(picture: Picture) -> str | None:
    events: list[ScannerEvent] = []
    scanner = Scanner(StillPicture(picture.path), events.append, grammar=_any_linear_code, monotonic=lambda: 0.0)
    scanner.arm()
    for number in range(PRESENTATION_FRAMES):
        scanner.turn(number / 30)
        if not scanner.armed:
            break
    readings = [comparable(event.text) for event in events if isinstance(event, Reading)]
    return readings[0] if readings else None


def _at_most_1280(picture: Picture) -> Image:
    gray = cv2.imread(str(picture.path), cv2.IMREAD_GRAYSCALE)
    assert gray is not None
    factor = 1280 / max(gray.shape)
    if factor < 1:
        gray = cv2.resize(gray, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    return np.asarray(gray, dtype=np.uint8)


def _share(group: str, score: _Score) -> Iterator[Figure]:
    name = f"scanner.read.{group}"
    best = max(score.zxing, score.zbar)
    against = f"the better of bare zxing-cpp ({score.zxing}) and pyzbar ({score.zbar}), of {score.pictures}"
    yield Figure(name, score.ours, "read", score.ours / max(best, 1), against, at_least=1)
    if group == "boof":
        gain = 100 * (score.ours - score.zxing) / score.pictures
        yield Figure(f"{name}.gain", gain, "points", gain / BOOF_GAIN, "8 points above bare zxing-cpp", at_least=1)


def _payments(group: str, score: _Score) -> Figure:
    against = f"{score.pictures} pictures of retail codes"
    name = f"scanner.read.{group}.payments"
    return Figure(name, score.payments, "payments", score.payments / score.pictures, against, at_most=0)
