"""The further ways to try a picture, in the order in which they take their turns.

Frames on which nothing was read take the extras in turn. They were chosen on photographs that a plain look could not
read, by what each reads that others don't, against its time: none takes more than some 15 ms on a frame of 1280 x 720.
"""

from collections.abc import Callable
from dataclasses import dataclass

from pos_app.devices.scanner.frames import Image
from pos_app.devices.scanner.preparations import (
    blurred,
    centre,
    deblurred,
    gamma,
    heightened,
    local_contrast,
    scaled,
    sharpened,
    smeared,
    stretched,
    thresholded,
    turned,
    widened,
)
from pos_app.devices.scanner.readers import CODE128, Found, read_zbar, read_zxing


@dataclass(frozen=True, slots=True)
class Attempt:
    """One way to look at a picture."""

    name: str
    look: Callable[[Image], Found]


@dataclass(frozen=True, slots=True)
class CloseUp:
    """One way to look at the surroundings of a QR code that was found and could not be read.

    ``price`` is in zxing-cpp's time for the same number of pixels, so that a frame's effort can be bounded without a
    clock. ``flat`` asks for the symbol with its perspective undone.
    """

    name: str
    look: Callable[[Image], Found]
    price: float
    flat: bool = False


def _one_threshold(image: Image) -> Found:
    return read_zxing(image, one_threshold=True)


CLOSE_UPS: tuple[CloseUp, ...] = (
    CloseUp("one threshold", _one_threshold, 1),
    CloseUp("gamma", lambda crop: read_zxing(gamma(crop)), 1.2),
    CloseUp("contrast", lambda crop: read_zxing(local_contrast(crop)), 1.5),
    CloseUp("doubled", lambda crop: read_zxing(scaled(crop, 2)), 4.5),
    CloseUp("flat soft zbar", lambda crop: read_zbar(blurred(gamma(crop), 2)), 8, flat=True),
    CloseUp("threshold", lambda crop: read_zxing(thresholded(crop, 0.2)), 1.5),
    CloseUp("flat soft", lambda crop: read_zxing(blurred(gamma(crop), 2)), 2, flat=True),
    CloseUp("sharp", lambda crop: _one_threshold(sharpened(crop, 8, 2)), 4),
    CloseUp("zbar", read_zbar, 8),
    CloseUp("zbar blurred", lambda crop: read_zbar(blurred(crop, 2)), 8),
    CloseUp("zbar threshold", lambda crop: read_zbar(thresholded(blurred(crop, 1.5), 0.1)), 8),
    CloseUp("flat deblurred", lambda crop: read_zxing(deblurred(crop, 4)), 12, flat=True),
)

LIGHT_EXTRAS: tuple[Attempt, ...] = (
    Attempt("threshold half", lambda image: read_zxing(thresholded(scaled(image, 0.5)))),
    Attempt("one threshold", _one_threshold),
    Attempt("gamma", lambda image: read_zxing(gamma(image))),
    Attempt("contrast half", lambda image: read_zxing(local_contrast(scaled(image, 0.5)))),
    Attempt("centre doubled", lambda image: read_zxing(scaled(centre(image), 2))),
    Attempt("half", lambda image: read_zxing(scaled(image, 0.5))),
    Attempt("sharp half", lambda image: read_zxing(sharpened(scaled(image, 0.5), 2))),
    Attempt("wide threshold half", lambda image: read_zxing(thresholded(scaled(image, 0.5), 0.2))),
    Attempt("soft", lambda image: read_zxing(blurred(image, 1))),
    Attempt("sharp one threshold", lambda image: _one_threshold(sharpened(image))),
)
"""For QR codes in a whole frame, each under 5 ms: for frames on which Code128 was looked for as well."""

EXTRAS: tuple[Attempt, ...] = (
    Attempt("doubled", lambda image: read_zxing(scaled(image, 2))),
    Attempt("zbar half threshold", lambda image: read_zbar(thresholded(scaled(image, 0.5)))),
    Attempt("contrast", lambda image: read_zxing(local_contrast(image))),
    Attempt("zbar half gamma", lambda image: read_zbar(gamma(scaled(image, 0.5)))),
    Attempt("enlarged", lambda image: read_zxing(scaled(image, 1.4))),
    Attempt("heightened", lambda image: read_zxing(heightened(image))),
    Attempt("zbar third", lambda image: read_zbar(scaled(image, 0.35))),
    Attempt("sharp", lambda image: read_zxing(sharpened(scaled(image, 0.7), 2))),
    Attempt("threshold", lambda image: read_zxing(thresholded(image, 0.1))),
    Attempt("wide", lambda image: read_zxing(widened(image))),
    Attempt("deblurred third", lambda image: read_zxing(deblurred(scaled(image, 0.35), 1.5, 8))),
    Attempt("turned", lambda image: read_zxing(turned(scaled(image, 0.8), 20))),
    Attempt("fine threshold", lambda image: read_zxing(thresholded(image, 0.03))),
    Attempt("zbar threshold", lambda image: read_zbar(thresholded(scaled(image, 0.55)))),
)
"""For QR codes in a whole frame."""

LINEAR_EXTRAS: tuple[Attempt, ...] = (
    Attempt("smeared", lambda image: read_zxing(smeared(image), CODE128)),
    Attempt("zbar half", lambda image: read_zbar(scaled(image, 0.5), code128=True)),
    Attempt("turned left", lambda image: read_zxing(turned(scaled(image, 0.8), -20), CODE128)),
    Attempt("stretched", lambda image: read_zxing(stretched(image), CODE128)),
    Attempt("sharp", lambda image: read_zxing(sharpened(scaled(image, 0.8), 2), CODE128)),
    Attempt("zbar smeared", lambda image: read_zbar(scaled(smeared(image), 0.5), code128=True)),
    Attempt("turned far", lambda image: read_zxing(turned(scaled(image, 0.7), 45), CODE128)),
    Attempt("soft", lambda image: read_zxing(blurred(image, 1), CODE128)),
)
"""For Code128 in a whole frame."""
