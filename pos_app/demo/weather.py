"""What the network between till and server does, by name."""

from enum import StrEnum
from types import MappingProxyType

from pos_app.demo.faults import NO_FAULTS, Faults

_OPERATIONS = "/v1/operations"


class Weather(StrEnum):
    """What the network does."""

    FINE = "fine"
    OFFLINE = "offline"
    """Nobody can be reached."""
    ANSWERS_LOST = "answers_lost"
    """Payments arrive, their answers don't: 確認中."""
    REQUESTS_LOST = "requests_lost"
    """Connections end before the server sees anything."""
    SLOW = "slow"
    """Answers take up to four seconds."""
    STRANGER = "stranger"
    """Somebody else's sign-in page comes instead of answers."""
    STORM = "storm"
    """A bit of everything."""


WEATHER = MappingProxyType(
    {
        Weather.FINE: (NO_FAULTS, "/"),
        Weather.OFFLINE: (NO_FAULTS, "/"),
        Weather.ANSWERS_LOST: (Faults(answer_reset=1.0), _OPERATIONS),
        Weather.REQUESTS_LOST: (Faults(request_lost=1.0), _OPERATIONS),
        Weather.SLOW: (Faults(answer_delayed=1.0, delay_seconds=4.0), _OPERATIONS),
        Weather.STRANGER: (Faults(strangers_page=1.0), _OPERATIONS),
        Weather.STORM: (
            Faults(0.1, 0.1, answer_reset=0.1, answer_closed=0.1, answer_truncated=0.1, answer_delayed=0.2),
            _OPERATIONS,
        ),
    }
)
"""The faults of each, and the paths that they hold for; offline is the proxy's pulled plug."""
