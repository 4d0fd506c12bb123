"""Each way a sale can end, in words."""

from dataclasses import replace

import pytest

from pos_app.domain.codes.token import new_number
from pos_app.till.events import CancelReason, DoubtReason
from pos_app.till.notice import Notice, notice
from pos_app.till.payment import Attention, Payment, State
from pos_app.till.sale import Sale, Stage
from pos_app.till.words import Words
from pos_app.ui.look.tokens import Tone
from pos_app.ui.screens.sale.doubt_view import double_view, doubt_view, last_four_view
from pos_app.ui.screens.sale.draft import Draft, Panel
from pos_app.ui.screens.sale.entry import LAST_FOUR, PAYMENT_CODE
from pos_app.ui.screens.sale.outcome_view import Next, OutcomeView, outcome_view
from pos_app.ui.screens.sale.pictures import BUSY, on_pad, payment
from pos_app.ui.screens.sale.scan_view import number_view, scan_view
from pos_app.ui.shell.sample import GOOD
from pos_app.wire.operations import Decline, Earlier, ReversalEffect

WORDS = Words("ja", strict=True)
DOUBTFUL = payment(9, 1_000, State.IN_DOUBT, 0.3, doubt=DoubtReason.NO_ANSWER)


def end(of: Payment, said: Notice | None = None, draft: Draft | None = None) -> OutcomeView:
    return outcome_view(on_pad(Stage.DONE, of, said), draft or Draft(), WORDS)


def test_a_paid_sale_says_amount_time_number_and_service() -> None:
    view = end(payment(9, 1_000, minutes=0))
    assert (view.tone, view.title, view.amount) == (Tone.OK, "支払い完了", 1_000)
    assert view.detail == "お支払いが完了しました · Payment complete"
    assert dict(view.lines)["日時"] == "2026年10月4日(日) 12:04:31"
    assert dict(view.lines)["サービス"] == "えーなウォレット"
    assert len(dict(view.lines)["決済番号"].split()) == 3
    assert view.can_void
    assert view.next is Next.NOTHING


def test_the_customer_reads_the_outcome_in_the_other_language_too() -> None:
    view = outcome_view(on_pad(Stage.DONE, payment(9, 1_000)), Draft(), Words("en", strict=True))
    assert view.detail == "The payment is complete · 支払い完了"


@pytest.mark.parametrize("why", list(Decline))
def test_every_decline_says_that_nothing_was_taken_and_what_to_do(why: Decline) -> None:
    view = end(payment(9, 1_000, State.DECLINED, decline=why))
    assert (view.tone, view.title) == (Tone.STOP, "お支払いできませんでした")
    assert view.detail.startswith("残高は引かれていません")
    assert view.advice
    assert not view.can_void


def test_a_balance_too_small_changes_the_amount_by_enter() -> None:
    view = end(payment(9, 1_000, State.DECLINED, decline=Decline.BALANCE_NOT_ENOUGH))
    assert view.next is Next.CHANGE_AMOUNT
    assert view.advice.startswith("残高が足りません(引かれていません)。使う金額を入れてください。")


@pytest.mark.parametrize("why", [Decline.CODE_EXPIRED, Decline.CODE_USED, Decline.CODE_NOT_FOUND])
def test_a_spent_code_is_read_again_by_enter(why: Decline) -> None:
    assert end(payment(9, 1_000, State.DECLINED, decline=why)).next is Next.READ_AGAIN


def test_the_rest_is_named_when_a_part_was_paid() -> None:
    view = end(payment(9, 9_000), draft=Draft(total=12_800))
    assert dict(view.lines)["残り"].startswith("3,800円")


def test_what_was_never_sent_charges_nothing() -> None:
    canceled = payment(9, 1_000, State.CANCELED, cancel=CancelReason.NOT_SENT)
    view = end(canceled)
    assert (view.title, view.detail) == ("送信されていません", "請求はありません · Cancelled")
    assert view.next is Next.READ_AGAIN
    away = replace(on_pad(Stage.DONE, canceled), status=replace(GOOD, line_up=False))
    assert outcome_view(away, Draft(), WORDS).advice == "通信できません。現金などをご案内ください。"


def test_what_the_cashier_saw_lets_the_goods_go() -> None:
    view = end(replace(DOUBTFUL, seen_by_cashier=True), notice("seen_by_cashier"))
    assert (view.tone, view.title) == (Tone.WAIT, "お客様の画面で確認済み")
    assert "次のお客様へどうぞ" in view.advice


