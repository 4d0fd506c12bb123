"""The amount pad in words and numbers (D-12, D-15, D-21, D-24, E-28, E-29). Pure."""

from dataclasses import dataclass
from uuid import UUID

from pos_app.domain.money import MAX_AMOUNT, check_amount
from pos_app.till.sale import Stage
from pos_app.till.snapshot import Snapshot
from pos_app.till.words import Words
from pos_app.ui.look.tokens import Tone
from pos_app.ui.screens.sale.draft import Draft
from pos_app.ui.screens.sale.payments import Line, in_view, last_sale, recent
from pos_app.ui.text import tr


@dataclass(frozen=True, slots=True)
class PadView:
    """``amount`` and ``rest`` in yen; ``rest`` is what is left of お会計合計, None where there is none.

    ``note`` is said in ``tone``. ``offline`` is empty while the server can be reached.
    """

    heading: str
    note: str
    tone: Tone
    amount: int
    can_read: bool
    asks: bool
    read: str
    read_note: str
    rest: str
    offline: str
    lines: tuple[Line, ...]
    recent: tuple[Line, ...]
    attention: int
    last_sale: UUID | None


def pad_view(snapshot: Snapshot, draft: Draft, words: Words) -> PadView:
    """Draw the pad."""
    amount = draft.shown.amount
    asks = snapshot.sale.stage is Stage.CONFIRM_AMOUNT and amount == snapshot.sale.amount
    problem = _problem(snapshot, amount, words)
    note, tone = _note(snapshot, draft, words)
    last = last_sale(snapshot)
    return PadView(
        heading=words.label(Stage.CONFIRM_AMOUNT if asks else Stage.IDLE, amount=amount),
        note=problem or note,
        tone=Tone.STOP if problem else tone,
        amount=amount,
        can_read=amount > 0 and not problem,
        asks=asks,
        read=tr("はい、QRコード読取") if asks else tr("QRコード読取"),
        read_note=tr("この金額でお客様のコードを読む") if asks else tr("お客様のコードを読む"),
        rest=_rest(draft.total, amount),
        offline="" if snapshot.status.line_up else words.text("offline"),
        lines=in_view(snapshot, words),
        recent=recent(snapshot, words),
        attention=len(snapshot.attention),
        last_sale=last.id if last else None,
    )


def rest_of(total: int | None, amount: int) -> int:
    """What remains of お会計合計 for cash and the like, yen (D-21)."""
    return max((total or 0) - amount, 0)


def _problem(snapshot: Snapshot, amount: int, words: Words) -> str:
    limit = snapshot.terminal.settings.limit if snapshot.terminal else MAX_AMOUNT
    problem = check_amount(amount, limit) if amount else None
    return words.text(problem.value, limit=limit) if problem else ""


def _note(snapshot: Snapshot, draft: Draft, words: Words) -> tuple[str, Tone]:
    said = snapshot.sale.notice
    if said is not None and snapshot.sale.stage is not Stage.DONE:
        if said.code == "amount_first" and draft.shown.amount:
            return tr("先に「QRコード読取」(Enter)を押してから、もう一度読み取ってください。"), Tone.WAIT
        return words.notice(said), Tone.WAIT
    if draft.shown.amount or not snapshot.today:
        return tr("お客様に金額を確認してから読み取ります"), Tone.QUIET
    before = snapshot.today[0]
    state = words.label(before.state)
    return words.text("screen_previous", at=before.created_at, amount=before.amount, state=state), Tone.QUIET


def _rest(total: int | None, amount: int) -> str:
    rest = rest_of(total, amount)
    if total is None or not rest:
        return ""
    return tr("お会計合計 {total}円 ・ 残り {rest}円は現金などで", total=f"{total:,}", rest=f"{rest:,}")
