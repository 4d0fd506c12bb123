"""Payment cards: brands by their first digits, lengths, the check digit, groups as printed (tenkey.md, "Brands")."""

from enum import StrEnum


class Brand(StrEnum):
    """Whose card it is."""

    VISA = "visa"
    MASTERCARD = "mastercard"
    JCB = "jcb"
    AMEX = "amex"
    DINERS = "diners"
    DISCOVER = "discover"
    UNIONPAY = "unionpay"
