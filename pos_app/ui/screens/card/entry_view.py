"""カード情報入力 in words: what is keyed now, how long there is, what went wrong (T-05, T-07..T-10). Pure."""

from dataclasses import dataclass

from pos_app.till.card_entry import CardEntry, EntryStep, EntryText, Keying
from pos_app.till.pads import PadKind
from pos_app.till.words import Words
from pos_app.ui.brands import BRAND_NAMES
from pos_app.ui.look.tokens import Tone
from pos_app.ui.screens.card.places import EXPIRY, number_groups
from pos_app.ui.text import tr

ADVICE = {EntryText.A: f"{EntryText.A}_advice"}
"""The second line of a text; the others have none."""
_BUSY = frozenset({EntryStep.PREPARING, EntryStep.TOKENISING})


@dataclass(frozen=True, slots=True)
class PlacesView:
    """One box of dots: so many of the places in ``groups`` are keyed; ``whole`` where the box is done with."""

    groups: tuple[int, ...]
    count: int
    active: bool
    whole: bool = False


@dataclass(frozen=True, slots=True)
class EntryView:
    """``trouble`` empty: a card is being keyed. ``amount`` in yen, None where nothing is sold (a registration)."""

    note: str
    countdown: str
    tone: Tone
    warning: str
    busy: bool
    number: PlacesView
    expiry: PlacesView
    brand: str
    amount: int | None
    can_extend: bool
    retention: str
    passes_here: bool
    trouble: str
    advice: str


def entry_view(entry: CardEntry, kind: PadKind, amount: int | None, words: Words, *, behind: bool = False) -> EntryView:
    """Draw the pop-up; ``behind``: another window has the keyboard, and so gets what is typed on a USB keypad."""
    failed = entry.step is EntryStep.FAILED
    passes = kind is not PadKind.ENCRYPTING
    number, expiry = _places(entry)
    return EntryView(
        note="" if failed else _note(entry),
        countdown="" if failed or not entry.seconds_left else _left(entry.seconds_left),
        tone=Tone.STOP if entry.nearly_over else Tone.WAIT,
        warning=_warning(entry, astray=behind and kind is PadKind.KEYPAD),
        busy=entry.step in _BUSY,
        number=number,
        expiry=expiry,
        brand=BRAND_NAMES[entry.brand] if entry.brand is not None else "",
        amount=amount,
        can_extend=entry.nearly_over and not failed,
        retention=retention(kind),
        passes_here=passes,
        trouble=_trouble(entry, words) if failed else "",
        advice=_advice(entry, words) if failed else "",
    )


def retention(kind: PadKind) -> str:
    """What may be claimed about the number, by the kind of pad (tenkey.md, "What may be claimed")."""
    if kind is PadKind.ENCRYPTING:
        return tr("番号は暗号化テンキーの中で暗号化され、このパソコンには残りません。")
    return tr("この機器では番号がパソコンを通るため、カード情報非保持化になりません(PCI DSS の対象)")


def _places(entry: CardEntry) -> tuple[PlacesView, PlacesView]:
    keys = entry.step is EntryStep.KEYING
    over = entry.step is EntryStep.TOKENISING
    on_number = entry.keying is Keying.NUMBER and not over
    # Nobody tells the length of a number that is done with; its brand does, where it is known.
    groups = number_groups(entry.brand, entry.count if on_number else 0) if on_number or entry.brand else ()
    number = PlacesView(groups, entry.count if on_number else 0, keys and on_number, whole=not on_number)
    expiry_count = 0 if on_number or over else min(entry.count, sum(EXPIRY))
    return number, PlacesView(EXPIRY, expiry_count, keys and not on_number, whole=over)


def _note(entry: CardEntry) -> str:
    match entry.step:
        case EntryStep.PREPARING:
            return tr("テンキーパッドを準備しています。番号はまだ入力しないでください。")
        case EntryStep.TOKENISING:
            return tr("カード情報を確認しています。そのままお待ちください。")
    if entry.keying is Keying.EXPIRY:
        return tr("有効期限を月・年の順に4桁で入力し、Enter を押してください。")
    return tr("テンキーからカード番号を入力し、Enter を押してください。")


def _warning(entry: CardEntry, *, astray: bool) -> str:
    if entry.step is EntryStep.FAILED:
        return ""
    if astray and entry.step is not EntryStep.TOKENISING:
        return tr("ほかの画面が前にあります。番号を入力せず、この画面を押してから続けてください。")
    if not entry.nearly_over:
        return ""
    return tr("あと{seconds}秒で時間切れです", seconds=entry.seconds_left)


def _trouble(entry: CardEntry, words: Words) -> str:
    if entry.text is not None:
        return words.label(entry.text)
    return words.text(entry.trouble) if entry.trouble is not None else ""


def _advice(entry: CardEntry, words: Words) -> str:
    if entry.text is None:
        return ""
    said = [words.text(ADVICE[entry.text])] if entry.text in ADVICE else []
    if entry.trouble is not None:
        said.append(words.text(entry.trouble))
    return "\n".join(said)


def _left(seconds: int) -> str:
    return tr("あと {time}", time=f"{seconds // 60}:{seconds % 60:02}")
