"""設定 in every state, for ``make screens`` and the tests that walk through every text and control."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import cast
from uuid import UUID

import numpy as np
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from pos_app.domain.card import Brand
from pos_app.domain.codes import PrefixTable
from pos_app.till.card_lists import StoreCardsShown
from pos_app.till.checking import ServerTest
from pos_app.till.choices import SettingsShown
from pos_app.till.notice import notice
from pos_app.till.opening_check import Finding, Mark, Mend, What
from pos_app.till.pads import PadChoice, PadKind, PadPort, PadShown, PadTest, PadTrouble, PadWay
from pos_app.till.practice import Practising
from pos_app.till.preferences import Preferences, ScannerKind, Theme
from pos_app.till.preview import Preview, preview_of
from pos_app.till.snapshot import Activation, Snapshot
from pos_app.till.till import Till
from pos_app.ui import text
from pos_app.ui.bridge import Bridge
from pos_app.ui.picture import picture
from pos_app.ui.screens.settings.screen import SettingsScreen
from pos_app.ui.screens.settings.sections import Door, Section
from pos_app.ui.screens.settings.server_screen import ServerScreen
from pos_app.ui.shell.sample import AT, GOOD, NEW, TERMINAL, WORKING
from pos_app.ui.text import tr
from pos_app.ui.widgets.action import Action
from pos_app.ui.widgets.field import Field
from pos_app.wire.cards import CardService, CardTerms, StoreCard
from pos_app.wire.staff import Right, Role

HERE = Preferences(server="https://pos.ena.example", theme=Theme.LIGHT)
MANAGER = WORKING.staff and replace(
    WORKING.staff, name="中津 まこと", role=Role.STORE_MANAGER, rights=tuple(Right), number=2
)
MANAGED = replace(WORKING, staff=MANAGER, settings=SettingsShown(HERE))
_TYPED = "https://pos2.ena.example"
_CLOCK = Finding(What.CLOCK, Mark.OK, notice("clock_fine", seconds="0"))


def nobodys_till(snapshot: Snapshot) -> Till:
    """Stands where a till is needed to draw a picture; nothing happens in it."""

    def nothing(*_: object) -> None:
        pass

    test = SimpleNamespace(test_server=nothing, dismiss=nothing, begin=nothing, check=snapshot.check)
    terminal = SimpleNamespace(preview=nothing, confirm=nothing, prefixes=PrefixTable(TERMINAL.wallet_operator))
    return cast(
        "Till",
        SimpleNamespace(
            sessions=SimpleNamespace(lock_within_minutes=None, language="ja"),
            choices=SimpleNamespace(now=snapshot.settings.preferences, set=nothing, folder=Path("/home/reji/pos-app")),
            checking=test,
            terminal=terminal,
            pad_settings=SimpleNamespace(look_for_ports=nothing, test=nothing, dismiss_test=nothing),
            store_cards=SimpleNamespace(look=nothing, register=nothing, make_default=nothing, delete=nothing),
            pump=nothing,
            play=nothing,
            practise=nothing,
            stop_practising=nothing,
        ),
    )


def seen_by_camera() -> Preview:
    """A customer's hand, more or less."""
    image = np.full((480, 640, 3), (96, 84, 72), np.uint8)
    image[60:420, 220:420] = (236, 232, 228)
    image[140:300, 260:380] = (40, 36, 32)
    return preview_of(image, 1, None)


def settings(snapshot: Snapshot, section: Section, preview: Preview | None = None) -> SettingsScreen:
    """The screen with one section in view."""
    spoken = replace(snapshot, language=text.current())
    till, bridge = nobodys_till(spoken), Bridge(text.current())
    door = Door()
    door.ask_for(section)
    screen = SettingsScreen(bridge, till, lambda: preview, door)
    bridge.setParent(screen)
    bridge.attach(till, text.current())
    bridge.publish(spoken)
    screen.retranslate()
    screen.entered()
    screen.show_snapshot(spoken)
    QTimer.singleShot(0, screen, screen.entered)  # Only what is in view can have the keyboard.
    return screen


def _settings(name: str, section: Section, snapshot: Snapshot = MANAGED) -> None:
    picture(f"settings.{name}", pane=True)(lambda: settings(snapshot, section))


