"""``python -m pos_app doctor``: 開店前チェック for whoever sits at a terminal, also while the till is running."""

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TextIO

from pos_app import config
from pos_app.config import VERSION, TillSettings
from pos_app.errors import Refusal
from pos_app.till.opening_check import Finding, Inspection, Mark, OpeningCheck, run
from pos_app.till.words import ENGLISH, JAPANESE, Words

EXIT_FIT, EXIT_BROKEN = 0, 1


def main(
    arguments: Sequence[str],
    inspections: Callable[[TillSettings], Sequence[Inspection]],
    out: TextIO | None = None,
) -> int:
    """Print the check; the exit code is 1 where something is broken, 0 where the shop can open."""
    out = out or sys.stdout
    parser = argparse.ArgumentParser(prog="pos_app doctor", description="Check what a day at the counter needs.")
    parser.add_argument("--lang", choices=(JAPANESE, ENGLISH), default=config.terminal_language(out.encoding))
    parser.add_argument("--json", action="store_true", help="for a program")
    parser.add_argument("--data", type=Path, metavar="FOLDER", help="the till's data folder")
    parser.add_argument("--server", metavar="URL", help="instead of the server in the preferences")
    wish = parser.parse_args(arguments)
    words = Words(wish.lang)
    try:
        check = run(inspections(config.till_settings(folder=wish.data, server=wish.server)))
    except Refusal as refusal:
        out.write(words.text(refusal.code, **refusal.facts) + "\n")
        return EXIT_BROKEN
    out.write(as_json(check, words) if wish.json else as_text(check, words))
    return EXIT_BROKEN if check.mark is Mark.BROKEN else EXIT_FIT


def as_text(check: OpeningCheck, words: Words) -> str:
    """A line for each finding, with what helps, and the result."""
    return "".join(_line(finding, words) for finding in check.findings) + f"= {words.label(check.mark)}\n"


def as_json(check: OpeningCheck, words: Words) -> str:
    """One object; marks, names and ways to mend are codes, the words are in the language asked for."""
    findings = [
        {
            "what": finding.what.value,
            "mark": finding.mark.value,
            "code": finding.words.code,
            "words": words.notice(finding.words),
            "mend": finding.mend.value if finding.mend else None,
        }
        for finding in check.findings
    ]
    whole = {"version": VERSION, "mark": check.mark.value, "findings": findings}
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _line(finding: Finding, words: Words) -> str:
    sign = {Mark.OK: "o", Mark.WARN: "!", Mark.BROKEN: "x"}[finding.mark]
    line = f"{sign} {words.label(finding.what)}: {words.notice(finding.words)}\n"
    return line + (f"    -> {words.label(finding.mend)}\n" if finding.mend else "")
