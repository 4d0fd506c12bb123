import ctypes
import mmap
import sys

import pytest

from pos_app.devices.tenkey.locked_page import LockedPage, wipe_bytes


def test_a_page_begins_with_zeros_and_is_zeroed_where_it_lies() -> None:
    page = LockedPage()
    cells = page.cells(8)
    assert bytes(cells) == bytes(8)
    cells[:] = b"\x01" * 8
    page.wipe()
    assert bytes(cells) == bytes(8)


def test_no_two_owners_get_the_same_cells() -> None:
    page = LockedPage()
    first, second = page.cells(4), page.cells(4)
    first[:] = b"\x07" * 4
    assert bytes(second) == bytes(4)


def test_a_full_page_gives_no_more() -> None:
    page = LockedPage()
    page.cells(mmap.PAGESIZE)
    with pytest.raises(ValueError, match="full"):
        page.cells(1)


@pytest.mark.skipif(sys.platform != "linux", reason="asks Linux what it locked")
def test_the_page_is_kept_out_of_swap_and_dumps() -> None:
    page = LockedPage()
    if not page.locked:
        pytest.skip("nobody may lock memory here")
    flags = _flags_of(page)
    assert {"lo", "dd"} <= flags


def _flags_of(page: LockedPage) -> set[str]:
    """See proc_pid_smaps(5): lo is locked, dd is left out of core dumps."""
    address = ctypes.addressof(ctypes.c_char.from_buffer(page.cells(1)))
    inside = False
    with open("/proc/self/smaps", encoding="ascii", errors="replace") as areas:  # noqa: PTH123
        for line in areas:
            first = line.split()[0]
            if "-" in first and not first.endswith(":"):
                low, high = (int(part, 16) for part in first.split("-"))
                inside = low <= address < high
            elif inside and first == "VmFlags:":
                return set(line.split()[1:])
    pytest.fail("the page is not mapped")


@pytest.mark.skipif(sys.implementation.name != "cpython", reason="CPython's own memory")
def test_bytes_that_a_library_wanted_are_zeroed() -> None:
    secret = bytes(bytearray(b"sesame seeds"))
    wipe_bytes(secret)
    assert secret == bytes(12)


@pytest.mark.parametrize("shared", [b"", b"7"])
def test_bytes_that_all_of_python_shares_are_left_alone(shared: bytes) -> None:
    wipe_bytes(shared)
    assert shared == b"" or shared == bytes([55])
