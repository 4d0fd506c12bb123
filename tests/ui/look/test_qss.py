import re
from dataclasses import fields
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QPushButton

from pos_app.ui.look import theme
from pos_app.ui.look.qss import TEMPLATE, style_sheet
from pos_app.ui.look.tokens import Colours, ThemeName, tokens


@pytest.mark.parametrize("name", list(ThemeName))
def test_nothing_is_left_to_fill_in(name: ThemeName) -> None:
    assert "$" not in style_sheet(tokens(), name)


def test_a_placeholder_without_a_token_is_told(tmp_path: Path) -> None:
    odd = tmp_path / "odd.qss"
    odd.write_text("QLabel { color: $mauve; }", encoding="utf-8")
    with pytest.raises(KeyError, match="mauve"):
        style_sheet(tokens(), ThemeName.LIGHT, odd)


def test_colours_come_from_the_tokens_alone() -> None:
    assert re.findall(r"#[0-9A-Fa-f]{3,8}\b(?=[^{}]*})", TEMPLATE.read_text(encoding="utf-8")) == []


def test_every_colour_is_used_somewhere() -> None:
    used = set(re.findall(r"\$\{?(\w+)", TEMPLATE.read_text(encoding="utf-8")))
    assert {field.name for field in fields(Colours)} - used == set()


def test_no_rule_gives_an_action_a_least_height_of_its_own(qapp: QApplication) -> None:
    """Qt takes it for the whole widget's least height, and layouts then crush buttons with two lines of words."""
    theme.apply(qapp, ThemeName.LIGHT)
    button = QPushButton("x")
    button.setProperty("kind", "plain")
    button.ensurePolished()
    assert button.minimumHeight() == 0
