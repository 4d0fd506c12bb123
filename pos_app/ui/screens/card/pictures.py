"""電話注文(カード) in every state, for ``make screens`` and the tests that walk through every text and control."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget

from pos_app.domain import payment_number
from pos_app.domain.card import Brand
from pos_app.till.card_entry import CardEntry, EntryStep, EntryText, KeyedCard, Keying
from pos_app.till.card_sale import CardSale, CardStage
from pos_app.till.events import DoubtReason
from pos_app.till.notice import notice
from pos_app.till.pads import PadChoice, PadKind, PadShown
from pos_app.till.payment import Method, Payment, State
from pos_app.till.snapshot import Snapshot
from pos_app.till.words import Words
from pos_app.ui import text
from pos_app.ui.picture import picture
from pos_app.ui.screens.card.draft import FormDraft, Part
from pos_app.ui.screens.card.entry_view import entry_view
from pos_app.ui.screens.card.pane import pane_of
from pos_app.ui.screens.card.panes import CardPanes
from pos_app.ui.screens.card.shade import Shade
from pos_app.ui.screens.sale.entry import AMOUNT, yen
from pos_app.ui.shell.sample import AT, CLERK, TERMINAL, WORKING
from pos_app.wire.cards import Caller, CaptureWhen
from pos_app.wire.operations import Decline

NOON = AT + timedelta(seconds=31)
READY = replace(WORKING, at=NOON, pad=PadShown(PadChoice(on=True)))
CALLER = Caller(name="ヤマダ ハナコ", phone="0312345678", memo="A-1042")
KEYED = KeyedCard(Brand.JCB, "505", "2712", NOON + timedelta(minutes=14), "t" * 22)
FILLED = FormDraft(yen(4_800), name=CALLER.name, phone=CALLER.phone, memo=CALLER.memo)


def payment(state: State, seconds: float = 5.0, **facts: object) -> Payment:
    """A sale by card, so many seconds ago."""
    at = NOON - timedelta(seconds=seconds)
    made = Payment(
        UUID(int=4_128),
        payment_number.make(TERMINAL.terminal_number, 4_128).digits,
        4_800,
        state,
        at,
        at,
        CLERK.name,
        approved_at=at if state is State.APPROVED else None,
        method=Method.CARD,
        brand=Brand.JCB,
        last3="505",
        expiry="2712",
        caller=CALLER,
        capture_when=CaptureWhen.NOW,
        approval_code="418207",
        expires_at=at + timedelta(days=60),
    )
    return replace(made, **facts)  # type: ignore[arg-type] # names of Payment's fields


def selling(stage: CardStage, of: Payment, **facts: object) -> Snapshot:
    """A snapshot with this payment on the screen."""
    sale = CardSale(stage, of.amount, of.caller, of.capture_when or CaptureWhen.NOW, payment=of.id)
    return replace(READY, card=replace(sale, **facts), card_payment=of)  # type: ignore[arg-type] # names of CardSale's


def showing(snapshot: Snapshot, draft: FormDraft | None = None) -> QWidget:
    """The screen's panes with this in view; no till is needed to draw."""
    holder = QWidget()
    panes = CardPanes(holder)
    draft = draft or FormDraft()
    panes.form.write(draft)
    panes.show(pane_of(snapshot), replace(snapshot, language=text.current()), draft, Words(text.current()))
    return holder


@picture("card.form-empty", pane=True)
def form_empty() -> QWidget:
    """The beginning."""
    return showing(READY)


@picture("card.form-filled", pane=True)
def form_filled() -> QWidget:
    """All but the card."""
    return showing(READY, FILLED)


@picture("card.form-keyed", pane=True)
def form_keyed() -> QWidget:
    """The card is there: 確認画面に進む."""
    return showing(replace(READY, card=CardSale(amount=4_800, card=KEYED)), FILLED)


