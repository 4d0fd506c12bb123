"""A void in words, step by step (rows E-42, E-43, E-45, D-5, D-7, D-9, D-26, D-27). Pure."""

from dataclasses import dataclass, replace
from datetime import datetime

from pos_app.domain.typed_digits import in_fours
from pos_app.till.voiding import VoidCase, VoidStage
from pos_app.till.words import Words
from pos_app.ui.look.tokens import Tone
from pos_app.ui.screens.history.card_side import card_name
from pos_app.ui.screens.history.void_steps import (
    CHECK_KEYS,
    REASON_KEYS,
    RECEIPT_KEYS,
    Answers,
    Step,
    amount_of,
    expired_of,
    is_by_card,
    is_release,
    is_return,
    number_of,
)
from pos_app.ui.screens.history.writing import clock, to_the_second
from pos_app.ui.text import tr
from pos_app.wire.operations import NumberCheck


@dataclass(frozen=True, slots=True)
class Tile:
    """One of some equal answers, by one key."""

    key: str
    title: str


@dataclass(frozen=True, slots=True)
class VoidView:
    """What stands on the panel. ``amount`` in yen or None; ``warning`` is amber, ``trouble`` red.

    ``keep`` leaves (Esc); ``do`` is the step's one primary action, ``do_note`` what follows from it; ``other`` is a
    second way (F2). An empty text: there is no such action.
    """

    step: Step
    heading: str
    question: str
    note: str = ""
    number: str = ""
    amount: int | None = None
    facts: tuple[tuple[str, str], ...] = ()
    tiles: tuple[Tile, ...] = ()
    warning: str = ""
    trouble: str = ""
    keep: str = ""
    do: str = ""
    other: str = ""
    other_note: str = ""
    tone: Tone = Tone.QUIET


def void_view(case: VoidCase, step: Step, answers: Answers, words: Words, now: datetime) -> VoidView:
    """Draw a step of this void; ``now`` counts how long a manager has been asked."""
    draw = {
        Step.LOOKING: _looking,
        Step.AMOUNT: _amount,
        Step.REASON: _reason,
        Step.APPROVER: _approver,
        Step.NUMBER_CHECK: _number_check,
        Step.RECEIPT: _receipt,
        Step.CONFIRM: _confirm,
    }.get(step)
    if draw is not None:
        return draw(case, answers, words)
    return _asked(case, answers, words, now) if step is Step.ASKED else _ended(case, step, answers, words)


def _looking(case: VoidCase, answers: Answers, words: Words) -> VoidView:
    del answers
    return VoidView(Step.LOOKING, "", words.label(case.stage), keep=tr("もどる"))


def _form(step: Step, case: VoidCase, answers: Answers, words: Words, question: str) -> VoidView:
    facts = [(tr("日時"), to_the_second(case.record.recorded_at))] if case.record else []
    if case.record is not None:
        facts.append((tr("担当者"), case.record.staff_name))
    if case.record is not None and case.record.card is not None:
        card = case.record.card
        facts += [(tr("カード"), card_name(card.brand, card.last3)), (tr("お名前(カナ)"), card.caller.name)]
    if answers.reason is not None:
        facts.append((tr("理由"), words.label(answers.reason)))
    if case.approval is not None:
        facts.append((tr("承認"), case.approval.approver_name))
    return VoidView(
        step,
        _heading(case, answers),
        question,
        number=in_fours(number_of(case)),
        amount=amount_of(case, answers),
        facts=tuple(facts),
        keep=tr("返金しない") if step is Step.AMOUNT or answers.amount else words.text("screen_void_keep"),
    )


def _heading(case: VoidCase, answers: Answers) -> str:
    if is_release(case):
        return tr("与信を取り消す")
    return tr("カードに返金する") if is_return(case) and answers.amount else tr("この取引を取り消す")


def _amount(case: VoidCase, answers: Answers, words: Words) -> VoidView:
    view = _form(Step.AMOUNT, case, answers, words, tr("返金する金額を入力してください"))
    return replace(view, heading=tr("カードに返金する"), do=tr("次へ"))


def _reason(case: VoidCase, answers: Answers, words: Words) -> VoidView:
    tiles = tuple(Tile(key, words.label(reason)) for key, reason in REASON_KEYS.items())
    return replace(_form(Step.REASON, case, answers, words, tr("取り消す理由を選んでください")), tiles=tiles)


def _number_check(case: VoidCase, answers: Answers, words: Words) -> VoidView:
    question = words.text("screen_number_matches")
    titles = {check: words.label(check) for check in NumberCheck}
    if is_by_card(case):  # Over the telephone there is no screen to compare with.
        question = tr("お名前とカードの下3桁は、お客様のお話と一致しますか？")
        titles[NumberCheck.NOT_POSSIBLE] = tr("確認できない")
    tiles = tuple(Tile(key, titles[check]) for key, check in CHECK_KEYS.items())
    return replace(_form(Step.NUMBER_CHECK, case, answers, words, question), tiles=tiles)


def _receipt(case: VoidCase, answers: Answers, words: Words) -> VoidView:
    titles = {True: tr("戻った"), False: tr("戻っていない")}
    return replace(
        _form(Step.RECEIPT, case, answers, words, tr("渡した領収書は戻りましたか？")),
        note=tr("この会計には「領収書を渡した」の印があります。"),
        tiles=tuple(Tile(key, titles[back]) for key, back in RECEIPT_KEYS.items()),
    )


