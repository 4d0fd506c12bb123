"""The house's tokens as CSS custom properties, so that the phone's page and the till have one look."""

import json
from collections.abc import Mapping
from pathlib import Path

from pos_app.config import RESOURCES

TOKENS = RESOURCES / "style" / "tokens.json"


def tokens_css(path: Path = TOKENS) -> str:
    """Give a style sheet that sets ``--paper``, ``--ink`` and so on, light and dark as the phone is."""
    tokens = json.loads(path.read_text(encoding="utf-8"))
    outcome = {f"outcome-{name}": colour for name, colour in tokens["outcome"].items()}
    families = ", ".join(json.dumps(name, ensure_ascii=False) for name in tokens["type"]["family"])
    light = _block({**tokens["light"], **outcome, "family": f"{families}, system-ui, sans-serif"})
    dark = _block(tokens["dark"])
    return f":root {{\n{light}}}\n@media (prefers-color-scheme: dark) {{\n:root {{\n{dark}}}\n}}\n"


def _block(values: Mapping[str, str]) -> str:
    return "".join(f"  --{name}: {value};\n" for name, value in values.items())
