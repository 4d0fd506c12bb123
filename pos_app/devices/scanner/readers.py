"""The two decoders, zxing-cpp and zbar, behind one shape.

zxing-cpp reads more, faster, and reports a QR code that it found but could not read; zbar is the second opinion. Both
release the interpreter's lock while they work. zbar rewrites what is not ASCII, so only its ASCII answers count.
"""

import importlib
import logging
from dataclasses import dataclass
from typing import Any

import zxingcpp

from pos_app.devices.scanner.events import Symbology
from pos_app.devices.scanner.frames import Image
from pos_app.devices.scanner.sight import Corners, Symbol

log = logging.getLogger(__name__)

# Not the family QRCode: it includes Micro QR, whose weak error correction made wrong readings of photographs.
_QR_MODELS = (zxingcpp.BarcodeFormat.QRCodeModel1, zxingcpp.BarcodeFormat.QRCodeModel2)
_CODE128 = zxingcpp.BarcodeFormat.Code128
QR = zxingcpp.BarcodeFormats(_QR_MODELS)
CODE128 = zxingcpp.BarcodeFormats((_CODE128,))
QR_AND_CODE128 = zxingcpp.BarcodeFormats((*_QR_MODELS, _CODE128))
_LOCAL = zxingcpp.Binarizer.LocalAverage
_GLOBAL = zxingcpp.Binarizer.GlobalHistogram

SMALLEST = 16
"""Pixels of the smallest side of an unreadable code that is worth a closer look (zxing-cpp also names empty places)."""


@dataclass(frozen=True, slots=True)
class Found:
    """What one look at one picture gave: codes, and the places of QR codes that could not be read.

    ``places`` are those of the codes that were read, in the picture that was looked at; zbar names none.
    """

    symbols: tuple[Symbol, ...] = ()
    unreadable: tuple[Corners, ...] = ()
    places: tuple[Corners, ...] = ()


def read_zxing(image: Image, formats: zxingcpp.BarcodeFormats = QR, *, one_threshold: bool = False) -> Found:
    """Look for codes of these formats, black on white or white on black.

    ``one_threshold`` takes one threshold for the whole picture, not one per neighbourhood.
    """
    barcodes = zxingcpp.read_barcodes(
        image,
        formats=formats,
        binarizer=_GLOBAL if one_threshold else _LOCAL,
        try_invert=True,
        return_errors=True,
    )
    symbols, unreadable, places = [], [], []
    for barcode in barcodes:
        linear = barcode.format == _CODE128
        if barcode.valid:
            # Not .text, which rewrites control characters.
            symbols.append(Symbol(bytes(barcode.bytes), Symbology.CODE128 if linear else Symbology.QR))
            places.append(_corners(barcode.position))
        elif not linear and _is_a_place(corners := _corners(barcode.position)):
            unreadable.append(corners)
    return Found(tuple(symbols), tuple(unreadable), tuple(places))


def _corners(position: Any) -> Corners:
    points = (position.top_left, position.top_right, position.bottom_right, position.bottom_left)
    a, b, c, d = ((int(point.x), int(point.y)) for point in points)
    return a, b, c, d


def _is_a_place(corners: Corners) -> bool:
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return min(max(xs) - min(xs), max(ys) - min(ys)) >= SMALLEST


def _load_zbar() -> Any:
    try:
        return importlib.import_module("pyzbar.pyzbar")
    except ImportError:
        # The system's libzbar is missing. The till reads fewer damaged codes, which is no reason not to sell.
        log.warning("zbar is not installed: damaged codes are read less often")
        return None


_ZBAR = _load_zbar()


def read_zbar(image: Image, *, code128: bool = False) -> Found:
    """Look for codes with zbar, where it is installed; answers that are not pure ASCII are dropped."""
    if _ZBAR is None:
        return Found()
    wanted = [_ZBAR.ZBarSymbol.CODE128] if code128 else [_ZBAR.ZBarSymbol.QRCODE]
    symbology = Symbology.CODE128 if code128 else Symbology.QR
    results = _ZBAR.decode(image, symbols=wanted)
    return Found(tuple(Symbol(bytes(each.data), symbology) for each in results if each.data and each.data.isascii()))
