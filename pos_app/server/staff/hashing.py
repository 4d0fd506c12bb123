"""Argon2id for passwords and PINs, a few at a time and never on the event loop."""

from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from threading import BoundedSemaphore

from argon2 import PasswordHasher, Type
from argon2.exceptions import InvalidHashError, VerificationError, VerifyMismatchError

from pos_app.errors import Bug, Refusal


@dataclass(frozen=True, slots=True)
class Cost:
    """What one hash costs: memory in KiB, passes over it, lanes.

    The default is RFC 9106's second recommendation, for machines without 2 GiB to spare.
    """

    memory: int = 65_536
    passes: int = 3
    lanes: int = 4


class Hasher:
    """Hashes and verifies in its own two threads; ``close`` ends them.

    At most ``waiting`` jobs stand in line: whoever comes then is asked to try again, so that a flood of log-ins can
    hold up log-ins only, and those not for long.
    """

    def __init__(self, cost: Cost, random: bytes, *, threads: int = 2, waiting: int = 32) -> None:
        self._argon2 = PasswordHasher(
            time_cost=cost.passes, memory_cost=cost.memory, parallelism=cost.lanes, type=Type.ID
        )
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="argon2")
        self._places = BoundedSemaphore(threads + waiting)
        self._nobodys = self._argon2.hash(random)

    def hash(self, secret: str) -> str:
        """Hash now, on the caller's thread: for commands. The result is in the encoded form that Argon2 defines."""
        return self._argon2.hash(secret.encode())

    def verify(self, encoded: str | None, secret: str) -> bool:
        """Compare now, on the caller's thread; None takes as long as any other and is never right.

        Raises Bug for a hash that isn't one.
        """
        try:
            right = self._argon2.verify(encoded or self._nobodys, secret.encode())
        except VerifyMismatchError:
            return False
        except (InvalidHashError, VerificationError) as error:
            raise Bug("a stored hash is none of Argon2's") from error
        return right and encoded is not None

    def submit_hash(self, secret: str) -> Future[str]:
        """Hash in another thread; raises Refusal ``busy`` when too many wait."""
        self._take_a_place()
        future = self._threads.submit(self.hash, secret)
        future.add_done_callback(lambda _: self._places.release())
        return future

    def submit_verify(self, encoded: str | None, secret: str) -> Future[bool]:
        """Compare in another thread; raises Refusal ``busy`` when too many wait."""
        self._take_a_place()
        future = self._threads.submit(self.verify, encoded, secret)
        future.add_done_callback(lambda _: self._places.release())
        return future

    @property
    def is_full(self) -> bool:
        """Whether ``busy`` is what would be said now; ask before counting a try that may then not be judged."""
        if not self._places.acquire(blocking=False):
            return True
        self._places.release()
        return False

    def close(self) -> None:
        """End the threads; what has begun is finished."""
        self._threads.shutdown(wait=True, cancel_futures=True)

    def _take_a_place(self) -> None:
        if not self._places.acquire(blocking=False):
            raise Refusal("busy")
