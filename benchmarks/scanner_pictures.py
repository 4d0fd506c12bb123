"""The photographs that the scanner is measured on: where they are and what they hold."""

import csv
import json
import os
from dataclasses import dataclass
from pathlib import Path

from benchmarks import Unavailable

PICTURES = Path(os.environ.get("QR_PICTURES", Path(__file__).resolve().parents[1] / "../shared/data/qr-dev"))
"""A folder with ``manifest.tsv``; it is no part of the project, and ``QR_PICTURES`` names another one."""

ALSO_RIGHT = {
    # The label misses a letter: the symbol is module by module the one of 12.jpg, whose label has it.
    "img/zxing__qrcode-2__13.jpg": "The 2005 USGS aerial photography of the Washington Monument is censored.",
}


@dataclass(frozen=True, slots=True)
class Picture:
    """One photograph: its group, the text that has to be read from it, and others that are really in it."""

    path: Path
    symbology: str
    group: str
    expected: str
    also_right: frozenset[str]

    def right(self, text: str) -> bool:
        """Whether this text is in the picture."""
        return text == self.expected or text in self.also_right


def load() -> list[Picture]:
    """Read the manifest; raises Unavailable where there is none."""
    manifest = PICTURES / "manifest.tsv"
    if not manifest.is_file():
        raise Unavailable(f"the pictures are not at {PICTURES}")
    with manifest.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [_picture(row) for row in rows]


def comparable(text: str) -> str:
    """Take line ends and outer white space away, which the labels do not keep."""
    return text.replace("\r\n", "\n").strip()


def _picture(row: dict[str, str]) -> Picture:
    others = [*json.loads(row["also_ok_json"]), *([ALSO_RIGHT[row["file"]]] if row["file"] in ALSO_RIGHT else [])]
    return Picture(
        path=PICTURES / row["file"],
        symbology=row["symbology"],
        group=row["group"],
        expected=comparable(json.loads(row["expected_json"])),
        also_right=frozenset(map(comparable, others)),
    )
