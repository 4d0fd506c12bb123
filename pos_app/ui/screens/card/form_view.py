"""The form of 電話注文(カード) in words: what is asked, what is wrong, what comes next (T-04..T-10, D-20). Pure."""

from dataclasses import dataclass, replace

from pos_app.till.amount_guard import SAID
from pos_app.till.card_entry import KeyedCard
from pos_app.till.payment import Method, Payment, State
from pos_app.till.snapshot import Snapshot
from pos_app.till.words import Words
from pos_app.ui.brands import BRAND_NAMES
from pos_app.ui.screens.card.draft import FormDraft, Part, amount_problem, limit_of
from pos_app.ui.screens.card.entry_view import ADVICE
from pos_app.ui.screens.sale.payments import Line, line
from pos_app.ui.text import tr
from pos_app.wire.cards import CaptureWhen


@dataclass(frozen=True, slots=True)
class FormView:
    """``trouble`` is why the last 与信 led nowhere, ``stopped`` why no card can be taken now; both may be empty.

    ``warning`` is what to look at before one goes on; empty but for a card that is unusual.

    ``card`` is empty until one was keyed. ``ready``: the primary action can be pressed.
    """

    amount: int
    amount_note: str
    troubles: dict[Part, str]
    capture: CaptureWhen
    card: str
    card_note: str
    can_key: bool
    trouble: str
    warning: str
    advice: str
    stopped: str
    can_set: bool
    proceed: str
    proceed_note: str
    ready: bool
    missing: Part | None
    can_clear: bool
    lines: tuple[Line, ...]


def form_view(snapshot: Snapshot, draft: FormDraft, words: Words) -> FormView:
    """Draw the form."""
    limit = limit_of(snapshot)
    missing = draft.missing(limit)
    stopped = _stopped(snapshot, words)
    card = snapshot.card.card
    problem = amount_problem(draft, limit)
    return FormView(
        amount=draft.shown,
        amount_note=_amount_note(draft, words.text(problem.value, limit=limit) if problem else "", words),
        troubles={part: _trouble(part, draft, missing, words) for part in (Part.NAME, Part.PHONE, Part.MEMO)},
        capture=draft.capture,
        card=in_words(card) if card is not None else "",
        card_note="" if card is not None else tr("まだ入力されていません"),
        can_key=missing is not Part.AMOUNT and not stopped,
        trouble=_why(snapshot, words),
        warning=tr("番号の検査数字が合いません。番号を復唱してお確かめください。") if card and card.unusual else "",
        advice=_advice(snapshot, words),
        stopped=stopped,
        can_set=_pad_is_off(snapshot),
        proceed=tr("確認画面に進む") if card is not None else tr("カード情報を入力"),
        proceed_note=tr("カード会社に確認します") if card is not None else tr("テンキーで番号と有効期限を入力します"),
        ready=missing is None and not stopped,
        missing=missing,
        can_clear=not draft.is_empty or card is not None,
        lines=open_lines(snapshot, words),
    )


def in_words(card: KeyedCard) -> str:
    """Brand and last three (T-06, D-10), and until when it is good."""
    return tr(
        "{brand} 下3桁 {last3}  有効期限 {month}/{year}",
        brand=BRAND_NAMES[card.brand],
        last3=card.last3,
        month=card.expiry[2:],
        year=card.expiry[:2],
    )


def open_lines(snapshot: Snapshot, words: Words) -> tuple[Line, ...]:
    """Sales by card whose result is awaited, or came after they were left, but the one on the screen (D-13 d)."""
    waiting = (*reversed(snapshot.unconfirmed), *reversed(snapshot.open))
    cards = (payment for payment in waiting if payment.method is Method.CARD)
    return tuple(_open_line(payment, snapshot, words) for payment in cards if payment.id != snapshot.card.payment)


def _open_line(payment: Payment, snapshot: Snapshot, words: Words) -> Line:
    can_be_taken_up = payment.own and (payment.state is State.IN_DOUBT or payment.is_unconfirmed)
    return replace(line(payment, words, snapshot.at), can_be_taken_up=can_be_taken_up)


def _pad_is_off(snapshot: Snapshot) -> bool:
    return not snapshot.pad.choice.on


def _stopped(snapshot: Snapshot, words: Words) -> str:
    if snapshot.practice is not None:
        return words.text("no_cards_in_practice")
    if snapshot.terminal is None or snapshot.terminal.cards is None:
        return words.text("no_card_contract")
    return words.text("pad_is_off") if _pad_is_off(snapshot) else ""


def _amount_note(draft: FormDraft, problem: str, words: Words) -> str:
    if draft.refused is Part.AMOUNT:
        return words.notice(SAID)
    return problem


def _trouble(part: Part, draft: FormDraft, missing: Part | None, words: Words) -> str:
    if draft.refused is part:
        return words.text("looks_like_card_number")
    if not draft.asked or missing is not part:
        return ""
    return words.text("caller_name" if part is Part.NAME else "caller_phone")


def _why(snapshot: Snapshot, words: Words) -> str:
    sale = snapshot.card
    if sale.text is not None:
        return words.label(sale.text)
    return words.notice(sale.notice) if sale.notice is not None else ""


def _advice(snapshot: Snapshot, words: Words) -> str:
    sale = snapshot.card
    if sale.text is None:
        return ""
    said = [words.text(ADVICE[sale.text])] if sale.text in ADVICE else []
    if sale.notice is not None:
        said.append(words.notice(sale.notice))
    return "\n".join(said)
