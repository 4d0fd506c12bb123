"""The bottom bar's words (design: "The screens"; rows D-14, D-26): from a snapshot to what stands there, pure."""

from dataclasses import dataclass

from pos_app.till.snapshot import Snapshot
from pos_app.till.words import Words
from pos_app.ui.look.tokens import Tone
from pos_app.ui.text import tr


@dataclass(frozen=True, slots=True)
class Light:
    """One dot with its word; ``more`` says what to do about it."""

    text: str
    tone: Tone
    more: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """Everything that stands in the bar, two or three lights. ``troubles`` are whole sentences, the worst first."""

    lights: tuple[Light, ...]
    counts: str
    counts_tone: Tone
    troubles: tuple[Light, ...]


def bar(snapshot: Snapshot, words: Words, *, bug_met: bool = False) -> Bar:
    """What stands in the bottom bar; ``bug_met``: the window itself met one."""
    status = snapshot.status
    unsent = words.text("screen_unsent", count=status.unsent)
    in_doubt = words.text("screen_in_doubt", count=status.in_doubt)
    open_ones = status.unsent or status.in_doubt
    return Bar(
        lights=(_server(snapshot, words), _camera(snapshot, words), *_pad(snapshot, words)),
        counts=tr("{unsent}・{in_doubt}", unsent=unsent, in_doubt=in_doubt),
        counts_tone=Tone.WAIT if open_ones else Tone.QUIET,
        troubles=_troubles(snapshot, words, bug_met=bug_met),
    )


def _server(snapshot: Snapshot, words: Words) -> Light:
    status = snapshot.status
    if not status.line_up:
        return Light(tr("サーバーにつながりません"), Tone.STOP, words.text("offline"))
    if status.line_problem is not None:
        return Light(tr("サーバーに断られています"), Tone.STOP, words.text(status.line_problem.value))
    return Light(tr("サーバー接続中"), Tone.OK)


def _camera(snapshot: Snapshot, words: Words) -> Light:
    reason = snapshot.status.camera
    if reason is None:
        return Light(tr("カメラ"), Tone.OK)
    return Light(tr("カメラが使えません"), Tone.WAIT, words.text(reason))


def _pad(snapshot: Snapshot, words: Words) -> tuple[Light, ...]:
    """The tenkey, where one is used."""
    if not snapshot.pad.choice.on:
        return ()
    trouble = snapshot.pad.trouble
    if trouble is None:
        return (Light(tr("テンキー"), Tone.OK),)
    return (Light(tr("テンキーが使えません"), Tone.WAIT, words.label(trouble)),)


def _troubles(snapshot: Snapshot, words: Words, *, bug_met: bool) -> tuple[Light, ...]:
    status = snapshot.status
    said: list[Light] = []
    if status.journal_trouble is not None:
        said.append(Light(words.text(status.journal_trouble), Tone.STOP))
    elif status.disk_is_low:
        said.append(Light(words.text("disk_low"), Tone.STOP))
    if status.line_up and status.line_problem is not None:
        said.append(Light(words.text(status.line_problem.value), Tone.STOP))
    if status.overdue:
        said.append(Light(words.text("screen_overdue", count=status.overdue), Tone.WAIT))
    if status.clock_is_skewed:
        said.append(Light(words.text("screen_clock_skewed"), Tone.WAIT))
    if status.bug_met or bug_met:
        said.append(Light(words.text("screen_bug_met"), Tone.WAIT))
    return tuple(said)
