from dataclasses import replace

from pos_app.till.approvals import Waiting
from pos_app.till.words import Words
from pos_app.ui.screens.history import made_up
from pos_app.ui.screens.history.request_view import REFUSAL_KEYS, may_answer, request_lines, request_view
from pos_app.wire.approvals import RefusalReason

WORDS = Words("ja", strict=True)


def test_only_who_may_allow_is_shown_the_list() -> None:
    assert may_answer(made_up.snapshot(staff=made_up.MANAGER))
    assert not may_answer(made_up.snapshot(staff=made_up.CLERK))
    assert not may_answer(made_up.snapshot(staff=None))


def test_the_first_waits_longest_and_is_shown_until_another_is_chosen() -> None:
    first, second, *_ = made_up.WAITING.requests
    shown = request_view(made_up.WAITING, None, WORDS, made_up.AT)
    assert shown is not None
    assert shown.id == first.operation
    chosen = request_view(made_up.WAITING, second.operation, WORDS, made_up.AT)
    assert chosen is not None
    assert (chosen.id, chosen.reason) == (second.operation, "金額間違い")
    gone = request_view(Waiting((first,)), second.operation, WORDS, made_up.AT)
    assert gone is not None
    assert gone.id == first.operation
    assert request_view(Waiting(), None, WORDS, made_up.AT) is None


def test_a_line_says_who_asks_for_what_and_why() -> None:
    lines = request_lines(made_up.WAITING, WORDS)
    assert [(line.time, line.amount, line.reason) for line in lines] == [
        ("12:02", 1_000, "返品"),
        ("11:55", 1_540, "金額間違い"),
        ("11:48", 52_000, "その他"),
    ]


def test_trouble_and_an_answer_under_way_are_shown() -> None:
    waiting = replace(made_up.WAITING, trouble="pin_wrong", answering=made_up.request().operation)
    shown = request_view(waiting, None, WORDS, made_up.AT)
    assert shown is not None
    assert (shown.trouble, shown.busy) == (WORDS.text("pin_wrong"), True)
    offline = request_view(replace(waiting, trouble="offline"), None, WORDS, made_up.AT)
    assert offline is not None
    assert "現金" not in offline.trouble


def test_four_reasons_by_one_key_each() -> None:
    assert dict(REFUSAL_KEYS) == {
        "1": RefusalReason.COME_TO_ME,
        "2": RefusalReason.WRONG_PAYMENT,
        "3": RefusalReason.NO_GROUND,
        "4": RefusalReason.OTHER,
    }