def _with(snapshot: Snapshot, **changes: object) -> Snapshot:
    preferences = replace(snapshot.settings.preferences, **changes)  # type: ignore[arg-type]
    return replace(snapshot, settings=replace(snapshot.settings, preferences=preferences))


_settings("display", Section.DISPLAY)
_settings("clerk", Section.DISPLAY, replace(WORKING, settings=SettingsShown(HERE)))
_settings(
    "not-kept", Section.DISPLAY, replace(MANAGED, settings=SettingsShown(HERE, said=notice("preferences_not_saved")))
)
_settings("sound", Section.SOUND)
_settings("sound-off", Section.SOUND, _with(MANAGED, sounds=False, volume=0))
_settings("practice", Section.PRACTICE)
_settings("practising", Section.PRACTICE, replace(MANAGED, practice=Practising(AT + timedelta(minutes=30), ())))
_settings("check", Section.CHECK)
_settings("terminal", Section.TERMINAL)


# -- 読み取り ---------------------------------------------------------------------------------------------------------

_DARK = replace(MANAGED, status=replace(GOOD, camera="camera_missing"))
_settings("reading-no-camera", Section.READING, _DARK)
_settings("reading-other", Section.READING, _with(MANAGED, camera="https://camera.example/stream"))
_settings("reading-fixed", Section.READING, replace(_DARK, settings=SettingsShown(HERE, frozenset({"camera"}))))


@picture("settings.reading", pane=True)
def reading() -> QWidget:
    """The camera works."""
    return settings(MANAGED, Section.READING, seen_by_camera())


def _scanned(name: str, do: Callable[[SettingsScreen], object]) -> None:
    def build() -> QWidget:
        screen = settings(_with(MANAGED, scanner=ScannerKind.KEYBOARD), Section.READING)
        do(screen)
        return screen

    picture(f"settings.{name}", pane=True)(build)


_scanned("scanner", lambda screen: None)
_scanned("scanner-read", lambda screen: screen.takes_code(b"4901234567894"))
_scanned("scanner-garbled", lambda screen: screen.takes_garbled("incomplete"))


# -- サーバー ---------------------------------------------------------------------------------------------------------


def _tried(name: str, test: ServerTest, typed: str = _TYPED, snapshot: Snapshot = MANAGED) -> None:
    def build() -> QWidget:
        screen = settings(snapshot, Section.SERVER)
        screen.pane.findChildren(Field)[0].set_text(typed)
        _press(screen.pane, "Enter")
        screen.show_snapshot(replace(snapshot, server_test=test, language=text.current()))
        return screen

    picture(f"settings.server-{name}", pane=True)(build)


def _press(widget: QWidget, key: str) -> None:
    for action in widget.findChildren(Action):
        if action.key == key:
            action.click()


def _found(mark: Mark, code: str, mend: Mend | None = None, **facts: str) -> ServerTest:
    server = Finding(What.SERVER, mark, notice(code, **facts), mend)
    return ServerTest(_TYPED, (server, _CLOCK), "0.1.0" if mark is not Mark.BROKEN else None)


_settings("server", Section.SERVER)
_settings("server-fixed", Section.SERVER, replace(MANAGED, settings=SettingsShown(HERE, frozenset({"server"}))))
_tried("busy", ServerTest(_TYPED, busy=True))
_tried("fine", _found(Mark.OK, "server_fine", version="0.1.0"))
_tried("same", _found(Mark.OK, "server_fine", version="0.1.0"), HERE.server)
_tried("silent", _found(Mark.BROKEN, "server_silent"))
_tried("certificate", _found(Mark.BROKEN, "certificate_unknown"))
_tried("not-ours", _found(Mark.BROKEN, "server_not_ours"))
_tried("soon", _found(Mark.WARN, "certificate_ends_soon", days="9"))
_tried(
    "open-payments",
    _found(Mark.OK, "server_fine", version="0.1.0"),
    snapshot=replace(MANAGED, status=replace(GOOD, unsent=2)),
)


@picture("settings.server-before-set-up")
def server_before_set_up() -> QWidget:
    """From 端末ID入力."""
    spoken = replace(NEW, language=text.current(), settings=SettingsShown())
    bridge = Bridge(text.current())
    screen = ServerScreen(bridge, nobodys_till(spoken))
    bridge.setParent(screen)
    screen.retranslate()
    screen.show_snapshot(spoken)
    return screen


