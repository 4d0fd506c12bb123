import socket
import ssl
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from pos_app.errors import ServerFault
from pos_app.sync import http_session
from pos_app.sync.http import Line, Reply, Whereabouts
from pos_app.sync.http_session import trusted
from pos_app.sync.server_clock import ServerClock
from tests.sync.scripted_server import Act, answer, drop, head, raw, reset, scripted, stall, then_close, trickle

TOLD = "2026-04-01T03:00:00.500+00:00"


def clock() -> ServerClock:
    return ServerClock(time.monotonic, lambda: datetime.now(UTC))


def line(url: str, patience: float = 0.3, ca_file: Path | None = None, told: ServerClock | None = None) -> Line:
    return Line(Whereabouts(url, ca_file), told or clock(), connect_seconds=0.5, read_seconds=patience)


def ask(url: str, patience: float = 0.3, ca_file: Path | None = None) -> Reply:
    way = line(url, patience, ca_file)
    try:
        return way.exchange("PUT", "/v1/x", {}, b"{}")
    finally:
        way.close()


def reason(url: str, patience: float = 0.3, ca_file: Path | None = None) -> str:
    with pytest.raises(ServerFault) as fault:
        ask(url, patience, ca_file)
    assert url not in str(fault.value)
    return fault.value.reason


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        port: int = found.getsockname()[1]
        return port


def test_a_whole_answer_is_read_with_its_type_and_whether_it_is_a_repeat() -> None:
    with scripted(
        answer(200, b'{"a":1}', "application/json; charset=utf-8", "Idempotent-Replayed: true\r\n")
    ) as server:
        assert ask(server.url) == Reply(200, b'{"a":1}', "application/json", replayed=True)
        assert (server.requests[0].method, server.requests[0].path, server.requests[0].body) == ("PUT", "/v1/x", b"{}")
        assert server.requests[0].headers["accept-encoding"] == "identity"


def test_a_chunked_answer_is_put_together() -> None:
    chunked = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n4\r\ndefg\r\n0\r\n\r\n"
    with scripted(raw(chunked)) as server:
        assert ask(server.url).body == b"abcdefg"


def test_a_refused_connection_is_surely_not_sent() -> None:
    assert reason(f"http://127.0.0.1:{free_port()}") == "not_sent"


def test_a_name_without_an_address_is_surely_not_sent() -> None:
    assert reason("http://nowhere.invalid:8770") == "not_sent"


def test_a_connection_that_never_comes_about_is_surely_not_sent() -> None:
    """A listener whose queue is full: the handshake of TCP is never answered."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(0)
        port = listener.getsockname()[1]
        fillers = []
        for _ in range(3):
            filler = socket.socket()
            filler.setblocking(False)
            filler.connect_ex(("127.0.0.1", port))
            fillers.append(filler)
        assert reason(f"http://127.0.0.1:{port}") == "not_sent"
        for filler in fillers:
            filler.close()


@pytest.mark.parametrize(
    "act",
    [
        drop,
        reset,
        stall(),
        raw(b"HTTP"),
        raw(head(200, 100) + b"only a part"),
        raw(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\nabc"),
        raw(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nnonsense\r\n"),
        raw(b"SSH-2.0-OpenSSH_9.9\r\n"),
        trickle(0.05, 100),
        raw(head(200, None) + b"x" * (http_session.ANSWER_LIMIT_BYTES + 1)),
        raw(b"HTTP/1.1 200 OK\r\nX: " + b"y" * 100_000 + b"\r\n\r\n"),
    ],
    ids=["closed", "reset", "silence", "a few letters", "truncated", "truncated chunk",
         "broken chunk", "another protocol", "trickle", "endless", "enormous header"],
)  # fmt: skip
def test_everything_after_the_first_byte_is_no_answer(act: Act) -> None:
    with scripted(act) as server:
        assert reason(server.url) == "no_answer"
        assert len(server.requests) == 1


def test_a_trickling_answer_is_given_up_in_time() -> None:
    with scripted(trickle(0.05, 1000)) as server:
        before = time.monotonic()
        assert reason(server.url, patience=0.3) == "no_answer"
        assert time.monotonic() - before < 2.0


def test_a_strangers_page_is_handed_up_as_what_it_is() -> None:
    with scripted(answer(502, b"<html>proxy</html>", "text/html")) as server:
        assert ask(server.url) == Reply(502, b"<html>proxy</html>", "text/html", replayed=False)


def test_a_redirect_is_not_followed() -> None:
    with scripted(answer(307, b"", more="Location: http://127.0.0.1:1/\r\n")) as server:
        assert ask(server.url).status == 307
        assert len(server.requests) == 1


def test_a_kept_connection_that_the_server_closed_costs_nothing() -> None:
    with scripted(then_close(answer(200, b"1"))) as server:
        way = line(server.url)
        for _ in range(5):
            assert way.exchange("GET", "/", {}).body == b"1"
            _until_closed(way)
        way.close()
        assert server.connections == 5


def _until_closed(_: Line) -> None:
    """The server's FIN is on its way through loopback."""
    threading.Event().wait(0.02)


