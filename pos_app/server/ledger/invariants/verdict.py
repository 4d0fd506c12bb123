"""What a check found."""

from collections.abc import Iterable
from dataclasses import dataclass

MAX_NAMED = 10
"""How many violations are named; more than these are not looked for."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """One invariant: how many things it was held against, and which of them break it."""

    invariant: str
    says: str
    counted: int
    violations: tuple[str, ...]

    @property
    def holds(self) -> bool:
        """Whether nothing breaks it."""
        return not self.violations


def verdict(invariant: str, says: str, counted: int, violations: Iterable[str]) -> Verdict:
    """Give a verdict that names the first few violations."""
    named = tuple(text for _, text in zip(range(MAX_NAMED), violations, strict=False))
    return Verdict(invariant, says, counted, named)
