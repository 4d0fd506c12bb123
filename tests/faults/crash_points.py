"""The points at which a process can die (till T1..T13, server S1..S9), armed by wrapping a function by its name.

Nothing in the product knows of them. At the n-th time that a point is passed the process says so and kills itself.
"""

import importlib
import os
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Args = tuple[Any, ...]


def _always(_: Args) -> bool:
    return True


def _nothing(_: Args) -> None:
    pass


@dataclass(frozen=True)
class Point:
    """``where`` is ``module:Owner.function``; ``last_act`` is done just before the end."""

    name: str
    says: str
    where: str
    after: bool = False
    matches: Callable[[Args], bool] = _always
    last_act: Callable[[Args], None] = _nothing


def _event(*kinds: str) -> Callable[[Args], bool]:
    return lambda args: args[1].kind in kinds


def _bytes(start: bytes) -> Callable[[Args], bool]:
    """Of ``HTTPConnection.send(data)``."""
    return lambda args: isinstance(args[1], bytes) and start in args[1]


def _lot_use(restored: int) -> Callable[[Args], bool]:
    """Of ``Tx.add_row(statement, row)``."""
    return lambda args: "INTO lot_use" in args[1].sql and args[2][-1] == restored


def _connect(args: Args) -> None:
    connection = args[0]
    if connection.sock is None:
        connection.connect()


def _answer_half(args: Args) -> None:
    """The head of the answer and half of its body; past the transport, which would keep it until the loop goes on."""
    protocol, _, answer = args
    head = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: %d\r\n\r\n" % len(answer.body)
    os.write(protocol.transport.get_extra_info("socket").fileno(), head + answer.body[: len(answer.body) // 2])


def _send_half(args: Args) -> None:
    connection, data = args
    connection.sock.sendall(data[: len(data) // 2])


_APPEND = "pos_app.sync.journal:Journal.append"
_SEND = "http.client:HTTPConnection.send"
_PAYMENT, _REVERSAL, _VOID = (b'"kind":"%b"' % kind for kind in (b"payment", b"reversal", b"void"))
_READ_ALL = "pos_app.sync.http_session:read_all"

TILL = (
    Point("T1", "before the outbox commit", _APPEND, matches=_event("submitted")),
    Point("T2", "after it, before connecting", _APPEND, after=True, matches=_event("submitted")),
    Point("T3", "connected, no byte sent", _SEND, matches=_bytes(b"PUT /v1/operations"), last_act=_connect),
    Point("T4", "mid-body", _SEND, matches=_bytes(_PAYMENT), last_act=_send_half),
    Point("T5", "sent, no answer", _SEND, after=True, matches=_bytes(_PAYMENT)),
    Point("T6", "mid-answer", _READ_ALL, matches=lambda args: args[0].request.method == "PUT"),
    Point("T7", "answer read, not committed", _APPEND, matches=_event("answered")),
    Point("T8", "committed, not shown", _APPEND, after=True, matches=_event("answered")),
    Point("T9", "shown", "pos_app.till.checkout:Checkout.payment_changed", after=True),
    Point("T11", "undo journalled, not sent", _APPEND, after=True, matches=_event("undo_requested")),
    Point("T12", "undo sent, no answer", _SEND, after=True, matches=_bytes(_REVERSAL)),
    Point("T13", "before a checkpoint", "pos_app.sync.journal:Journal.checkpoint"),
    Point("V1", "void journalled, not sent", _APPEND, after=True, matches=_event("void_requested")),
    Point("V2", "void sent, no answer", _SEND, after=True, matches=_bytes(_VOID)),
    Point("V3", "void's or undo's answer read, not committed", _APPEND, matches=_event("void_answered", "undone")),
    Point("R1", "doubt recorded, at a start or at the counter", _APPEND, after=True, matches=_event("doubted")),
)

_TAKE = "pos_app.server.api.operations:take_operation"
_BOOKING = "pos_app.server.ledger.booking"
_ADD_ROW = "pos_app.server.store.connection:Tx.add_row"

SERVER = (
    Point("S1", "before parsing", "pos_app.server.api.operations:PutOperation.start"),
    Point("S2", "queued", "pos_app.server.store.writer:Writer._settle"),
    Point("S3", "after BEGIN", _TAKE),
    Point("S4", "after the operation row", f"{_BOOKING}:_write"),
    Point("S5", "between the transfer and the lot's use", _ADD_ROW, matches=_lot_use(restored=0)),
    Point("S5b", "the same on the way back", _ADD_ROW, matches=_lot_use(restored=1)),
    Point("S6", "before COMMIT", "pos_app.server.store.writer:Writer._end"),
    Point("S8", "committed, not answered", "pos_app.server.store.writer:Writer._end", after=True),
    Point("S9", "mid-answer", "pos_app.server.api.hot_protocol:_HotProtocol._answer", last_act=_answer_half),
)

ALL = {point.name: point for point in TILL + SERVER}


def arm(name: str, nth: int) -> None:
    """Let this process die when it passes a point for the ``nth`` time."""
    point = ALL[name]
    module, _, path = point.where.partition(":")
    owner: Any = importlib.import_module(module)
    *way, function = path.split(".")
    for step in way:
        owner = getattr(owner, step)
    real = getattr(owner, function)
    passed = 0

    def die_or_go_on(args: Args) -> None:
        nonlocal passed
        if not point.matches(args):
            return
        passed += 1
        if passed >= nth:
            point.last_act(args)
            _die(name)

    def wrapped(*args: Any, **named: Any) -> Any:
        if not point.after:
            die_or_go_on(args)
        result = real(*args, **named)
        if point.after:
            die_or_go_on(args)
        return result

    setattr(owner, function, wrapped)


def _die(name: str) -> None:
    sys.stdout.write(f"crash {name}\n")
    sys.stdout.flush()
    os.kill(os.getpid(), signal.SIGKILL)
