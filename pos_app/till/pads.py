"""A tenkey, as the till uses it, and what is set of it on this PC (T-03)."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from pos_app.devices.tenkey.events import PadTrouble as PadTrouble
from pos_app.devices.tenkey.keypad_key import KeypadKey
from pos_app.wire.cards import SealingKey


class PadKind(StrEnum):
    """What is plugged in."""

    ENCRYPTING = "encrypting"
    """Encrypts inside itself: the number never reaches the PC. The default."""
    SERIAL = "serial"
    """Sends clear digits: the number passes through the PC."""
    KEYPAD = "keypad"
    """A USB keypad, which is a keyboard: the number passes through the PC."""


class PadWay(StrEnum):
    """How it is reached."""

    PORT = "port"
    NETWORK = "network"
    """プライベートIP and ポート番号 (T-03)."""


DEFAULT_HOST = "127.0.0.1"
DEFAULT_PORT = 8771


@dataclass(frozen=True, slots=True)
class PadChoice:
    """テンキーパッド入力.

    ``port`` is a device path, a COMn or a pyserial URL; ``service`` the 利用サービス, empty: the first of the store's.
    """

    on: bool = False
    kind: PadKind = PadKind.ENCRYPTING
    way: PadWay = PadWay.PORT
    port: str = field(default="", repr=False)
    host: str = DEFAULT_HOST
    network_port: int = DEFAULT_PORT
    service: str = ""
    idle_seconds: int = 90
    whole_seconds: int = 300


@dataclass(frozen=True, slots=True)
class PadPort:
    """One port of this PC, with what is plugged in, as the operating system names it."""

    device: str
    description: str


@dataclass(frozen=True, slots=True)
class PadTest:
    """The end of a connection test; ``trouble`` None: the pad answered. ``model`` as it names itself."""

    trouble: PadTrouble | None
    model: str = ""


@dataclass(frozen=True, slots=True)
class PadShown:
    """The pad in the settings and in the bar at the bottom. ``ports`` are those found when last looked for.

    ``trouble`` None: there is nothing wrong, as far as is known. ``test`` None: not tested, or still testing.
    """

    choice: PadChoice = field(default_factory=PadChoice)
    trouble: PadTrouble | None = None
    ports: tuple[PadPort, ...] = ()
    testing: bool = False
    test: PadTest | None = None


class CardPad(Protocol):
    """Keys cards. Every call returns at once; what happens is posted as :mod:`pos_app.devices.tenkey.events` values."""

    def begin(self, entry: int, seconds: int, key: SealingKey | None) -> None:
        """CARD mode: key one card within ``seconds``; ``key`` is what a plain pad seals to. Ends with a value."""

    def extend(self, seconds: int) -> None:
        """The entry under way gets so many seconds from now (F5 延長)."""

    def cancel(self) -> None:
        """Tell the pad, wipe what was keyed; nothing is posted for that entry any more."""

    def take_amounts(self, active: bool) -> None:
        """AMOUNT mode on or off; otherwise keys are dropped unread."""


class AnyPad(CardPad, Protocol):
    """The pad that was chosen, whatever its kind."""

    def key(self, key: KeypadKey) -> None:
        """A key of a keypad that is a keyboard, one at a time; a pad of another kind ignores it."""
