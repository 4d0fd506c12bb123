"""Every text on every ground that it stands on, by WCAG 2.2: 4.5:1 for words, 3:1 for what shows a control."""

from dataclasses import asdict

import pytest

from pos_app.ui.look.tokens import Colours, ThemeName, Tone, tokens

WORDS, SHAPES = 4.5, 3.0
GROUNDS_OF = {
    "ink": ("paper", "surface", "sunken", "accent_soft"),
    "ink_soft": ("paper", "surface", "sunken", "accent_soft"),
    "ink_faint": ("paper", "surface", "sunken"),
    "accent": ("paper", "surface", "accent_soft"),
    "accent_ink": ("accent", "accent_over"),
    "ok": ("paper", "surface", "ok_soft"),
    "wait": ("paper", "surface", "wait_soft"),
    "stop": ("paper", "surface", "stop_soft"),
    "rail_ink": ("rail", "rail_on"),
}
SHAPES_ON = {"edge": ("paper", "surface"), "accent": ("paper", "surface"), "rail_ink": ("rail",)}
DARKENED = (0.0, 0.18, 0.32)
"""How much black lies over an outcome's ground: none, under an action, under an action that the mouse is on."""


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def darkened(colour: str, share: float) -> str:
    return "#" + "".join(f"{round(int(colour[place : place + 2], 16) * (1 - share)):02X}" for place in (1, 3, 5))


@pytest.fixture(params=list(ThemeName))
def colours(request: pytest.FixtureRequest) -> Colours:
    return tokens().colours(request.param)


def test_the_formula_knows_black_on_white() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("words", GROUNDS_OF)
def test_words_can_be_read_on_every_ground_that_they_stand_on(words: str, colours: Colours) -> None:
    values = asdict(colours)
    poor = {
        ground: round(contrast(values[words], values[ground]), 2)
        for ground in GROUNDS_OF[words]
        if contrast(values[words], values[ground]) < WORDS
    }
    assert poor == {}


@pytest.mark.parametrize("tone", list(Tone))
def test_a_chip_can_be_read_in_every_tone(tone: Tone, colours: Colours) -> None:
    assert contrast(*colours.of(tone)) >= WORDS


@pytest.mark.parametrize("tone", list(Tone))
@pytest.mark.parametrize("share", DARKENED)
def test_an_outcome_can_be_read_in_every_tone(tone: Tone, share: float) -> None:
    outcome = tokens().outcome
    assert contrast(outcome.ink, darkened(outcome.of(tone), share)) >= WORDS


def test_white_words_stand_on_the_rails_chosen_entry(colours: Colours) -> None:
    assert contrast(tokens().outcome.ink, colours.rail_on) >= WORDS


@pytest.mark.parametrize("shape", SHAPES_ON)
def test_edges_and_the_focus_ring_are_seen(shape: str, colours: Colours) -> None:
    values = asdict(colours)
    poor = [ground for ground in SHAPES_ON[shape] if contrast(values[shape], values[ground]) < SHAPES]
    assert poor == []
