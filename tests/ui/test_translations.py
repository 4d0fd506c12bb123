"""No Japanese without its English, and the files that the program loads are made from the ones that people edit."""

import json
import re
import string
from collections import defaultdict
from pathlib import Path

import pytest
from PySide6.QtCore import QTranslator
from PySide6.QtWidgets import QApplication

from pos_app.errors import Bug
from pos_app.ui import translations
from pos_app.ui.text import CONTEXT, FOLDER
from pos_app.ui.translations import Message, collect, merged, package, read, release, write

FILES = sorted(FOLDER.glob("*_en.ts"))
JAPANESE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
QUOTED = re.compile(r"[“\"]([^”\"]+)[”\"]")
STAYS = ("日本語",)
"""Words that are Japanese in English, too: the one on the key that brings Japanese back."""

SAID = collect()
"""What the code says, looked through once."""


def messages(path: Path) -> list[Message]:
    return [message for message in read(path) if not message.vanished]


def gaps(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("name", SAID)
def test_every_text_of_a_package_has_its_english(name: str) -> None:
    path = FOLDER / f"{name}_en.ts"
    known = {message.source: message.english for message in messages(path)} if path.exists() else {}
    assert [source for source in SAID[name] if not known.get(source)] == [], "run `make translations`"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_file_says_what_no_code_says(path: Path) -> None:
    texts = SAID.get(path.stem.removesuffix("_en"), ())
    assert [message.source for message in messages(path) if message.source not in texts] == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_english_has_the_same_gaps_and_no_japanese(path: Path) -> None:
    for message in messages(path):
        english = message.english
        if not english:
            continue
        assert gaps(english) == gaps(message.source), message.source
        for word in STAYS:
            english = english.replace(word, "")
        assert not JAPANESE.search(english), message.english


def test_the_same_japanese_has_the_same_english_everywhere() -> None:
    said: defaultdict[str, set[str]] = defaultdict(set)
    for path in FILES:
        for message in messages(path):
            if message.english:
                said[message.source].add(message.english)
    assert {source: english for source, english in said.items() if len(english) > 1} == {}


def test_the_english_names_a_screen_as_the_screen_is_named() -> None:
    said = json.loads((FOLDER.parent / "words" / "en.json").read_text("utf-8"))
    on_screen = {message.english for path in FILES for message in messages(path)} | set(said.values())
    named = {(code, name) for code, text in said.items() for name in QUOTED.findall(text)}
    assert named
    assert {(code, name) for code, name in named if name not in on_screen} == set()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_compiled_file_is_current(path: Path, qapp: QApplication) -> None:
    translator = QTranslator()
    assert translator.load(str(path.with_suffix(".qm")))
    stale = [
        message.source
        for message in messages(path)
        if message.english and translator.translate(CONTEXT, message.source) != message.english
    ]
    assert stale == [], "run `make translations`"


def test_a_text_is_found_wherever_it_is_called(tmp_path: Path) -> None:
    folder = tmp_path / "ui" / "screens" / "sale"
    folder.mkdir(parents=True)
    (folder / "pad.py").write_text(
        'tr("金額"), text.tr("残り{n}件", n=1), mark("取消")\ntr(name), other("x")\n', "utf-8"
    )
    assert collect(tmp_path) == {"sale": ("取消", "残り{n}件", "金額")}


@pytest.mark.parametrize("call", ['tr(f"残り{n}件")', 'tr("残り" + n)', 'tr("%s件" % n)'])
def test_a_text_that_is_put_together_is_refused(call: str, tmp_path: Path) -> None:
    folder = tmp_path / "ui"
    folder.mkdir()
    (folder / "x.py").write_text(call, encoding="utf-8")
    with pytest.raises(Bug, match=r"x\.py:1"):
        collect(tmp_path)


@pytest.mark.parametrize(
    ("module", "name"),
    [
        ("ui/screens/sale/pad.py", "sale"),
        ("ui/screens/history/list/row.py", "history"),
        ("ui/widgets/pad.py", "widgets"),
        ("ui/desktop.py", "window"),
        ("demo/panel.py", "demo"),
        ("demo/panel/faults.py", "demo"),
    ],
)
def test_each_package_has_its_own_file(module: str, name: str) -> None:
    assert package(Path(module)) == name


def test_english_is_kept_taken_from_elsewhere_and_never_thrown_away() -> None:
    kept = [Message("金額", "Amount"), Message("古い", "Old"), Message("まだ", "")]
    assert merged(("金額", "新しい", "まだ"), kept, {"新しい": "New"}) == (
        Message("金額", "Amount"),
        Message("新しい", "New"),
        Message("まだ", ""),
        Message("古い", "Old", vanished=True),
    )


def test_a_text_that_comes_back_finds_its_english_again() -> None:
    assert merged(("古い",), [Message("古い", "Old", vanished=True)], {}) == (Message("古い", "Old"),)


def test_what_is_written_is_read_back_and_loaded(tmp_path: Path, qapp: QApplication) -> None:
    path = tmp_path / "sale_en.ts"
    said = (
        Message('金額 <b> & "x"\n二行目', "Amount <b> & 'x'\nline two"),
        Message("まだ"),
        Message("古い", "Old", vanished=True),
    )
    write(path, said)
    first = path.read_bytes()
    assert read(path) == said
    write(path, read(path))
    assert path.read_bytes() == first
    translator = QTranslator()
    assert translator.load(str(release(path)))
    assert translator.translate(CONTEXT, said[0].source) == said[0].english
    assert not translator.translate(CONTEXT, "まだ")
    assert not translator.translate(CONTEXT, "古い")


def test_updating_twice_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(translations, "collect", lambda: {"sale": ("取消", "金額")})
    assert translations.update(tmp_path, filled={"金額": "Amount"}) == ["sale: '取消'"]
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert translations.update(tmp_path) == ["sale: '取消'"]
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_pruning_drops_what_no_code_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "gone_en.ts", [Message("古い", "Old")])
    write(tmp_path / "sale_en.ts", [Message("古い", "Old"), Message("金額", "Amount")])
    monkeypatch.setattr(translations, "collect", lambda: {"sale": ("金額",)})
    translations.update(tmp_path)
    assert [message.vanished for message in read(tmp_path / "gone_en.ts")] == [True]
    translations.update(tmp_path, prune=True)
    assert not (tmp_path / "gone_en.ts").exists()
    assert read(tmp_path / "sale_en.ts") == (Message("金額", "Amount"),)
