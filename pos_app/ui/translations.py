"""Collects the Japanese of all screens for translation: ``make translations``.

Every ``tr("…")`` and ``mark("…")`` in ``pos_app/ui`` and ``pos_app/demo`` is found by reading the code. There is one
file per package, ``resources/translations/PACKAGE_en.ts``. To add the English: run ``make translations``, open that
file, write it between ``<translation>`` and ``</translation>``, take ``type="unfinished"`` away, and run it again: that
also makes the ``.qm`` that the program loads. Commit both. Many at once: ``python -m pos_app.ui.translations --fill
FILE`` with a JSON object of Japanese to English. Gaps such as ``{count}`` keep their names; the same Japanese
has the same English in every file. What is no longer in the code is kept as ``vanished`` until ``--prune``.
"""

import argparse
import ast
import json
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import PySide6

from pos_app.errors import Bug
from pos_app.ui.text import CONTEXT, ENGLISH, FOLDER

CODE = Path(__file__).resolve().parents[1]
_CALLS = frozenset({"tr", "mark"})
_UNFINISHED, _VANISHED = "unfinished", "vanished"


@dataclass(frozen=True, slots=True)
class Message:
    """One text and its English, which is empty until somebody wrote it; ``vanished``: no code says it any more."""

    source: str
    english: str = ""
    vanished: bool = False


def collect(code: Path = CODE) -> dict[str, tuple[str, ...]]:
    """The texts of each package, in the order of the alphabet. Raises Bug for a text put together in the call."""
    found: dict[str, set[str]] = {}
    for path in sorted([*(code / "ui").rglob("*.py"), *(code / "demo").rglob("*.py")]):
        texts = set(_texts(path))
        if texts:
            found.setdefault(package(path.relative_to(code)), set()).update(texts)
    return {name: tuple(sorted(texts)) for name, texts in sorted(found.items())}


def package(path: Path) -> str:
    """The file of translations that a module's texts go to, e.g. ``sale`` for ``ui/screens/sale/pad.py``."""
    room, *folders, _ = path.parts
    if room != "ui":
        return room
    if folders[:1] == ["screens"]:
        folders = folders[1:]
    return folders[0] if folders else "window"


def read(path: Path) -> tuple[Message, ...]:
    """The messages of a ``.ts`` file."""
    messages = []
    for node in ET.parse(path).getroot().iter("message"):  # noqa: S314 - our own file, under our own version control
        english = node.find("translation")
        state = english.get("type") if english is not None else _UNFINISHED
        done = (english.text or "") if english is not None and state != _UNFINISHED else ""
        messages.append(Message(node.findtext("source") or "", done, vanished=state == _VANISHED))
    return tuple(messages)


def merged(texts: Sequence[str], kept: Sequence[Message], known: Mapping[str, str]) -> tuple[Message, ...]:
    """What a file says next: the code's texts with the English there is, then what has vanished from the code."""
    old = {message.source: message.english for message in kept}
    now = [Message(text, old.get(text) or known.get(text, "")) for text in texts]
    gone = [Message(source, english, vanished=True) for source, english in old.items() if english]
    return (*now, *sorted((message for message in gone if message.source not in texts), key=lambda each: each.source))


def write(path: Path, messages: Sequence[Message]) -> None:
    """Write a ``.ts`` file; the same messages make the same bytes."""
    root = ET.Element("TS", version="2.1", language=ENGLISH, sourcelanguage="ja")
    context = ET.SubElement(root, "context")
    ET.SubElement(context, "name").text = CONTEXT
    for message in messages:
        node = ET.SubElement(context, "message")
        ET.SubElement(node, "source").text = message.source
        english = ET.SubElement(node, "translation")
        english.text = message.english
        if message.vanished:
            english.set("type", _VANISHED)
        elif not message.english:
            english.set("type", _UNFINISHED)
    ET.indent(root, "    ")
    body = ET.tostring(root, encoding="unicode", short_empty_elements=False)
    path.write_text(f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{body}\n', encoding="utf-8")


def release(path: Path) -> Path:
    """Make the ``.qm`` of a ``.ts`` with Qt's own tool; returns where it lies. Raises Bug where the tool fails."""
    target = path.with_suffix(".qm")
    tool = Path(PySide6.__file__).parent / ("lrelease.exe" if sys.platform == "win32" else "lrelease")
    command = [str(tool), "-silent", str(path), "-qm", str(target)]
    told = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - Qt's own tool, our own file
    if told.returncode:
        raise Bug(f"lrelease: {told.stderr.strip()}")
    return target


def update(folder: Path = FOLDER, *, filled: Mapping[str, str] | None = None, prune: bool = False) -> list[str]:
    """Bring all files up to date, with the English in ``filled`` where there is none yet.

    Returns ``package: text`` for each text that still has no English.
    """
    folder.mkdir(parents=True, exist_ok=True)
    files = {path.stem.removesuffix(f"_{ENGLISH}"): read(path) for path in sorted(folder.glob(f"*_{ENGLISH}.ts"))}
    known = {each.source: each.english for messages in files.values() for each in messages if each.english}
    known = {**(filled or {}), **known}
    missing = []
    texts = collect()
    for name in sorted({*texts, *files}):
        messages = merged(texts.get(name, ()), files.get(name, ()), known)
        if prune:
            messages = tuple(message for message in messages if not message.vanished)
        path = folder / f"{name}_{ENGLISH}.ts"
        if prune and not messages:
            path.unlink()
            path.with_suffix(".qm").unlink(missing_ok=True)
            continue
        write(path, messages)
        release(path)
        missing += [f"{name}: {each.source!r}" for each in messages if not each.english and not each.vanished]
    return missing


def _texts(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"), str(path))):
        if isinstance(node, ast.Call) and node.args and _name(node.func) in _CALLS:
            text = node.args[0]
            if isinstance(text, ast.Constant) and isinstance(text.value, str):
                yield text.value
            elif isinstance(text, (ast.JoinedStr, ast.BinOp)):
                raise Bug(f"{path}:{node.lineno}: a text to be translated is one literal with {{gaps}}")


def _name(function: ast.expr) -> str:
    return (
        function.id if isinstance(function, ast.Name) else function.attr if isinstance(function, ast.Attribute) else ""
    )


def main(arguments: Sequence[str]) -> int:
    """Update the files and say what is missing; 1 where something is."""
    parser = argparse.ArgumentParser(description="Collect the texts to translate, and compile the translations.")
    parser.add_argument("--prune", action="store_true", help="drop the texts that no code says any more")
    parser.add_argument("--fill", type=Path, metavar="FILE", help="a JSON object: Japanese to English")
    asked = parser.parse_args(arguments)
    filled = json.loads(asked.fill.read_text(encoding="utf-8")) if asked.fill else {}
    missing = update(filled=filled, prune=asked.prune)
    sys.stdout.writelines(f"{line}\n" for line in missing)
    sys.stdout.write(f"{len(missing)} without English\n")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
