"""A short message to the cashier, as a code with facts; its words are in the translations (rows D-12, D-16)."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Notice:
    """``code`` names a text; ``facts`` fill its gaps."""

    code: str
    facts: tuple[tuple[str, str], ...] = ()


def notice(code: str, **facts: str) -> Notice:
    """Build a notice."""
    return Notice(code, tuple(sorted(facts.items())))
