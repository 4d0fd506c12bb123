"""The command ``screens``: draws every registered picture in both languages and themes, in each size, as PNG files.

``python -m pos_app screens [NAME ...]``; a name may hold ``*``. 200 % is drawn by a process of its own, because Qt
reads the scale once, at its start.
"""

import argparse
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

from PySide6.QtCore import QEvent, QMessageLogContext, QSize, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from pos_app.ui import text
from pos_app.ui.look import theme
from pos_app.ui.look.tokens import ThemeName
from pos_app.ui.picture import Picture, collect

FOLDER = Path("build") / "screens"
PACKAGES = ("pos_app.ui", "pos_app.demo")
LANGUAGES = (text.JAPANESE, text.ENGLISH)
FRAME = QSize(168, 56 + 32)
"""What the window's rail and bars take from a pane."""

_SCALE = "QT_SCALE_FACTOR"
_PNG_QUALITY = 80
"""Of 100: the less, the smaller and the slower."""


@dataclass(frozen=True, slots=True)
class Size:
    """A window in device-independent pixels, and how many real ones make one of them."""

    name: str
    width: int
    height: int
    scale: int = 1

    def room(self, *, pane: bool) -> QSize:
        """The size of a window, or of a pane in it."""
        whole = QSize(self.width, self.height)
        return whole - FRAME if pane else whole


SIZES = (
    Size("1024x768", 1024, 768),
    Size("1920x1080", 1920, 1080),
    Size("1920x1080@200", 960, 540, scale=2),
)


def run(arguments: Sequence[str]) -> int:
    """Draw; returns 0, or 1 where no picture has such a name."""
    asked = _parser().parse_args(arguments)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    wanted = [item for item in everything() if any(fnmatch(item.name, name) for name in asked.names)]
    if not wanted:
        sys.stderr.write(f"no picture is called {' or '.join(asked.names)}\n")
        return 1
    asked.folder.mkdir(parents=True, exist_ok=True)
    sizes = [size for size in SIZES if asked.size in (None, size.name)]
    _draw_all(asked, wanted, [size for size in sizes if size.scale == _own_scale()])
    for scale in {size.scale for size in sizes} - {1} if _own_scale() == 1 else ():
        environment = {**os.environ, _SCALE: str(scale)}
        command = [sys.executable, "-m", "pos_app", "screens", *arguments]
        subprocess.run(command, env=environment, check=True)  # noqa: S603 - this very program
    return 0


def everything() -> tuple[Picture, ...]:
    """The till's pictures, and the demo's."""
    return tuple(item for package in PACKAGES for item in collect(package))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="pos_app screens", description="Draw every screen in every state.")
    parser.add_argument("names", nargs="*", default=["*"], metavar="NAME", help="e.g. sale.* (default: all)")
    parser.add_argument("--language", choices=LANGUAGES)
    parser.add_argument("--theme", choices=[name.value for name in ThemeName])
    parser.add_argument("--size", choices=[size.name for size in SIZES])
    parser.add_argument("--folder", type=Path, default=FOLDER)
    return parser


def _own_scale() -> int:
    return int(os.environ.get(_SCALE, "1"))


def _draw_all(asked: argparse.Namespace, wanted: Sequence[Picture], sizes: Sequence[Size]) -> None:
    qInstallMessageHandler(_complain)
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication([])
    # A blinking caret would make each picture differ from the one before.
    app.setCursorFlashTime(0)
    for theme_name in ThemeName:
        for language in LANGUAGES:
            if asked.theme in (None, theme_name) and asked.language in (None, language):
                theme.apply(app, theme_name)
                text.set_language(app, language)
                for item in wanted if sizes else ():
                    for size, widget in shown(app, item, sizes):
                        name = f"{item.name}-{language}-{theme_name.value}-{size.name}.png"
                        widget.grab().save(str(asked.folder / name), "PNG", _PNG_QUALITY)


def _complain(kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
    # What "offscreen" says of every window with a least size.
    if "propagateSizeHints" not in message:
        sys.stderr.write(f"{kind.name}: {message}\n")


def shown(app: QApplication, item: Picture, sizes: Sequence[Size]) -> Iterator[tuple[Size, QWidget]]:
    """Build a picture's widget and show it in one size after the other; it is gone when the last was taken."""
    widget = QWidget()
    widget.setObjectName("window")
    inner = QVBoxLayout(widget)
    inner.setContentsMargins(0, 0, 0, 0)
    inner.addWidget(item.build())
    theme.dress(widget)
    for size in sizes:
        widget.resize(size.room(pane=item.pane))
        if not widget.isVisible():
            widget.show()
            widget.activateWindow()
        for _ in range(3):
            app.processEvents()
        yield size, widget
    widget.close()
    widget.deleteLater()
    app.sendPostedEvents(None, QEvent.Type.DeferredDelete)
