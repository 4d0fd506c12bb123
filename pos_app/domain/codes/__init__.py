"""What a scanned or typed text means: whose code it is, and its one-time token; nothing more is ever taken from it.

``read`` and ``read_typed`` are the way in; the wallet's own codes are built by ``wallet_qr`` and ``wallet_barcode``.
"""

from pos_app.domain.codes.barcode import wallet_barcode
from pos_app.domain.codes.cpm import wallet_qr
from pos_app.domain.codes.prefixes import PrefixRow, PrefixTable
from pos_app.domain.codes.reading import MAX_BYTES, read, read_typed
from pos_app.domain.codes.scanned import CodeProblem, CustomerCode, ForeignCode, NotACode, Scanned
from pos_app.domain.codes.token import code_hash, is_number, is_token, last4, new_number, new_token

__all__ = [
    "MAX_BYTES",
    "CodeProblem",
    "CustomerCode",
    "ForeignCode",
    "NotACode",
    "PrefixRow",
    "PrefixTable",
    "Scanned",
    "code_hash",
    "is_number",
    "is_token",
    "last4",
    "new_number",
    "new_token",
    "read",
    "read_typed",
    "wallet_barcode",
    "wallet_qr",
]
