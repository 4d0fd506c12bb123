"""The connection test of the settings: is there a pad, and which."""

from collections.abc import Callable

from pos_app.devices.tenkey.address import pad_address
from pos_app.devices.tenkey.encrypting import ModelQuestion
from pos_app.devices.tenkey.events import PadTrouble
from pos_app.devices.tenkey.line import ANSWER_WITHIN, ASKED_IN_VAIN
from pos_app.devices.tenkey.port import Port
from pos_app.errors import PadFault

_READ = 64


def try_out(
    address: str, *, encrypting: bool, open_port: Callable[[str], Port], monotonic: Callable[[], float]
) -> str | PadTrouble:
    """Open a port that nobody else has open, and ask an encrypting pad for its model.

    Gives the model, empty for a plain pad, which can't be asked; or what is wrong. Takes up to eleven seconds.
    """
    try:
        port = open_port(pad_address(address, clear_digits=not encrypting))
        try:
            return _asked(port, monotonic) if encrypting else ""
        finally:
            port.close()
    except PadFault as fault:
        return PadTrouble(fault.reason)


def _asked(port: Port, monotonic: Callable[[], float]) -> str | PadTrouble:
    for _ in range(ASKED_IN_VAIN):
        question = ModelQuestion()
        port.write(ModelQuestion.ask)
        until = monotonic() + ANSWER_WITHIN
        while monotonic() < until:
            model = question.take(port.read(_READ))
            if model is not None:
                return model
    return PadTrouble.NO_ANSWER
