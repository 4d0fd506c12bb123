"""The server's test in words: reached, certificate, our service, version, clock. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from types import MappingProxyType

from pos_app.errors import Refusal
from pos_app.till.checking import ServerTest
from pos_app.till.opening_check import Finding, Mark, What
from pos_app.till.preferences import Preferences, server_address
from pos_app.till.snapshot import Snapshot
from pos_app.till.words import Words
from pos_app.ui.look.tokens import Tone
from pos_app.ui.screens.settings.findings import TONES, point_of
from pos_app.ui.text import tr
from pos_app.ui.widgets.points import Point


class Step(IntEnum):
    """How far one gets, in this order."""

    REACHED = 0
    CERTIFICATE = 1
    OURS = 2
    VERSION = 3


_STOPPED_AT: Mapping[str, Step] = MappingProxyType(
    {
        "server_no_such_name": Step.REACHED,
        "server_nobody_listens": Step.REACHED,
        "server_silent": Step.REACHED,
        "server_no_tls": Step.CERTIFICATE,
        "ca_file": Step.CERTIFICATE,
        "certificate_unknown": Step.CERTIFICATE,
        "certificate_expired": Step.CERTIFICATE,
        "certificate_not_yet": Step.CERTIFICATE,
        "certificate_for_others": Step.CERTIFICATE,
        "certificate_ends_soon": Step.CERTIFICATE,
        "server_plain": Step.CERTIFICATE,
        "server_not_ours": Step.OURS,
    }
)
"""Which step a finding's words are about; every other one is about the version."""


@dataclass(frozen=True, slots=True)
class ServerView:
    """``said`` stands where there is nothing to list; ``fixed`` says why nothing can be changed here.

    ``may_use``: what is typed was tried, answers, and is another server than now.
    """

    points: tuple[Point, ...]
    said: str
    tone: Tone
    busy: bool
    may_use: bool
    fixed: str


def server_view(snapshot: Snapshot, typed: str, ca_file: str, test: ServerTest | None, words: Words) -> ServerView:
    """Draw it; ``test`` is the test of what is typed now, None where that was not tried."""
    busy = test is not None and test.busy
    found = test.findings if test is not None else ()
    answers = bool(found) and all(finding.mark is not Mark.BROKEN for finding in found)
    blocked = _blocked(snapshot)
    changed = is_changed(snapshot.settings.preferences, typed, ca_file)
    said, tone = _said(test, words, changed=changed, answers=answers, blocked=blocked)
    if not said and answers and not blocked:
        said, tone = _usable(snapshot), Tone.ACCENT
    fixed = words.text("set_at_start") if snapshot.settings.fixed & {"server", "ca_file"} else ""
    return ServerView(
        points=_points(found, test.version if test else None, typed, words),
        said=said,
        tone=tone,
        busy=busy,
        may_use=answers and changed and not blocked and not fixed,
        fixed=fixed,
    )


def is_changed(now: Preferences, typed: str, ca_file: str) -> bool:
    """Whether this is another server, or another certificate, than what holds."""
    try:
        address = server_address(typed)
    except Refusal:
        return True
    return (address, ca_file.strip()) != (now.server, str(now.ca_file or ""))


def _blocked(snapshot: Snapshot) -> str:
    """What one server was asked, no other can answer."""
    count = snapshot.status.unsent
    if not count:
        return ""
    return tr("結果の分からない会計が{count}件あるため、今は別のサーバーに変えられません。", count=count)


def _said(test: ServerTest | None, words: Words, *, changed: bool, answers: bool, blocked: str) -> tuple[str, Tone]:
    if test is not None and test.busy:
        return tr("調べています…"), Tone.QUIET
    if test is not None and test.trouble is not None:
        return words.text(test.trouble), Tone.STOP
    if changed and blocked:
        return blocked, Tone.WAIT
    if answers and not changed:
        return tr("今使っているサーバーです。"), Tone.OK
    return "", Tone.QUIET


def _usable(snapshot: Snapshot) -> str:
    if snapshot.staff is None:
        return tr("このサーバーを使えます。")
    return tr("使えます。変えると全員がログアウトし、レジはこのサーバーで働きます。")


def _points(findings: tuple[Finding, ...], version: str | None, typed: str, words: Words) -> tuple[Point, ...]:
    made: list[Point] = []
    for finding in findings:
        made += _steps(finding, version, typed, words) if finding.what is What.SERVER else [point_of(finding, words)]
    return tuple(made)


def _steps(finding: Finding, version: str | None, typed: str, words: Words) -> list[Point]:
    at = _STOPPED_AT.get(finding.words.code, Step.VERSION)
    told = {
        Step.REACHED: (tr("つながり"), tr("サーバーにつながります。")),
        Step.CERTIFICATE: (tr("証明書"), _certificate(typed)),
        Step.OURS: (tr("サービス"), tr("このサービスのサーバーです。")),
        Step.VERSION: (tr("版"), tr("サーバーの版は {version} です。", version=version or "?")),
    }
    points = []
    for step, (title, fine) in told.items():
        if step is at and finding.mark is not Mark.OK:
            points.append(Point(title, words.notice(finding.words), TONES[finding.mark]))
        elif step > at and finding.mark is Mark.BROKEN:
            points.append(Point(title, tr("まだ分かりません。"), Tone.QUIET))
        else:
            points.append(Point(title, fine, Tone.OK))
    return points


def _certificate(typed: str) -> str:
    if typed.strip().startswith("http://"):
        return tr("このパソコンの中のサーバーなので要りません。")
    return tr("正しい証明書で、通信は暗号化されています。")
