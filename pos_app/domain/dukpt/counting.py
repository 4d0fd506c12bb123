"""How a DUKPT counter goes on: only numbers with few bits set stand for keys, so that a key is never far to derive."""

from collections.abc import Iterator


def bits_from_the_left(count: int, width: int) -> Iterator[int]:
    """Give the set bits of ``count``, each as its value, highest first."""
    for place in reversed(range(width)):
        if count & (1 << place):
            yield 1 << place


def following(count: int, width: int, most: int) -> int | None:
    """Give the next number after ``count`` with at most ``most`` bits set; None where ``width`` bits hold none."""
    candidate = count + 1
    while candidate.bit_count() > most:
        # All numbers up to the next carry have these bits set, and more.
        candidate += candidate & -candidate
    return candidate if candidate < 1 << width else None
