"""A page of memory for what must leave no copy: never moved, kept out of swap and core dumps, wiped in place."""

import ctypes
import mmap
import sys


class LockedPage:
    """Zeroed memory of one page, of which :meth:`cells` hands out pieces.

    Locking it is tried, not insisted on: a system that lets nobody lock memory still wipes it.
    """

    def __init__(self) -> None:
        if sys.platform == "win32":
            self._page = mmap.mmap(-1, mmap.PAGESIZE)
        else:
            self._page = mmap.mmap(-1, mmap.PAGESIZE, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)
        self._first = ctypes.c_char.from_buffer(self._page)
        self._address = ctypes.addressof(self._first)
        self._given = 0
        self.locked = _lock(self._address, mmap.PAGESIZE)
        if sys.platform == "linux":
            self._page.madvise(mmap.MADV_DONTDUMP)

    def cells(self, size: int) -> memoryview:
        """Give ``size`` bytes that nobody else has; raises ValueError where the page is full."""
        start = self._given
        if start + size > mmap.PAGESIZE:
            raise ValueError("the locked page is full")
        self._given += size
        return memoryview(self._page)[start : start + size]

    def wipe(self) -> None:
        """Zero all of it, by a call that nothing optimises away."""
        ctypes.memset(self._address, 0, mmap.PAGESIZE)


def wipe_bytes(secret: bytes) -> None:
    """Zero an object that Python calls immutable, where a library would take nothing else.

    Only for bytes that the caller made, holds alone and drops at once, and of two bytes at least: shorter ones are
    Python's own. Does nothing where Python is another than CPython.
    """
    if sys.implementation.name != "cpython" or len(secret) < 2:
        return
    address_of = ctypes.pythonapi.PyBytes_AsString
    address_of.argtypes = [ctypes.py_object]
    address_of.restype = ctypes.c_void_p
    ctypes.memset(address_of(secret), 0, len(secret))


def _lock(address: int, size: int) -> bool:
    try:
        if sys.platform == "win32":
            kernel = ctypes.WinDLL("kernel32")
            return bool(kernel.VirtualLock(ctypes.c_void_p(address), ctypes.c_size_t(size)))
        return bool(ctypes.CDLL(None).mlock(ctypes.c_void_p(address), ctypes.c_size_t(size)) == 0)
    except (OSError, AttributeError):
        return False
