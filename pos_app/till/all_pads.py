"""Every kind of pad that this PC may have, behind the one that was chosen."""

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from pos_app.devices.tenkey.encrypting import EncryptingReceiver
from pos_app.devices.tenkey.events import PadEvent, PadTrouble
from pos_app.devices.tenkey.keypad import KeypadPad
from pos_app.devices.tenkey.plain import PlainReceiver
from pos_app.devices.tenkey.port import SerialPort, plugged_in
from pos_app.devices.tenkey.receiver import Receiver
from pos_app.devices.tenkey.tenkey import Tenkey
from pos_app.devices.tenkey.trial import try_out
from pos_app.till.chosen_pad import ChosenPad, url_of
from pos_app.till.pad_settings import PadFittings
from pos_app.till.pads import CardPad, PadChoice, PadKind, PadPort, PadTest


class AllPads:
    """``post`` gets what a pad tells, on any thread; ``today`` is the date in Japan. :attr:`chosen` is the till's."""

    def __init__(self, post: Callable[[PadEvent], None], today: Callable[[], date], choice: PadChoice) -> None:
        receivers: dict[str, Callable[[], Receiver]] = {
            PadKind.ENCRYPTING.value: EncryptingReceiver,
            PadKind.SERIAL.value: partial(PlainReceiver, today),
        }
        self._tenkey = Tenkey(post, receivers)
        self._tenkey.use(choice.kind.value, url_of(choice) or "")
        keypad = KeypadPad(post, today, time.monotonic)
        each: dict[PadKind, CardPad] = {
            PadKind.ENCRYPTING: self._tenkey,
            PadKind.SERIAL: self._tenkey,
            PadKind.KEYPAD: keypad,
        }
        self.chosen = ChosenPad(each, keypad.key, choice)
        self.fittings = PadFittings(self._use, self._ports, self._test)

    def start(self) -> None:
        """Begin to listen to the chosen one."""
        self._tenkey.start()

    def stop(self) -> None:
        """Wipe what was keyed, let go of the port."""
        self.chosen.cancel()
        self._tenkey.stop()
        self._tenkey.join()

    def _use(self, choice: PadChoice) -> None:
        self.chosen.use(choice)
        self._tenkey.use(choice.kind.value, url_of(choice) or "")

    def _ports(self) -> Sequence[PadPort]:
        return [PadPort(port.device, port.description) for port in plugged_in()]

    def _test(self, choice: PadChoice) -> PadTest:
        address = url_of(replace(choice, on=True))
        if address is None:
            return PadTest(None)  # A keyboard can't be asked; its first key shows.
        return _tested(self._tenkey.test(choice.kind.value, address))


def try_pad(choice: PadChoice) -> PadTest:
    """Try a pad that no till has open; may take some seconds."""
    address = url_of(choice)
    if address is None:
        return PadTest(None)
    encrypting = choice.kind is PadKind.ENCRYPTING
    return _tested(try_out(address, encrypting=encrypting, open_port=SerialPort, monotonic=time.monotonic))


def _tested(said: str | PadTrouble) -> PadTest:
    return PadTest(said) if isinstance(said, PadTrouble) else PadTest(None, said)
