"""Pictures and recordings that the tests make: codes on paper, seen from above."""

from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np
import zxingcpp

from pos_app.devices.scanner.frames import Image
from pos_app.devices.scanner.simulated_phone import qr_matrix

CODE = "hQVKUFFSMWEUTwgxMjM0NTY3OFcIODc2NTQzMjE="
OTHER = "hQVKUFFSMWEUTwg4NzY1NDMyMVcIMTIzNDU2Nzg="
DIGITS = "90008181881234567890"


def paper(width: int = 1280, height: int = 720) -> Image:
    return np.full((height, width, 3), 225, np.uint8)


def qr(text: str, module: int = 6) -> Image:
    """Draw a QR code with its quiet zone, black on white."""
    dark = qr_matrix(text) > 0
    code = np.pad(np.where(dark, 0, 255).astype(np.uint8), 4, constant_values=255)
    return np.kron(code, np.ones((module, module), np.uint8))


def linear(text: str, kind: zxingcpp.BarcodeFormat = zxingcpp.BarcodeFormat.Code128) -> Image:
    barcode = zxingcpp.create_barcode(text, kind)
    bars = np.array(barcode.to_image(scale=3, add_quiet_zones=True))
    return np.asarray(cv2.resize(bars, (bars.shape[1], 90), interpolation=cv2.INTER_NEAREST), np.uint8)


def put(scene: Image, code: Image, left: int, top: int) -> Image:
    height, width = code.shape[:2]
    scene[top : top + height, left : left + width] = code[:, :, None]
    return scene


def with_qr(text: str = CODE) -> Image:
    return put(paper(), qr(text), 400, 150)


def with_two() -> Image:
    return put(put(paper(), qr(CODE), 100, 150), qr(OTHER), 700, 150)


def record(path: Path, frames: Sequence[Image], rate: float = 30.0) -> Path:
    """Write a recording as motion JPEG."""
    height, width = frames[0].shape[:2]
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"MJPG"), rate, (width, height))
    assert writer.isOpened()
    for frame in frames:
        writer.write(frame)
    writer.release()
    return path


class Show:
    """A frame source that shows whatever picture was put before it last."""

    interval = 1 / 30

    def __init__(self, image: Image) -> None:
        self.image = image

    def open(self) -> None:
        pass

    def read(self) -> Image:
        return self.image

    def close(self) -> None:
        pass
