"""Codes on a customer's phone as Code128 digits: the operator's prefix, then the operator's own number (JPQR CPM)."""

from pos_app.domain.codes.prefixes import PrefixTable, is_operator_id
from pos_app.domain.codes.scanned import CodeProblem, CustomerCode, ForeignCode, NotACode, Scanned
from pos_app.domain.codes.token import is_number
from pos_app.errors import Bug


def wallet_barcode(operator_id: str, number: str) -> str:
    """Build the digits of the wallet's barcode: operator id (8) and お支払い番号 (12); raises Bug for other forms."""
    if not is_operator_id(operator_id) or not is_number(number):
        raise Bug("an operator id or an お支払い番号 of the wrong form")
    return operator_id + number


def read_digits(digits: str, prefixes: PrefixTable) -> Scanned:
    """Say whose barcode it is, by the longest prefix; with fewer or more digits it is a label on goods."""
    if not prefixes.shortest <= len(digits) <= prefixes.longest:
        return NotACode(CodeProblem.NOT_A_CODE)
    if prefixes.is_own(digits):
        number = digits.removeprefix(prefixes.wallet_operator)
        if not is_number(number):
            return NotACode(CodeProblem.MALFORMED)
        return CustomerCode(prefixes.wallet_operator, "number", number)
    name = prefixes.owner(digits)
    return ForeignCode(name) if name is not None else NotACode(CodeProblem.UNKNOWN_OPERATOR)