# -- 端末 -------------------------------------------------------------------------------------------------------------


def _anew(name: str, *answers: Activation) -> None:
    def build() -> QWidget:
        screen = settings(MANAGED, Section.TERMINAL)
        _press(screen.pane, "F2")
        for field, typed in zip(screen.pane.findChildren(Field), ("000000358003", "40718293"), strict=True):
            field.set_text(typed)
        for activation in answers:
            _press(screen.pane, "Enter")
            screen.show_snapshot(replace(MANAGED, activation=activation, language=text.current()))
        return screen

    picture(f"settings.terminal-{name}", pane=True)(build)


_anew("anew")
_anew("refused", Activation(False, None, "wrong_credentials"))
_anew(
    "sure",
    Activation(False, TERMINAL.model_copy(update={"terminal_id": "000000358003", "terminal_number": 359}), None),
)


# -- テンキーパッド --------------------------------------------------------------------------------------------------

TERMS = CardTerms(
    services=(
        CardService(id="tel", name="ENA Card", brands=(Brand.VISA, Brand.MASTERCARD, Brand.JCB)),
        CardService(id="post", name="ENA Post", brands=(Brand.VISA, Brand.MASTERCARD)),
    ),
    authorisation_days=60,
)
UNCONTRACTED = replace(MANAGED, terminal=TERMINAL.model_copy(update={"cards": None}))
CONTRACTED = replace(MANAGED, terminal=TERMINAL.model_copy(update={"cards": TERMS}))
PORTS = (
    PadPort("/dev/ttyUSB0", "USB-Serial Controller"),
    PadPort("/dev/ttyACM0", "Encrypting PIN Pad with a name so long that nobody reads it"),
)
PAD = PadShown(PadChoice(on=True, port="/dev/ttyUSB0"), ports=PORTS)


def _pad(name: str, pad: PadShown, snapshot: Snapshot = CONTRACTED) -> None:
    _settings(f"pad-{name}" if name else "pad", Section.PAD, replace(snapshot, pad=pad))


_pad("", PAD)
_pad("off", PadShown())
_pad("serial", replace(PAD, choice=replace(PAD.choice, kind=PadKind.SERIAL, port="/dev/ttyS9")))
_pad("keypad", replace(PAD, choice=replace(PAD.choice, kind=PadKind.KEYPAD)))
_pad("network", replace(PAD, choice=replace(PAD.choice, way=PadWay.NETWORK, service="post")))
_pad("testing", replace(PAD, testing=True))
_pad("answers", replace(PAD, test=PadTest(None, "SREDKey 2.1 simulated")))
_pad("silent", replace(PAD, test=PadTest(PadTrouble.NO_ANSWER)))
_pad("gone", replace(PAD, trouble=PadTrouble.DISCONNECTED))
_pad("no-contract", PAD, UNCONTRACTED)
_pad("fixed", PAD, replace(CONTRACTED, settings=SettingsShown(HERE, frozenset({"pad"}))))


# -- 登録カード ------------------------------------------------------------------------------------------------------

_FIRST = StoreCard(card=UUID(int=1), brand=Brand.VISA, last3="242", expiry="2712", default=True)
_SECOND = StoreCard(card=UUID(int=2), brand=Brand.AMEX, last3="005", expiry="2609", default=False)


def _cards(name: str, shown: StoreCardsShown, *, pad: PadShown = PAD, delete: int | None = None) -> None:
    def build() -> QWidget:
        screen = settings(replace(CONTRACTED, pad=pad, store_cards=shown), Section.CARDS)
        if delete is not None:
            doomed = [action for action in screen.pane.findChildren(Action) if action.title == tr("削除する")]
            [action for action in doomed if action.key is None][delete].click()
        return screen

    picture(f"settings.cards-{name}", pane=True)(build)


_cards("loading", StoreCardsShown(busy=True))
_cards("offline", StoreCardsShown(trouble="offline"))
_cards("none", StoreCardsShown(()))
_cards("none-no-pad", StoreCardsShown(()), pad=PadShown())
_cards("one", StoreCardsShown((_FIRST,)))
_cards("two", StoreCardsShown((_FIRST, _SECOND)))
_cards("delete", StoreCardsShown((_FIRST, _SECOND)), delete=0)
_cards("refused", StoreCardsShown((_FIRST,), trouble="card_invalid"))
