"""How a payment's state is coloured wherever it stands as a chip."""

from collections.abc import Mapping
from types import MappingProxyType

from pos_app.till.payment import State
from pos_app.ui.look.tokens import Tone

TONES: Mapping[State, Tone] = MappingProxyType(
    {
        State.APPROVED: Tone.OK,
        State.AUTHORISED: Tone.ACCENT,
        State.CAPTURING: Tone.WAIT,
        State.DECLINED: Tone.STOP,
        State.SUBMITTED: Tone.WAIT,
        State.IN_DOUBT: Tone.WAIT,
        State.REVERSING: Tone.WAIT,
        State.VOIDING: Tone.WAIT,
    }
)
"""States that are not here are quiet."""
