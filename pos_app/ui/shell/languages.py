"""Japanese or English, by one move and without logging out (row D-16)."""

from functools import partial

from pos_app.till.till import Till
from pos_app.till.words import ENGLISH, JAPANESE
from pos_app.ui.bridge import Bridge

_OTHER = {JAPANESE: ENGLISH, ENGLISH: JAPANESE}
_OWN_NAMES = {JAPANESE: "日本語", ENGLISH: "English"}


def name_of_the_other(bridge: Bridge) -> str:
    """The other language's name in that language: whoever needs it can read it."""
    return _OWN_NAMES[_OTHER[bridge.words.language]]


def speak_the_other(bridge: Bridge, till: Till) -> None:
    """Change over, for whoever stands here now; the next log-in brings that person's own."""
    bridge.act(partial(setattr, till.sessions, "language", _OTHER[bridge.words.language]))
