"""What can happen next in a world, and how it is called.

A move is *good* when it needs no fault and nobody's wish: the journal commits, the worker works, a message arrives, the
control thread reads its mailbox. Liveness is judged along good moves alone.
"""

from collections.abc import Iterator
from typing import NamedTuple

from tests.till.worlds.world import World


class Step(NamedTuple):
    """A move and the world after it."""

    name: str
    good: bool
    world: World


Steps = Iterator[Step]
