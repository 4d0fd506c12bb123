"""What an inspection found, as a line with its mark. Pure."""

from pos_app.till.opening_check import Finding, Mark
from pos_app.till.words import Words
from pos_app.ui.look.tokens import Tone
from pos_app.ui.widgets.points import Point

TONES = {Mark.OK: Tone.OK, Mark.WARN: Tone.WAIT, Mark.BROKEN: Tone.STOP}


def point_of(finding: Finding, words: Words, mend: str = "") -> Point:
    """One line; ``mend`` is what its button says."""
    return Point(words.label(finding.what), words.notice(finding.words), TONES[finding.mark], mend)
