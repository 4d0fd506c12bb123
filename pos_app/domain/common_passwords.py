"""Passwords that an attacker tries first (requirements row D-1).

Long common passwords are nearly all glued together from a few pieces: a word everybody takes, a run of the alphabet,
the digits or a keyboard row, one piece again and again, a year. So instead of a long list there are the pieces, and a
password made of nothing else is common.
"""

import re

_WORD_LIST = """
abc access admin administrator akiko baseball cashier change changeme computer dragon football guest hello
hiroshi iloveyou japan kanri kensuke login letmein love manager master member monkey namae nihon nippon
office owner pass passwd passcode password pos princess qwerty register root sakura secret sensei shop staff
store summer sunshine suzuki system takahashi tanaka temp tencho tenpo terminal test till tokyo user wallet
welcome winter yamada yoroshiku asdf zxcv qazwsx qweasd wsxedc arigatou konnichiwa hanako tarou taro osaka
"""
_WORDS = frozenset(_WORD_LIST.split())
_RUNS = (
    "abcdefghijklmnopqrstuvwxyz",
    "01234567890",
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p",
    "1q2w3e4r5t6y7u8i9o0p",
    "a1b2c3d4e5f6g7h8i9j0",
    "qazwsxedcrfvtgbyhnujmikolp",
)
_LINES = tuple(line for run in _RUNS for line in (run, run[::-1]))
_SHORTEST_RUN = 3
_LEET = str.maketrans("013457@$!", "oieastasi")
_FILLER = frozenset("!?.,-_+*#&@$% ")
_YEAR = re.compile(r"(19|20)\d\d")


def is_common(password: str) -> bool:
    """Say whether a password is made of common pieces only; case, and digits written for letters, make no difference.

    The work grows with the square of the length at most: callers bound it.
    """
    text = password.lower()
    return _is_one_piece_again_and_again(text) or _is_made_of_pieces(text)


def _is_one_piece_again_and_again(text: str) -> bool:
    return any(text[length:] == text[:-length] for length in range(1, len(text) // 2 + 1))


def _is_made_of_pieces(text: str) -> bool:
    plain = text.translate(_LEET)
    reached = [True] + [False] * len(text)
    for start in range(len(text)):
        if not reached[start]:
            continue
        for end in _piece_ends(text, plain, start):
            reached[end] = True
    return reached[-1]


def _piece_ends(text: str, plain: str, start: int) -> set[int]:
    """Give the ends of every common piece that begins at ``start``."""
    ends = {start + len(word) for word in _WORDS if plain.startswith(word, start) or text.startswith(word, start)}
    if text[start] in _FILLER:
        ends.add(start + 1)
    if _YEAR.match(text, start):
        ends.add(start + 4)
    length = max((_run_length(text, start, line) for line in _LINES), default=0)
    same = len(text) - start - len(text[start:].lstrip(text[start]))
    longest = max(length, same)
    if longest >= _SHORTEST_RUN:
        ends.update(range(start + _SHORTEST_RUN, start + longest + 1))
    # One or two digits behind the last word are what "must hold a digit" makes people add.
    if len(text) - start <= 2 and text[start:].isdecimal():
        ends.add(len(text))
    return ends


def _run_length(text: str, start: int, line: str) -> int:
    """Count how many characters from ``start`` follow each other in ``line`` too."""
    length = 0
    while start + length < len(text) and text[start : start + length + 1] in line:
        length += 1
    return length
