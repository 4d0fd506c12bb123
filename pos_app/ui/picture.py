"""Pictures of screens: each package of screens has a ``pictures.py`` that builds them in every state, without a server.

::

    @picture("sale.pad", pane=True)
    def pad() -> QWidget:
        screen = ...
        screen.show_snapshot(...)
        return screen

``make screens`` draws them all; the tests walk through each for text that is cut off and controls without a name.
"""

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from pos_app.errors import Bug

_MODULE = "pictures"


@dataclass(frozen=True, slots=True)
class Picture:
    """``build`` makes a fresh widget in the language and theme that hold when it is called.

    ``pane``: what stands inside the window's frame, so it is drawn that much smaller than the window.
    """

    name: str
    build: Callable[[], QWidget]
    pane: bool


_pictures: dict[str, Picture] = {}


def picture(name: str, *, pane: bool = False) -> Callable[[Callable[[], QWidget]], Callable[[], QWidget]]:
    """Register a function that builds a widget in one state. Raises Bug where the name is taken."""

    def register(build: Callable[[], QWidget]) -> Callable[[], QWidget]:
        if name in _pictures:
            raise Bug(f"two pictures are called {name}")
        _pictures[name] = Picture(name, build, pane)
        return build

    return register


def collect(package: str = "pos_app.ui") -> tuple[Picture, ...]:
    """Every picture of every ``pictures.py`` below the package, by name."""
    for module in _modules(package):
        importlib.import_module(module)
    found = (_pictures[name] for name in sorted(_pictures))
    return tuple(item for item in found if item.build.__module__.startswith(f"{package}."))


def _modules(package: str) -> Iterator[str]:
    root = importlib.import_module(package)
    for found in pkgutil.walk_packages(root.__path__, f"{package}."):
        if found.name.rpartition(".")[2] == _MODULE:
            yield found.name
