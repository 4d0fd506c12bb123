"""One style sheet for the whole window: ``resources/style/till.qss`` with the tokens filled in."""

from dataclasses import asdict
from pathlib import Path
from string import Template

from pos_app.config import RESOURCES
from pos_app.ui.look.tokens import ThemeName, Tokens

TEMPLATE = RESOURCES / "style" / "till.qss"


def style_sheet(look: Tokens, theme: ThemeName, template: Path = TEMPLATE) -> str:
    """The style sheet of a theme; a placeholder without a token is a KeyError."""
    outcome = {f"outcome_{name}": colour for name, colour in asdict(look.outcome).items()}
    values = {**asdict(look.sizes), **asdict(look.colours(theme)), **outcome}
    return Template(template.read_text(encoding="utf-8")).substitute(values)
