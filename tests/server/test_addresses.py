"""What is typed into a phone: addresses that others in the network can reach."""

import ipaddress
import signal
import socket
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from pos_app.server import addresses
from pos_app.server.addresses import is_local, reachable
from pos_app.server.seed_demo import WORLD

ANYWHERE = "0.0.0.0"  # noqa: S104 - on purpose


def test_a_host_that_was_chosen_is_the_address() -> None:
    assert reachable("192.168.1.20", 8770) == ("http://192.168.1.20:8770",)
    assert reachable("fd00::5", 80) == ("http://[fd00::5]:80",)
    assert reachable("till.example", 80) == ("http://till.example:80",)


@pytest.mark.parametrize("host", [ANYWHERE, "::"])
def test_every_address_of_the_machine_is_said_as_those_that_a_phone_can_open(host: str) -> None:
    for address in reachable(host, 8770):
        found = ipaddress.ip_address(urlsplit(address).hostname or "")
        assert True not in (found.is_loopback, found.is_unspecified, found.is_link_local)
        assert found.version == (6 if host == "::" else 4)


def test_what_a_phone_cannot_open_is_left_out_and_nothing_is_said_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    named = ["127.0.1.1", "192.168.1.20", "169.254.3.4", "10.0.0.7", "192.168.1.20"]
    monkeypatch.setattr(addresses, "_named", lambda _: named)
    monkeypatch.setattr(addresses, "_way_out", lambda _: "10.0.0.7")
    assert reachable(ANYWHERE, 1) == ("http://10.0.0.7:1", "http://192.168.1.20:1")


def test_a_machine_without_a_network_has_no_address(monkeypatch: pytest.MonkeyPatch) -> None:
    def none(*_: object) -> None:
        raise OSError("no network")

    monkeypatch.setattr(socket, "getaddrinfo", none)
    monkeypatch.setattr(socket.socket, "connect", none)
    assert reachable(ANYWHERE, 1) == ()


@pytest.mark.parametrize(
    ("host", "local"),
    [("127.0.0.1", True), ("::1", True), ("localhost", True), (ANYWHERE, False), ("10.1.2.3", False)],
)
def test_what_only_this_machine_reaches_is_known(host: str, local: bool) -> None:
    assert is_local(host) is local


@pytest.mark.parametrize("host", ["127.0.0.1", ANYWHERE])
def test_the_server_says_what_a_phone_opens_and_as_whom(host: str, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "pos_app", "server", "--host", host, "--port", "0", "--seed-demo"]
    process = subprocess.Popen(
        [*command, "--database", str(tmp_path / "server.sqlite")], stdout=subprocess.PIPE, text=True, encoding="utf-8"
    )
    assert process.stdout is not None
    lines = []
    for line in process.stdout:
        lines.append(line.strip())
        if line.startswith("demo member"):
            break
    process.send_signal(signal.SIGTERM)
    assert process.wait(20) == 0
    process.stdout.close()
    port = urlsplit(lines[0].removeprefix("listening on ")).port
    wallet = [line for line in lines if line.startswith("wallet page: ")]
    assert wallet
    assert all(f":{port}/wallet" in line for line in wallet)
    assert ANYWHERE not in "".join(wallet)
    assert any(f"--host {ANYWHERE}" in line for line in lines) == (host == "127.0.0.1")
    assert lines[-1] == f"demo member: {WORLD.members[0].login_id} / {WORLD.members[0].password}"