def _confirm(case: VoidCase, answers: Answers, words: Words) -> VoidView:
    expired, amount = expired_of(case), amount_of(case, answers) or 0
    if is_by_card(case):
        return _confirm_card(case, answers, words, amount)
    do = words.text("screen_void_anyway") if expired else words.text("screen_void_do", amount=amount)
    return replace(
        _form(Step.CONFIRM, case, answers, words, words.label(case.stage)),
        note=tr("お客様の残高に全額が戻ります。現金は渡さないでください。"),
        warning=words.text("screen_void_expired", amount=expired) if expired else "",
        do=do,
        tone=Tone.WAIT if expired else Tone.QUIET,
    )


def _confirm_card(case: VoidCase, answers: Answers, words: Words, amount: int) -> VoidView:
    view = _form(Step.CONFIRM, case, answers, words, words.label(case.stage))
    if is_release(case):
        note = tr("お預かりしている枠を戻します。お客様への請求はありません。")
        question = tr("与信を取り消します。よろしいですか？")
        return replace(view, question=question, note=note, do=tr("{amount}円の与信を取り消す", amount=f"{amount:,}"))
    note = tr("お客様のカードに戻ります。現金は渡さないでください。")
    if not answers.amount:
        return replace(view, note=note, do=words.text("screen_void_do", amount=amount))
    question = tr("{amount}円を返金します。よろしいですか？", amount=f"{amount:,}")
    return replace(view, question=question, note=note, do=tr("{amount}円を返金する", amount=f"{amount:,}"))


def _approver(case: VoidCase, answers: Answers, words: Words) -> VoidView:
    view = replace(
        _form(Step.APPROVER, case, answers, words, words.label(VoidStage.APPROVAL_NEEDED)),
        note=tr("店舗管理者が番号と暗証番号を入力するか、別のレジで承認します。"),
        trouble=_trouble(case, words),
        do=tr("承認する"),
    )
    if case.stage is VoidStage.ASKED:  # Another till is being asked already.
        return replace(view, note="", keep=tr("もどる"))
    return replace(
        view,
        other=tr("別のレジに依頼する"),
        other_note=tr("店舗管理者のレジに「承認待ち」と出ます"),
    )


def _trouble(case: VoidCase, words: Words) -> str:
    if case.trouble is None:
        return ""
    said = words.text("offline_set_up" if case.trouble == "offline" else case.trouble)
    asked = case.asked
    if case.trouble == "approval_refused" and asked is not None and asked.refusal is not None:
        return tr("{said} {name}: {why}", said=said, name=asked.answered_by or "", why=words.label(asked.refusal))
    return said


def _asked(case: VoidCase, answers: Answers, words: Words, now: datetime) -> VoidView:
    facts: list[tuple[str, str]] = []
    if case.reason is not None:
        facts.append((tr("理由"), words.label(case.reason)))
    if case.asked is not None:
        minutes = max(int((now - case.asked.asked_at).total_seconds()) // 60, 0)
        facts.append((tr("依頼"), tr("{time} ({minutes}分前)", time=clock(case.asked.asked_at), minutes=minutes)))
    return VoidView(
        Step.ASKED,
        tr("承認待ち"),
        words.label(case.stage),
        note=tr("待つ間も会計を続けられます。返事が来たらお知らせします。"),
        number=in_fours(number_of(case)),
        amount=amount_of(case, answers),
        facts=tuple(facts),
        trouble=_trouble(case, words),
        keep=tr("依頼を取り下げる"),
        do=tr("待ったまま、もどる"),
        other=tr("ここで承認する"),
        tone=Tone.WAIT,
    )


_ENDS = {
    Step.SENT: Tone.WAIT,
    Step.DONE: Tone.OK,
    Step.NOT_POSSIBLE: Tone.STOP,
    Step.REFUSED: Tone.STOP,
}


def _ended(case: VoidCase, step: Step, answers: Answers, words: Words) -> VoidView:
    facts = []
    if number_of(case):
        facts.append((tr("決済番号"), in_fours(number_of(case))))
    if step is Step.DONE and case.approval is not None:
        facts.append((tr("承認"), case.approval.approver_name))
    lines = {
        Step.SENT: tr("次のお客様の会計を始められます。"),
        Step.DONE: _came_back(case) or words.text("outcome_detail_voided"),
    }
    trouble = _trouble(case, words)
    expired = expired_of(case)
    given_back = step is Step.DONE and is_return(case) and answers.amount is not None
    return VoidView(
        step,
        tr("返金処理が完了しました。") if given_back else words.label(case.stage),
        lines.get(step, trouble),
        note="" if step in lines else tr("分からないときは、「お問い合わせ」画面の窓口へご連絡ください。"),
        amount=amount_of(case, answers),
        facts=tuple(facts),
        warning=words.text("screen_void_expired", amount=expired) if step is Step.DONE and expired else "",
        do=tr("もどる") if step is Step.SENT else tr("閉じる"),
        tone=_ENDS[step],
    )


def _came_back(case: VoidCase) -> str:
    if is_release(case):
        return tr("お客様への請求はありません。")
    return tr("お客様のカードに返金しました。明細に載るまで日数がかかることがあります。") if is_return(case) else ""
