"""What the figures in the README come from: ``python -m benchmarks [NAME ...] [--json FILE]``.

A module in this folder joins in by decorating a generator of :class:`Figure` with :func:`benchmark`; nothing else has
to be told of it. Every figure carries a ratio, to a limit or to a peer that was measured in the same run, because
milliseconds alone say more about the machine than about the code.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured value. ``ratio`` compares it with ``against``; it has to lie within ``at_least`` and ``at_most``."""

    name: str
    value: float
    unit: str
    ratio: float
    against: str
    at_least: float | None = None
    at_most: float | None = None

    @property
    def holds(self) -> bool:
        """Whether the ratio is within its limits."""
        low = self.at_least is None or self.ratio >= self.at_least
        return low and (self.at_most is None or self.ratio <= self.at_most)


Wanted = Callable[[str], bool]
"""Says whether a figure of this name was asked for, so that a benchmark can leave out costly parts."""

Benchmark = Callable[[Wanted], Iterator[Figure]]

REGISTRY: dict[str, Benchmark] = {}


class Unavailable(Exception):
    """What a benchmark needs is not on this machine; it is skipped and says why."""


def benchmark(name: str) -> Callable[[Benchmark], Benchmark]:
    """Register a benchmark whose figures' names begin with ``name``."""

    def register(function: Benchmark) -> Benchmark:
        if name in REGISTRY:
            raise ValueError(f"two benchmarks are called {name}")
        REGISTRY[name] = function
        return function

    return register
