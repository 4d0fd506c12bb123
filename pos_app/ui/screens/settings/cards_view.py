"""登録カード in words (row G-06): the store's own cards, at most two. Pure."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from pos_app.domain.calendar import in_jst
from pos_app.till.snapshot import Snapshot
from pos_app.till.store_cards import MOST
from pos_app.till.words import Words
from pos_app.ui.brands import BRAND_NAMES
from pos_app.ui.text import tr
from pos_app.wire.cards import StoreCard


@dataclass(frozen=True, slots=True)
class CardLine:
    """One card; ``over``: nothing can be paid by it any more."""

    card: UUID
    title: str
    expiry: str
    is_default: bool
    over: bool


@dataclass(frozen=True, slots=True)
class CardsView:
    """``lines`` is None until they are known; ``note`` says why no further card can be registered."""

    lines: tuple[CardLine, ...] | None
    busy: bool
    trouble: str
    note: str
    can_register: bool


def cards_view(snapshot: Snapshot, words: Words) -> CardsView:
    """Draw them."""
    shown = snapshot.store_cards
    lines = None if shown.cards is None else tuple(_line(card, snapshot.at) for card in shown.cards)
    trouble = shown.trouble
    note = _note(snapshot, words, full=lines is not None and len(lines) >= MOST)
    return CardsView(
        lines=lines,
        busy=shown.busy,
        trouble=words.text("offline_set_up" if trouble == "offline" else trouble) if trouble else "",
        note=note,
        can_register=lines is not None and not note and not shown.busy,
    )


def _note(snapshot: Snapshot, words: Words, *, full: bool) -> str:
    if full:
        return words.text("card_register_full")
    if snapshot.terminal is None or snapshot.terminal.cards is None:
        return words.text("no_card_contract")
    if not snapshot.pad.choice.on:
        return tr("カードを登録するには、設定の「テンキーパッド」でテンキーパッド入力をONにしてください。")
    return ""


def _line(card: StoreCard, now: datetime) -> CardLine:
    today = in_jst(now)
    year, month = card.expiry[:2], card.expiry[2:]
    return CardLine(
        card=card.card,
        title=tr("{brand} 下3桁 {last3}", brand=BRAND_NAMES[card.brand], last3=card.last3),
        expiry=tr("有効期限 {month}/{year}", month=month, year=year),
        is_default=card.default,
        over=card.expiry < today.strftime("%y%m"),
    )
