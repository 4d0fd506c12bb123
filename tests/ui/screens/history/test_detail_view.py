from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from pos_app.till.history import Detail, Found
from pos_app.till.payment import Payment, State
from pos_app.till.words import Words
from pos_app.ui.screens.history import made_up
from pos_app.ui.screens.history.detail_view import DetailView, detail_view
from pos_app.wire.operations import Decline, VoidReason
from pos_app.wire.payments import PaymentRecord, PaymentState
from pos_app.wire.staff import Right

WORDS = Words("ja", strict=True)
OCTOBER_5 = datetime(2026, 10, 5, 14, 59, 59, tzinfo=UTC)
"""23:59:59 in Japan."""


def view(known: Payment | None, record: PaymentRecord | None = None, **changes: object) -> DetailView:
    looked_at = known or record
    assert looked_at is not None
    snapshot = made_up.snapshot(today=(), open=(), detail=Detail(looked_at.id, known, record))
    shown = detail_view(replace(snapshot, **changes), WORDS)  # type: ignore[arg-type]
    assert shown is not None
    return shown


def test_the_detail_says_what_how_where_by_whom_and_at_which_till() -> None:
    facts = dict(view(made_up.CHOSEN, made_up.record()).facts)
    assert facts == {
        "日時": "2026年7月12日(日) 12:03:00",
        "サービス": "みどり町電子商品券",
        "コード区分": "QRコード",
        "店舗": made_up.TERMINAL.store_name,
        "端末ID": made_up.TERMINAL.terminal_id,
        "担当者": f"{made_up.CLERK.name} ({made_up.CLERK.number})",
    }


def test_without_the_server_the_journals_facts_stand() -> None:
    shown = view(made_up.CHOSEN, detail=Detail(made_up.CHOSEN.id, made_up.CHOSEN, trouble="offline"))
    assert dict(shown.facts)["端末ID"] == made_up.TERMINAL.terminal_id
    assert "コード区分" not in dict(shown.facts)
    assert shown.note == "サーバーと通信できないため、このレジの記録だけを表示しています。"


@pytest.mark.parametrize(
    ("days", "words"), [(12, "取消期限 10月5日(月)まで(あと12日)"), (0, "取消期限 10月5日(月)まで(あと0日)")]
)
def test_the_deadline_is_told_by_date_and_days(days: int, words: str) -> None:
    payment = replace(made_up.CHOSEN, void_until=OCTOBER_5)
    shown = view(payment, at=OCTOBER_5 - timedelta(days=days))
    assert shown.until == words
    assert shown.left == ("今日まで" if days == 0 else "")
    assert (shown.can_void, shown.void_note) == (True, "")


def test_past_the_deadline_the_button_stays_grey_and_says_what_to_do() -> None:
    payment = replace(made_up.CHOSEN, void_until=OCTOBER_5)
    assert view(payment, at=OCTOBER_5 + timedelta(milliseconds=900)).can_void
    shown = view(payment, at=OCTOBER_5 + timedelta(seconds=1))
    assert shown.void == "この取引を取り消す"
    assert not shown.can_void
    assert "現金では返金せず、事務局へご連絡ください" in shown.void_note


@pytest.mark.parametrize("state", sorted(set(State) - {State.APPROVED}))
def test_what_holds_no_money_or_is_open_is_not_voided_and_says_why(state: State) -> None:
    shown = view(replace(made_up.CHOSEN, state=state))
    assert not shown.can_void
    assert shown.void_note
    assert shown.receipt is None


def test_who_may_void_nothing_is_offered_nothing() -> None:
    reader = replace(made_up.CLERK, rights=(Right.READ_HISTORY,))
    assert view(made_up.CHOSEN, staff=reader).void == ""


def test_a_receipt_names_amount_date_and_the_services_own_name() -> None:
    receipt = view(made_up.CHOSEN, made_up.record()).receipt
    assert receipt is not None
    assert receipt.lines == (
        ("金額", "1,000 円"),
        ("日付", "2026年7月12日(日)"),
        ("支払方法", "みどり町電子商品券"),
    )
    assert not receipt.given
    marked = view(replace(made_up.CHOSEN, receipt_given=True)).receipt
    assert marked is not None
    assert marked.given


def test_a_contradiction_is_explained() -> None:
    assert "事務局に確認" in view(made_up.STRANGE).attention


def test_why_it_was_declined_or_voided_is_told() -> None:
    declined = replace(made_up.CHOSEN, state=State.DECLINED, decline=Decline.CODE_USED)
    assert dict(view(declined).facts)["不成立の理由"] == WORDS.text("code_used")
    undone = made_up.record().model_copy(
        update={"state": PaymentState.VOIDED, "undone_at": made_up.AT, "void_reason": VoidReason.MISREAD}
    )
    shown = view(None, undone)
    assert dict(shown.facts)["取消の理由"] == "読み取り間違い"
    assert dict(shown.facts)["取消日時"] == "2026年7月12日(日) 12:04:00"
    assert (shown.state, shown.can_void) == ("取消済み", False)
    refused = replace(made_up.CHOSEN, void_refused=Decline.VOID_WINDOW_CLOSED)
    assert dict(view(refused).facts)["取消の結果"] == WORDS.text("void_window_closed")


def test_nothing_is_drawn_of_what_is_not_known() -> None:
    snapshot = made_up.snapshot(today=(), open=(), detail=Detail())
    assert detail_view(snapshot, WORDS) is None
    assert detail_view(replace(snapshot, detail=Detail(made_up.CHOSEN.id, busy=True)), WORDS) is None
    found = replace(snapshot, detail=Detail(made_up.CHOSEN.id, busy=True), search=Found((made_up.record(),)))
    assert detail_view(found, WORDS) is not None


def test_a_sale_by_card_names_card_and_caller_and_no_wallet() -> None:
    shown = view(made_up.PARTLY, made_up.card_record(made_up.PARTLY))
    facts = dict(shown.facts)
    assert (facts["カード"], facts["お名前(カナ)"], facts["返金済み"]) == ("Visa 下3桁 242", "エナ タロウ", "1,200 円")
    assert "サービス" not in facts
    assert (shown.state, shown.amount, shown.partly) == ("一部返金", 4_800, "一部を返金する")


def test_the_receipt_of_a_sale_by_card_says_what_stayed_with_us_and_that_it_was_a_card() -> None:
    receipt = view(made_up.PARTLY).receipt
    assert receipt is not None
    assert dict(receipt.lines)["金額"] == "3,600 円"
    assert dict(receipt.lines)["支払方法"] == "クレジットカード"
    assert view(made_up.HELD_ONE).receipt is None


def test_why_a_capture_was_refused_is_told() -> None:
    refused = replace(made_up.HELD_ONE, capture_refused=Decline.AUTHORISATION_GONE, state=State.DECLINED)
    assert dict(view(refused).facts)["売上計上の結果"] == WORDS.text("authorisation_gone")
