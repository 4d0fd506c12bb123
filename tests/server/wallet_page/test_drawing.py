"""The codes as the phone draws them, held against another encoder and read by a decoder."""

import json
from collections.abc import Callable
from random import Random

import numpy as np
import pytest
import qrcode
import zxingcpp

from pos_app.domain.codes.barcode import wallet_barcode
from pos_app.domain.codes.cpm import wallet_qr
from pos_app.domain.codes.token import new_number
from tests.server.live_server import LiveServer
from tests.server.wallet_page.browser import Page

LONGEST = 106
TEXTS = [
    wallet_qr("99000001", "Ab_-0123456789abcdefgh"),
    "a",
    "お店の人に",
    *("x" * length for length in (14, 15, 26, 27, 42, 43, 62, 63, 84, 85, LONGEST)),
    *(f"{number:x}y" * 12 for number in range(0x10, 0x30)),
]


@pytest.fixture
def page(new_phone: Callable[..., Page], server: LiveServer) -> Page:
    phone = new_phone()
    phone.open(f"{server.url}/wallet")
    return phone


def drawn(page: Page, module: str, texts: list[str]) -> list[list[list[int]]]:
    import_it = f"import('/wallet/{module}.js').then((it) => {json.dumps(texts)}.map(it.{module}))"
    rows: list[list[list[int]]] = page.run(import_it)
    return rows


def of_the_library(text: str, mask: int) -> list[list[int]]:
    code = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M, border=0, mask_pattern=mask)
    code.add_data(qrcode.util.QRData(text.encode(), mode=4), optimize=0)
    code.make(fit=True)
    return [[int(module) for module in row] for row in code.get_matrix()]


def read(rows: list[list[int]], quiet: int) -> list[str]:
    modules = 255 * (1 - np.pad(np.array(rows, np.uint8), ((4, 4), (quiet, quiet))))
    return [found.text for found in zxingcpp.read_barcodes(np.kron(modules, np.ones((4, 4), np.uint8)))]


def test_every_qr_code_is_module_by_module_what_another_encoder_makes_and_is_read(page: Page) -> None:
    sizes = set()
    for text, rows in zip(TEXTS, drawn(page, "qr", TEXTS), strict=True):
        assert rows in [of_the_library(text, mask) for mask in range(8)], text
        assert read(rows, 4) == [text]
        sizes.add(len(rows))
    assert sizes == {21, 25, 29, 33, 37, 41}


def test_a_text_that_no_code_on_a_phone_can_hold_is_refused(page: Page) -> None:
    refused = f"new Promise((_, fail) => fail(it.qr('x'.repeat({LONGEST + 1})))).catch((error) => error.name)"
    assert page.run(f"import('/wallet/qr.js').then((it) => {refused})") == "RangeError"


def test_every_pair_of_digits_is_read_from_the_barcode(page: Page) -> None:
    pairs = [f"{pair:02}" for pair in range(100)]
    codes = ["".join(pairs[start : start + 10]) for start in range(0, 100, 10)]
    codes += [wallet_barcode("99000001", new_number(Random(seed).randbytes)) for seed in range(40)]
    for digits, modules in zip(codes, drawn(page, "code128", codes), strict=True):
        assert read([modules] * 30, 10) == [digits]  # type: ignore[list-item]
