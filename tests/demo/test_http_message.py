import contextlib
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.demo.http_message import NoMessage, read_answer, read_request


def requests_of(raw: bytes) -> list[tuple[str, str, bytes]]:
    stream = io.BytesIO(raw)
    found = []
    while (message := read_request(stream)) is not None:
        found.append((message.method, message.path, message.body))
    return found


def test_one_request_ends_where_the_next_begins() -> None:
    raw = b"PUT /a?b=c HTTP/1.1\r\nContent-Length: 3\r\n\r\nxyzGET /d HTTP/1.1\r\nHost: h\r\n\r\n"
    assert requests_of(raw) == [("PUT", "/a", b"xyz"), ("GET", "/d", b"")]


def test_a_body_in_chunks_is_taken_as_it_is_framed() -> None:
    body = b"3;x=y\r\nabc\r\n0\r\nTrailer: t\r\n\r\n"
    stream = io.BytesIO(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + body + b"HTTP/1.1 ")
    assert read_answer(stream, "GET").body == body
    assert stream.read() == b"HTTP/1.1 "


def test_an_interim_answer_is_not_the_answer() -> None:
    stream = io.BytesIO(b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx")
    assert read_answer(stream, "PUT").body == b"x"


def test_an_answer_without_a_length_ends_with_its_connection() -> None:
    answer = read_answer(io.BytesIO(b"HTTP/1.1 200 OK\r\n\r\neverything"), "GET")
    assert answer.body == b"everything"
    assert answer.ends_connection


@pytest.mark.parametrize("raw", [b"", b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nshort", b"HTTP/1.1 OK\r\n\r\n"])
def test_half_an_answer_is_none(raw: bytes) -> None:
    with pytest.raises(NoMessage):
        read_answer(io.BytesIO(raw), "GET")


@given(
    st.binary(max_size=300),
    st.sampled_from([b"", b"GET / HTTP/1.1\r\n", b"PUT / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n"]),
)
def test_whatever_the_bytes_they_are_a_message_or_an_oserror(noise: bytes, start: bytes) -> None:
    with contextlib.suppress(OSError):
        read_request(io.BytesIO(start + noise))
    with contextlib.suppress(OSError):
        read_answer(io.BytesIO(start.replace(b"PUT / HTTP/1.1", b"HTTP/1.1 200 OK") + noise), "GET")
