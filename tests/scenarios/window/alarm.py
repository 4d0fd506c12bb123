"""An ear at the till's log."""

import logging

_NOT_THE_TILLS = ("pos_app.devices.speaker", "pos_app.devices.scanner.readers")
"""A computer without sound, or without zbar, says so once."""


class Alarm(logging.Handler):
    """Keeps every line from WARNING up; :meth:`expect` takes those back that a story has caused on purpose."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.heard: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if record.name not in _NOT_THE_TILLS:
            self.heard.append(f"{record.levelname} {record.name}: {record.getMessage()}")

    def expect(self, words: str) -> None:
        """There is such a line, and it is right that there is."""
        found = [line for line in self.heard if words in line]
        assert found, f"nothing was said of {words!r}, only {self.heard}"
        self.heard = [line for line in self.heard if line not in found]
