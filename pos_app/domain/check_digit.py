"""A check digit that no single wrong digit and no swap of two neighbours escapes (H. M. Damm, 2004).

Chosen over Luhn's, which misses 09 for 90 and is the card numbers' own, and over Verhoeff's, which needs more tables
for the same promise. The promise rests on two properties of the table that the tests check in full: each row and column
holds each digit once, and ``(c * x) * y = (c * y) * x`` only where ``x = y``.

``start`` is the state before the first digit. The same digits lead two starts to two different states, so a number of
one kind (with its own start) never passes for a number of another.
"""

from pos_app.errors import Bug

_TABLE = (
    (0, 3, 1, 7, 5, 9, 8, 6, 4, 2),
    (7, 0, 9, 2, 1, 5, 4, 8, 6, 3),
    (4, 2, 0, 6, 8, 7, 1, 3, 5, 9),
    (1, 7, 5, 0, 9, 8, 3, 4, 2, 6),
    (6, 1, 2, 3, 0, 4, 5, 9, 7, 8),
    (3, 6, 7, 4, 2, 0, 9, 5, 8, 1),
    (5, 8, 6, 9, 7, 2, 0, 1, 3, 4),
    (8, 9, 4, 5, 3, 6, 2, 0, 1, 7),
    (9, 4, 3, 8, 6, 1, 7, 2, 0, 5),
    (2, 5, 8, 1, 4, 3, 6, 7, 9, 0),
)


_NEXT = tuple({str(digit): state for digit, state in enumerate(row)} for row in _TABLE)
"""The same table by characters: a server checks a number for each payment."""


def check_digit(digits: str, start: int = 0) -> str:
    """Give the digit to be put after ``digits``; raises Bug for anything but ASCII digits."""
    if not (digits.isascii() and digits.isdecimal()):
        raise Bug("a check digit is asked for something that is no number")
    state = start
    for digit in digits:
        state = _NEXT[state][digit]
    # The diagonal is zero, so the digit that ends in state 0 is the state itself.
    return str(state)


def is_checked(digits: str, start: int = 0) -> bool:
    """Say whether the last of ``digits`` is the check digit of those before it; anything but ASCII digits is not."""
    if not (digits.isascii() and digits.isdecimal() and len(digits) > 1):
        return False
    return check_digit(digits[:-1], start) == digits[-1]
