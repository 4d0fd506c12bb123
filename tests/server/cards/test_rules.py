from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any, get_args
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain import payment_number
from pos_app.domain.card import Brand
from pos_app.server.cards.intents import Ask, Asks
from pos_app.server.cards.reasons import reason_of
from pos_app.server.cards.rules import (
    AuthoriseFacts,
    FollowFacts,
    Token,
    decide_authorise,
    decide_capture,
    decide_release,
    decide_return,
    decide_reversal,
)
from pos_app.server.ledger.card_sales import CardSale
from pos_app.server.ledger.moment import moment_of
from pos_app.server.ledger.payment_rules import Declined, StaffSession
from pos_app.server.terminals import Terminal
from pos_app.wire.cards import Caller, CaptureWhen
from pos_app.wire.operations import AuthoriseBody, CaptureBody, Decline, NumberCheck, ReturnBody, VoidBody, VoidReason
from pos_app.wire.payments import PaymentState
from pos_app.wire.staff import Role
from pos_app.wire.store import ClerkVoids

SOLD = datetime(2026, 4, 10, 3, 0, tzinfo=UTC)
NOW = SOLD + timedelta(minutes=3)
OPERATION, SALE = UUID(int=1), UUID(int=2)
NUMBER = payment_number.make(7, 1).digits
TERMINAL = Terminal(7, "000000000007", 1, False, 1, 1, "0000001", "店", 500_000, ClerkVoids.LAST_SALE)
MANAGER = StaffSession(7, Role.STORE_MANAGER, restricted=False)
HELD = CardSale(
    position=1,
    id=SALE,
    terminal=7,
    store=1,
    company=1,
    number=NUMBER,
    amount=5_000,
    authorised_at=SOLD,
    expires_at=SOLD + timedelta(days=60),
    captured=0,
    captured_at=None,
    return_until=None,
    returned=0,
    undone_by=None,
)
CAPTURED = replace(HELD, captured=4_000, captured_at=SOLD, return_until=SOLD + timedelta(days=180))
TOKEN = Token("A" * 22, Brand.VISA, "242", "2912", NOW + timedelta(minutes=1), spent=False, accepted=True)
SENT: dict[str, Any] = {"epoch": 1, "seq": 1, "made_at": SOLD, "staff_session": UUID(int=9)}
BACK: dict[str, Any] = {**SENT, "original": SALE, "reason": VoidReason.OTHER, "number_check": NumberCheck.MATCHED}


def authorise(token: Token | None) -> Ask | Declined:
    body = AuthoriseBody(
        **SENT,
        number=NUMBER,
        amount=5_000,
        token="A" * 22,
        capture=CaptureWhen.NOW,
        caller=Caller(name="ヤマダ", phone="0312345678"),
        execute_until=NOW + timedelta(seconds=60),
    )
    return decide_authorise(body, TERMINAL, AuthoriseFacts(MANAGER, False, False, token), moment_of(NOW))


def capture(sale: CardSale | None, amount: int, now: datetime = NOW, **facts: Any) -> Ask | Declined:
    found = FollowFacts(**{"session": MANAGER, "seq_used": False, "sale": sale, **facts})
    return decide_capture(CaptureBody(**SENT, original=SALE, amount=amount), TERMINAL, found, now)


def release(sale: CardSale | None, amount: int, now: datetime = NOW, **facts: Any) -> Ask | Declined:
    found = FollowFacts(**{"session": MANAGER, "seq_used": False, "sale": sale, **facts})
    return decide_release(OPERATION, VoidBody(**BACK, amount=amount), TERMINAL, found, now)


def give_back(sale: CardSale | None, amount: int, now: datetime = NOW, **facts: Any) -> Ask | Declined:
    found = FollowFacts(**{"session": MANAGER, "seq_used": False, "sale": sale, **facts})
    return decide_return(OPERATION, ReturnBody(**BACK, amount=amount), TERMINAL, found, now)


def test_what_the_books_allow_is_asked_of_the_processor() -> None:
    assert authorise(TOKEN) == Ask("authorise", 5_000)
    assert capture(HELD, 4_000) == Ask("capture", 4_000)
    assert release(HELD, 5_000) == Ask("release", 5_000)
    assert give_back(CAPTURED, 4_000) == Ask("refund", 4_000)


@pytest.mark.parametrize(
    ("token", "expected"),
    [
        (None, Decline.TOKEN_NOT_FOUND),
        (TOKEN._replace(valid_until=NOW), Decline.TOKEN_NOT_FOUND),
        (TOKEN._replace(spent=True), Decline.TOKEN_USED),
        (TOKEN._replace(spent=True, valid_until=SOLD), Decline.TOKEN_USED),
        (TOKEN._replace(accepted=False), Decline.CARD_BRAND_NOT_ACCEPTED),
    ],
)
def test_each_fault_of_a_token_has_its_reason(token: Token | None, expected: Decline) -> None:
    assert authorise(token) == Declined(expected)


