"""Says what happens in the demo, step by step, in the language asked for."""

import json
import sys
from typing import TextIO

from pos_app.config import RESOURCES
from pos_app.domain.money import format_yen
from pos_app.till.words import JAPANESE


class Teller:
    """Prints numbered steps; the sentences are in ``resources/demo/``."""

    def __init__(self, language: str, out: TextIO = sys.stdout) -> None:
        path = RESOURCES / "demo" / f"{language}.json"
        self._sentences: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
        self._japanese = language == JAPANESE
        self._out = out
        self._step = 0

    def step(self, sentence: str, **facts: object) -> None:
        """The next step."""
        self._step += 1
        self._write(f"{self._step:2}. {self._sentences[sentence].format(**facts)}")

    def detail(self, sentence: str, **facts: object) -> None:
        """More about the step before."""
        self._write(f"    {self._sentences[sentence].format(**facts)}")

    def say(self, text: str) -> None:
        """Words that are already a sentence."""
        self._write(f"    {text}")

    def yen(self, amount: int) -> str:
        """Say an amount in yen."""
        return format_yen(amount) if self._japanese else f"{amount:,} yen"

    def _write(self, line: str) -> None:
        self._out.write(line + "\n")
        self._out.flush()
