"""The two one-time secrets of a customer's code, and what may be kept of them (requirements rows D-18, D-22).

- the token in the QR: 22 characters of base64url (RFC 4648 §5) = 128 random bits, unpadded.
- the お支払い番号 under it: twelve digits, eleven random ones and a check digit. That starts where a 決済番号's does
  not (pos_app.domain.check_digit), so a slip is noticed on the till before it counts as a wrong try, and a 決済番号
  typed by mistake is never taken for one.
"""

import base64
import hmac
import re
from collections.abc import Callable
from functools import lru_cache

from pos_app.domain.check_digit import check_digit, is_checked
from pos_app.errors import Bug

TOKEN_LENGTH = 22
NUMBER_LENGTH = 12

_TOKEN = re.compile(rf"[A-Za-z0-9_-]{{{TOKEN_LENGTH}}}")
_TOKEN_BYTES = 16
_NUMBER_START = 5
_MIN_KEY_BYTES = 16


def new_token(random: Callable[[int], bytes]) -> str:
    """Make a token for a QR; ``random`` gives the asked number of bytes and must be fit for secrets."""
    return base64.urlsafe_b64encode(_noise(random)).decode("ascii").rstrip("=")


def new_number(random: Callable[[int], bytes]) -> str:
    """Make an お支払い番号, twelve digits; ``random`` gives the asked number of bytes and must be fit for secrets."""
    # 128 bits folded into 37 leave no digit measurably likelier than another.
    body = f"{int.from_bytes(_noise(random)) % 10 ** (NUMBER_LENGTH - 1):0{NUMBER_LENGTH - 1}}"
    return body + check_digit(body, _NUMBER_START)


def is_token(text: str) -> bool:
    """Say whether a text has the form of a QR's token."""
    return _TOKEN.fullmatch(text) is not None


def is_number(text: str) -> bool:
    """Say whether a text is twelve ASCII digits with the check digit of an お支払い番号."""
    return len(text) == NUMBER_LENGTH and is_checked(text, _NUMBER_START)


def code_hash(key: bytes, token: str) -> bytes:
    """Give the keyed hash (HMAC-SHA-256, 32 bytes) by which a spent code is recognised without keeping it.

    Keyed, because an お支払い番号 could be found from a bare hash by trying all. Raises Bug for a key under 16 bytes.
    """
    if len(key) < _MIN_KEY_BYTES:
        raise Bug(f"a key of {len(key)} bytes hides nothing")
    keyed = _keyed(key).copy()
    keyed.update(token.encode("utf-8"))
    return keyed.digest()


@lru_cache(maxsize=4)
def _keyed(key: bytes) -> hmac.HMAC:
    """Take the key in once: a copy of the keyed state costs half of starting anew."""
    return hmac.new(key, digestmod="sha256")


def last4(token: str) -> str:
    """Give the last four characters, the only ones that may be kept and shown."""
    return token[-4:]


def _noise(random: Callable[[int], bytes]) -> bytes:
    noise = random(_TOKEN_BYTES)
    if len(noise) != _TOKEN_BYTES:
        raise Bug(f"{len(noise)} random bytes instead of {_TOKEN_BYTES}")
    return noise
