"""Logging: where it goes, and the last line of defence against card numbers and codes in it."""

import logging
import re
import threading
from pathlib import Path

_DIGITS = re.compile(r"(?<![0-9])[0-9]{13,24}(?![0-9])")
_UUID = r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}(?![A-Za-z0-9_-])"
_LONG_TOKEN = re.compile(
    rf"(?<![A-Za-z0-9_-])(?!{_UUID})(?=[A-Za-z0-9_-]*[0-9])(?=[A-Za-z0-9_-]*[A-Za-z])[A-Za-z0-9_-]{{22,}}"
)
_FORMAT = "%(asctime)s %(levelname)s %(threadName)s %(name)s: %(message)s"

log = logging.getLogger(__name__)


def redacted(text: str) -> str:
    """The text without runs of 13 to 24 digits and without opaque tokens; UUIDs stay."""
    return _LONG_TOKEN.sub("[token]", _DIGITS.sub("[digits]", text))


class _Redacting(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        return redacted(super().format(record))


def configure(file: Path | None = None, level: int = logging.INFO) -> None:
    """Log to a file, or to the standard error stream; every line is redacted, tracebacks too.

    A bug that ends a thread goes there as well.
    """
    handler: logging.Handler = logging.FileHandler(file, encoding="utf-8") if file else logging.StreamHandler()
    handler.setFormatter(_Redacting(_FORMAT))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    threading.excepthook = _thread_died


def _thread_died(args: threading.ExceptHookArgs) -> None:
    if args.exc_value is not None:
        trace = (args.exc_type, args.exc_value, args.exc_traceback)
        log.critical("a thread ended by a bug: %s", args.thread.name if args.thread else "?", exc_info=trace)
