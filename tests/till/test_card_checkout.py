"""A sale by card, from the form to its outcome: what is durable, what is shown, what is released."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest

from pos_app.errors import Refusal
from pos_app.sync.attempt import Knowledge
from pos_app.till.card_checkout import ANSWER_WITHIN, NOT_SENT_SECONDS
from pos_app.till.card_entry import EntryText
from pos_app.till.card_sale import CONFIRM_WITHIN, CardStage
from pos_app.till.notice import notice
from pos_app.till.payment import Attention, State
from pos_app.wire.cards import CaptureWhen
from pos_app.wire.operations import AuthoriseBody, CaptureBody, Decline, ReversalBody
from pos_app.wire.staff import Right
from tests.till.card_desk import TOKEN, CardDesk, session_of

NOT_YET = CONFIRM_WITHIN - timedelta(seconds=1)
A_MOMENT = timedelta(seconds=1)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[CardDesk]:
    desk = CardDesk(tmp_path)
    yield desk
    desk.journal.close()


@contextmanager
def refused(code: str) -> Iterator[None]:
    with pytest.raises(Refusal) as found:
        yield
    assert found.value.code == code


# -- the form --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("amount", "code"), [(0, "amount_zero"), (300_001, "amount_above_limit")])
def test_an_amount_that_no_sale_may_have_is_refused(desk: CardDesk, amount: int, code: str) -> None:
    with refused(code):
        desk.card.enter(amount)
    assert desk.card.sale.amount == 0


@pytest.mark.parametrize(
    "number", ["4242424242424242", "4242 4242 4242 4242", "４２４２－４２４２－４２４２－４２４２"]
)
@pytest.mark.parametrize("field", range(3))
def test_a_card_number_is_taken_in_no_field(desk: CardDesk, field: int, number: str) -> None:
    typed = ["サトウ", "0312345678", "A-17"]
    typed[field] = number
    with refused("looks_like_card_number"):
        desk.card.describe(typed[0], typed[1], typed[2], CaptureWhen.NOW)
    assert desk.card.sale.caller is None


@pytest.mark.parametrize(
    ("name", "phone", "memo", "code"),
    [
        ("  ", "0312345678", "", "caller_name"),
        ("サ" * 61, "0312345678", "", "caller_name"),
        ("サトウ", "12345", "", "caller_phone"),
        ("サトウ", "", "", "caller_phone"),
        ("サトウ", "0312345678", "A" * 61, "caller_memo"),
    ],
)
def test_what_is_wrong_with_a_caller_is_said(desk: CardDesk, name: str, phone: str, memo: str, code: str) -> None:
    with refused(code):
        desk.card.describe(name, phone, memo, CaptureWhen.NOW)


def test_half_width_kana_and_full_width_digits_are_taken_as_they_are_meant(desk: CardDesk) -> None:
    desk.card.describe("ｻﾄｳ  ﾊﾅｺ", "０３－１２３４－５６７８", "", CaptureWhen.DELIVERY)
    caller = desk.card.sale.caller
    assert caller is not None
    assert (caller.name, caller.phone, caller.memo) == ("サトウ ハナコ", "0312345678", "")
    assert desk.card.sale.capture is CaptureWhen.DELIVERY


def test_a_card_is_keyed_only_once_the_amount_is_fixed(desk: CardDesk) -> None:
    with refused("card_amount_first"):
        desk.card.open_entry()
    desk.card.enter(100)
    desk.key()
    assert desk.card.sale.card is not None


def test_a_card_whose_token_died_is_keyed_anew(desk: CardDesk) -> None:
    desk.fill()
    desk.wait(timedelta(minutes=15))
    assert (desk.card.sale.card, desk.card.sale.text) == (None, EntryText.C)
    with refused("card_not_keyed"):
        desk.card.authorise()


@pytest.mark.parametrize(
    ("left_out", "code"), [("amount", "amount_zero"), ("caller", "caller_name"), ("card", "card_not_keyed")]
)
def test_nothing_is_authorised_while_something_is_missing(desk: CardDesk, left_out: str, code: str) -> None:
    desk.card.enter(100)
    if left_out != "card":
        desk.key()
    if left_out != "caller":
        desk.card.describe("サトウ", "0312345678", "", CaptureWhen.NOW)
    if left_out == "amount":
        desk.card._sale = desk.card.sale.__class__(caller=desk.card.sale.caller, card=desk.card.sale.card)
    with refused(code):
        desk.card.authorise()
    assert desk.sent() == []


def test_only_who_may_sell_sells_by_card_and_only_where_there_is_a_contract(desk: CardDesk) -> None:
    assert desk.place.info is not None
    desk.place.info = desk.place.info.model_copy(update={"cards": None})
    with refused("no_card_contract"):
        desk.card.enter(100)
    desk.log_in(session_of("見学", (Right.READ_HISTORY,)))
    with refused("forbidden"):
        desk.card.enter(100)


def test_a_full_disk_begins_no_sale(desk: CardDesk) -> None:
    desk.fill()
    desk.low = True
    with refused("disk_low"):
        desk.card.authorise()


def test_no_card_is_taken_in_a_practice(tmp_path: Path) -> None:
    desk = CardDesk(tmp_path, practice=True)
    moves: list[Callable[[], None]] = [lambda: desk.card.enter(100), desk.card.open_entry, desk.card.authorise]
    for move in moves:
        with refused("no_cards_in_practice"):
            move()
    desk.journal.close()


# -- 与信 -------------------------------------------------------------------------------------------------------------


def test_what_goes_out_is_what_was_filled_in_and_the_journal_never_sees_the_token(desk: CardDesk) -> None:
    payment = desk.authorise()
    [body] = desk.sent()
    assert isinstance(body, AuthoriseBody)
    assert (body.amount, body.token, body.caller.name, body.epoch, body.seq) == (4_800, TOKEN, "サトウ ハナコ", 3, 1)
    assert body.execute_until == desk.at + timedelta(seconds=60)
    found = desk.payment(payment)
    assert (found.state, found.last3, found.expiry) == (State.SUBMITTED, "505", "2712")
    assert TOKEN not in desk.written()
    assert TOKEN not in repr(found) + repr(desk.card.sale)
    files = [path for path in desk.journal.path.parent.iterdir() if path.is_file()]
    assert len(files) >= 2
    assert not [path.name for path in files if TOKEN.encode() in path.read_bytes()]


def test_sales_by_card_and_by_code_share_one_count_of_numbers(desk: CardDesk) -> None:
    first = desk.payment(desk.confirming()).number
    desk.card.back()
    desk.pump()
    desk.world.checkout.enter(100)
    desk.world.checkout.read_code()
    desk.pump()
    other = desk.world.checkout.sale.payment
    assert other is not None
    assert int(desk.payment(other).number[5:-1]) == int(first[5:-1]) + 1
    assert desk.journal.counter("count") == 2


def test_the_confirmation_page_comes_with_the_answer_and_not_before(desk: CardDesk) -> None:
    payment = desk.authorise()
    assert desk.stage() is CardStage.WAITING
    assert (desk.card.under_way, desk.card.may_leave) == (True, False)
    with refused("not_now"):
        desk.card.confirm()
    desk.say(desk.authorised(payment))
    assert (desk.card.sale.stage, desk.card.sale.card) == (CardStage.CONFIRM, None)
    assert (desk.card.under_way, desk.card.may_leave) == (True, True)
    assert desk.payment(payment).approval_code == "A1B2C3"


TEXTS = {
    EntryText.A: {
        Decline.CARD_DECLINED, Decline.CARD_NUMBER_INVALID, Decline.CARD_LOST, Decline.CARD_STOLEN,
        Decline.CARD_FUNDS_NOT_ENOUGH, Decline.CARD_EXPIRED, Decline.CARD_NOT_PERMITTED, Decline.CARD_OVER_LIMIT,
        Decline.CARD_BRAND_NOT_ACCEPTED,
    },
    EntryText.C: {Decline.TOKEN_NOT_FOUND, Decline.TOKEN_USED},
    EntryText.D: {Decline.CARD_TRY_LATER, Decline.TOO_LATE},
}  # fmt: skip


@pytest.mark.parametrize("reason", Decline)
def test_a_declined_card_leaves_the_form_for_another_and_says_its_text(desk: CardDesk, reason: Decline) -> None:
    payment = desk.authorise()
    desk.say(desk.refused(payment, reason))
    sale = desk.card.sale
    assert (sale.stage, sale.amount, sale.card) == (CardStage.FORM, 4_800, None)
    assert sale.caller is not None
    assert sale.text is next((text for text, reasons in TEXTS.items() if reason in reasons), None)
    assert sale.notice == notice("card_too_late" if reason is Decline.TOO_LATE else reason.value)
    assert desk.payment(payment).state is State.DECLINED
    desk.key()
    desk.card.authorise()
    desk.pump()
    assert desk.card.sale.payment != payment
    assert desk.card.sale.text is None


def test_what_surely_was_not_sent_is_taken_back_and_the_card_stays_good(desk: CardDesk) -> None:
    payment = desk.authorise()
    desk.wait(timedelta(seconds=NOT_SENT_SECONDS))
    assert desk.payment(payment).state is State.CANCELED
    assert desk.sent() == []
    assert (desk.card.sale.stage, desk.card.sale.notice) == (CardStage.FORM, notice("cancel_not_sent"))
    desk.card.authorise()
    desk.pump()
    assert len(desk.sent()) == 1


# -- its confirmation ------------------------------------------------------------------------------------------------


def test_confirming_captures_the_whole_amount_once(desk: CardDesk) -> None:
    payment = desk.confirming()
    desk.card.confirm()
    assert desk.stage() is CardStage.CONFIRM
    with refused("not_now"):
        desk.card.confirm()
    desk.pump()
    assert desk.stage() is CardStage.CAPTURING
    [body] = desk.sent()
    assert isinstance(body, CaptureBody)
    assert (body.original, body.amount, body.seq) == (payment, 4_800, 2)
    desk.say(desk.captured(payment))
    assert (desk.card.sale.stage, desk.payment(payment).state) == (CardStage.DONE, State.APPROVED)
    assert desk.payment(payment).captured == 4_800
    assert desk.world.book.waiting == 0


def test_the_next_caller_need_not_wait_for_a_capture(desk: CardDesk) -> None:
    payment = desk.confirming()
    desk.card.confirm()
    desk.pump()
    desk.card.next_customer()
    desk.card.enter(200)
    desk.say(desk.captured(payment))
    assert (desk.card.sale.stage, desk.card.sale.amount) == (CardStage.FORM, 200)
    assert desk.payment(payment).state is State.APPROVED


def test_back_releases_by_the_originals_place_and_keeps_the_form_but_for_the_card(desk: CardDesk) -> None:
    payment = desk.confirming()
    desk.card.back()
    with refused("not_now"):
        desk.card.confirm()
    desk.pump()
    [body] = desk.sent()
    assert isinstance(body, ReversalBody)
    assert (body.original, body.epoch, body.seq) == (payment, 3, 1)
    sale = desk.card.sale
    assert (sale.stage, sale.amount, sale.card, sale.notice) == (CardStage.FORM, 4_800, None, notice("card_released"))
    desk.say(desk.undone(payment))
    assert desk.payment(payment).state is State.REVERSED


def test_what_is_confirmed_for_delivery_waits_and_is_not_released(desk: CardDesk) -> None:
    payment = desk.confirming(CaptureWhen.DELIVERY)
    desk.card.confirm()
    desk.pump()
    assert (desk.card.sale.stage, desk.payment(payment).held) == (CardStage.DONE, True)
    desk.card.next_customer()
    desk.wait(timedelta(days=59))
    assert desk.payment(payment).state is State.AUTHORISED
    assert desk.sent() == []


def test_what_is_held_runs_out_when_its_time_is_over_and_not_before(desk: CardDesk) -> None:
    payment = desk.confirming(CaptureWhen.DELIVERY)
    desk.card.confirm()
    desk.pump()
    desk.wait(timedelta(days=60) - A_MOMENT)
    assert desk.payment(payment).state is State.AUTHORISED
    desk.wait(A_MOMENT)
    assert desk.payment(payment).state is State.EXPIRED


@pytest.mark.parametrize(
    ("reason", "state"),
    [(Decline.AUTHORISATION_EXPIRED, State.EXPIRED), (Decline.AUTHORISATION_GONE, State.DECLINED)],
)
def test_a_capture_of_what_is_gone_ends_the_sale(desk: CardDesk, reason: Decline, state: State) -> None:
    payment = desk.confirming()
    desk.card.confirm()
    desk.pump()
    desk.say(desk.not_captured(payment, reason))
    assert (desk.card.sale.stage, desk.payment(payment).state) == (CardStage.DONE, state)
    assert desk.sent() == []


@pytest.mark.parametrize("reason", [Decline.AUTHORISATION_GONE, Decline.AUTHORISATION_EXPIRED, Decline.NOT_PERMITTED])
def test_a_capture_that_is_refused_behind_the_next_customers_back_wants_attention(
    desk: CardDesk, reason: Decline
) -> None:
    payment = desk.confirming()
    desk.card.confirm()
    desk.pump()
    desk.card.next_customer()
    desk.say(desk.not_captured(payment, reason))
    if reason is Decline.NOT_PERMITTED:
        desk.say(desk.undone(payment))
    assert desk.payment(payment).attention is Attention.CAPTURE_REFUSED
    assert [one.id for one in desk.world.book.overview.lists(desk.at).attention] == [payment]


def test_a_capture_that_is_refused_for_another_reason_releases_what_is_still_held(desk: CardDesk) -> None:
    payment = desk.confirming()
    desk.card.confirm()
    desk.pump()
    desk.say(desk.not_captured(payment, Decline.NOT_PERMITTED))
    assert (desk.card.sale.stage, desk.card.sale.notice) == (CardStage.FORM, notice("not_permitted"))
    assert desk.payment(payment).state is State.REVERSING
    assert isinstance(desk.sent()[0], ReversalBody)


# -- what nobody confirms --------------------------------------------------------------------------------------------


def test_logging_out_of_the_confirmation_page_releases(desk: CardDesk) -> None:
    payment = desk.confirming()
    desk.sessions.log_out()
    desk.pump()
    assert desk.payment(payment).state is State.REVERSING
    assert (desk.card.sale.caller, desk.card.sale.amount) == (None, 0)


def test_another_person_at_the_till_does_not_confirm_somebody_elses_sale(desk: CardDesk) -> None:
    payment = desk.confirming()
    desk.log_in(session_of("別の人"))
    desk.pump()
    assert desk.payment(payment).state is State.REVERSING


def test_nobody_logs_out_while_the_answer_is_awaited(desk: CardDesk) -> None:
    desk.authorise()
    with refused("sale_under_way"):
        desk.sessions.log_out()
    with refused("sale_under_way"):
        desk.card.next_customer()


def test_the_confirmation_page_is_left_after_ten_minutes_and_not_before(desk: CardDesk) -> None:
    payment = desk.confirming()
    desk.wait(NOT_YET)
    assert (desk.card.sale.stage, desk.payment(payment).state) == (CardStage.CONFIRM, State.AUTHORISED)
    desk.wait(A_MOMENT)
    assert desk.payment(payment).state is State.REVERSING
    assert (desk.card.sale.stage, desk.card.sale.notice) == (CardStage.FORM, notice("card_released_by_time"))


@pytest.mark.parametrize("days_off", [0, 3, 40])
def test_a_start_releases_what_an_earlier_run_had_authorised_however_long_ago(tmp_path: Path, days_off: int) -> None:
    first = CardDesk(tmp_path)
    payment = first.confirming()
    first.journal.close()
    second = CardDesk(tmp_path, first.at + timedelta(days=days_off))
    second.start()
    assert second.payment(payment).state is State.REVERSING
    assert isinstance(second.sent()[0], ReversalBody)
    second.journal.close()


@pytest.mark.parametrize("held", [True, False])
def test_a_start_goes_on_with_what_was_confirmed(tmp_path: Path, held: bool) -> None:
    first = CardDesk(tmp_path)
    payment = first.confirming(CaptureWhen.DELIVERY if held else CaptureWhen.NOW)
    first.card.confirm()
    first.pump()
    first.journal.close()
    second = CardDesk(tmp_path, first.at + timedelta(minutes=30))
    second.start()
    assert second.payment(payment).state is (State.AUTHORISED if held else State.CAPTURING)
    second.journal.close()


def test_a_confirmation_that_was_not_durable_when_the_till_died_is_released(tmp_path: Path) -> None:
    first = CardDesk(tmp_path)
    payment = first.confirming()
    first.card.confirm()
    first.journal.close()
    second = CardDesk(tmp_path)
    second.start()
    assert second.payment(payment).state is State.REVERSING
    second.journal.close()


def test_what_was_asked_when_the_till_died_is_released_as_soon_as_it_is_known(tmp_path: Path) -> None:
    first = CardDesk(tmp_path)
    payment = first.authorise()
    first.journal.close()
    second = CardDesk(tmp_path)
    second.start()
    assert second.payment(payment).state is State.IN_DOUBT
    second.say(second.authorised(payment))
    assert second.payment(payment).state is State.REVERSING
    second.journal.close()


# -- in doubt --------------------------------------------------------------------------------------------------------


def in_doubt(desk: CardDesk) -> UUID:
    payment = desk.authorise()
    desk.no_answer(payment)
    assert (desk.card.sale.stage, desk.payment(payment).state) == (CardStage.IN_DOUBT, State.IN_DOUBT)
    return payment


def test_an_answer_that_comes_late_leads_to_the_confirmation_page_after_all(desk: CardDesk) -> None:
    payment = in_doubt(desk)
    desk.say(desk.authorised(payment))
    assert desk.stage() is CardStage.CONFIRM
    desk.card.confirm()
    desk.pump()
    assert desk.payment(payment).state is State.CAPTURING


def test_giving_up_undoes_whatever_the_server_did(desk: CardDesk) -> None:
    payment = in_doubt(desk)
    desk.card.give_up()
    desk.pump()
    assert desk.payment(payment).state is State.REVERSING
    assert (desk.card.sale.stage, desk.card.sale.notice) == (CardStage.FORM, notice("card_given_up"))
    desk.say(desk.authorised(payment))
    assert desk.payment(payment).state is State.REVERSING


def test_what_was_left_in_doubt_can_be_taken_up_and_confirmed(desk: CardDesk) -> None:
    payment = in_doubt(desk)
    desk.card.next_customer()
    desk.say(desk.authorised(payment))
    assert desk.stage() is CardStage.FORM
    desk.card.take_up(payment)
    assert (desk.card.sale.stage, desk.card.sale.amount) == (CardStage.CONFIRM, 4_800)
    desk.card.confirm()
    desk.pump()
    assert desk.stage() is CardStage.CAPTURING


def test_what_was_left_in_doubt_and_then_authorised_is_released_after_ten_minutes(desk: CardDesk) -> None:
    payment = in_doubt(desk)
    desk.card.next_customer()
    desk.wait(timedelta(hours=1))
    desk.say(desk.authorised(payment))
    desk.wait(NOT_YET)
    assert desk.payment(payment).state is State.AUTHORISED
    desk.wait(A_MOMENT)
    assert desk.payment(payment).state is State.REVERSING


def test_what_is_settled_is_not_taken_up(desk: CardDesk) -> None:
    payment = desk.confirming(CaptureWhen.DELIVERY)
    desk.card.confirm()
    desk.pump()
    desk.card.next_customer()
    with refused("not_now"):
        desk.card.take_up(payment)


# -- a journal that can't be written -------------------------------------------------------------------------------


def test_a_sale_that_can_not_be_recorded_is_not_sent(desk: CardDesk) -> None:
    desk.fill()
    desk.journal.refuses = True
    desk.card.authorise()
    desk.pump()
    sale = desk.card.sale
    assert (sale.stage, sale.payment, sale.notice) == (CardStage.FORM, None, notice("not_recorded"))
    assert sale.card is not None
    assert desk.worker._rows == {}


@pytest.mark.parametrize("capture", CaptureWhen)
def test_a_confirmation_that_can_not_be_recorded_is_none(desk: CardDesk, capture: CaptureWhen) -> None:
    payment = desk.confirming(capture)
    desk.journal.refuses = True
    desk.card.confirm()
    desk.pump()
    assert (desk.card.sale.stage, desk.card.sale.notice) == (CardStage.CONFIRM, notice("not_recorded"))
    assert desk.payment(payment).is_unconfirmed
    desk.journal.refuses = False
    desk.card.confirm()
    desk.pump()
    assert not desk.payment(payment).is_unconfirmed


def test_a_release_that_can_not_be_recorded_is_tried_again(desk: CardDesk) -> None:
    payment = desk.confirming()
    desk.journal.refuses = True
    desk.card.back()
    desk.pump()
    assert (desk.card.sale.stage, desk.card.sale.notice) == (CardStage.CONFIRM, notice("not_recorded"))
    desk.wait(CONFIRM_WITHIN)
    assert desk.payment(payment).is_unconfirmed
    desk.journal.refuses = False
    desk.wait(timedelta(seconds=10))
    assert desk.payment(payment).state is State.REVERSING


def test_a_terminal_with_an_unconfirmed_amount_does_not_become_another(desk: CardDesk) -> None:
    book = desk.world.book
    seen = [(book.waiting, book.is_unsettled)]
    desk.confirming()
    seen.append((book.waiting, book.is_unsettled))
    desk.card.back()
    desk.pump()
    seen.append((book.waiting, book.is_unsettled))
    assert seen == [(0, False), (0, True), (1, True)]


@pytest.mark.parametrize("lost", ["taking back", "doubt"])
def test_a_sale_whose_doubt_could_not_be_recorded_is_in_doubt_as_soon_as_it_can(desk: CardDesk, lost: str) -> None:
    """Else, with the line down, nobody could leave the page, log out or give the sale up."""
    payment = desk.authorise()
    desk.journal.refuses = True
    if lost == "doubt":
        desk.worker._set(payment, knowledge=Knowledge.UNKNOWN)
        desk.no_answer(payment)
    desk.wait(timedelta(seconds=6))
    assert (desk.stage(), desk.payment(payment).state) == (CardStage.WAITING, State.SUBMITTED)
    desk.wait(ANSWER_WITHIN)
    assert desk.stage() is CardStage.WAITING
    desk.journal.refuses = False
    desk.wait(timedelta(seconds=10))
    assert desk.stage() is CardStage.IN_DOUBT
    desk.card.give_up()
    desk.pump()
    assert (desk.stage(), desk.payment(payment).state) == (CardStage.FORM, State.REVERSING)
