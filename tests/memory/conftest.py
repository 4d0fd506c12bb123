"""What the search through memory is told from outside."""

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--soak", type=int, default=0, metavar="N", help="each entry N times, and all of memory searched (make soak)"
    )
