"""Draws the customer's phone with a QR code on its screen, flat and clean, as the simulated camera's motif."""

import cv2
import numpy as np
import qrcode

from pos_app.devices.scanner.frames import Image

WIDTH, HEIGHT = 480, 960
_BEZEL = 18
_QUIET_MODULES = 4
_CODE_SIDE = 380


def qr_matrix(text: str) -> Image:
    """Encode a text (ISO/IEC 18004, error correction M, smallest version that holds it); True modules are 255."""
    code = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M, border=0)
    code.add_data(text.encode("utf-8"), optimize=0)
    code.make(fit=True)
    return np.array(code.get_matrix(), dtype=np.uint8) * 255


def draw_phone(text: str, *, dark_mode: bool = False) -> Image:
    """Draw a phone of 480 x 960 pixels that shows this text as a QR code; in dark mode the code is white on black."""
    paper, ink = ((24, 22, 20), (238, 238, 238)) if dark_mode else ((250, 250, 250), (20, 18, 16))
    phone: Image = np.full((HEIGHT, WIDTH, 3), (30, 28, 28), np.uint8)
    phone[_BEZEL:-_BEZEL, _BEZEL:-_BEZEL] = paper
    modules = qr_matrix(text)
    side = modules.shape[0] + 2 * _QUIET_MODULES
    code: Image = np.empty((side, side, 3), np.uint8)
    code[:] = paper
    inner = code[_QUIET_MODULES:-_QUIET_MODULES, _QUIET_MODULES:-_QUIET_MODULES]
    inner[modules > 0] = ink
    big = cv2.resize(code, (_CODE_SIDE, _CODE_SIDE), interpolation=cv2.INTER_NEAREST)
    top, left = (HEIGHT - _CODE_SIDE) // 2 - 40, (WIDTH - _CODE_SIDE) // 2
    phone[top : top + _CODE_SIDE, left : left + _CODE_SIDE] = big
    _draw_page(phone, ink)
    return phone


def _draw_page(phone: Image, ink: tuple[int, int, int]) -> None:
    accent = (170, 110, 30)
    cv2.rectangle(phone, (_BEZEL, _BEZEL), (WIDTH - _BEZEL, 110), accent, -1)
    cv2.putText(phone, "Pay", (50, 85), cv2.FONT_HERSHEY_SIMPLEX, 1.4, (255, 255, 255), 3, cv2.LINE_AA)
    for row, length in enumerate((260, 320, 200)):
        y = 720 + 50 * row
        cv2.line(phone, (70, y), (70 + length, y), ink, 6, cv2.LINE_AA)
    cv2.rectangle(phone, (90, 860), (WIDTH - 90, 915), accent, -1)
