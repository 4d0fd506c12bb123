"""QRコード決済 in every state, for ``make screens`` and the tests that walk through every text and control."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import numpy as np
from PySide6.QtWidgets import QWidget

from pos_app.domain import payment_number
from pos_app.till.events import CancelReason, DoubtReason
from pos_app.till.notice import Notice, notice
from pos_app.till.payment import Attention, Payment, State
from pos_app.till.preview import Preview, preview_of
from pos_app.till.sale import Sale, Stage
from pos_app.till.snapshot import Snapshot
from pos_app.till.words import Words
from pos_app.ui import text
from pos_app.ui.picture import picture
from pos_app.ui.screens.sale.draft import Draft, Panel
from pos_app.ui.screens.sale.entry import LAST_FOUR, PAYMENT_CODE, yen
from pos_app.ui.screens.sale.pane import pane_of
from pos_app.ui.screens.sale.panes import Panes
from pos_app.ui.shell.sample import AT, CLERK, GOOD, TERMINAL, WORKING
from pos_app.wire.operations import Decline, Earlier

NOON = AT + timedelta(seconds=31)
EMPTY = replace(WORKING, at=NOON)


def payment(count: int, amount: int, state: State = State.APPROVED, minutes: float = 1.0, **facts: object) -> Payment:
    """A payment of this till, so many minutes ago."""
    at = NOON - timedelta(minutes=minutes)
    made = Payment(
        UUID(int=count),
        payment_number.make(TERMINAL.terminal_number, count).digits,
        amount,
        state,
        at,
        at,
        CLERK.name,
        code_last4="x7Qp",
        approved_at=at if state is State.APPROVED else None,
    )
    return replace(made, **facts)  # type: ignore[arg-type] # names of Payment's fields


MORNING = (
    payment(4_127, 1_000, minutes=1.5),
    payment(4_126, 680, minutes=3),
    payment(4_125, 2_400, State.DECLINED, minutes=6, decline=Decline.BALANCE_NOT_ENOUGH),
    payment(4_124, 900, minutes=12),
    payment(4_123, 12_800, State.VOIDED, minutes=19),
)
BUSY = replace(EMPTY, today=MORNING)


def on_pad(stage: Stage, of: Payment, said: Notice | None = None, before: Snapshot = BUSY) -> Snapshot:
    """A snapshot with this payment on the pad."""
    return replace(before, sale=Sale(stage, of.amount, of.id, notice=said), payment=of)


def showing(snapshot: Snapshot, draft: Draft | None = None, preview: Preview | None = None) -> QWidget:
    """The screen's panes with this in view; no till is needed to draw."""
    holder = QWidget()
    panes = Panes(holder, lambda: preview)
    panes.retranslate()
    draft = draft or Draft()
    spoken = replace(snapshot, language=text.current())
    panes.show(pane_of(spoken, draft), spoken, draft, Words(text.current()))
    return holder


def _declined(why: Decline) -> Callable[[], QWidget]:
    return lambda: showing(on_pad(Stage.DONE, payment(4_128, 12_800, State.DECLINED, 0.0, decline=why)))


for _why in (
    Decline.BALANCE_NOT_ENOUGH,
    Decline.CODE_EXPIRED,
    Decline.CODE_USED,
    Decline.AMOUNT_NOT_ACCEPTABLE,
    Decline.WALLET_SUSPENDED,
    Decline.TOO_LATE,
    Decline.NOT_PERMITTED,
):
    picture(f"sale.declined-{_why.value.replace('_', '-')}", pane=True)(_declined(_why))


@picture("sale.idle-first", pane=True)
def idle_first() -> QWidget:
    """The first sale of the day."""
    return showing(EMPTY)


@picture("sale.idle", pane=True)
def idle() -> QWidget:
    """Between two customers: 前回 and the last five."""
    return showing(BUSY)


@picture("sale.amount", pane=True)
def amount() -> QWidget:
    """An amount was typed."""
    return showing(BUSY, Draft(amount=yen(12_800)))


@picture("sale.amount-largest", pane=True)
def amount_largest() -> QWidget:
    """Seven digits, the longest reading."""
    settings = TERMINAL.settings.model_copy(update={"limit": 9_999_999})
    terminal = TERMINAL.model_copy(update={"settings": settings})
    return showing(replace(BUSY, terminal=terminal), Draft(amount=yen(7_777_777)))


@picture("sale.amount-above-limit", pane=True)
def amount_above_limit() -> QWidget:
    """Above the store's limit."""
    return showing(BUSY, Draft(amount=yen(2_000_000)))