@picture("card.form-unusual", pane=True)
def form_unusual() -> QWidget:
    """A card whose check digit is wrong where that is no reason to refuse."""
    card = replace(KEYED, brand=Brand.UNIONPAY, unusual=True)
    return showing(replace(READY, card=CardSale(amount=4_800, card=card)), FILLED)


@picture("card.form-missing", pane=True)
def form_missing() -> QWidget:
    """Enter without a phone number, and a card number where the memo is."""
    return showing(READY, replace(FILLED, phone="0312", memo="", asked=True, refused=Part.MEMO))


@picture("card.form-card-number", pane=True)
def form_card_number() -> QWidget:
    """An eighth digit came at once: somebody keys the card here."""
    return showing(READY, FormDraft(AMOUNT, refused=Part.AMOUNT))


@picture("card.form-above-limit", pane=True)
def form_above_limit() -> QWidget:
    """Above the store's limit, the longest reading."""
    return showing(READY, replace(FILLED, amount=yen(7_777_777)))


@picture("card.form-declined", pane=True)
def form_declined() -> QWidget:
    """与信 was refused: the confirmation page is never reached (T-06, text A)."""
    said = notice(Decline.CARD_FUNDS_NOT_ENOUGH.value)
    sale = CardSale(amount=4_800, caller=CALLER, text=EntryText.A, notice=said)
    return showing(replace(READY, card=sale), FILLED)


@picture("card.form-text-d", pane=True)
def form_text_d() -> QWidget:
    """The longest text."""
    sale = CardSale(amount=4_800, caller=CALLER, text=EntryText.D, notice=notice(Decline.CARD_TRY_LATER.value))
    return showing(replace(READY, card=sale), FILLED)


@picture("card.form-pad-off", pane=True)
def form_pad_off() -> QWidget:
    """テンキーパッド入力 is off."""
    return showing(replace(READY, pad=PadShown()))


@picture("card.form-open", pane=True)
def form_open() -> QWidget:
    """D-13 d: what is open stays in view while the next order is taken."""
    doubtful = payment(State.IN_DOUBT, 40, doubt=DoubtReason.NO_ANSWER)
    return showing(replace(READY, open=(doubtful,)), replace(FormDraft(), amount=yen(700)))


@picture("card.waiting", pane=True)
def waiting() -> QWidget:
    """与信 is on its way."""
    return showing(selling(CardStage.WAITING, payment(State.SUBMITTED, 0)))


@picture("card.confirm", pane=True)
def confirm() -> QWidget:
    """What the caller is read out."""
    return showing(selling(CardStage.CONFIRM, payment(State.AUTHORISED)))


@picture("card.confirm-delivery", pane=True)
def confirm_delivery() -> QWidget:
    """売上計上 at 出荷・受渡, and the journal could not be written a moment ago."""
    held = payment(State.AUTHORISED, 75, capture_when=CaptureWhen.DELIVERY, brand=Brand.AMEX)
    return showing(selling(CardStage.CONFIRM, held, notice=notice("not_recorded")))


@picture("card.doubt", pane=True)
def doubt() -> QWidget:
    """確認中."""
    return showing(selling(CardStage.IN_DOUBT, payment(State.IN_DOUBT, 12, doubt=DoubtReason.NO_ANSWER)))


@picture("card.capturing", pane=True)
def capturing() -> QWidget:
    """売上 is asked for until it is known."""
    return showing(selling(CardStage.CAPTURING, payment(State.CAPTURING)))


@picture("card.done", pane=True)
def done() -> QWidget:
    """支払い完了."""
    return showing(selling(CardStage.DONE, payment(State.APPROVED, 0)))


@picture("card.held", pane=True)
def held() -> QWidget:
    """与信済み(未計上), until 期限."""
    return showing(selling(CardStage.DONE, payment(State.AUTHORISED, 0, held=True)))


@picture("card.capture-refused", pane=True)
def capture_refused() -> QWidget:
    """The authorisation was gone when it was to be captured."""
    facts = {"capture_refused": Decline.AUTHORISATION_GONE}
    return showing(selling(CardStage.DONE, payment(State.DECLINED, 0, **facts)))


