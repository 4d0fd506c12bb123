"""What a phone is told while it waits, and that waiting costs nobody else anything."""

import logging
import socket
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from urllib.parse import urlsplit

import pytest
import requests
from sqlalchemy import insert

from pos_app.server.api import member_news
from pos_app.server.context import Context
from pos_app.server.ledger.codes import CODE_LIFE
from pos_app.server.ledger.grants import Grant
from pos_app.server.staff.tokens import token_hash
from pos_app.server.store.statements import Statement
from pos_app.server.store.tables.staff import member_session
from pos_app.server.store.values import moment_text
from pos_app.wire.member import MemberCode, MemberNews
from pos_app.wire.operations import Decline
from tests.server.api.shop import Shop, answer_of
from tests.server.conftest import database
from tests.server.fake_clock import FakeClock
from tests.server.live_server import LiveServer
from tests.server.world import World

__all__ = ["database"]

AT_ONCE_SECONDS = 2.0
LONG = 20


@pytest.fixture
def shop(context: Context, server: LiveServer) -> Shop:
    return Shop(World(context), server)


def member_token(world: World, wallet: int, token: str) -> str:
    """Log a phone in, without a password: these members have none."""
    row = {
        "token_hash": token_hash(token),
        "member": wallet,
        "made_at": moment_text(world.now),
        "expires_at": "2027-01-01T00:00:00.000Z",
        "ended_at": None,
    }
    world.run(lambda tx: tx.run(Statement(insert(member_session)), **row))
    return token


@pytest.fixture
def token(shop: Shop) -> str:
    return member_token(shop.world, shop.wallet, "a member's token")


def news(shop: Shop, token: str, **asked: object) -> MemberNews:
    answer = shop.server.request("GET", "/v1/member/news", bearer=token, params=asked)
    assert answer.status_code == 200, answer.text
    assert answer.headers["Cache-Control"] == "no-store"
    return MemberNews.model_validate_json(answer.content)


def code(shop: Shop, token: str) -> MemberCode:
    return MemberCode.model_validate_json(shop.server.request("POST", "/v1/member/codes", bearer=token).content)


def pay(shop: Shop, number: str, amount: int = 1_000) -> str:
    given = shop.payment(amount).code.model_copy(update={"kind": "number", "token": number})
    return answer_of(shop.put(shop.world.new_id(), shop.payment(amount, code=given, double_confirmed=True))).outcome


def hears(shop: Shop, token: str, **asked: object) -> tuple[MemberNews, float]:
    began = time.monotonic()
    return news(shop, token, wait=LONG, **asked), time.monotonic() - began


def test_who_knows_nothing_is_told_everything_at_once(shop: Shop, token: str) -> None:
    told, took = hears(shop, token)
    assert told.wallet.balance == 100_000
    assert told.code is None
    assert took < AT_ONCE_SECONDS
    assert news(shop, token).version == told.version


@pytest.mark.parametrize("what", ["payment", "void", "grant", "decline"])
def test_who_waits_is_told_at_once(what: str, shop: Shop, token: str) -> None:
    shown = code(shop, token)
    sold = shop.paid(400)
    known = news(shop, token, code=shown.id)
    with ThreadPoolExecutor(1) as threads:
        waiting = threads.submit(hears, shop, token, code=shown.id, known=known.version)
        if what == "payment":
            assert pay(shop, shown.number) == "approved"
        elif what == "decline":
            assert pay(shop, shown.number, 200_000) == "declined"
        elif what == "void":
            assert answer_of(shop.put(shop.world.new_id(), shop.world.void(shop.till, sold, 400))).outcome == "approved"
        else:
            shop.world.grant(shop.wallet, 5)
        told, took = waiting.result(LONG)
    assert took < AT_ONCE_SECONDS
    assert told.version != known.version
    if what == "payment":
        assert [payment.amount for payment in told.wallet.payments] == [1_000, 400]
        assert told.code is not None
        assert (told.code.state, told.code.declined) == ("spent", None)
    elif what == "decline":
        assert told.wallet == known.wallet
        assert told.code is not None
        assert (told.code.state, told.code.declined) == ("spent", Decline.BALANCE_NOT_ENOUGH)
    elif what == "void":
        assert told.wallet.payments[0].state == "voided"
    else:
        assert told.wallet.balance == known.wallet.balance + 5


def test_what_happens_to_others_is_not_told(shop: Shop, token: str) -> None:
    other = shop.world.add_member(Grant(0, "value", 700))
    theirs = code(shop, member_token(shop.world, other, "another token"))
    known = news(shop, token, code=theirs.id)
    assert known.code is None
    with ThreadPoolExecutor(1) as threads:
        waiting = threads.submit(news, shop, token, code=theirs.id, known=known.version, wait=1)
        assert pay(shop, theirs.number, 700) == "approved"
        assert waiting.result(LONG) == known


