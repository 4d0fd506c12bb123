import pytest

from pos_app.devices.tenkey.events import Keying, PadTrouble
from pos_app.domain.card import Brand
from pos_app.till.card_entry import CardEntry, EntryStep, EntryText
from pos_app.till.pads import PadKind
from pos_app.till.words import Words
from pos_app.ui.look.tokens import Tone
from pos_app.ui.screens.card.entry_view import EntryView, entry_view

WORDS = Words("ja", strict=True)
SOURCE = {
    EntryText.A: "クレジットカードの利用サービスを確認ください。",
    EntryText.B: "テンキーパッドの接続状況や設定を確認ください。",
    EntryText.C: "もう一度テンキーパッドからクレジットカード情報を入力ください。",
    EntryText.D: "一時的なエラーが発生しました。ご不便をおかけし申し訳ございません。"
    "しばらく時間をおいても改善されない場合は、「お問い合わせ」画面の窓口へご連絡ください。",
}


def view(entry: CardEntry, kind: PadKind = PadKind.ENCRYPTING) -> EntryView:
    return entry_view(entry, kind, 4_800, WORDS)


def keying(count: int, keying: Keying = Keying.NUMBER, **facts: object) -> CardEntry:
    return CardEntry(EntryStep.KEYING, keying, count, **facts)  # type: ignore[arg-type] # names of CardEntry's fields


@pytest.mark.parametrize("text", list(EntryText))
def test_the_four_texts_are_those_of_the_source_document(text: EntryText) -> None:
    assert view(CardEntry(EntryStep.FAILED, text=text)).trouble == SOURCE[text]


def test_text_a_has_its_second_line_and_the_exact_reason_below_it() -> None:
    shown = view(CardEntry(EntryStep.FAILED, text=EntryText.A, trouble="card_not_accepted"))
    first, second = shown.advice.split("\n")
    assert first == "このカードは使えません。番号を復唱し、別のカードか別のお支払い方法をご案内ください"
    assert second == WORDS.text("card_not_accepted")


def test_where_no_text_fits_the_troubles_own_words_stand_in_its_place_and_once() -> None:
    shown = view(CardEntry(EntryStep.FAILED, trouble="session_needed"))
    assert (shown.trouble, shown.advice) == ("ログインの有効時間が過ぎました。もう一度ログインしてください。", "")


@pytest.mark.parametrize("trouble", list(PadTrouble))
def test_every_trouble_of_a_pad_has_words_of_its_own(trouble: PadTrouble) -> None:
    entry = CardEntry(EntryStep.FAILED, text=EntryText.B, trouble=f"pad_{trouble.value}")
    assert view(entry).advice == WORDS.label(trouble)


def test_the_dots_are_the_keys_so_far_and_the_box_that_is_keyed_is_marked() -> None:
    shown = view(keying(10, brand=Brand.JCB, seconds_left=272))
    assert (shown.number.count, shown.number.active, shown.expiry.count, shown.expiry.active) == (10, True, 0, False)
    assert (shown.brand, shown.countdown) == ("JCB", "あと 4:32")


def test_while_the_expiry_is_keyed_the_number_is_done_with() -> None:
    shown = view(keying(3, Keying.EXPIRY, brand=Brand.VISA))
    assert (shown.number.whole, shown.number.active) == (True, False)
    assert (shown.expiry.count, shown.expiry.active) == (3, True)
    assert sum(shown.number.groups) == 16


def test_no_dots_are_made_up_where_nobody_told_how_long_the_number_was() -> None:
    assert view(keying(0, Keying.EXPIRY)).number.groups == ()


@pytest.mark.parametrize("step", [EntryStep.PREPARING, EntryStep.TOKENISING])
def test_no_box_asks_for_keys_while_none_are_taken(step: EntryStep) -> None:
    shown = view(CardEntry(step, seconds_left=80))
    assert not shown.number.active
    assert not shown.expiry.active


def test_before_the_end_it_is_said_and_more_time_is_offered() -> None:
    early, late = view(keying(4, seconds_left=16)), view(keying(4, seconds_left=15, nearly_over=True))
    assert (early.warning, early.can_extend, early.tone) == ("", False, Tone.WAIT)
    assert (late.warning, late.can_extend, late.tone) == ("あと15秒で時間切れです", True, Tone.STOP)


@pytest.mark.parametrize("kind", list(PadKind))
def test_only_a_keypads_keys_can_go_astray_to_another_window(kind: PadKind) -> None:
    shown = entry_view(keying(4, seconds_left=60), kind, 4_800, WORDS, behind=True)
    assert ("ほかの画面" in shown.warning) == (kind is PadKind.KEYPAD)
    ended = CardEntry(EntryStep.FAILED, text=EntryText.C)
    assert entry_view(ended, kind, 4_800, WORDS, behind=True).warning == ""


@pytest.mark.parametrize("kind", list(PadKind))
def test_only_of_an_encrypting_pad_it_is_claimed_that_nothing_stays(kind: PadKind) -> None:
    shown = view(keying(0), kind)
    claims = "このパソコンには残りません" in shown.retention
    assert claims is (kind is PadKind.ENCRYPTING)
    assert shown.passes_here is not claims
    assert ("カード情報非保持化になりません" in shown.retention) is not claims
