import pytest

from pos_app.till.payment import Payment
from pos_app.till.voiding import VoidStage
from pos_app.till.words import Words
from pos_app.ui.look.tokens import Tone
from pos_app.ui.screens.history import made_up
from pos_app.ui.screens.history.void_steps import Answers, Step, step_of
from pos_app.ui.screens.history.void_view import VoidView, void_view
from pos_app.wire.approvals import RefusalReason, RequestState
from pos_app.wire.operations import NumberCheck, VoidReason
from pos_app.wire.problems import ProblemCode

WORDS = Words("ja", strict=True)


def view(stage: VoidStage, *, checked: bool = True, **changes: object) -> VoidView:
    case = made_up.case(stage, **changes)  # type: ignore[arg-type]
    answers = Answers(case.attempt, VoidReason.DOUBLE, NumberCheck.MATCHED) if checked else Answers(case.attempt)
    return void_view(case, step_of(case, answers), answers, WORDS, made_up.AT)


def test_the_confirmation_names_the_amount_and_the_way_out() -> None:
    shown = view(VoidStage.READY)
    assert (shown.do, shown.keep) == ("1,000円を取り消す", "取り消さない")
    assert shown.question == "取引の取り消しを行います。よろしいですか?"
    assert (shown.number, shown.amount) == ("0210 0000 1273", 1_000)
    assert shown.warning == ""


def test_value_that_has_expired_is_warned_of_before_and_told_after() -> None:
    before = view(VoidStage.READY, expired=300)
    assert before.do == "承知のうえで取り消す"
    assert before.warning.startswith("300円はすでに有効期限が切れている")
    assert view(VoidStage.DONE, expired=300).warning == before.warning


def test_the_number_is_compared_in_the_words_of_the_counter() -> None:
    case = made_up.case(VoidStage.READY)
    shown = void_view(case, Step.NUMBER_CHECK, Answers(case.attempt, VoidReason.OTHER), WORDS, made_up.AT)
    assert shown.question == "お客様の画面の決済番号と一致しますか？"
    assert [(tile.key, tile.title) for tile in shown.tiles] == [
        ("7", "一致した"),
        ("8", "確認できない(電池切れ・不在)"),
    ]


def test_six_reasons_by_one_key_each() -> None:
    shown = view(VoidStage.READY, checked=False)
    assert [tile.title for tile in shown.tiles] == [
        "金額間違い",
        "二重",
        "返品",
        "お客様都合",
        "読み取り間違い",
        "その他",
    ]
    assert shown.do == ""


def test_a_managers_no_says_who_and_why() -> None:
    asked = made_up.request(0, RequestState.REFUSED, RefusalReason.COME_TO_ME)
    shown = view(VoidStage.APPROVAL_NEEDED, trouble="approval_refused", asked=asked)
    assert asked.answered_by is not None
    assert asked.answered_by in shown.trouble
    assert "先に声をかけてください" in shown.trouble
    assert shown.other == "別のレジに依頼する"


def test_while_another_till_is_asked_one_may_go_on_or_take_it_back() -> None:
    shown = view(VoidStage.ASKED, asked=made_up.request(), reason=VoidReason.RETURNED_GOODS)
    assert (shown.keep, shown.do) == ("依頼を取り下げる", "待ったまま、もどる")
    assert ("依頼", "12:02 (2分前)") in shown.facts


@pytest.mark.parametrize(
    ("stage", "tone"), [(VoidStage.DONE, Tone.OK), (VoidStage.SENT, Tone.WAIT), (VoidStage.REFUSED, Tone.STOP)]
)
def test_each_end_has_its_tone_and_one_way_on(stage: VoidStage, tone: Tone) -> None:
    shown = view(stage, trouble="already_voided" if stage is VoidStage.REFUSED else None)
    assert shown.tone is tone
    assert shown.do
    assert not shown.keep


def test_past_its_time_no_cash_is_given_back_and_the_desk_is_named() -> None:
    shown = view(VoidStage.NOT_POSSIBLE, trouble="window_closed")
    assert "現金では返金せず、事務局へご連絡ください" in shown.question
    assert "お問い合わせ" in shown.note


def test_without_the_network_nobody_is_told_to_take_cash_for_a_void() -> None:
    shown = view(VoidStage.NOT_POSSIBLE, trouble="offline", preview=None, record=None)
    assert "現金" not in shown.question
    assert shown.amount is None


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("stage", list(VoidStage))
@pytest.mark.parametrize("trouble", [None, "offline", "approval_expired", ProblemCode.PIN_OFF.value])
def test_every_stage_has_words_for_every_trouble(language: str, stage: VoidStage, trouble: str | None) -> None:
    case = made_up.case(stage, trouble=trouble)
    step = step_of(case, Answers(case.attempt))
    shown = void_view(case, step, Answers(case.attempt), Words(language, strict=True), made_up.AT)
    assert shown.heading or shown.question
    assert shown.do or shown.keep, "there is always a way on"


def by_card(stage: VoidStage, of: Payment = made_up.TAKEN, amount: int | None = None) -> VoidView:
    case = made_up.card_case(stage, of)
    answers = Answers(case.attempt, VoidReason.DOUBLE, NumberCheck.MATCHED, amount=amount)
    return void_view(case, step_of(case, answers), answers, WORDS, made_up.AT)


def test_over_the_telephone_name_and_last_three_are_compared() -> None:
    case = made_up.card_case(VoidStage.READY)
    shown = void_view(case, Step.NUMBER_CHECK, Answers(case.attempt, VoidReason.OTHER), WORDS, made_up.AT)
    assert shown.question == "お名前とカードの下3桁は、お客様のお話と一致しますか？"
    assert [tile.title for tile in shown.tiles] == ["一致した", "確認できない"]
    assert ("カード", "Visa 下3桁 242") in shown.facts
    assert ("お名前(カナ)", "エナ タロウ") in shown.facts


def test_a_card_gets_back_all_a_part_or_is_let_go_each_in_its_words() -> None:
    assert by_card(VoidStage.READY).do == "4,800円を取り消す"
    part = by_card(VoidStage.READY, amount=1_200)
    assert (part.do, part.keep, part.amount) == ("1,200円を返金する", "返金しない", 1_200)
    held = by_card(VoidStage.READY, made_up.HELD_ONE)
    assert held.do == "4,800円の与信を取り消す"
    assert "請求はありません" in held.note


def test_the_end_of_a_cards_void_speaks_of_the_card_and_not_of_a_balance() -> None:
    assert "カードに返金しました" in by_card(VoidStage.DONE).question
    assert by_card(VoidStage.DONE, amount=1_200).heading == "返金処理が完了しました。"
    assert by_card(VoidStage.DONE, made_up.HELD_ONE).question == "お客様への請求はありません。"
    for shown in (by_card(VoidStage.READY), by_card(VoidStage.DONE)):
        assert "残高" not in shown.note + shown.question