def test_a_code_that_was_not_used_expires(shop: Shop, token: str, clock: FakeClock) -> None:
    shown = code(shop, token)
    fate = news(shop, token, code=shown.id).code
    assert fate is not None
    assert fate.state == "open"
    clock.advance(CODE_LIFE)
    fate = news(shop, token, code=shown.id).code
    assert fate is not None
    assert fate.state == "expired"


def test_many_who_wait_hold_no_reader(shop: Shop, token: str) -> None:
    """There are four threads that read: with fifteen phones waiting, everybody else is still answered at once."""
    others = [shop.world.add_member(Grant(0, "value", 10)) for _ in range(14)]
    tokens = [token, *(member_token(shop.world, other, f"token {other}") for other in others)]
    known = [news(shop, each).version for each in tokens]
    with ThreadPoolExecutor(len(tokens)) as threads:
        waiting = [
            threads.submit(news, shop, each, known=version, wait=3) for each, version in zip(tokens, known, strict=True)
        ]
        for _ in range(20):
            began = time.monotonic()
            assert shop.server.request("GET", "/v1/member/wallet", bearer=token).status_code == 200
            assert time.monotonic() - began < AT_ONCE_SECONDS
        assert not any(one.done() for one in waiting)
        assert [one.result(LONG).version for one in waiting] == known


def ask_and_leave_open(shop: Shop, token: str, known: str) -> socket.socket:
    address = urlsplit(shop.server.url)
    line = socket.create_connection((address.hostname or "", address.port or 0))
    path = f"/v1/member/news?known={known}&wait={LONG}"
    line.sendall(f"GET {path} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {token}\r\n\r\n".encode())
    return line


def ask(shop: Shop, token: str, known: str) -> requests.Response:
    return shop.server.request("GET", "/v1/member/news", bearer=token, params={"known": known, "wait": 1})


def test_one_member_can_take_some_seats_only_and_gives_them_back_by_leaving(shop: Shop, token: str) -> None:
    known = news(shop, token).version
    other = member_token(shop.world, shop.world.add_member(), "another token")
    with ExitStack() as lines:
        for _ in range(3 * member_news.SEATS_OF_A_MEMBER):
            lines.enter_context(ask_and_leave_open(shop, token, known))
            refused = ask(shop, token, known)
            if refused.status_code != 200:
                break
        assert (refused.status_code, refused.headers["Retry-After"]) == (429, "5")
        assert news(shop, token).version == known  # Who doesn't wait needs no seat.
        quiet = news(shop, other)
        assert news(shop, other, known=quiet.version, wait=1) == quiet
    deadline = time.monotonic() + AT_ONCE_SECONDS
    while ask(shop, token, known).status_code != 200:
        assert time.monotonic() < deadline


def test_nobody_waits_any_more_when_the_server_stops(shop: Shop, token: str, context: Context) -> None:
    known = news(shop, token).version
    with ThreadPoolExecutor(1) as threads:
        waiting = threads.submit(hears, shop, token, known=known)
        context.bell.close()
        assert waiting.result(LONG)[1] < AT_ONCE_SECONDS


def test_after_log_out_the_token_is_dead(shop: Shop, token: str) -> None:
    gone = shop.server.request("DELETE", "/v1/member/sessions/current", bearer=token)
    assert gone.status_code == 204
    assert gone.headers["Cache-Control"] == "no-store"
    for method, path in (("GET", "wallet"), ("GET", "news"), ("POST", "codes"), ("DELETE", "sessions/current")):
        assert shop.server.request(method, f"/v1/member/{path}", bearer=token).status_code == 401


@pytest.mark.parametrize("asked", [{"wait": 21}, {"wait": -1}, {"known": "x"}, {"code": 0}, {"code": "x"}])
def test_a_question_of_the_wrong_form_is_refused(asked: dict[str, object], shop: Shop, token: str) -> None:
    assert shop.server.request("GET", "/v1/member/news", bearer=token, params=asked).status_code == 400


def test_no_code_and_no_token_gets_into_the_log(shop: Shop, token: str, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    shown = code(shop, token)
    news(shop, token, code=shown.id)
    assert pay(shop, shown.number) == "approved"
    shop.server.request("GET", "/v1/member/news", bearer=token + "x")
    for secret in (token, shown.qr, shown.number, shown.barcode):
        assert secret not in caplog.text
    assert shown.number not in repr(shown)
