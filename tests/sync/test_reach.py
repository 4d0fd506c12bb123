import socket
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from pos_app.sync.reach import Reach, Reached, reach
from pos_app.wire.store import Health
from tests.sync.scripted_server import Act, answer, head, raw, reset, scripted, stall
from tests.sync.tls import DAY, make_certificate, tls_server

NOW = datetime(2026, 4, 1, 3, 0, tzinfo=UTC)
HEALTH = Health(time=NOW - timedelta(seconds=90), version="1.2.3").to_json()
WHOLE = head(200, len(HEALTH)) + HEALTH


def now() -> datetime:
    return NOW


def reached(url: str, ca_file: Path | None = None) -> Reached:
    return reach(url, ca_file, now, 0.5)


def test_a_server_of_ours_is_told_with_its_version_and_the_time_between_the_clocks() -> None:
    with scripted(answer(200, HEALTH)) as server:
        assert reached(server.url) == Reached(Reach.FINE, "1.2.3", timedelta(seconds=90))
        assert [(asked.method, asked.path) for asked in server.requests] == [("GET", "/v1/health")]
        assert "authorization" not in server.requests[0].headers


def test_a_port_where_nobody_listens_is_told_from_a_name_that_does_not_exist() -> None:
    with socket.create_server(("127.0.0.1", 0)) as found:
        port = found.getsockname()[1]
    assert reached(f"http://127.0.0.1:{port}").reach is Reach.NOBODY_LISTENS
    assert reached("http://pos.invalid").reach is Reach.NO_SUCH_NAME


@pytest.mark.parametrize(
    ("act", "how"),
    [
        (stall(), Reach.SILENT),
        (reset, Reach.NOT_OURS),
        (raw(b"SSH-2.0-OpenSSH\r\n"), Reach.NOT_OURS),
        (answer(200, b"<html></html>", "text/html"), Reach.NOT_OURS),
        (answer(404, b"nothing here", "text/plain"), Reach.NOT_OURS),
        (answer(200, b"{}"), Reach.NOT_OURS),
    ],
)
def test_what_is_not_our_server_is_not_taken_for_one(act: Act, how: Reach) -> None:
    with scripted(act) as server:
        assert reached(server.url) == Reached(how)


def test_a_good_certificate_is_told_with_its_end(tmp_path: Path) -> None:
    certificate = make_certificate(tmp_path / "good.pem", until=10 * DAY)
    with tls_server(certificate, WHOLE) as url:
        found = reached(url, certificate)
    assert found.reach is Reach.FINE
    assert found.certificate_until is not None
    assert timedelta(days=9) < found.certificate_until - datetime.now(UTC) < timedelta(days=11)


@pytest.mark.parametrize(
    ("name", "since", "until", "how"),
    [
        ("localhost", -3 * DAY, -DAY, Reach.CERTIFICATE_EXPIRED),
        ("localhost", DAY, 3 * DAY, Reach.CERTIFICATE_NOT_YET),
        ("pos.example.jp", -DAY, DAY, Reach.CERTIFICATE_FOR_OTHERS),
    ],
)
def test_what_is_wrong_with_a_certificate_is_told_apart(
    tmp_path: Path, name: str, since: timedelta, until: timedelta, how: Reach
) -> None:
    certificate = make_certificate(tmp_path / "bad.pem", name, since, until)
    with tls_server(certificate, WHOLE) as url:
        assert reached(url, certificate) == Reached(how)


def test_an_unknown_certificate_is_told_from_a_file_that_holds_none(tmp_path: Path) -> None:
    certificate = make_certificate(tmp_path / "unknown.pem")
    with tls_server(certificate, WHOLE) as url:
        assert reached(url) == Reached(Reach.CERTIFICATE_UNKNOWN)
        assert reached(url, tmp_path / "absent.pem") == Reached(Reach.CA_FILE)


def test_a_server_without_tls_is_told_from_one_with_a_bad_certificate() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def answer_plainly() -> None:
            connection, _ = listener.accept()
            with connection:
                connection.recv(65536)
                connection.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")

        thread = threading.Thread(target=answer_plainly, daemon=True)
        thread.start()
        assert reached(f"https://127.0.0.1:{listener.getsockname()[1]}").reach is Reach.NO_TLS
        thread.join(2)
