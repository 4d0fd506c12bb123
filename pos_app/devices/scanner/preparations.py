"""What is done to a gray picture before another try to read it: pure functions from picture to picture."""

from collections.abc import Callable
from functools import lru_cache

import cv2
import numpy as np

from pos_app.devices.scanner.frames import Image
from pos_app.devices.scanner.sight import Corners

Preparation = Callable[[Image], Image]


def _image(pixels: object) -> Image:
    return np.ascontiguousarray(pixels, dtype=np.uint8)


def gray(image: Image) -> Image:
    """Take the brightness alone."""
    return image if image.ndim == 2 else _image(cv2.cvtColor(image, cv2.COLOR_BGR2GRAY))


@lru_cache(maxsize=8)
def _gamma_table(exponent: float) -> Image:
    return _image(np.rint(255 * (np.arange(256) / 255) ** exponent))


def gamma(image: Image) -> Image:
    """Spread the bright tones (exponent 2.2): a screen that outshines the camera gets its contrast back."""
    return _image(cv2.LUT(image, _gamma_table(2.2)))


def local_contrast(image: Image) -> Image:
    """Equalise the histogram tile by tile (CLAHE)."""
    return _image(cv2.createCLAHE(clipLimit=3.0, tileGridSize=(8, 8)).apply(image))


def scaled(image: Image, factor: float) -> Image:
    """Enlarge with smooth edges, or shrink by averaging."""
    how = cv2.INTER_CUBIC if factor > 1 else cv2.INTER_AREA
    return _image(cv2.resize(image, None, fx=factor, fy=factor, interpolation=how))


def widened(image: Image) -> Image:
    """Stretch sideways: undoes a phone that is turned away."""
    return _image(cv2.resize(image, None, fx=1.6, fy=1.0, interpolation=cv2.INTER_CUBIC))


def heightened(image: Image) -> Image:
    """Stretch upwards: undoes a phone that is tilted back."""
    return _image(cv2.resize(image, None, fx=1.0, fy=1.6, interpolation=cv2.INTER_CUBIC))


def stretched(image: Image) -> Image:
    """Twice as wide, half as high: fine bars come apart, and specks between them fade."""
    return _image(cv2.resize(image, None, fx=2.0, fy=0.5, interpolation=cv2.INTER_LINEAR))


def centre(image: Image, share: float = 0.6) -> Image:
    """Cut out the middle, this share of each side."""
    height, width = image.shape[:2]
    top, left = int(height * (1 - share) / 2), int(width * (1 - share) / 2)
    return _image(image[top : height - top, left : width - left])


def blurred(image: Image, sigma: float) -> Image:
    """Smooth away the pixels of a screen, moiré and noise."""
    return _image(cv2.GaussianBlur(image, (0, 0), sigma))


def smeared(image: Image) -> Image:
    """Average nine pixels upwards: bars stay sharp, noise and moiré go."""
    return _image(cv2.blur(image, (1, 9)))


def sharpened(image: Image, sigma: float = 3.0, amount: float = 1.5) -> Image:
    """Add back what a blur took (unsharp mask)."""
    soft = cv2.GaussianBlur(image, (0, 0), sigma)
    return _image(cv2.addWeighted(image, 1 + amount, soft, -amount, 0))


def thresholded(image: Image, share: float = 0.05, offset: float = 5.0) -> Image:
    """Black and white, by the mean of a window that is this share of the longer side: evens out shadow and glare."""
    window = max(int(max(image.shape) * share), 11) | 1
    return _image(
        cv2.adaptiveThreshold(image, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY, window, offset),
    )


def closed(image: Image) -> Image:
    """Remove thin dark lines and specks."""
    return _image(cv2.morphologyEx(image, cv2.MORPH_CLOSE, np.ones((3, 3), np.uint8)))


def opened(image: Image) -> Image:
    """Remove thin bright lines and specks."""
    return _image(cv2.morphologyEx(image, cv2.MORPH_OPEN, np.ones((3, 3), np.uint8)))


def deblurred(image: Image, sigma: float, rounds: int = 10) -> Image:
    """Undo a Gaussian blur (Richardson 1972, Lucy 1974)."""
    seen = image.astype(np.float32) / 255 + 1e-3
    guess = seen.copy()
    for _ in range(rounds):
        soft = np.maximum(cv2.GaussianBlur(guess, (0, 0), sigma), 1e-3)
        guess *= cv2.GaussianBlur(seen / soft, (0, 0), sigma)
    return _image(np.clip(guess * 255, 0, 255))


def turned(image: Image, degrees: float) -> Image:
    """Rotate about the middle; what comes in from outside is mid-gray."""
    height, width = image.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1)
    cos, sin = abs(matrix[0, 0]), abs(matrix[0, 1])
    new_width, new_height = int(height * sin + width * cos), int(height * cos + width * sin)
    matrix[:, 2] += ((new_width - width) / 2, (new_height - height) / 2)
    return _image(cv2.warpAffine(image, matrix, (new_width, new_height), borderValue=(128,)))


def around(image: Image, corners: Corners, margin: float = 0.3) -> Image:
    """Cut out a symbol's surroundings: its bounding box and this share of its size on each side."""
    height, width = image.shape[:2]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    border = int(margin * max(max(xs) - min(xs), max(ys) - min(ys))) + 8
    left, right = max(min(xs) - border, 0), min(max(xs) + border, width)
    top, bottom = max(min(ys) - border, 0), min(max(ys) + border, height)
    return _image(image[top:bottom, left:right])


def flattened(image: Image, corners: Corners, side: int = 480) -> Image:
    """Undo the perspective: the symbol becomes a square of ``side`` pixels with a margin around it."""
    margin = side // 8
    edge = side - margin
    square = np.array([(margin, margin), (edge, margin), (edge, edge), (margin, edge)], np.float32)
    matrix = cv2.getPerspectiveTransform(np.array(corners, np.float32), square)
    return _image(cv2.warpPerspective(image, matrix, (side, side), borderValue=(255,)))
