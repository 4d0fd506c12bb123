import logging
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.log import configure, redacted


@pytest.fixture
def file(tmp_path: Path) -> Iterator[Path]:
    root = logging.getLogger()
    handlers, level, hook = list(root.handlers), root.level, threading.excepthook
    configure(tmp_path / "till.log")
    yield tmp_path / "till.log"
    for handler in root.handlers:
        handler.close()
    root.handlers[:] = handlers
    root.setLevel(level)
    threading.excepthook = hook


@given(st.integers(10**12, 10**24 - 1), st.text(alphabet="abc :,.-", max_size=5))
def test_a_run_of_digits_as_long_as_a_card_number_never_stays(number: int, around: str) -> None:
    assert str(number) not in redacted(f"{around}{number}{around}")


def test_a_customers_token_and_a_credential_never_stay() -> None:
    for secret in ("Ab3dEf6hIj9lMn2pQr5tUv", "x7" * 21 + "Q", "Ab3-Ef6hIj9lMn_pQr5tUv", "-7" * 21 + "Q"):
        assert secret not in redacted(f"sent {secret} to the server")


def test_payment_numbers_and_operation_ids_stay_readable() -> None:
    line = "payment 003580000012 by operation 0198f2c4-7b1e-7c3d-9a55-0123456789ab"
    assert redacted(line) == line


def test_a_traceback_is_redacted_like_a_message(file: Path) -> None:
    try:
        raise ValueError("4111111111111111")
    except ValueError:
        logging.getLogger("till").exception("it went wrong")
    written = file.read_text()
    assert "it went wrong" in written
    assert "ValueError" in written
    assert "4111111111111111" not in written


def test_a_bug_that_ends_a_thread_is_in_the_log_with_its_traceback(file: Path) -> None:
    def broken() -> None:
        raise ZeroDivisionError("a bug of ours")

    thread = threading.Thread(target=broken, name="sync")
    thread.start()
    thread.join()
    written = file.read_text()
    assert "CRITICAL" in written
    assert "a bug of ours" in written
    assert "in broken" in written