@picture("card.reversed", pane=True)
def reversed_() -> QWidget:
    """What was held is released."""
    return showing(selling(CardStage.DONE, payment(State.REVERSED, 0)))


def popup(
    entry: CardEntry, kind: PadKind = PadKind.ENCRYPTING, amount: int | None = 4_800, *, behind: bool = False
) -> QWidget:
    """The pop-up over an empty page."""
    holder = QWidget()
    shade = Shade()
    shade.sheet.show_view(entry_view(entry, kind, amount, Words(text.current()), behind=behind))
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(shade)
    return holder


@picture("card.entry-preparing", pane=True)
def entry_preparing() -> QWidget:
    """The pad was told to start."""
    return popup(CardEntry(EntryStep.PREPARING, seconds_left=90))


@picture("card.entry-number", pane=True)
def entry_number() -> QWidget:
    """Ten digits are in, and the brand is known."""
    return popup(CardEntry(EntryStep.KEYING, count=10, brand=Brand.JCB, seconds_left=272), PadKind.SERIAL)


@picture("card.entry-longest", pane=True)
def entry_longest() -> QWidget:
    """Nineteen digits, the longest brand's name."""
    return popup(CardEntry(EntryStep.KEYING, count=19, brand=Brand.DINERS, seconds_left=75), PadKind.KEYPAD)


@picture("card.entry-amex", pane=True)
def entry_amex() -> QWidget:
    """4-6-5."""
    return popup(CardEntry(EntryStep.KEYING, count=6, brand=Brand.AMEX, seconds_left=80), PadKind.KEYPAD)


@picture("card.entry-expiry", pane=True)
def entry_expiry() -> QWidget:
    """The number is in; an encrypting pad doesn't tell the brand before the end."""
    return popup(CardEntry(EntryStep.KEYING, Keying.EXPIRY, 2, seconds_left=88))


@picture("card.entry-expiry-brand", pane=True)
def entry_expiry_brand() -> QWidget:
    """The same on a plain pad, for a registration: nothing is sold."""
    entry = CardEntry(EntryStep.KEYING, Keying.EXPIRY, 3, Brand.VISA, seconds_left=88)
    return popup(entry, PadKind.KEYPAD, None)


@picture("card.entry-nearly-over", pane=True)
def entry_nearly_over() -> QWidget:
    """あと15秒で時間切れです."""
    return popup(CardEntry(EntryStep.KEYING, count=10, seconds_left=12, nearly_over=True))


@picture("card.entry-behind", pane=True)
def entry_behind() -> QWidget:
    """A USB keypad, whose keys would go to another window."""
    entry = CardEntry(EntryStep.KEYING, count=10, brand=Brand.JCB, seconds_left=62)
    return popup(entry, PadKind.KEYPAD, behind=True)


@picture("card.entry-tokenising", pane=True)
def entry_tokenising() -> QWidget:
    """On its way to the processor."""
    return popup(CardEntry(EntryStep.TOKENISING, Keying.EXPIRY, 4, Brand.MASTERCARD))


@picture("card.entry-text-a", pane=True)
def entry_text_a() -> QWidget:
    """This card can't be used."""
    return popup(CardEntry(EntryStep.FAILED, text=EntryText.A, trouble="card_not_accepted"))


@picture("card.entry-text-b", pane=True)
def entry_text_b() -> QWidget:
    """The pad was pulled out."""
    return popup(CardEntry(EntryStep.FAILED, text=EntryText.B, trouble="pad_disconnected"))


@picture("card.entry-text-c", pane=True)
def entry_text_c() -> QWidget:
    """Too late."""
    return popup(CardEntry(EntryStep.FAILED, text=EntryText.C, trouble="pad_timed_out"), PadKind.KEYPAD)


@picture("card.entry-text-d", pane=True)
def entry_text_d() -> QWidget:
    """The longest text."""
    return popup(CardEntry(EntryStep.FAILED, text=EntryText.D, trouble="processor_unavailable"))
