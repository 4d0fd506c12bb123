from collections.abc import Callable, Iterator
from typing import Any

import pytest

from pos_app.server.seed_demo import WORLD
from tests.server.conftest import clock, context, server
from tests.server.live_server import LiveServer
from tests.server.wallet_page.browser import Browser, Page, chromium
from tests.till.conftest import counter, customer, database, new_counter

__all__ = ["clock", "context", "counter", "customer", "database", "new_counter", "server"]

MEMBER = WORLD.members[0]


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    program = chromium()
    if program is None:
        pytest.skip("no Chromium here; `make test` installs it where it can")
    with Browser(program, tmp_path_factory.mktemp("chromium")) as opened:
        yield opened


@pytest.fixture
def new_phone(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Phones; at the end each must have had nothing to complain of that its test did not expect (and clear)."""
    phones: list[Page] = []

    def take(**options: Any) -> Page:
        phones.append(browser.phone(**options))
        return phones[-1]

    yield take
    complaints = [complaint for phone in phones for complaint in phone.complaints]
    for phone in phones:
        phone.close()
    assert complaints == []


@pytest.fixture
def phone(new_phone: Callable[..., Page], server: LiveServer) -> Page:
    """A Japanese phone with the page open at the log-in."""
    page = new_phone()
    page.open(f"{server.url}/wallet")
    page.until_seen("#log-in")
    return page


@pytest.fixture
def member_phone(phone: Page) -> Page:
    """A phone that shows a code."""
    log_in(phone)
    return phone


def log_in(page: Page, login_id: str = MEMBER.login_id, password: str = MEMBER.password) -> None:
    fill_in(page, login_id, password)
    until_code(page)


def fill_in(page: Page, login_id: str, password: str) -> None:
    page.type("#login-id", login_id)
    page.type("#password", password)
    page.tap("#log-in-button")


def until_code(page: Page) -> str:
    """Wait until a code is on the screen; gives its number, without the spaces."""
    page.until_seen("#code")
    page.until("document.querySelector('#balance .figures')")
    return page.text("#number").replace(" ", "")
