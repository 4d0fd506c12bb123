"""Waiting for the customer's code, in words (D-12, D-22, D-23). Pure."""

from dataclasses import dataclass

from pos_app.domain.codes.token import is_number
from pos_app.till.notice import Notice
from pos_app.till.payment import State
from pos_app.till.sale import Stage
from pos_app.till.snapshot import Snapshot
from pos_app.till.words import Words
from pos_app.ui.look.tokens import Tone
from pos_app.ui.screens.sale.draft import Draft
from pos_app.ui.screens.sale.pad_view import rest_of
from pos_app.ui.screens.sale.payments import Line, in_view
from pos_app.ui.text import tr


@dataclass(frozen=True, slots=True)
class ScanView:
    """``camera`` says why there is no picture, empty while there is one; ``said`` is about the code just seen."""

    amount: int
    rest: int
    title: str
    hint: str
    said: str
    tone: Tone
    camera: str
    offline: str
    lines: tuple[Line, ...]


def scan_view(snapshot: Snapshot, draft: Draft, words: Words) -> ScanView:
    """Draw the reading of a code."""
    said = snapshot.sale.notice
    camera = words.text(snapshot.status.camera) if snapshot.status.camera else ""
    return ScanView(
        amount=snapshot.sale.amount,
        rest=rest_of(draft.total, snapshot.sale.amount),
        title=words.label(Stage.SCANNING),
        hint=tr("画面を明るくして、カメラから10〜20cmの位置でお見せいただきます。"),
        said=words.notice(said) if said else "",
        tone=_tone(said),
        camera=camera,
        offline="" if snapshot.status.line_up else words.text("offline"),
        lines=in_view(snapshot, words),
    )


def _tone(said: Notice | None) -> Tone:
    """Never red: nobody was refused a payment yet (D-23)."""
    return Tone.WAIT if said is not None else Tone.QUIET


@dataclass(frozen=True, slots=True)
class NumberView:
    """お支払い番号 while it is typed: ``trouble`` as soon as a slip can be seen, ``ready`` when it may be sent."""

    digits: str
    note: str
    trouble: str
    ready: bool
    amount: int


def number_view(snapshot: Snapshot, draft: Draft, words: Words) -> NumberView:
    """Draw F6 番号で入力; the check digit is looked at when the twelfth digit is there (D-22)."""
    entry = draft.shown
    wrong = entry.is_full and not is_number(entry.digits)
    created = snapshot.payment is not None and snapshot.payment.state is State.CREATED
    return NumberView(
        digits=entry.digits,
        note=tr("お客様のQRコードの下にある12桁の番号です"),
        trouble=words.text("number_malformed") if wrong else "",
        ready=entry.is_full and not wrong and created,
        amount=snapshot.sale.amount,
    )
