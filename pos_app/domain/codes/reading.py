"""The way in: bytes from a scanner, or digits typed by a cashier, become one of three values."""

import re

from pos_app.domain.codes import barcode, cpm, mpm
from pos_app.domain.codes.prefixes import PrefixTable
from pos_app.domain.codes.scanned import CodeProblem, CustomerCode, ForeignCode, NotACode, Scanned
from pos_app.domain.codes.token import is_number, is_token
from pos_app.domain.typed_digits import plain_digits

MAX_BYTES = 4096
"""More than any QR code holds (2,953 bytes): what is longer did not come from one."""

_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")
_DIGITS = re.compile(r"[0-9]+")


def read(text: bytes, prefixes: PrefixTable) -> Scanned:
    """Say what a scanned text is: never raises, whatever the bytes, and keeps nothing of it but the wallet's own token.

    White space around it, as keyboard-wedge scanners add, is ignored. Twelve digits alone are a label on goods here: an
    お支払い番号 is typed (``read_typed``) or scanned as the wallet's barcode, with the operator's prefix.
    """
    if len(text) > MAX_BYTES:
        return NotACode(CodeProblem.TOO_LONG)
    try:
        plain = text.decode("utf-8").strip()
    except UnicodeDecodeError:
        return NotACode(CodeProblem.NOT_A_CODE)
    if _DIGITS.fullmatch(plain):
        return barcode.read_digits(plain, prefixes)
    if cpm.looks_like_cpm(plain):
        return _read_cpm(plain, prefixes)
    if mpm.looks_like_mpm(plain):
        return NotACode(CodeProblem.STORE_CODE if mpm.parse(plain) else CodeProblem.MALFORMED)
    return NotACode(CodeProblem.URL if _URL.match(plain) else CodeProblem.NOT_A_CODE)


def read_typed(text: str, prefixes: PrefixTable) -> CustomerCode | NotACode:
    """Take a typed お支払い番号 (F6, row D-22): spaces, hyphens, full-width digits are welcome, a slip is malformed."""
    digits = plain_digits(text)
    if not is_number(digits):
        return NotACode(CodeProblem.MALFORMED)
    return CustomerCode(prefixes.wallet_operator, "number", digits)


def _read_cpm(text: str, prefixes: PrefixTable) -> Scanned:
    code = cpm.parse(text)
    if code is None:
        return NotACode(CodeProblem.MALFORMED)
    if isinstance(code, cpm.EmvCode):
        return _foreign([prefixes.owner(aid) for aid in code.aids])
    if code.operator_id != prefixes.wallet_operator:
        return _foreign([prefixes.owner(code.operator_id)])
    if not is_token(code.token):
        return NotACode(CodeProblem.MALFORMED)
    return CustomerCode(code.operator_id, "qr", code.token)


def _foreign(names: list[str | None]) -> ForeignCode | NotACode:
    name = next((name for name in names if name is not None), None)
    return ForeignCode(name) if name is not None else NotACode(CodeProblem.UNKNOWN_OPERATOR)
