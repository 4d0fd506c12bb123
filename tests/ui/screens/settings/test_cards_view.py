from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

from pos_app.domain.card import Brand
from pos_app.till.card_lists import StoreCardsShown
from pos_app.till.pads import PadShown
from pos_app.till.words import Words
from pos_app.ui.screens.settings.cards_view import CardsView, cards_view
from pos_app.ui.screens.settings.pictures import CONTRACTED, PAD, UNCONTRACTED
from pos_app.wire.cards import StoreCard

WORDS = Words("ja", strict=True)
FIRST = StoreCard(card=UUID(int=1), brand=Brand.VISA, last3="242", expiry="2712", default=True)
SECOND = StoreCard(card=UUID(int=2), brand=Brand.JCB, last3="000", expiry="2610", default=False)


def view(shown: StoreCardsShown, **changes: object) -> CardsView:
    snapshot = replace(CONTRACTED, pad=PAD, store_cards=shown)
    return cards_view(replace(snapshot, **changes), WORDS)  # type: ignore[arg-type]


def test_a_card_shows_brand_last_three_and_expiry_and_no_more() -> None:
    (line,) = view(StoreCardsShown((FIRST,))).lines or ()
    assert (line.title, line.expiry, line.is_default) == ("Visa 下3桁 242", "有効期限 12/27", True)


def test_a_third_card_is_refused_in_words() -> None:
    assert view(StoreCardsShown((FIRST,))).can_register
    full = view(StoreCardsShown((FIRST, SECOND)))
    assert not full.can_register
    assert full.note == "登録できるカードは2枚までです。どちらかを削除してから登録してください。"


def test_a_card_lives_to_the_end_of_its_month_in_japan() -> None:
    def is_over(at: datetime) -> bool:
        (line,) = view(StoreCardsShown((SECOND,)), at=at).lines or ()
        return line.over

    assert not is_over(datetime(2026, 10, 31, 14, 59, 59, tzinfo=UTC))
    assert is_over(datetime(2026, 10, 31, 15, 0, tzinfo=UTC))


def test_nothing_is_registered_before_the_cards_are_known_or_while_they_change() -> None:
    assert not view(StoreCardsShown(busy=True)).can_register
    assert not view(StoreCardsShown((FIRST,), busy=True)).can_register


def test_without_a_pad_or_a_contract_it_is_said_why_none_can_be_registered() -> None:
    off = view(StoreCardsShown(()), pad=PadShown())
    assert not off.can_register
    assert "テンキーパッド入力をON" in off.note
    none = view(StoreCardsShown(()), terminal=UNCONTRACTED.terminal)
    assert not none.can_register
    assert "契約がありません" in none.note


def test_what_went_wrong_is_said() -> None:
    assert view(StoreCardsShown((FIRST,), trouble="card_invalid")).trouble == WORDS.text("card_invalid")
    assert view(StoreCardsShown(trouble="offline")).trouble == WORDS.text("offline_set_up")