@picture("sale.amount-rest", pane=True)
def amount_rest() -> QWidget:
    """D-21: the rest of お会計合計 while the amount is changed."""
    return showing(BUSY, Draft(amount=yen(9_000), total=12_800))


@picture("sale.confirm", pane=True)
def confirm() -> QWidget:
    """五万二千円 でよろしいですか？"""
    return showing(replace(BUSY, sale=Sale(Stage.CONFIRM_AMOUNT, 52_000)), Draft(amount=yen(52_000)))


@picture("sale.amount-first", pane=True)
def amount_first() -> QWidget:
    """A scan without an amount."""
    return showing(replace(BUSY, sale=Sale(notice=notice("amount_first"))))


@picture("sale.offline", pane=True)
def offline() -> QWidget:
    """D-12 in words."""
    return showing(replace(BUSY, status=replace(GOOD, line_up=False)), Draft(amount=yen(1_000)))


def _open_payments() -> tuple[Payment, ...]:
    return (
        payment(4_119, 3_200, State.REVERSING, 2.0, doubt=DoubtReason.NO_ANSWER),
        payment(4_120, 540, State.IN_DOUBT, 0.9, doubt=DoubtReason.NO_ANSWER),
        payment(4_121, 1_800, State.IN_DOUBT, 0.3, doubt=DoubtReason.NO_ANSWER),
    )


@picture("sale.open-payments", pane=True)
def open_payments() -> QWidget:
    """D-13 d: what is open stays in view while the next sale is made."""
    return showing(replace(BUSY, open=_open_payments()), Draft(amount=yen(700)))


@picture("sale.attention", pane=True)
def attention() -> QWidget:
    """要対応 waits, beside an open payment."""
    return showing(replace(BUSY, attention=_contradicted(), open=_open_payments()[2:]))


def _contradicted() -> tuple[Payment, ...]:
    return (
        payment(4_101, 4_800, State.DECLINED, 42, attention=Attention.SEEN_BUT_DECLINED),
        payment(4_093, 1_200, State.REVERSED, 58, attention=Attention.CAPTURED_AFTER_ALL),
    )


@picture("sale.attention-list", pane=True)
def attention_list() -> QWidget:
    """What to do about each, and 対応済み."""
    return showing(replace(BUSY, attention=_contradicted()), Draft(panel=Panel.ATTENTION))


