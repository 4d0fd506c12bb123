"""Card brands as they write themselves, in every language."""

from collections.abc import Mapping
from types import MappingProxyType

from pos_app.domain.card import Brand

BRAND_NAMES: Mapping[Brand, str] = MappingProxyType(
    {
        Brand.VISA: "Visa",
        Brand.MASTERCARD: "Mastercard",
        Brand.JCB: "JCB",
        Brand.AMEX: "American Express",
        Brand.DINERS: "Diners Club",
        Brand.DISCOVER: "Discover",
        Brand.UNIONPAY: "UnionPay",
    }
)
