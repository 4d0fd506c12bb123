"""The sections of 設定 and who may use which: pure rules."""

from collections.abc import Collection
from enum import StrEnum, unique

from pos_app.wire.staff import Right


@unique
class Section(StrEnum):
    """In their order; the values are the names of their icons."""

    DISPLAY = "sun"
    SOUND = "sound"
    READING = "camera"
    PAD = "keypad"
    SERVER = "server"
    TERMINAL = "terminal"
    CARDS = "card"
    PRACTICE = "practice"
    CHECK = "check-list"


MANAGERS = frozenset({Section.READING, Section.PAD, Section.SERVER, Section.TERMINAL})
"""What makes a till unusable when it is chosen wrongly; everything else is everybody's."""
GUARDED = MANAGERS | {Section.CARDS}
"""What does not stay open for whoever comes by."""


def is_manager(rights: Collection[Right]) -> bool:
    """Whether these are the rights of somebody who runs a store."""
    return Right.CARE_FOR_STAFF in rights


def sections(rights: Collection[Right]) -> tuple[Section, ...]:
    """What somebody with these rights sees."""
    return tuple(section for section in Section if _may_use(section, rights))


def _may_use(section: Section, rights: Collection[Right]) -> bool:
    if section is Section.CARDS:
        return Right.KEEP_CARDS in rights
    return section not in MANAGERS or is_manager(rights)


class Door:
    """Remembers which section a way from elsewhere leads to, e.g. from a line of 開店前チェック."""

    def __init__(self) -> None:
        self._wanted: Section | None = None

    def ask_for(self, section: Section) -> None:
        """The next time that 設定 comes into view it shows this."""
        self._wanted = section

    def take(self) -> Section | None:
        """What was asked for; it is asked for no more."""
        wanted, self._wanted = self._wanted, None
        return wanted
