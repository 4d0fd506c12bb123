import socket

import pytest

from pos_app.devices.tenkey.port import SerialPort


class Counted(socket.socket):
    """Notes how much is asked of it at a time."""

    asked: list[int]

    def recv(self, size: int, flags: int = 0) -> bytes:
        self.asked.append(size)
        return super().recv(size, flags)


@pytest.fixture
def pad(monkeypatch: pytest.MonkeyPatch) -> tuple[socket.socket, Counted]:
    """A pad that has already sent when the till connects."""
    theirs, end = socket.socketpair()
    ours = Counted(fileno=end.detach())
    ours.asked = []
    theirs.sendall(b"4242424242424242\r1227\r")
    monkeypatch.setattr(socket, "create_connection", lambda *_, **__: ours)
    return theirs, ours


@pytest.mark.parametrize("scheme", ["socket", "SOCKET"])
def test_what_was_sent_before_anybody_listened_is_dropped_byte_by_byte(
    scheme: str, pad: tuple[socket.socket, Counted]
) -> None:
    theirs, ours = pad
    port = SerialPort(f"{scheme}://127.0.0.1:8771")
    assert port.read(1) == b""
    theirs.sendall(b"7")
    assert port.read(1) == b"7"
    port.close()
    theirs.close()
    assert len(ours.asked) > 22
    assert set(ours.asked) == {1}
