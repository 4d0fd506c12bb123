from dataclasses import replace
from datetime import timedelta

from pos_app.till.events import DoubtReason
from pos_app.till.notice import notice
from pos_app.till.payment import State
from pos_app.till.sale import Sale, Stage
from pos_app.till.words import Words
from pos_app.ui.look.tokens import Tone
from pos_app.ui.screens.sale.draft import Draft
from pos_app.ui.screens.sale.entry import AMOUNT, yen
from pos_app.ui.screens.sale.pad_view import pad_view, rest_of
from pos_app.ui.screens.sale.payments import TOLD_FOR, in_view, last_sale, recent
from pos_app.ui.screens.sale.pictures import BUSY, EMPTY, MORNING, NOON, payment
from pos_app.ui.shell.sample import GOOD

WORDS = Words("ja", strict=True)


def test_reading_is_offered_only_with_an_amount() -> None:
    assert not pad_view(BUSY, Draft(), WORDS).can_read
    assert pad_view(BUSY, Draft(amount=yen(1)), WORDS).can_read


def test_a_digit_counts_before_it_is_certain() -> None:
    assert pad_view(BUSY, Draft(amount=AMOUNT.typed("1"), held="2"), WORDS).amount == 12


def test_an_amount_above_the_limit_is_said_while_it_is_typed() -> None:
    view = pad_view(BUSY, Draft(amount=yen(1_000_001)), WORDS)
    assert not view.can_read
    assert (view.note, view.tone) == ("1回に受け取れるのは1,000,000円までです。金額を確認してください。", Tone.STOP)


def test_a_large_amount_is_asked_about_in_its_reading() -> None:
    asked = replace(BUSY, sale=Sale(Stage.CONFIRM_AMOUNT, 52_000))
    view = pad_view(asked, Draft(amount=yen(52_000)), WORDS)
    assert view.asks
    assert view.heading == "五万二千円 でよろしいですか？"


def test_the_question_is_about_the_amount_that_stands_there() -> None:
    asked = replace(BUSY, sale=Sale(Stage.CONFIRM_AMOUNT, 52_000))
    assert not pad_view(asked, Draft(amount=yen(520_000)), WORDS).asks


def test_the_last_result_shrinks_to_one_line() -> None:
    assert pad_view(BUSY, Draft(), WORDS).note == "前回 12:03 1,000円 完了"
    assert "前回" not in pad_view(EMPTY, Draft(), WORDS).note


def test_a_scan_without_an_amount_asks_for_the_amount() -> None:
    scanned = replace(BUSY, sale=Sale(notice=notice("amount_first")))
    assert pad_view(scanned, Draft(), WORDS).note == "先に金額を入力してください。"


def test_a_scan_before_enter_asks_for_enter() -> None:
    scanned = replace(BUSY, sale=Sale(notice=notice("amount_first")))
    assert "QRコード読取" in pad_view(scanned, Draft(amount=yen(500)), WORDS).note


def test_offline_is_said_on_the_pad() -> None:
    away = replace(BUSY, status=replace(GOOD, line_up=False))
    assert pad_view(away, Draft(), WORDS).offline == "通信できません。現金などをご案内ください。"
    assert pad_view(BUSY, Draft(), WORDS).offline == ""


def test_the_rest_of_the_whole_bill_is_shown() -> None:
    view = pad_view(BUSY, Draft(amount=yen(9_000), total=12_800), WORDS)
    assert "残り 3,800円" in view.rest
    assert pad_view(BUSY, Draft(amount=yen(12_800), total=12_800), WORDS).rest == ""
    assert rest_of(None, 500) == 0


def test_five_sales_stand_beside_the_pad_newest_first() -> None:
    many = tuple(payment(count, count, minutes=1) for count in range(9, 0, -1))
    lines = recent(replace(BUSY, today=many), WORDS)
    assert [line.amount for line in lines] == [9, 8, 7, 6, 5]
    assert all(len(line.number) == len("0035 8000 0041") for line in lines)


def test_the_last_sale_is_the_newest_that_took_money() -> None:
    declined = payment(10, 5, State.DECLINED, minutes=0)
    last = last_sale(replace(BUSY, today=(declined, *MORNING)))
    assert last is not None
    assert last.id == MORNING[0].id


def test_behind_a_sale_that_was_taken_back_no_older_one_is_the_last() -> None:
    for state in (State.VOIDED, State.VOIDING):
        taken_back = payment(10, 5, state, minutes=0)
        assert last_sale(replace(BUSY, today=(taken_back, *MORNING))) is None


def test_open_payments_stay_in_view_without_the_one_on_the_pad() -> None:
    first = payment(20, 100, State.IN_DOUBT, minutes=2, doubt=DoubtReason.NO_ANSWER)
    second = payment(21, 200, State.IN_DOUBT, minutes=1, doubt=DoubtReason.NO_ANSWER)
    snapshot = replace(BUSY, open=(first, second), sale=Sale(Stage.IN_DOUBT, 200, second.id), payment=second)
    (line,) = in_view(snapshot, WORDS)
    assert (line.payment, line.seconds, line.can_be_taken_up) == (first.id, 120, True)


def test_what_is_being_undone_can_not_be_taken_up() -> None:
    undoing = payment(20, 100, State.REVERSING, doubt=DoubtReason.NO_ANSWER)
    seen = payment(21, 100, State.IN_DOUBT, doubt=DoubtReason.NO_ANSWER, seen_by_cashier=True)
    assert not any(line.can_be_taken_up for line in in_view(replace(BUSY, open=(undoing, seen)), WORDS))


def test_what_became_of_a_doubtful_payment_stays_in_view_for_a_while() -> None:
    known = payment(20, 100, State.APPROVED, minutes=1, doubt=DoubtReason.NO_ANSWER)
    snapshot = replace(BUSY, today=(known, *MORNING))
    (line,) = in_view(snapshot, WORDS)
    assert (line.state, line.tone, line.seconds) == ("完了", Tone.OK, None)
    assert in_view(replace(snapshot, at=NOON + TOLD_FOR), WORDS) == ()


def test_a_clock_that_was_set_back_counts_no_negative_seconds() -> None:
    doubtful = payment(20, 100, State.IN_DOUBT, doubt=DoubtReason.NO_ANSWER)
    (line,) = in_view(replace(BUSY, open=(doubtful,), at=NOON - timedelta(hours=1)), WORDS)
    assert line.seconds == 0
