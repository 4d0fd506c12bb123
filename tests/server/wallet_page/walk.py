"""A walk through everything that the phone's page can show, for the tests of its look and for pictures of it."""

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from pos_app.till.payment import State
from pos_app.wire.operations import NumberCheck, VoidReason
from tests.server.wallet_page.browser import Page
from tests.server.wallet_page.conftest import MEMBER, fill_in, log_in, until_code
from tests.till.counter import Counter

EXPIRED = "(real => { Date.now = () => real() + 299_000 })(Date.now.bind(Date))"


def walk(page: Page, url: str, till: Counter) -> Iterator[str]:
    """Give the name of each view while it is on the screen."""
    page.open(f"{url}/wallet")
    page.until_seen("#log-in")
    yield "log-in"
    fill_in(page, MEMBER.login_id, "not-the-password")
    page.until("document.querySelector('#log-in-trouble').innerText")
    page.complaints.clear()  # The browser says of itself that the answer was 401.
    yield "log-in-refused"
    log_in(page)
    yield "pay"
    page.tap("#tab-history")
    yield "history-empty"
    page.tap("#tab-pay")
    _pay(till, page, 1_000)
    page.until_seen("#outcome")
    yield "done"
    _void_last(till)
    page.until_seen("#outcome.undone")
    yield "undone"
    page.tap("#outcome-ok")
    _pay(till, page, 1_280)
    page.tap("#outcome-ok")
    page.tap("#tab-history")
    page.until_seen("#payments")
    yield "history"
    page.tap("#tab-pay")
    _pay(till, page, 50_000)
    page.until_seen("#notice")
    until_code(page)
    yield "declined"
    page.cut_off()
    page.until_seen("#connection")
    yield "offline"
    page.run(EXPIRED)
    page.until_seen("#no-code")
    yield "no-code"
    page.cut_off(offline=False)
    page.complaints.clear()


def _pay(till: Counter, page: Page, amount: int) -> None:
    till.ready(amount)
    till.app.till.checkout.number_typed(until_code(page))
    till.outcome()


def _void_last(till: Counter) -> None:
    last = till.shown.payment
    assert last is not None
    voiding = till.app.till.voiding
    voiding.begin(last.id)
    till.until(lambda s: s.void is not None and s.void.preview is not None)
    voiding.confirm(VoidReason.WRONG_AMOUNT, NumberCheck.MATCHED)
    till.until(lambda _: till.payment(last).state is State.VOIDED)


def take_pictures(folder: Path) -> None:
    """Save every view, in both languages and both themes."""
    from pos_app.demo.server_process import ServerProcess
    from tests.server.wallet_page.browser import Browser, chromium

    program = chromium()
    if program is None:
        sys.exit("no Chromium here")
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as profile, Browser(program, Path(profile)) as browser:
        for language in ("ja", "en"):
            for dark in (False, True):
                with tempfile.TemporaryDirectory() as place, ServerProcess(Path(place) / "server.sqlite") as server:
                    till = Counter(Path(place) / "till", server.url).start()
                    till.activate()
                    till.log_in()
                    page = browser.phone(languages=language, dark=dark)
                    for view in walk(page, server.url, till):
                        name = f"wallet-{view}-{language}-{'dark' if dark else 'light'}.png"
                        (folder / name).write_bytes(page.screenshot())
                    page.close()
                    till.stop()


if __name__ == "__main__":
    take_pictures(Path(sys.argv[1]))
