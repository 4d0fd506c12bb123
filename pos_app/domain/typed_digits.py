"""Numbers as people type them: in groups, with an input method on, read out from a phone."""

_MAX_TYPED = 64
_DASHES = "-－‐‑–—―−ーｰ"
# Only these: NFKC would also make digits of ① and ², which nobody means.
_FOLDED = {ord("０") + digit: str(digit) for digit in range(10)} | dict.fromkeys(map(ord, _DASHES), "")


def plain_digits(text: str) -> str:
    """Fold full-width digits to ASCII and drop spaces and hyphens; anything else stays, for the caller to refuse.

    Anything longer than 64 characters comes back empty.
    """
    if len(text) > _MAX_TYPED:
        return ""
    return "".join(text.split()).translate(_FOLDED)


def in_fours(digits: str) -> str:
    """Write digits in groups of four: ``0035 8000 0041``."""
    return " ".join(digits[start : start + 4] for start in range(0, len(digits), 4))