@pytest.mark.parametrize("decide", [capture, release, give_back])
def test_who_may_not_gets_no_further_than_that(decide: Any) -> None:
    reader = StaffSession(7, Role.COMPANY_STAFF, restricted=False)
    elsewhere = StaffSession(8, Role.STORE_MANAGER, restricted=False)
    for session in (None, reader, elsewhere, replace(MANAGER, restricted=True)):
        assert decide(HELD, 5_000, session=session) == Declined(Decline.NOT_PERMITTED)
    assert decide(HELD, 5_000, seq_used=True) == Declined(Decline.NUMBER_REUSED)
    assert decide(None, 5_000) == Declined(Decline.ORIGINAL_NOT_FOUND)
    assert decide(replace(HELD, store=2), 5_000) == Declined(Decline.ORIGINAL_NOT_FOUND)


AMOUNTS = st.integers(1, 9)
"""Small ones, so that they are often equal or one too much."""


@st.composite
def sales(draw: st.DrawFn) -> CardSale:
    amount = draw(AMOUNTS)
    captured = draw(st.just(0) | st.integers(0, amount))
    returned = draw(st.just(0) | st.integers(0, captured))
    undone_by = draw(st.sampled_from((None, "reversal") if captured else (None, "void", "reversal")))
    declined = not captured and undone_by is None and draw(st.booleans())
    return replace(
        HELD,
        amount=amount,
        expires_at=None if declined else SOLD + timedelta(days=draw(st.integers(0, 90))),
        captured=captured,
        captured_at=SOLD if captured else None,
        return_until=SOLD + timedelta(days=draw(st.integers(0, 200))) if captured else None,
        returned=returned,
        undone_by=undone_by,
    )


@given(sale=sales(), amount=AMOUNTS, days=st.integers(0, 250))
def test_whatever_stands_on_the_books_no_yen_too_much_is_taken_or_given(sale: CardSale, amount: int, days: int) -> None:
    now = SOLD + timedelta(days=days, seconds=1)
    state = sale.state(now)
    taken, let_go, returned = capture(sale, amount, now), release(sale, amount, now), give_back(sale, amount, now)
    undone = decide_reversal(sale, now)
    if isinstance(taken, Ask):
        assert state is PaymentState.AUTHORISED
        assert amount <= sale.amount
    if isinstance(let_go, Ask):
        assert state is PaymentState.AUTHORISED
        assert amount == sale.amount
    if isinstance(returned, Ask):
        assert state is PaymentState.CAPTURED
        assert amount <= sale.captured - sale.returned
    assert (undone is not None) == (state in {PaymentState.AUTHORISED, PaymentState.CAPTURED})
    if undone is not None:
        assert undone.amount == (sale.captured - sale.returned or sale.amount)


@given(sale=sales(), days=st.integers(0, 250))
def test_a_sale_is_taken_back_in_one_way_at_most(sale: CardSale, days: int) -> None:
    now = SOLD + timedelta(days=days, seconds=1)
    let_go = release(sale, sale.amount, now)
    returned = give_back(sale, max(1, sale.rest), now)
    assert not (isinstance(let_go, Ask) and isinstance(returned, Ask))


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("05", Decline.CARD_DECLINED),
        ("14", Decline.CARD_NUMBER_INVALID),
        ("41", Decline.CARD_LOST),
        ("43", Decline.CARD_STOLEN),
        ("51", Decline.CARD_FUNDS_NOT_ENOUGH),
        ("54", Decline.CARD_EXPIRED),
        ("57", Decline.CARD_NOT_PERMITTED),
        ("62", Decline.CARD_NOT_PERMITTED),
        ("61", Decline.CARD_OVER_LIMIT),
        ("68", Decline.CARD_TRY_LATER),
        ("91", Decline.CARD_TRY_LATER),
        ("96", Decline.CARD_TRY_LATER),
        ("ZZ", Decline.CARD_DECLINED),
    ],
)
@pytest.mark.parametrize("asks", get_args(Asks))
def test_an_issuers_response_codes_have_their_reasons_whatever_was_asked(
    code: str, expected: Decline, asks: Asks
) -> None:
    assert reason_of(code, asks) is expected


@pytest.mark.parametrize("asks", ["capture", "release"])
@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("25", Decline.AUTHORISATION_GONE),
        ("12", Decline.AUTHORISATION_GONE),
        ("33", Decline.AUTHORISATION_EXPIRED),
        ("13", Decline.AMOUNT_TOO_HIGH),
    ],
)
def test_what_is_held_may_be_gone_expired_or_less(code: str, expected: Decline, asks: Asks) -> None:
    assert reason_of(code, asks) is expected


@pytest.mark.parametrize("code", ["12", "13", "25", "33"])
def test_no_refused_authorisation_is_told_to_be_gone_or_expired(code: str) -> None:
    assert reason_of(code, "authorise") is Decline.CARD_DECLINED


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("12", Decline.CARD_DECLINED),
        ("25", Decline.CARD_DECLINED),
        ("33", Decline.CARD_DECLINED),
        ("13", Decline.AMOUNT_TOO_HIGH),
    ],
)
def test_no_refused_refund_is_told_to_be_of_an_authorisation(code: str, expected: Decline) -> None:
    assert reason_of(code, "refund") is expected
