"""テンキーパッド in words (row T-03): what can be chosen, what it means for card data, and what a test found. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from pos_app.till.pads import PadChoice, PadKind, PadShown, PadTest, PadWay
from pos_app.till.snapshot import Snapshot
from pos_app.till.words import Words
from pos_app.ui.brands import BRAND_NAMES
from pos_app.ui.look.tokens import Tone
from pos_app.ui.text import tr
from pos_app.ui.widgets.points import Point
from pos_app.wire.cards import CardService

ANOTHER = ""
"""Stands for a port that is typed, not chosen from the list."""
IDLE_SECONDS = (60, 90, 120, 180)
WHOLE_SECONDS = (180, 300, 600)
_LONGEST = 44
"""A port's line is cut to so many characters."""
PLAIN_KINDS = frozenset({PadKind.SERIAL, PadKind.KEYPAD})
"""The number passes through the PC."""


@dataclass(frozen=True, slots=True)
class PadView:
    """``ports`` and ``services`` are answers with their words; ``port`` and ``service`` the chosen ones, if any.

    ``warning`` stands for a pad through which the number reaches the PC, ``promise`` for one through which it does
    not. ``found`` is what is known of the pad, nothing while it is not used. ``fixed`` says why nothing can be changed.
    """

    choice: PadChoice
    ports: tuple[tuple[str, str], ...]
    port: str | None
    services: tuple[tuple[str, str], ...]
    service: str | None
    services_note: str
    warning: str
    promise: str
    found: tuple[Point, ...]
    busy: bool
    fixed: str


def pad_view(snapshot: Snapshot, words: Words) -> PadView:
    """Draw it."""
    pad = snapshot.pad
    choice = pad.choice
    services = snapshot.terminal.cards.services if snapshot.terminal and snapshot.terminal.cards else ()
    chosen = choice.service or (services[0].id if services else None)
    known = {service.id for service in services}
    plain = choice.kind in PLAIN_KINDS
    return PadView(
        choice=choice,
        ports=_ports(pad),
        port=choice.port or None,
        services=tuple((service.id, _service(service)) for service in services),
        service=chosen if chosen in known else None,
        services_note="" if services else words.text("no_card_contract"),
        warning=_warning() if plain else "",
        promise="" if plain else tr("番号は機器の中で暗号化され、このパソコンを通りません。"),
        found=_found(pad, words),
        busy=pad.testing,
        fixed=words.text("set_at_start") if "pad" in snapshot.settings.fixed else "",
    )


def kind_words(kind: PadKind) -> str:
    """What is plugged in, in a word or two."""
    return {
        PadKind.ENCRYPTING: tr("暗号化テンキー(推奨)"),
        PadKind.SERIAL: tr("シリアルテンキー"),
        PadKind.KEYPAD: tr("USBテンキー"),
    }[kind]


def way_words(way: PadWay) -> str:
    """How it is reached."""
    return {PadWay.PORT: tr("このパソコンのポート"), PadWay.NETWORK: tr("ネットワーク")}[way]


def duration_words(seconds: int) -> str:
    """Whole minutes as minutes."""
    if seconds % 60 == 0 and seconds > 60:
        return tr("{minutes}分", minutes=seconds // 60)
    return tr("{seconds}秒", seconds=seconds)


def durations(offered: Sequence[int], chosen: int) -> tuple[tuple[int, str], ...]:
    """The times to choose from; one that was set elsewhere has its place among them."""
    return tuple((seconds, duration_words(seconds)) for seconds in sorted({*offered, chosen}))


def _warning() -> str:
    return tr("この機器では番号がパソコンを通るため、カード情報非保持化になりません(PCI DSS の対象)")


def _service(service: CardService) -> str:
    brands = tr("、").join(BRAND_NAMES[brand] for brand in service.brands)
    return tr("{service}({brands})", service=service.name, brands=brands)


def _ports(pad: PadShown) -> tuple[tuple[str, str], ...]:
    lines = [(port.device, _cut(f"{port.device}  {port.description}".strip())) for port in pad.ports]
    chosen = pad.choice.port
    if chosen and chosen not in {port.device for port in pad.ports}:
        absent = tr("{port}(今は見つかりません)", port=_cut(chosen))
        lines.append((chosen, _cut(chosen) if "://" in chosen else absent))
    return (*lines, (ANOTHER, tr("ほかのポート")))


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _found(pad: PadShown, words: Words) -> tuple[Point, ...]:
    if pad.testing:
        return (Point(tr("試しています"), tr("テンキーの返事を待っています。"), Tone.QUIET),)
    if pad.test is not None:
        return (_tested(pad.test, words),)
    if pad.choice.on and pad.trouble is not None:
        return (Point(tr("使えません"), words.label(pad.trouble), Tone.STOP),)
    return ()


def _tested(test: PadTest, words: Words) -> Point:
    if test.trouble is not None:
        return Point(tr("使えません"), words.label(test.trouble), Tone.STOP)
    model = tr("機種は {model} です。", model=_cut(test.model)) if test.model else tr("テンキーにつながりました。")
    return Point(tr("使えます"), model, Tone.OK)
