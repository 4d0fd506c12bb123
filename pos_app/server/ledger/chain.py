"""The hash chain over operations: each hash covers the row, its transfers, lot uses and lots, and the hash before.

``hash = SHA-256(prev_hash || rows)``, the rows as one JSON text: an array of arrays without spaces, in UTF-8, bytes
as lower-case hex digits. Every column holds one kind of value, so no two different histories have the same text.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pydantic_core import to_json
from sqlalchemy import bindparam, select, update

from pos_app.errors import StoreFault
from pos_app.server.store.connection import Reader, Tx
from pos_app.server.store.statements import Statement
from pos_app.server.store.tables.chain import chain
from pos_app.server.store.tables.operations import operation
from pos_app.server.store.writer import Writer
from pos_app.wire.store import ChainHead, ChainHeads

CHAIN = 1
"""This process's chain: there is one writer."""

START = bytes(32)
"""What stands for the hash before the first."""

_LAST = Statement(
    select(operation.c.position, operation.c.link, operation.c.hash).order_by(operation.c.position.desc()).limit(1)
)
_HEAD = Statement(select(chain.c.length, chain.c.head).where(chain.c.id == bindparam("chain")))
_MOVE_HEAD = Statement(
    update(chain)
    .values(length=bindparam("new_length"), head=bindparam("new_head"))
    .where(chain.c.id == bindparam("chain"))
)
_HEADS = Statement(select(chain.c.id, chain.c.length, chain.c.head).order_by(chain.c.id))


@dataclass(slots=True)
class Tip:
    """Where the next operation goes. The writer's own: it changes with each."""

    position: int
    link: int
    hash: bytes
    moved: bool = False


def tip(tx: Tx) -> Tip:
    """Give the end of the chain as it is within this transaction."""
    return tx.remember("chain tip", lambda: _read_tip(tx))


def extend(tx: Tx, at: Tip, position: int, new_hash: bytes) -> None:
    """Move the end of the chain over a new operation; the head is written once, before COMMIT."""
    at.position, at.link, at.hash = position, at.link + 1, new_hash
    at.moved = True
    tx.before_commit("chain head", lambda: _write_head(tx))


def digest(prev_hash: bytes, rows: Iterable[Sequence[object]]) -> bytes:
    """Give an operation's hash."""
    return hashlib.sha256(prev_hash + encode(rows)).digest()


def encode(rows: Iterable[Sequence[object]]) -> bytes:
    """Write rows as the chain hashes them."""
    return to_json(list(rows), bytes_mode="hex")


def heads(reader: Reader) -> ChainHeads:
    """Give the ends of all chains."""
    return ChainHeads(
        chains=tuple(ChainHead(chain=key, length=length, head=head.hex()) for key, length, head in reader.all(_HEADS))
    )


def watch(writer: Writer) -> None:
    """Have the head read back after each commit, before anybody is answered."""
    writer.verify(_read_back)


def _read_tip(tx: Tx) -> Tip:
    row = tx.one(_LAST)
    return Tip(*row) if row else Tip(0, 0, START)


def _write_head(tx: Tx) -> None:
    end = tip(tx)
    tx.run(_MOVE_HEAD, chain=CHAIN, new_length=end.link, new_head=end.hash)


def _read_back(tx: Tx) -> None:
    end = tip(tx)
    if not end.moved:
        return
    end.moved = False
    if tx.one(_HEAD, chain=CHAIN) != (end.link, end.hash):
        raise StoreFault("corrupt", "the chain's head does not read back")
