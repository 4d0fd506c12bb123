import json
from pathlib import Path

import pytest

from pos_app.ui.look.tokens import PATH, ThemeName, tokens


def test_both_themes_name_the_same_colours() -> None:
    said = json.loads(PATH.read_text(encoding="utf-8"))
    assert said["light"].keys() == said["dark"].keys()


def test_the_themes_differ() -> None:
    look = tokens()
    assert look.colours(ThemeName.LIGHT).paper != look.colours(ThemeName.DARK).paper


def test_a_finger_hits_everything() -> None:
    sizes = tokens().sizes
    assert min(sizes.target, sizes.action, sizes.key, sizes.row) >= 48


def test_a_name_that_nobody_knows_is_told_at_once(tmp_path: Path) -> None:
    said = json.loads(PATH.read_text(encoding="utf-8"))
    said["light"]["mauve"] = "#800080"
    odd = tmp_path / "tokens.json"
    odd.write_text(json.dumps(said), encoding="utf-8")
    with pytest.raises(TypeError, match="mauve"):
        tokens(odd)
