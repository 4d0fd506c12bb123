"""What phones go through: refresh, back, no signal, sleep, a session that ends, wrong passwords, another time zone."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from pos_app.demo.customer import Customer
from pos_app.server.context import Context
from pos_app.server.ledger.codes import CODE_LIFE
from pos_app.server.seed_demo import WORLD
from pos_app.server.staff.members import LIFE
from tests.server.fake_clock import FakeClock
from tests.server.live_server import LiveServer
from tests.server.wallet_page.browser import Page
from tests.server.wallet_page.conftest import MEMBER, fill_in, log_in, until_code
from tests.till.counter import Counter

TOKEN = "JSON.parse(sessionStorage.getItem('wallet-session'))?.token"


def forget_the_answers_it_expected(page: Page) -> None:
    """The browser says of itself that an answer was no success, or that there was none."""
    page.run("0")
    page.complaints[:] = [one for one in page.complaints if "Failed to load resource" not in one]


def test_a_wrong_password_is_said_and_the_id_stays(phone: Page) -> None:
    fill_in(phone, MEMBER.login_id, "not-the-password")
    phone.until("document.querySelector('#log-in-trouble').innerText.includes('違います')")
    assert phone.run("document.querySelector('#login-id').value") == MEMBER.login_id
    forget_the_answers_it_expected(phone)
    phone.call("Input.insertText", text=MEMBER.password)  # What was typed wrong is selected: typing replaces it.
    phone.press("Enter")
    until_code(phone)


def test_nothing_typed_asks_nothing_of_the_server(phone: Page) -> None:
    phone.asked.clear()
    phone.tap("#log-in-button")
    phone.until("document.querySelector('#log-in-trouble').innerText.includes('入力してください')")
    assert not phone.asked


def test_too_many_wrong_passwords_are_said_in_words(phone: Page) -> None:
    for _ in range(11):
        phone.run("document.querySelector('#log-in-trouble').textContent = ''")
        fill_in(phone, MEMBER.login_id, "not-the-password")
        phone.until("document.querySelector('#log-in-trouble').innerText")
    assert "30分間" in phone.text("#log-in-trouble")
    forget_the_answers_it_expected(phone)


def test_the_password_can_be_looked_at(phone: Page) -> None:
    phone.type("#password", "secret")
    assert phone.run("document.querySelector('#password').type") == "password"
    phone.tap("#reveal")
    assert phone.run("document.querySelector('#password').type") == "text"
    assert phone.text("#reveal") == "隠す"


def test_a_reload_stays_logged_in_and_shows_a_new_code(member_phone: Page) -> None:
    before = until_code(member_phone)
    member_phone.reload()
    assert until_code(member_phone) != before


def test_another_tab_is_not_logged_in(member_phone: Page, new_phone: Callable[..., Page], server: LiveServer) -> None:
    other = new_phone()
    other.open(f"{server.url}/wallet")
    other.until_seen("#log-in")
    assert not other.sees("#code")


def test_back_leaves_the_history_and_then_goes_where_it_came_from(member_phone: Page) -> None:
    member_phone.tap("#tab-history")
    member_phone.until_seen("#history")
    member_phone.back()
    member_phone.until_seen("#pay")
    assert not member_phone.sees("#history")


def test_log_out_ends_the_session_on_the_server_and_leaves_nothing_behind(
    member_phone: Page, server: LiveServer
) -> None:
    number = until_code(member_phone)
    token = member_phone.run(TOKEN)
    assert server.request("GET", "/v1/member/wallet", bearer=token).status_code == 200
    member_phone.tap("#log-out")
    member_phone.until_seen("#log-in")
    assert "ログアウトしました" in member_phone.text("#log-in-trouble")
    left = member_phone.run("document.documentElement.innerHTML + JSON.stringify({...sessionStorage, ...localStorage})")
    for secret in (token, number, MEMBER.name, "11,700", MEMBER.password):
        assert secret not in left
    ended = "performance.getEntriesByType('resource').some((it) => it.name.endsWith('/current') && it.responseEnd)"
    member_phone.until(ended)
    assert server.request("GET", "/v1/member/wallet", bearer=token).status_code == 401
    member_phone.back()
    assert not member_phone.sees("#code")


def test_a_session_that_has_ended_is_said_and_the_code_is_gone(member_phone: Page, clock: FakeClock) -> None:
    until_code(member_phone)
    clock.advance(LIFE)
    member_phone.wake()
    member_phone.until_seen("#log-in")
    assert "有効期限が切れました" in member_phone.text("#log-in-trouble")
    assert member_phone.run("document.querySelector('#qr').childElementCount") == 0
    forget_the_answers_it_expected(member_phone)
    log_in(member_phone)


def test_a_code_is_renewed_before_it_expires(member_phone: Page, clock: FakeClock) -> None:
    before = until_code(member_phone)
    clock.advance(CODE_LIFE - timedelta(seconds=31))
    member_phone.wake()
    member_phone.until("/あと 0:0[01]/.test(document.querySelector('#countdown').innerText)")
    clock.advance(timedelta(seconds=2))
    member_phone.wake()
    member_phone.until(f"!document.querySelector('#number').innerText.replaceAll(' ', '').includes('{before}')")
    assert "あと 4:" in member_phone.text("#countdown")


def test_after_sleep_there_is_a_fresh_code_at_once(member_phone: Page, clock: FakeClock) -> None:
    before = until_code(member_phone)
    clock.advance(timedelta(hours=1))
    member_phone.asked.clear()
    member_phone.run("(real => { Date.now = () => real() + 3_600_000 })(Date.now.bind(Date))")
    member_phone.until(f"!document.querySelector('#number').innerText.replaceAll(' ', '').includes('{before}')", 5)
    until_code(member_phone)
    # The connection that slept, too, may be dead without anybody's having been told: what is known is asked for anew.
    member_phone.until_asked(r"/news\?wait=20&code=[0-9]+$")


def test_without_a_signal_a_code_is_shown_as_long_as_it_is_good_and_then_no_more(member_phone: Page) -> None:
    until_code(member_phone)
    member_phone.cut_off()
    member_phone.until_seen("#connection")
    assert member_phone.sees("#qr svg")
    assert "通信できません" in member_phone.text("#connection")
    member_phone.run("window.real = Date.now.bind(Date); Date.now = () => real() + 285_000; 0")
    member_phone.until("document.querySelector('#countdown').innerText.includes('このコードは、あと')")
    member_phone.run("Date.now = () => real() + 300_000; 0")
    member_phone.until_seen("#no-code")
    assert member_phone.run("document.querySelector('#qr').childElementCount") == 0
    member_phone.run("Date.now = real; 0")
    member_phone.cut_off(offline=False)
    until_code(member_phone)
    member_phone.until("document.querySelector('#connection').hidden")
    forget_the_answers_it_expected(member_phone)


def test_a_restart_without_a_signal_comes_back_by_itself(phone: Page, server: LiveServer) -> None:
    phone.cut_off()
    fill_in(phone, MEMBER.login_id, MEMBER.password)
    phone.until("document.querySelector('#log-in-trouble').innerText.includes('通信できません')")
    phone.cut_off(offline=False)
    forget_the_answers_it_expected(phone)
    phone.tap("#log-in-button")
    until_code(phone)


def test_times_are_japans_wherever_the_phone_is(
    new_phone: Callable[..., Page], server: LiveServer, counter: Counter, customer: Customer
) -> None:
    counter.sell(1_000, customer)
    page = new_phone(languages="en", zone="America/New_York")
    page.open(f"{server.url}/wallet")
    log_in(page)
    page.tap("#tab-history")
    page.until_seen("#payments")
    assert "10 Apr 2026, 12:00" in page.text("#payments")
    page.tap("#tab-pay")
    assert "until 9 Jul" in page.text("#lots")


@pytest.mark.parametrize("view", ["pay", "history"])
def test_the_addresses_that_the_page_asks_for_hold_no_secret(view: str, phone: Page, server: LiveServer) -> None:
    log_in(phone)
    phone.tap(f"#tab-{view}")
    token, number = phone.run(TOKEN), phone.text("#number").replace(" ", "") or "?"
    assert len(token) == 43
    assert phone.run("document.cookie") == ""
    for _, url in phone.asked:
        assert url.startswith(f"{server.url}/")
        assert token not in url
        assert number not in url
        assert MEMBER.password not in url
    assert token not in phone.run("location.href")


def test_a_member_without_anything_sees_that(
    phone: Page, server: LiveServer, context: Context, counter: Counter
) -> None:
    member = WORLD.members[2]
    someone = Customer(server.url, member.login_id, member.password)
    assert counter.sell(800, someone)
    someone.close()
    log_in(phone, member.login_id, member.password)
    assert phone.text("#balance") == "0 円"
    assert not phone.sees("#lots")
