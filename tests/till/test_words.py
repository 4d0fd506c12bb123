import json
import re
import string
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.config import RESOURCES
from pos_app.errors import Bug
from pos_app.till.notice import notice
from pos_app.till.payment import State
from pos_app.till.sale import Stage
from pos_app.till.words import LABELS, Words
from pos_app.wire.operations import Decline, VoidReason
from pos_app.wire.staff import Role
from tests.till.spoken_codes import COMPUTED, ELSEWHERE, labels, per_state, raised

LANGUAGES = ("ja", "en")
# What the screens will say about a sale; the windows use them, nothing else names them yet.
FOR_SCREENS = "screen_"
SPECS = {"", "yen", "reading", "time", "date", "number"}
# Names and signs that Japanese people at a counter write in Latin letters.
LATIN = {"QR", "ID", "IP", "OK", "ON", "OFF", "F"}
# 14:03 in Japan
AT = datetime(2026, 10, 4, 5, 3, tzinfo=UTC)


def catalogue(language: str) -> dict[str, str]:
    texts: dict[str, str] = json.loads((RESOURCES / "words" / f"{language}.json").read_text(encoding="utf-8"))
    return texts


def gaps(text: str) -> set[tuple[str, str]]:
    return {(name, spec or "") for _, name, spec, _ in string.Formatter().parse(text) if name is not None}


