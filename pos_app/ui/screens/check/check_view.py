"""開店前チェック in words: what was found, what is still looked at, and which button helps whom. Pure."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from pos_app.till.opening_check import Finding, Mark, Mend, OpeningCheck, What
from pos_app.till.words import Words
from pos_app.ui.look.tokens import Tone
from pos_app.ui.screens.settings.findings import TONES, point_of
from pos_app.ui.screens.settings.sections import Section, sections
from pos_app.ui.text import tr
from pos_app.ui.widgets.points import Point
from pos_app.wire.staff import Right

SECTION_OF: Mapping[Mend, Section] = MappingProxyType(
    {
        Mend.CHOOSE_CAMERA: Section.READING,
        Mend.SET_SERVER: Section.SERVER,
        Mend.ACTIVATE: Section.TERMINAL,
        Mend.SET_SOUND: Section.SOUND,
        Mend.SET_PAD: Section.PAD,
    }
)
"""Where in 設定 something is mended."""


@dataclass(frozen=True, slots=True)
class CheckView:
    """``points`` has one line for each :class:`What`; ``mends`` what the line's button does, None without one."""

    title: str
    note: str
    tone: Tone
    points: tuple[Point, ...]
    mends: tuple[Mend | None, ...]
    running: bool


def check_view(check: OpeningCheck | None, rights: Collection[Right], advised: Mend | None, words: Words) -> CheckView:
    """Draw it; ``advised`` is the help that was asked for last, which stands in the line itself."""
    check = check or OpeningCheck()
    found = {finding.what: finding for finding in check.findings}
    lines = [_line(what, found.get(what), rights, advised, words) for what in What]
    title, note, tone = _summary(check)
    return CheckView(
        title, note, tone, tuple(point for point, _ in lines), tuple(mend for _, mend in lines), check.running
    )


def advice(mend: Mend) -> str:
    """What to do outside of this program, in words; empty where a screen helps."""
    return {
        Mend.SET_CLOCK: tr("パソコンの日付と時刻の設定で「自動的に設定する」を入にして、もう一度調べてください。"),
        Mend.FREE_DISK: tr("ごみ箱を空にし、使わないファイルを別の場所へ移して、もう一度調べてください。"),
        Mend.RESTART: tr("会計が終わっていることを確かめて、レジを閉じ、もう一度起動してください。"),
    }.get(mend, "")


def _line(
    what: What, finding: Finding | None, rights: Collection[Right], advised: Mend | None, words: Words
) -> tuple[Point, Mend | None]:
    if finding is None:
        return Point(words.label(what), tr("調べています…"), Tone.QUIET), None
    mend = finding.mend
    if mend is None:
        return point_of(finding, words), None
    if mend is advised and advice(mend):
        told = point_of(finding, words)
        return Point(told.title, f"{told.text}\n{advice(mend)}", told.tone), None
    section = SECTION_OF.get(mend)
    if section is not None and section not in sections(rights):
        told = point_of(finding, words)
        return Point(told.title, f"{told.text}\n{tr('直すのは店舗管理者です。')}", told.tone), None
    return point_of(finding, words, words.label(mend)), mend


def _summary(check: OpeningCheck) -> tuple[str, str, Tone]:
    if check.running:
        return tr("調べています…"), tr("5秒以内に終わります。"), Tone.QUIET
    broken = sum(finding.mark is Mark.BROKEN for finding in check.findings)
    warned = sum(finding.mark is Mark.WARN for finding in check.findings)
    tone = TONES[check.mark]
    if broken:
        return tr("直すところが{count}件あります", count=broken), tr("直るまで、会計できないものがあります。"), tone
    if warned:
        return tr("開店できます(注意 {count}件)", count=warned), tr("手の空いたときに見てください。"), tone
    return tr("すべて問題ありません"), tr("今日もよろしくお願いします。"), tone
