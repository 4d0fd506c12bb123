import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.devices.tenkey.address import network_address, pad_address
from pos_app.errors import PadFault

DEVICES = ["/dev/ttyUSB0", "/dev/ttyACM1", "/dev/pts/3", "/dev/serial/by-id/usb-Pad_1-if00", "/dev/cu.usbserial-A1"]
PORTS = ["COM1", "com12", "\\\\.\\COM10"]
HERE = ["socket://127.0.0.1:8771", "socket://localhost:1", "socket://[::1]:65535", "socket://127.1.2.3:99/", "loop://"]
FAR = ["socket://192.168.0.20:8771", "rfc2217://pad.local:2217", "socket://[fe80::1]:5", "rfc2217://127.0.0.1:99"]
"""The last one is near, but what comes by it is read in large pieces."""
REFUSED = [
    "",
    "spy:///dev/ttyUSB0?file=/tmp/digits",
    "spy://loop://",
    "SPY:///dev/ttyUSB0",
    "alt:///dev/ttyUSB0?class=PosixPollSerial",
    "hwgrep://.*",
    "cp2110://x",
    "loop://?logging=debug",
    "socket://127.0.0.1:8771?logging=debug",
    "socket://127.0.0.1:8771/?logging=debug",
    "socket://127.0.0.1:8771?",
    "socket://127.0.0.1:8771#x",
    "socket://127.0.0.1:8771/logging=debug",
    "rfc2217://127.0.0.1:1?logging=debug",
    "rfc2217://127.0.0.1:1?ign_set_control",
    "socket://user:secret@127.0.0.1:8771",
    "socket://127.0.0.1",
    "socket://:8771",
    "socket://127.0.0.1:0",
    "socket://127.0.0.1:65536",
    "socket://127.0.0.1:port",
    "sock\net://127.0.0.1:1",
    "socket://[::1:1",
    "COM0",
    "COM",
    "/etc/passwd",
    "/dev/../etc/passwd",
    "/dev/",
    "ttyUSB0",
    "file:///dev/ttyUSB0",
    "http://127.0.0.1:80",
]


@pytest.mark.parametrize("address", [*DEVICES, *PORTS, *HERE, *FAR])
def test_what_a_pad_may_be_at_is_allowed(address: str) -> None:
    assert pad_address(f" {address} ", clear_digits=False) == address


@pytest.mark.parametrize("address", REFUSED)
def test_anything_else_is_refused(address: str) -> None:
    for clear_digits in (False, True):
        with pytest.raises(PadFault, match="bad_address"):
            pad_address(address, clear_digits=clear_digits)


@pytest.mark.parametrize("address", [*DEVICES, *PORTS, *HERE])
def test_clear_digits_may_come_by_a_cable_or_from_this_pc(address: str) -> None:
    assert pad_address(address, clear_digits=True) == address


@pytest.mark.parametrize(
    "address", [*FAR, "rfc2217://127.0.0.1:99", "socket://127.0.0.1.example:1", "socket://localhost.example:1"]
)
def test_clear_digits_never_come_over_a_network(address: str) -> None:
    with pytest.raises(PadFault, match="bad_address"):
        pad_address(address, clear_digits=True)


@given(st.text())
def test_nothing_that_can_be_typed_crashes_it_or_gets_an_option_through(text: str) -> None:
    for address in (text, f"socket://{text}", f"socket://127.0.0.1:1{text}", f"/dev/{text}", f"loop://{text}"):
        try:
            allowed = pad_address(address, clear_digits=False)
        except PadFault:
            continue
        assert not {"?", "=", "#", "@"} & set(allowed)


def test_a_refused_address_is_not_repeated_in_the_error() -> None:
    with pytest.raises(PadFault) as refused:
        pad_address("spy://secret-place", clear_digits=False)
    assert "secret" not in str(refused.value)


def test_host_and_port_make_an_address() -> None:
    assert network_address(" 192.168.1.5 ", 8771) == "socket://192.168.1.5:8771"
    assert pad_address(network_address("::1", 8771), clear_digits=True) == "socket://[::1]:8771"
    assert network_address("[::1]", 8771) == "socket://[::1]:8771"
