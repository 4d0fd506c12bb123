"""An ear at the till's log."""

import logging

_NOT_THE_TILLS = ("pos_app.devices.speaker", "pos_app.devices.scanner.readers")
"""A computer without sound, or without zbar, says so once."""


class Alarm(logging.Handler):
    """Keeps every line from WARNING up; :meth:`expect` takes those back that a story has caused on purpose, and
    :meth:`allow` those that it may cause or not."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.heard: list[str] = []
        self._allowed: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        line = f"{record.levelname} {record.name}: {record.getMessage()}"
        if record.name not in _NOT_THE_TILLS and not any(words in line for words in self._allowed):
            self.heard.append(line)

    def allow(self, words: str) -> None:
        """Such a line may come from now on."""
        self._allowed.append(words)

    def expect(self, words: str) -> None:
        """There is such a line, and it is right that there is."""
        found = [line for line in self.heard if words in line]
        assert found, f"nothing was said of {words!r}, only {self.heard}"
        self.heard = [line for line in self.heard if line not in found]
