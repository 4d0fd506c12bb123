"""Yen as they are read aloud in English, beside the amount as ``kanji_reading`` stands beside it in Japanese (D-15)."""

from pos_app.errors import Bug

_TO_NINE = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TEENS = ("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
_ONES = (*_TO_NINE, "ten", "eleven", "twelve", *_TEENS)
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_GROUPS = ("", " thousand", " million", " billion")
_END = 1000 ** len(_GROUPS)


def english_reading(amount: int) -> str:
    """E.g. ``twelve thousand eight hundred yen`` for 12,800. Raises Bug below zero and from 1,000 billion up."""
    if not 0 <= amount < _END:
        raise Bug(f"no reading for {amount} yen")
    parts: list[str] = []
    rest = amount
    for group in _GROUPS:
        rest, part = divmod(rest, 1000)
        if part:
            parts.insert(0, _below_thousand(part) + group)
    return f"{' '.join(parts) or _ONES[0]} yen"


def _below_thousand(part: int) -> str:
    hundreds, rest = divmod(part, 100)
    words = [f"{_ONES[hundreds]} hundred"] if hundreds else []
    if rest >= 20:
        tens, ones = divmod(rest, 10)
        words.append(_TENS[tens - 2] + (f"-{_ONES[ones]}" if ones else ""))
    elif rest:
        words.append(_ONES[rest])
    return " ".join(words)
