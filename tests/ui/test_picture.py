import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QWidget

from pos_app.errors import Bug
from pos_app.ui import picture as module
from pos_app.ui.picture import collect, picture


@pytest.fixture
def registry(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(module, "_pictures", {})
    before = set(sys.modules)
    yield
    for name in set(sys.modules) - before:
        del sys.modules[name]


def build() -> QWidget:
    return QLabel("x")


def test_two_pictures_of_one_name_are_a_bug(registry: None) -> None:
    picture("a")(build)
    with pytest.raises(Bug, match="a"):
        picture("a")(build)


def test_every_pictures_module_is_found(registry: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for folder in ("made_up", "made_up/deep"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "__init__.py").touch()
        (tmp_path / folder / "pictures.py").write_text(
            f"from pos_app.ui.picture import picture\npicture({folder!r}, pane={folder == 'made_up'})(lambda: None)\n",
            encoding="utf-8",
        )
    (tmp_path / "made_up" / "other.py").write_text("raise RuntimeError", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    assert [(item.name, item.pane) for item in collect("made_up")] == [("made_up", True), ("made_up/deep", False)]


def test_the_gallery_is_among_them() -> None:
    assert any(item.name.startswith("gallery.") for item in collect())
