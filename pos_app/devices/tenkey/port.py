"""Ports by pyserial, with its errors said as PadFaults; the only place that opens them."""

import contextlib
from typing import NamedTuple, Protocol

import serial
from serial.tools import list_ports

from pos_app.devices.tenkey.events import PadTrouble
from pos_app.errors import PadFault

READ_WAIT = 0.1
"""Seconds that a read waits for its first byte."""
WRITE_WAIT = 2.0
BAUD = 9600
_MOST_DROPPED = 4096
"""Bytes; a pad that sends on and on is found out by its receiver."""


class Port(Protocol):
    """An open port. Each call raises PadFault(disconnected) once the other side is gone."""

    def read(self, size: int) -> bytes:
        """Wait a moment for bytes; give those that are there, at most ``size``."""

    def write(self, data: bytes) -> None:
        """Send all of it."""

    def close(self) -> None:
        """Let go of it."""


class Plugged(NamedTuple):
    """A port of this PC, with what is plugged in, as the operating system names it."""

    device: str
    description: str


def plugged_in() -> tuple[Plugged, ...]:
    """List the ports of this PC, by name."""
    found = (Plugged(port.device, port.description or port.device) for port in list_ports.comports())
    return tuple(sorted(found))


class SerialPort:
    """What pyserial opened: a device, or an address in the network. 9600 baud, 8N1; nobody else may have it."""

    def __init__(self, address: str) -> None:
        """Open what ``pad_address`` let through; raises PadFault. A network address may take five seconds to fail."""
        try:
            self._port = serial.serial_for_url(
                address, do_not_open=True, baudrate=BAUD, timeout=READ_WAIT, write_timeout=WRITE_WAIT, exclusive=True
            )
            if address.lower().startswith("socket:"):
                # pyserial's own, which its open() calls too, takes what is there in one piece.
                self._port.reset_input_buffer = self._drop_byte_by_byte  # type: ignore[method-assign]
            self._port.open()
        except serial.SerialException as error:
            raise PadFault(PadTrouble.NOT_THERE, type(error).__name__) from None
        except ValueError:
            raise PadFault(PadTrouble.BAD_ADDRESS) from None
        except OSError as error:
            raise PadFault(PadTrouble.NOT_THERE, type(error).__name__) from None
        # What was keyed before anybody listened is nobody's.
        with contextlib.suppress(serial.SerialException, OSError):
            self._port.reset_input_buffer()

    def _drop_byte_by_byte(self) -> None:
        self._port.timeout = 0
        # A pad that has gone by then is noticed by the next read.
        with contextlib.suppress(serial.SerialException):
            for _ in range(_MOST_DROPPED):
                if not self._port.read(1):
                    break
        self._port.timeout = READ_WAIT

    def read(self, size: int) -> bytes:
        """Read byte by byte where ``size`` is one: then no object ever holds two."""
        try:
            first = self._port.read(1)
            if size == 1 or not first:
                return first
            data = first
            while len(data) < size and (waiting := self._port.in_waiting):
                data += self._port.read(min(waiting, size - len(data)))
        except (serial.SerialException, OSError, TypeError):
            # TypeError: pyserial 3.5's own when a port is closed under its feet.
            raise PadFault(PadTrouble.DISCONNECTED) from None
        return data

    def write(self, data: bytes) -> None:
        """Send all of it."""
        try:
            self._port.write(data)
        except (serial.SerialException, OSError):
            raise PadFault(PadTrouble.DISCONNECTED) from None

    def close(self) -> None:
        """Let go of it, whatever state it is in."""
        # pyserial 3.5 forgets to close a socket whose other side hung up first.
        left_open = getattr(self._port, "_socket", None)
        with contextlib.suppress(serial.SerialException, OSError):
            self._port.close()
        if left_open is not None:
            left_open.close()
