"""Codes to practise with (row D-28): one for each outcome; worth nothing on any server."""

from dataclasses import dataclass
from enum import StrEnum

from pos_app.domain.codes import PrefixTable, mpm, new_number, wallet_qr
from pos_app.domain.codes.token import TOKEN_LENGTH
from pos_app.wire.operations import Decline

_HEAD = "PRACTICE-"


class Sample(StrEnum):
    """What happens to whoever pays with it."""

    APPROVED = "approved"
    BALANCE = "balance"
    EXPIRED = "expired"
    USED = "used"
    UNKNOWN = "unknown"
    DOUBLE = "double"
    """Asks whether it is another sale; approved after the answer."""
    SUSPENDED = "suspended"
    TOO_LATE = "too_late"
    NO_ANSWER = "no_answer"
    """The answer is lost, and comes after a while: 確認中 with F1 to F4."""
    NOT_SENT = "not_sent"
    """No connection."""
    FOREIGN = "foreign"
    """Another operator's."""
    STORE_CODE = "store_code"
    URL = "url"


DECLINES: dict[Sample, Decline] = {
    Sample.BALANCE: Decline.BALANCE_NOT_ENOUGH,
    Sample.EXPIRED: Decline.CODE_EXPIRED,
    Sample.USED: Decline.CODE_USED,
    Sample.UNKNOWN: Decline.CODE_NOT_FOUND,
    Sample.SUSPENDED: Decline.WALLET_SUSPENDED,
    Sample.TOO_LATE: Decline.TOO_LATE,
}
"""The samples that are declined, and why."""

_STORE = "00020101021126160012jp.example.x52045311530339254041000" + "5802JP5908ENA SHOP6007NAKATSU6304"
_OTHERS_TEXT = {Sample.URL: "https://example.com/menu", Sample.STORE_CODE: _STORE + mpm.crc(_STORE)}


@dataclass(frozen=True, slots=True)
class SampleCode:
    """``text`` is what a QR holds; ``number`` what may be typed instead (F6), where there is one."""

    sample: Sample
    text: str
    number: str | None = None


def sample_codes(prefixes: PrefixTable) -> tuple[SampleCode, ...]:
    """Every sample that this till can tell."""
    made = []
    for sample in Sample:
        text = _text(sample, prefixes)
        if text is not None:
            made.append(SampleCode(sample, text, number_of(sample) if _is_the_wallets(sample) else None))
    return tuple(made)


def sample_of(token: str) -> Sample:
    """Which sample a token or number is; every other one is as good as unknown."""
    for sample in Sample:
        if _is_the_wallets(sample) and token in (token_of(sample), number_of(sample)):
            return sample
    return Sample.UNKNOWN


def token_of(sample: Sample) -> str:
    """Its one-time token, which is good any number of times."""
    return f"{_HEAD}{sample.value}".ljust(TOKEN_LENGTH, "-")


def number_of(sample: Sample) -> str:
    """Its お支払い番号."""
    return new_number((list(Sample).index(sample) + 1).to_bytes)


def foreign_code(prefixes: PrefixTable) -> str | None:
    """A code of another operator whom this till knows by name; None where it knows none."""
    digits = [row.prefix for row in prefixes.rows if row.prefix.isdecimal()]
    return f"{digits[0]}".ljust(20, "0") if digits else None


def _is_the_wallets(sample: Sample) -> bool:
    return sample not in (Sample.FOREIGN, Sample.STORE_CODE, Sample.URL)


def _text(sample: Sample, prefixes: PrefixTable) -> str | None:
    if sample is Sample.FOREIGN:
        return foreign_code(prefixes)
    return _OTHERS_TEXT.get(sample) or wallet_qr(prefixes.wallet_operator, token_of(sample))
