"""The decoder: every frame gets one good look and a bounded share of further tries.

What is tried and why was measured on photographs and synthetic streams: zxing-cpp first, QR on every frame, Code128
on every third; where an unreadable QR code was found, its surroundings are tried in other ways; where nothing was
found, each frame tries one extra, so that all of them have had their turn within two seconds.
"""

from itertools import cycle

import cv2

from pos_app.devices.scanner.attempts import CLOSE_UPS, EXTRAS, LIGHT_EXTRAS, LINEAR_EXTRAS
from pos_app.devices.scanner.frames import Image
from pos_app.devices.scanner.preparations import around, flattened, gray
from pos_app.devices.scanner.readers import QR, QR_AND_CODE128, Found, read_zxing
from pos_app.devices.scanner.sight import Corners, Sight
from pos_app.errors import ScannerFault

CODE128_EVERY = 3
"""Looking for linear codes as well takes three times as long, so it is done on every third frame."""
LINEAR_EXTRA_EVERY = 6
"""Frames between two extras for Code128; the others are for QR codes."""
FULL_ROUND = 48
"""Frames after which every further way has had its turn on an unchanging picture."""
EFFORT = 4.0
"""The further effort that one frame may take where a hint is, in looks of zxing-cpp at a frame of 1280 x 720."""
_FULL_FRAME = 1280 * 720


class Decoder:
    """Decodes the frames of one camera, one after the other; remembers only whose turn it is."""

    def __init__(self) -> None:
        self._frames = 0
        self._close_ups = cycle(CLOSE_UPS)
        self._light_extras = cycle(LIGHT_EXTRAS)
        self._extras = cycle(EXTRAS)
        self._linear_extras = cycle(LINEAR_EXTRAS)

    def decode(self, image: Image) -> Sight:
        """Look at one frame, as long as a live camera allows; raises ScannerFault when it is no picture."""
        try:
            return self._decode(gray(image))
        except (cv2.error, ValueError, TypeError) as error:
            raise ScannerFault("frame_undecodable", type(error).__name__) from error

    def decode_still(self, image: Image) -> Sight:
        """Look at one picture with the full effort: every way has its turn, the first that reads it ends it."""
        sight = Sight((), False, "")
        for _ in range(FULL_ROUND):
            sight = self.decode(image)
            if sight.symbols:
                break
        return sight

    def _decode(self, pixels: Image) -> Sight:
        self._frames += 1
        linear_too = self._frames % CODE128_EVERY == 1
        plain = read_zxing(pixels, QR_AND_CODE128 if linear_too else QR)
        if plain.symbols:
            return Sight(plain.symbols, bool(plain.unreadable), f"frame {self._frames}", plain.places[0])
        if plain.unreadable:
            name, found = self._look_closer(pixels, plain.unreadable)
            if found.symbols:
                return Sight(found.symbols, False, name, plain.unreadable[0])
        name, found = self._look_otherwise(pixels, light=linear_too)
        outline = plain.unreadable[0] if plain.unreadable else None
        return Sight(found.symbols, bool(plain.unreadable or found.unreadable), name, outline)

    def _look_closer(self, pixels: Image, places: tuple[Corners, ...]) -> tuple[str, Found]:
        effort = 0.0
        for _ in CLOSE_UPS:
            attempt = next(self._close_ups)
            for corners in places[:2]:
                crop = flattened(pixels, corners) if attempt.flat else around(pixels, corners)
                found = attempt.look(crop)
                if found.symbols:
                    return f"close-up {attempt.name}", found
                effort += attempt.price * crop.size / _FULL_FRAME
            if effort > EFFORT:
                break
        return "", Found()

    def _look_otherwise(self, pixels: Image, *, light: bool) -> tuple[str, Found]:
        if self._frames % LINEAR_EXTRA_EVERY == 0:
            attempt = next(self._linear_extras)
            return f"linear extra {attempt.name}", attempt.look(pixels)
        attempt = next(self._light_extras if light else self._extras)
        return f"extra {attempt.name}", attempt.look(pixels)
