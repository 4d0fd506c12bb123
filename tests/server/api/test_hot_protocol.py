"""The quick way and the usual one give the same answers, whatever form an operation comes in."""

import json
import socket
from collections.abc import Iterator
from http.client import HTTPResponse
from typing import cast
from uuid import UUID

import pytest

from pos_app.server.api.envelope import MAX_BODY_BYTES
from pos_app.server.context import Context
from tests.server.api.shop import Shop
from tests.server.live_server import LiveServer, serve
from tests.server.world import World

pytest.importorskip("httptools")


@pytest.fixture(params=["quick", "httptools", "h11"])
def line(request: pytest.FixtureRequest, context: Context) -> Iterator[tuple[Shop, socket.socket]]:
    with serve(context, None if request.param == "quick" else request.param) as server:
        host, _, port = server.url.removeprefix("http://").partition(":")
        with socket.create_connection((host, int(port)), timeout=20) as connection:
            yield Shop(World(context), LiveServer(server.url)), connection


def head(shop: Shop, operation: UUID | str, *lines: str, version: str = "1.1") -> bytes:
    given = (f"PUT /v1/operations/{operation} HTTP/{version}", "Host: till", *lines)
    return "\r\n".join((*given, f"Authorization: Bearer {shop.till.credential}", "", "")).encode()


def whole(shop: Shop, operation: UUID | str, *lines: str, version: str = "1.1") -> bytes:
    body = shop.payment(double_confirmed=True).to_json()
    return head(shop, operation, f"Content-Length: {len(body)}", *lines, version=version) + body


def answer(connection: socket.socket) -> tuple[HTTPResponse, dict[str, object]]:
    response = HTTPResponse(connection)
    response.begin()
    return response, json.loads(response.read())


def assert_approved(connection: socket.socket, operation: UUID) -> HTTPResponse:
    response, told = answer(connection)
    assert (response.status, told["outcome"], told["id"]) == (200, "approved", str(operation))
    assert response.getheader("Content-Type") == "application/json"
    assert response.getheader("Server-Time", "").endswith("Z")
    assert response.getheader("Date")
    return response


def test_several_operations_follow_each_other_on_one_connection(line: tuple[Shop, socket.socket]) -> None:
    shop, connection = line
    for _ in range(3):
        operation = shop.world.new_id()
        connection.sendall(whole(shop, operation))
        assert_approved(connection, operation)


def test_a_replay_is_marked(line: tuple[Shop, socket.socket]) -> None:
    shop, connection = line
    operation = shop.world.new_id()
    sent = whole(shop, operation)
    connection.sendall(sent)
    assert assert_approved(connection, operation).getheader("Idempotent-Replayed") is None
    connection.sendall(sent)
    assert assert_approved(connection, operation).getheader("Idempotent-Replayed") == "true"


def test_operations_sent_at_once_are_answered_in_their_order(line: tuple[Shop, socket.socket]) -> None:
    shop, connection = line
    operations = [shop.world.new_id() for _ in range(4)]
    connection.sendall(b"".join(whole(shop, operation) for operation in operations))
    reader = connection.makefile("rb")
    for operation in operations:
        response = HTTPResponse(cast("socket.socket", _Shared(reader)))
        response.begin()
        assert json.loads(response.read())["id"] == str(operation)


class _Shared:
    """A connection whose answers are read from one buffer: a response's own would swallow the next one's beginning."""

    def __init__(self, reader: object) -> None:
        self._reader = reader

    def makefile(self, _: str) -> "_Shared":
        return self

    def __getattr__(self, name: str) -> object:
        return getattr(self._reader, name)

    def close(self) -> None:
        pass


def test_a_body_that_comes_in_pieces_is_waited_for(line: tuple[Shop, socket.socket]) -> None:
    shop, connection = line
    operation = shop.world.new_id()
    sent = whole(shop, operation)
    for piece in (sent[:20], sent[20:-100], sent[-100:-1], sent[-1:]):
        connection.sendall(piece)
    assert_approved(connection, operation)


def test_a_body_in_chunks_is_taken(line: tuple[Shop, socket.socket]) -> None:
    shop, connection = line
    operation, body = shop.world.new_id(), shop.payment().to_json()
    connection.sendall(head(shop, operation, "Transfer-Encoding: chunked"))
    connection.sendall(b"%x\r\n%s\r\n0\r\n\r\n" % (len(body), body))
    assert_approved(connection, operation)


def test_who_expects_to_be_asked_for_the_body_is(line: tuple[Shop, socket.socket]) -> None:
    shop, connection = line
    operation, body = shop.world.new_id(), shop.payment().to_json()
    connection.sendall(head(shop, operation, f"Content-Length: {len(body)}", "Expect: 100-continue"))
    assert connection.recv(1000).startswith(b"HTTP/1.1 100 ")
    connection.sendall(body)
    assert_approved(connection, operation)


@pytest.mark.parametrize(("lines", "version"), [(("Connection: close",), "1.1"), ((), "1.0")])
def test_who_wants_the_connection_closed_gets_the_answer_and_then_the_end(
    line: tuple[Shop, socket.socket], lines: tuple[str, ...], version: str
) -> None:
    shop, connection = line
    operation = shop.world.new_id()
    connection.sendall(whole(shop, operation, *lines, version=version))
    assert_approved(connection, operation)
    assert connection.recv(1) == b""


def test_too_large_a_body_is_refused_with_the_id_and_the_end(line: tuple[Shop, socket.socket]) -> None:
    shop, connection = line
    operation = shop.world.new_id()
    connection.sendall(head(shop, operation, f"Content-Length: {MAX_BODY_BYTES + 1}"))
    response, told = answer(connection)
    assert (response.status, told["id"], told["recorded"]) == (413, str(operation), False)


def test_an_id_in_capitals_or_escaped_is_the_same_id(line: tuple[Shop, socket.socket]) -> None:
    shop, connection = line
    operation = shop.world.new_id()
    sent = shop.payment()
    body = sent.to_json()
    for written in (str(operation).upper(), str(operation).replace("-", "%2D")):
        connection.sendall(head(shop, written, f"Content-Length: {len(body)}") + body)
        assert_approved(connection, operation)


def test_a_wrong_credential_and_a_wrong_body_are_refused_as_ever(line: tuple[Shop, socket.socket]) -> None:
    shop, connection = line
    operation = shop.world.new_id()
    connection.sendall(
        f"PUT /v1/operations/{operation} HTTP/1.1\r\nHost: till\r\nContent-Length: 2\r\n\r\n{{}}".encode()
    )
    response, told = answer(connection)
    assert (response.status, told["code"]) == (401, "unauthenticated")
    assert response.getheader("WWW-Authenticate") == "Bearer"
    connection.sendall(head(shop, operation, "Content-Length: 2") + b"{}")
    response, told = answer(connection)
    assert (response.status, told["code"], told["id"]) == (400, "invalid_request", str(operation))


def test_who_leaves_without_waiting_has_paid_all_the_same(line: tuple[Shop, socket.socket]) -> None:
    shop, connection = line
    operation = shop.world.new_id()
    sent = whole(shop, operation)
    connection.sendall(sent)
    connection.close()
    for _ in range(200):
        known = shop.get(f"/v1/operations/{operation}")
        if known.status_code == 200:
            break
    assert known.json()["outcome"] == "approved"