def needed() -> set[str]:
    literal = {code for code in raised() if "(" not in code}
    states = per_state("outcome", State) | per_state("outcome_detail", State) | per_state("recovered", State)
    return literal | ELSEWHERE | labels() | states | {"unknown"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_that_reaches_a_person_has_its_words(language: str) -> None:
    assert needed() - set(catalogue(language)) == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_words_are_dead(language: str) -> None:
    spoken = needed() | set[str]().union(*COMPUTED.values())
    assert {code for code in catalogue(language) if not code.startswith(FOR_SCREENS)} - spoken == set()


def test_every_code_that_is_computed_is_known_with_all_that_it_can_be() -> None:
    assert {code for code in raised() if "(" in code} == set(COMPUTED)
    assert set[str]().union(*COMPUTED.values()) - set(catalogue("ja")) == set()


def test_the_source_was_really_searched() -> None:
    assert {"amount_first", "disk_low", "camera_stalled", "server_did_not_start", "journal_newer"} <= raised()


def test_both_languages_say_the_same_codes_with_the_same_gaps() -> None:
    japanese, english = catalogue("ja"), catalogue("en")
    assert list(japanese) == list(english)
    assert {code: gaps(text) for code, text in japanese.items()} == {code: gaps(text) for code, text in english.items()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_gaps_are_plain_names_and_their_ways_of_writing_are_known(language: str) -> None:
    for text in catalogue(language).values():
        for _, name, spec, conversion in string.Formatter().parse(text):
            assert name is None or (name.isidentifier() and spec in SPECS and conversion is None)


def test_japanese_texts_hold_no_other_language() -> None:
    for code, text in catalogue("ja").items():
        rest = re.sub(r"\{[^}]*\}", "", text)
        assert set(re.findall(r"[A-Za-z]+", rest)) <= LATIN, code
        assert re.search(r"[ぁ-んァ-ヶ一-龠]", rest) or code == "pin_six_digits", code


def test_english_texts_hold_no_japanese() -> None:
    assert [code for code, text in catalogue("en").items() if re.search(r"[ぁ-んァ-ヶ一-龠。、]", text)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_texts_are_written_with_care(language: str) -> None:
    for text in catalogue(language).values():
        assert text == text.strip() != ""
        assert "  " not in text


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("offline", "通信できません。現金などをご案内ください。"),
        ("cancel_not_sent", "送信されていません。請求はありません"),
        ("screen_doubt_wait", "このまま待つ"),
        ("screen_doubt_seen", "お客様の画面で支払い完了を確認した"),
        ("screen_doubt_give_up", "やめて現金などで受け取る(引かれていた場合は自動で戻ります)"),
        ("screen_doubt_read_again", "コードを読み直す"),
        (
            "balance_not_enough",
            "残高が足りません(引かれていません)。使う金額を入れてください。残りは現金などで受け取ります",
        ),
        ("outcome_approved", "支払い完了"),
        ("outcome_declined", "お支払いできませんでした"),
        ("outcome_detail_declined", "残高は引かれていません"),
        ("amount_first", "先に金額を入力してください"),
        ("void_stage_ready", "取引の取り消しを行います。よろしいですか?"),
        ("void_stage_done", "取消処理が完了しました。"),
        ("screen_void_this", "この取引を取り消す"),
        ("screen_void_keep", "取り消さない"),
        ("screen_void_anyway", "承知のうえで取り消す"),
        ("void_window_closed", "現金では返金せず、事務局へご連絡ください"),
        ("screen_number_matches", "お客様の画面の決済番号と一致しますか？"),
        ("password_change_needed", "パスワードが初期状態のため、パスワードを再設定してください。"),
    ],
)
def test_the_requirements_own_words_are_kept(code: str, words: str) -> None:
    assert words in catalogue("ja")[code]


def test_chips_are_the_words_that_users_know() -> None:
    words = Words("ja", strict=True)
    chips = [words.label(s) for s in (State.APPROVED, State.IN_DOUBT, State.DECLINED, State.VOIDED)]
    assert chips == ["完了", "確認中", "不成立", "取消済み"]
    assert words.label(Role.STORE_CLERK) == "店舗担当者"
    assert words.label(VoidReason.MISREAD) == "読み取り間違い"
    assert words.label(Decline.CODE_USED) == words.text("code_used")


def test_another_operators_code_is_called_by_its_name() -> None:
    said = Words("ja", strict=True).notice(notice("foreign_code", operator="PayPay"))
    assert said.startswith("PayPayのコードです。このレジでは使えません。")


def test_facts_are_written_as_people_of_the_language_write_them() -> None:
    ja, en = Words("ja", strict=True), Words("en", strict=True)
    assert (
        ja.text("amount_above_limit", limit=100_000) == "1回に受け取れるのは100,000円までです。金額を確認してください。"
    )
    assert en.text("amount_above_limit", limit=100_000) == "One payment may be up to 100,000 yen. Check the amount."
    assert ja.label(Stage.CONFIRM_AMOUNT, amount=52_000) == "五万二千円 でよろしいですか？"
    assert en.label(Stage.CONFIRM_AMOUNT, amount=52_000) == "Is 52,000 yen right?"
    assert ja.text("screen_void_until", until=date(2026, 10, 5), days=12) == "取消期限 10月5日(月)まで(あと12日)"
    assert (
        en.text("screen_void_until", until=date(2026, 10, 5), days=12) == "Can be voided until Mon 5 Oct (12 days left)"
    )
    assert ja.text("recovered_approved", at=AT, amount=1_000) == (
        "14:03 1,000円 は支払い完了でした。もう一度受け取らないでください"
    )
    assert "0035 8000 0041" in ja.label(Stage.ASKED_DOUBLE, at=AT, number="003580000041")


def test_the_last_moment_of_a_day_is_that_days_in_japan() -> None:
    last = datetime(2026, 10, 5, 14, 59, 59, tzinfo=UTC)
    assert "10月5日(月)" in Words("ja", strict=True).text("screen_void_until", until=last, days=0)


def test_a_code_without_words_is_a_bug_where_it_is_looked_for() -> None:
    with pytest.raises(Bug):
        Words("ja", strict=True).text("nobody_wrote_this")
    with pytest.raises(Bug):
        Words("ja", strict=True).text("foreign_code")


def test_a_code_without_words_is_a_sentence_with_the_code_at_a_counter() -> None:
    assert "nobody_wrote_this" in Words("ja").text("nobody_wrote_this", limit=1)
    assert Words("ja").text("foreign_code").startswith("…のコードです。")


def test_a_fact_is_never_looked_into() -> None:
    said = Words("ja").notice(notice("foreign_code", operator="{operator.__class__}"))
    assert said.startswith("{operator.__class__}のコードです。")


def test_a_language_without_words_is_answered_in_japanese() -> None:
    assert Words("fr").text("pin_wrong") == Words("ja").text("pin_wrong")


def test_every_label_belongs_to_one_list_alone() -> None:
    assert len(set(LABELS.values())) == len(LABELS)


@given(
    code=st.sampled_from(sorted(catalogue("ja"))),
    language=st.sampled_from(LANGUAGES),
    facts=st.dictionaries(
        st.sampled_from(sorted({name for text in catalogue("ja").values() for name, _ in gaps(text)})),
        st.one_of(
            st.none(),
            st.text(),
            st.integers(min_value=-(10**12), max_value=10**12),
            st.datetimes(timezones=st.just(UTC)),
            st.dates(),
            st.booleans(),
        ),
    ),
)
def test_whatever_the_facts_a_sentence_comes_out_at_a_counter(
    code: str, language: str, facts: dict[str, object]
) -> None:
    assert Words(language).text(code, **facts) != ""
