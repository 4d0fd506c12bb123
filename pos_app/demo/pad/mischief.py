"""How a simulated pad can be told to misbehave."""

from enum import StrEnum


class Mischief(StrEnum):
    """What goes wrong, until told otherwise."""

    TIME_OUT = "time-out"
    """An entry runs out of time at once."""
    CANCEL = "cancel"
    """An entry is cancelled on the pad at once."""
    BAD_LRC = "bad-lrc"
    """Each card's frame is damaged, when sent again too."""
    BAD_LRC_ONCE = "bad-lrc-once"
    """Each card's frame is damaged the first time."""
    REPLAY = "replay"
    """The record of the card before is sent again, its key serial number with it."""
    UNPLUG = "unplug"
    """The cable is out before the card is told."""
    DEAF = "deaf"
    """Nothing is answered."""
    REFUSE = "refuse"
    """An entry's start is refused."""