def test_one_connection_serves_many_exchanges() -> None:
    with scripted(answer(200, b"1")) as server:
        way = line(server.url)
        for _ in range(5):
            way.exchange("GET", "/", {})
        way.close()
        assert server.connections == 1


def test_proxies_and_certificates_of_the_environment_are_ignored(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{free_port()}")
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(tmp_path / "missing.pem"))
    monkeypatch.setenv("CURL_CA_BUNDLE", str(tmp_path / "missing.pem"))
    monkeypatch.delenv("NO_PROXY", raising=False)
    monkeypatch.delenv("no_proxy", raising=False)
    with scripted(answer(200, b"1")) as server:
        assert ask(server.url).status == 200


def test_credentials_of_a_netrc_are_not_sent(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / ".netrc").write_text("machine 127.0.0.1 login somebody password something\n")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("NETRC", str(tmp_path / ".netrc"))
    with scripted(answer(200, b"1")) as server:
        ask(server.url)
        assert "authorization" not in server.requests[0].headers


def test_every_answer_tells_the_time_and_nonsense_tells_none() -> None:
    told = clock()
    for value in ("yesterday", "2026-04-01T03:00:00", ""):
        with scripted(answer(200, b"1", more=f"Server-Time: {value}\r\n")) as server:
            line(server.url, told=told).exchange("GET", "/", {})
            assert not told.known
    with scripted(answer(503, b"", more=f"Server-Time: {TOLD}\r\n")) as server:
        line(server.url, told=told).exchange("GET", "/", {})
    assert told.known
    assert abs(told.now() - datetime.fromisoformat(TOLD)) < timedelta(seconds=2)


# -- TLS


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for localhost, signed by itself, with its key in the same file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path_factory.mktemp("tls") / "server.pem"
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.write_bytes(made.public_bytes(serialization.Encoding.PEM) + secret)
    return path


@pytest.fixture
def tls_port(certificate: Path) -> Iterator[int]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    listener = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        while True:
            try:
                plain, _ = listener.accept()
            except OSError:
                return
            try:
                with context.wrap_socket(plain, server_side=True) as secure:
                    seen = b""
                    while not seen.endswith(b"{}"):
                        seen += secure.recv(65536)
                    secure.sendall(head(200, 1) + b"1")
            except OSError:
                plain.close()

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    yield listener.getsockname()[1]
    listener.shutdown(socket.SHUT_RDWR)
    listener.close()
    thread.join(2)


def test_a_server_with_the_stores_own_certificate_is_trusted(tls_port: int, certificate: Path) -> None:
    assert ask(f"https://localhost:{tls_port}", 2.0, certificate).body == b"1"


def test_an_unknown_certificate_is_refused_before_a_byte_is_sent(tls_port: int) -> None:
    assert reason(f"https://localhost:{tls_port}", 2.0) == "not_sent"


def test_a_certificate_for_another_name_is_refused_before_a_byte_is_sent(tls_port: int, certificate: Path) -> None:
    assert reason(f"https://127.0.0.1:{tls_port}", 2.0, certificate) == "not_sent"


def test_a_file_without_a_certificate_keeps_every_byte_here(tmp_path: Path, tls_port: int) -> None:
    (tmp_path / "empty.pem").write_text("nothing")
    for file in (tmp_path / "empty.pem", tmp_path / "absent.pem"):
        assert reason(f"https://localhost:{tls_port}", 2.0, file) == "not_sent"


def test_the_usual_certificates_are_believed_beside_the_stores_own(certificate: Path) -> None:
    usual, both = trusted(None).get_ca_certs(), trusted(certificate).get_ca_certs()
    assert len(usual) > 50
    assert len(both) == len(usual) + 1


def test_a_line_follows_where_the_server_moves_to() -> None:
    with scripted(answer(200, b"1")) as first, scripted(answer(200, b"2")) as second:
        where = Whereabouts(first.url + "/")
        way = Line(where, clock(), connect_seconds=0.5, read_seconds=0.5)
        bodies = [way.exchange("PUT", "/v1/x", {}, b"{}").body]
        where.move(second.url)
        bodies.append(way.exchange("PUT", "/v1/x", {}, b"{}").body)
        way.close()
    assert bodies == [b"1", b"2"]
    assert (len(first.requests), len(second.requests)) == (1, 1)
