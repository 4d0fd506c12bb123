"""What a long shift leaves behind in this process: objects, threads, open files, memory."""

import gc
import threading
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget

_PAGE = 4096
_STATM = Path("/proc/self/statm")
_OPEN_FILES = Path("/proc/self/fd")


@dataclass(frozen=True)
class Wear:
    """``ours`` counts the live objects of each class of this project; ``resident`` is bytes."""

    ours: Counter[str]
    qobjects: int
    threads: int
    files: int
    resident: int


def wear(window: QWidget) -> Wear:
    """How it is now, with all garbage gone."""
    QApplication.sendPostedEvents(None, 0)
    for _ in range(3):
        gc.collect()
    names = (f"{type(thing).__module__}.{type(thing).__qualname__}" for thing in gc.get_objects())
    ours = Counter(name for name in names if name.startswith("pos_app."))
    return Wear(
        ours,
        len(window.findChildren(QObject)),
        threading.active_count(),
        len(list(_OPEN_FILES.iterdir())) if _OPEN_FILES.exists() else 0,
        int(_STATM.read_text().split()[1]) * _PAGE if _STATM.exists() else 0,
    )


def grown(before: Wear, after: Wear, allowed: dict[str, int], slack: int) -> dict[str, tuple[int, int]]:
    """Classes of which there are more than ``slack`` more than before, beyond what is ``allowed`` to come.

    ``allowed`` names the end of a class's name: how many more of it a shift's sales leave for good.
    """
    found = {}
    for name, count in after.ours.items():
        more = sum(number for end, number in allowed.items() if name.endswith(end))
        if count > before.ours[name] + more + slack:
            found[name] = (before.ours[name], count)
    return found