def _scene(*, found: bool) -> Preview:
    """A made-up camera picture: a phone with a code on a counter."""
    rows, columns = np.mgrid[0:480, 0:640]
    image = np.empty((480, 640, 3), np.uint8)
    image[:] = (58, 52, 46)
    image -= (np.hypot(columns - 320, rows - 200) / 14).astype(np.uint8)[:, :, np.newaxis]
    image[40:470, 210:430] = 244
    checks = ((rows // 12 + columns // 12) % 2 * 225 + 15).astype(np.uint8)
    image[150:330, 230:410] = checks[150:330, 230:410, np.newaxis]
    outline = ((230, 150), (410, 150), (410, 330), (230, 330)) if found else None
    return preview_of(image, 1, outline)


WAITING_FOR_CODE = payment(4_128, 12_800, State.CREATED, 0.0, code_last4=None)


@picture("sale.scanning", pane=True)
def scanning() -> QWidget:
    """The live picture, no code in it yet."""
    return showing(on_pad(Stage.SCANNING, WAITING_FOR_CODE), preview=_scene(found=False))


@picture("sale.scanning-found", pane=True)
def scanning_found() -> QWidget:
    """A frame around the code that was found."""
    return showing(on_pad(Stage.SCANNING, WAITING_FOR_CODE), preview=_scene(found=True))


@picture("sale.scanning-foreign", pane=True)
def scanning_foreign() -> QWidget:
    """Another operator's code: said, and not red (D-23)."""
    said = notice("foreign_code", operator="PayPay")
    return showing(on_pad(Stage.SCANNING, WAITING_FOR_CODE, said), preview=_scene(found=False))


@picture("sale.scanning-busy", pane=True)
def scanning_busy() -> QWidget:
    """Everything at once: an unreadable code, the server away, open payments, お会計合計."""
    before = replace(BUSY, open=_open_payments(), status=replace(GOOD, line_up=False))
    scene = on_pad(Stage.SCANNING, WAITING_FOR_CODE, notice("code_unreadable"), before)
    return showing(scene, Draft(total=15_000), _scene(found=False))


@picture("sale.camera-lost", pane=True)
def camera_lost() -> QWidget:
    """The camera is off: in words, with F6."""
    before = replace(BUSY, status=replace(GOOD, camera="camera_gone"))
    return showing(on_pad(Stage.SCANNING, WAITING_FOR_CODE, before=before))


@picture("sale.number", pane=True)
def number() -> QWidget:
    """F6: half of the number is there."""
    draft = Draft(panel=Panel.NUMBER, code=replace(PAYMENT_CODE, digits="4821093"))
    return showing(on_pad(Stage.SCANNING, WAITING_FOR_CODE), draft)


@picture("sale.number-wrong", pane=True)
def number_wrong() -> QWidget:
    """F6: the check digit says that there is a slip."""
    draft = Draft(panel=Panel.NUMBER, code=replace(PAYMENT_CODE, digits="482109375510"))
    return showing(on_pad(Stage.SCANNING, WAITING_FOR_CODE), draft)


@picture("sale.waiting", pane=True)
def waiting() -> QWidget:
    """The request is on its way."""
    return showing(on_pad(Stage.WAITING, payment(4_128, 12_800, State.SUBMITTED, 0.0)))


@picture("sale.done", pane=True)
def done() -> QWidget:
    """支払い完了."""
    return showing(on_pad(Stage.DONE, payment(4_128, 12_800, State.APPROVED, 0.0)))


@picture("sale.done-rest", pane=True)
def done_rest() -> QWidget:
    """支払い完了, with the rest to be taken in cash."""
    return showing(on_pad(Stage.DONE, payment(4_128, 9_000, State.APPROVED, 0.0)), Draft(total=12_800))


@picture("sale.not-sent", pane=True)
def not_sent() -> QWidget:
    """送信されていません。請求はありません (D-13 b)."""
    facts = {"cancel": CancelReason.NOT_SENT}
    return showing(on_pad(Stage.DONE, payment(4_128, 12_800, State.CANCELED, 0.0, **facts)))


@picture("sale.canceled", pane=True)
def canceled() -> QWidget:
    """中止 before a byte had left."""
    facts = {"cancel": CancelReason.CASHIER}
    return showing(on_pad(Stage.DONE, payment(4_128, 12_800, State.CANCELED, 0.0, **facts)))


@picture("sale.not-recorded", pane=True)
def not_recorded() -> QWidget:
    """The journal can't be written."""
    return showing(replace(BUSY, sale=Sale(Stage.DONE, 12_800, None, notice=notice("not_recorded"))))


DOUBTFUL = payment(4_128, 12_800, State.IN_DOUBT, 0.3, doubt=DoubtReason.NO_ANSWER)


@picture("sale.doubt", pane=True)
def doubt() -> QWidget:
    """確認中 with F1..F4."""
    return showing(on_pad(Stage.IN_DOUBT, DOUBTFUL))


@picture("sale.doubt-last-four", pane=True)
def doubt_last_four() -> QWidget:
    """F2: the number on the customer's screen is another."""
    draft = Draft(panel=Panel.LAST_FOUR, code=replace(LAST_FOUR, digits="1234"))
    return showing(on_pad(Stage.IN_DOUBT, DOUBTFUL), draft)


@picture("sale.doubt-seen", pane=True)
def doubt_seen() -> QWidget:
    """F2 was answered: the goods may leave."""
    seen = replace(DOUBTFUL, seen_by_cashier=True)
    return showing(on_pad(Stage.DONE, seen, notice("seen_by_cashier")))


@picture("sale.doubt-given-up", pane=True)
def doubt_given_up() -> QWidget:
    """F3: cash instead."""
    return showing(on_pad(Stage.DONE, replace(DOUBTFUL, state=State.REVERSING), notice("given_up")))


@picture("sale.undoing", pane=True)
def undoing() -> QWidget:
    """F4: undone first, read anew only then."""
    return showing(on_pad(Stage.UNDOING, replace(DOUBTFUL, state=State.REVERSING)))


@picture("sale.possible-double", pane=True)
def possible_double() -> QWidget:
    """同じ金額の会計がもう一つありますか？"""
    earlier = Earlier(number=MORNING[0].number, recorded_at=MORNING[0].created_at)
    asked = payment(4_128, 1_000, State.DECLINED, 0.0, decline=Decline.POSSIBLE_DOUBLE, earlier=earlier)
    return showing(on_pad(Stage.ASKED_DOUBLE, asked))


@picture("sale.voided", pane=True)
def voided() -> QWidget:
    """The last sale was taken back by F8."""
    return showing(on_pad(Stage.DONE, payment(4_128, 12_800, State.VOIDED, 0.0)))
