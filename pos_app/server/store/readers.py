"""Reads, on threads and connections of their own; each job sees one moment of the database."""

import asyncio
import sqlite3
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from threading import Lock, local
from typing import TypeVar

from pos_app.server.store.connection import Reader, connect, translated

T = TypeVar("T")


class Readers:
    """A few threads that read; the writer never waits for them."""

    def __init__(self, path: Path, threads: int = 4) -> None:
        self._path = path
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="store-reader")
        self._own = local()
        self._opened: list[sqlite3.Connection] = []
        self._lock = Lock()

    async def perform(self, work: Callable[[Reader], T]) -> T:
        """Queue a job from a coroutine and wait for it: as ``submit``."""
        return await asyncio.wrap_future(self.submit(work))

    def submit(self, work: Callable[[Reader], T]) -> Future[T]:
        """Queue a job; its future gets what it returns or raises. StoreFault: the database can't be read."""
        return self._threads.submit(self._run, work)

    def close(self) -> None:
        """Finish what has begun, then close the connections."""
        self._threads.shutdown(wait=True, cancel_futures=True)
        for connection in self._opened:
            connection.close()

    def _run(self, work: Callable[[Reader], T]) -> T:
        connection = self._connection()
        try:
            connection.execute("BEGIN")
            try:
                return work(Reader(connection))
            finally:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
        except sqlite3.Error as error:
            raise translated(error) from error

    def _connection(self) -> sqlite3.Connection:
        connection: sqlite3.Connection | None = getattr(self._own, "connection", None)
        if connection is None:
            connection = connect(self._path, read_only=True)
            self._own.connection = connection
            with self._lock:
                self._opened.append(connection)
        return connection
