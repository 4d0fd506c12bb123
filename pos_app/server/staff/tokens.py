"""Secrets that the server makes: session tokens, terminal passwords, one-time passwords; and how tokens are kept."""

import base64
import hashlib
from collections.abc import Callable

from pos_app.domain.password import TERMINAL_PASSWORD_LENGTH

Random = Callable[[int], bytes]
"""Gives the asked number of random bytes, e.g. ``os.urandom``."""

TOKEN_BYTES = 32

_UNMISTAKABLE = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without i, l, o, 0 and 1, which people confuse when they read them out."""
_GROUPS, _GROUP_LENGTH = 4, 4


def new_token(random: Random) -> str:
    """Make a token of 256 random bits: 43 characters of base64url without padding."""
    return base64.urlsafe_b64encode(random(TOKEN_BYTES)).rstrip(b"=").decode()


def token_hash(token: str) -> bytes:
    """Give what is kept of a token: its SHA-256. 256 random bits need no salt and no slow hash.

    Tokens are looked up by this hash in an index, so nothing about the token can be learnt from how long that takes.
    """
    return hashlib.sha256(token.encode()).digest()


def new_terminal_password(random: Random) -> str:
    """Make a 端末パスワード: eight digits (row D-3)."""
    return _pick(random, "0123456789", TERMINAL_PASSWORD_LENGTH)


def new_one_time_password(random: Random) -> str:
    """Make a one-time password that can be read out: four groups of four, 79 bits (row D-2)."""
    letters = _pick(random, _UNMISTAKABLE, _GROUPS * _GROUP_LENGTH)
    return "-".join(letters[start : start + _GROUP_LENGTH] for start in range(0, len(letters), _GROUP_LENGTH))


def _pick(random: Random, alphabet: str, length: int) -> str:
    # Bytes at and above the last whole multiple are thrown away: otherwise the first characters would come more often.
    fair = 256 - 256 % len(alphabet)
    picked = ""
    while len(picked) < length:
        picked += "".join(alphabet[byte % len(alphabet)] for byte in random(length) if byte < fair)
    return picked[:length]