def test_giving_up_says_to_take_cash() -> None:
    for state in (State.REVERSING, State.REVERSED):
        view = end(replace(DOUBTFUL, state=state), notice("given_up"))
        assert view.title == "現金などで受け取ってください"


def test_what_an_undo_found_is_said() -> None:
    view = end(replace(DOUBTFUL, state=State.REVERSED, effect=ReversalEffect.COMPENSATED), notice("given_up"))
    assert view.advice == "引かれていた分をお客様に戻しました。"


def test_goods_that_left_without_a_payment_are_told_first() -> None:
    lost = payment(
        9, 1_000, State.DECLINED, decline=Decline.TOO_LATE, seen_by_cashier=True, attention=Attention.SEEN_BUT_DECLINED
    )
    assert "サーバーでは不成立" in end(lost).advice


def test_a_till_that_can_not_write_says_so() -> None:
    stopped = replace(BUSY, sale=Sale(Stage.DONE, 1_000, None, notice=notice("not_recorded")))
    view = outcome_view(stopped, Draft(), WORDS)
    assert view.tone is Tone.STOP
    assert "送っていません" in view.advice


def test_doubt_counts_its_seconds_and_names_its_number() -> None:
    view = doubt_view(on_pad(Stage.IN_DOUBT, DOUBTFUL), WORDS)
    assert view.elapsed == "18秒経過"
    assert "もう一度読み取らないでください" in view.note
    assert not view.settling


def test_no_key_counts_once_the_result_is_on_its_way() -> None:
    for of in (replace(DOUBTFUL, state=State.REVERSING), replace(DOUBTFUL, seen_by_cashier=True)):
        assert doubt_view(on_pad(Stage.IN_DOUBT, of), WORDS).settling


def test_the_last_four_must_be_those_of_this_payment() -> None:
    snapshot = on_pad(Stage.IN_DOUBT, DOUBTFUL)

    def said(digits: str) -> tuple[bool, str]:
        draft = Draft(panel=Panel.LAST_FOUR, code=replace(LAST_FOUR, digits=digits))
        view = last_four_view(snapshot, draft, WORDS)
        return view.ready, view.trouble

    right = DOUBTFUL.number[-4:]
    wrong = f"{(int(right) + 1) % 10_000:04}"
    assert said(right) == (True, "")
    assert said(right[:3]) == (False, "")
    assert said(wrong)[0] is False
    assert "下4桁が違います" in said(wrong)[1]


def test_a_possible_double_is_asked_with_time_and_number() -> None:
    earlier = Earlier(number=payment(5, 1_000).number, recorded_at=payment(5, 1_000, minutes=2).created_at)
    asked = payment(9, 1_000, State.DECLINED, decline=Decline.POSSIBLE_DOUBLE, earlier=earlier)
    question = double_view(on_pad(Stage.ASKED_DOUBLE, asked), WORDS).question
    assert question.startswith("12:02に同じお客様が同じ金額を支払っています")
    assert "もう一つありますか？" in question


WAITING = payment(9, 1_000, State.CREATED, code_last4=None)


def test_a_slip_in_a_typed_number_is_noticed_at_the_last_digit() -> None:
    snapshot = on_pad(Stage.SCANNING, WAITING)

    def said(digits: str) -> tuple[bool, bool]:
        draft = Draft(panel=Panel.NUMBER, code=replace(PAYMENT_CODE, digits=digits))
        view = number_view(snapshot, draft, WORDS)
        return view.ready, bool(view.trouble)

    right = new_number(lambda count: bytes(range(count)))
    assert said(right[:11]) == (False, False)
    assert said(right) == (True, False)
    assert said(right[:11] + str((int(right[11]) + 1) % 10)) == (False, True)


def test_another_operators_code_is_named_and_not_red() -> None:
    view = scan_view(on_pad(Stage.SCANNING, WAITING, notice("foreign_code", operator="PayPay")), Draft(), WORDS)
    assert view.said.startswith("PayPayのコードです。このレジでは使えません。")
    assert view.tone is not Tone.STOP


def test_a_lost_camera_is_said_in_words() -> None:
    dark = replace(on_pad(Stage.SCANNING, WAITING), status=replace(GOOD, camera="camera_gone"))
    assert scan_view(dark, Draft(), WORDS).camera.startswith("カメラが外れました")
