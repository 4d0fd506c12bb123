"""テンキーパッド: whether one is used, which, how it is reached, and a test that says what is wrong (row T-03)."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from pos_app.till.pads import DEFAULT_HOST, DEFAULT_PORT, PadChoice, PadKind, PadWay
from pos_app.till.snapshot import Snapshot
from pos_app.till.till import Till
from pos_app.ui.bridge import Bridge
from pos_app.ui.screens.settings.pad_view import (
    ANOTHER,
    IDLE_SECONDS,
    WHOLE_SECONDS,
    PadView,
    durations,
    kind_words,
    pad_view,
    way_words,
)
from pos_app.ui.screens.settings.pane import Setting, SettingsPane
from pos_app.ui.text import tr
from pos_app.ui.widgets.action import Action, Kind
from pos_app.ui.widgets.choice import Choice
from pos_app.ui.widgets.field import Field
from pos_app.ui.widgets.label import Label, Text
from pos_app.ui.widgets.panes import Card
from pos_app.ui.widgets.points import Points
from pos_app.ui.widgets.switch import Switch

_PORT_DIGITS = 5
_HIGHEST_PORT = 65_535
_LEFT = Qt.AlignmentFlag.AlignLeft


class PadPane(SettingsPane):
    """What is chosen holds at once; what is typed is kept by Enter, which then tries the pad."""

    def __init__(self, bridge: Bridge, till: Till, parent: QWidget | None = None) -> None:
        super().__init__(bridge, till, parent)
        self._snapshot: Snapshot | None = None
        self._filled: tuple[str, str] | None = None
        self._types_port = self._looked = self._found_seen = False
        self._in_use, self._in_kind, self._in_way = Setting(), Setting(), Setting()
        self._in_found, self._in_service, self._in_times = Setting(), Setting(), Setting()
        self._on, self._kind, self._way = Switch(), Choice(), Choice()
        self._warning, self._warned = Card(attention=True), Label(Text.STRONG, wrap=True)
        self._promise, self._fixed = Label(Text.NOTE, wrap=True), Label(Text.NOTE, wrap=True)
        self._ports, self._port = Choice(tall=True), Field()
        self._host, self._number = Field(), Field(digits=True)
        self._where = QWidget()
        self._points = Points()
        self._services, self._no_service = Choice(tall=True), Label(Text.NOTE, wrap=True)
        self._idle, self._whole = Choice(), Choice()
        self._idle_label, self._whole_label = Label(Text.LABEL), Label(Text.LABEL)
        self._again, self._test = Action(key="F5"), Action(Kind.PRIMARY, key="Enter")
        self._lay_out()
        self._connect()

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Draw what the till is like now."""
        self._snapshot = snapshot
        self._fill(snapshot.pad.choice)
        if not self._looked:
            self._looked = True
            self._look_for_ports()
        self._show(pad_view(snapshot, self.words))

    def retranslate(self) -> None:
        """Set every text again."""
        self.set_heading(tr("テンキーパッド"), tr("「電話注文(カード)」で、カード番号と有効期限を入力する機器です。"))
        self._on.set_words(tr("テンキーパッド入力"))
        self._in_kind.set_words(tr("機器の種類"))
        self._kind.set_answers([(kind, kind_words(kind)) for kind in PadKind])
        self._kind.set_label(tr("機器の種類"))
        self._way.set_answers([(way, way_words(way)) for way in PadWay])
        self._way.set_label(tr("つなぎ方"))
        self._ports.set_label(tr("このパソコンのポート"))
        self._port.set_label(tr("ポートの名前"))
        self._port.set_placeholder("COM3")
        self._host.set_label(tr("プライベートIP"))
        self._number.set_label(tr("ポート番号"))
        self._in_found.set_words(tr("テンキーの状態"))
        self._in_service.set_words(tr("利用サービス"), tr("電話注文(カード)の売上を、この契約で送ります。"))
        self._services.set_label(tr("利用サービス"))
        self._in_times.set_words(tr("時間切れ"), tr("お客様が番号を言い終わるまでの長さに合わせてください。"))
        self._idle_label.setText(tr("キーが押されないとき"))
        self._idle.set_label(tr("キーが押されないとき"))
        self._whole_label.setText(tr("入力を始めてから"))
        self._whole.set_label(tr("入力を始めてから"))
        self._again.set_words(tr("一覧を更新"))
        if self._snapshot is not None:
            self.show_snapshot(self._snapshot)

    def left(self) -> None:
        """What was typed and not kept is forgotten, and so is the test."""
        self._types_port = self._looked = False
        self._filled = None
        self._host.set_trouble(None)
        self._number.set_trouble(None)
        self.till.pad_settings.dismiss_test()

    # -- inside -------------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self._in_use.add(self._on)
        self._in_use.add(self._fixed)
        self._in_kind.content.addWidget(self._kind, 0, _LEFT)
        self._warning.body.addWidget(self._warned)
        self._in_kind.add(self._warning)
        self._in_kind.add(self._promise)
        self._in_way.content.addWidget(self._way, 0, _LEFT)
        self._in_way.add(self._ports)
        self._in_way.add(self._port)
        self._number.set_limit(_PORT_DIGITS)
        row = QHBoxLayout(self._where)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self._host, 2)
        row.addWidget(self._number, 1)
        self._in_way.add(self._where)
        self._in_found.add(self._points)
        self._in_service.add(self._services)
        self._in_service.add(self._no_service)
        for label, choice in ((self._idle_label, self._idle), (self._whole_label, self._whole)):
            self._in_times.add(label)
            self._in_times.content.addWidget(choice, 0, _LEFT)
        for setting in (*self._settings(), self._in_times):
            self.body.addWidget(setting)
        self.body.addStretch(1)
        self.add_quiet(self._again)
        self.set_primary(self._test)

    def _settings(self) -> tuple[Setting, ...]:
        return self._in_use, self._in_found, self._in_kind, self._in_way, self._in_service

    def _connect(self) -> None:
        self._on.clicked.connect(lambda on: self._choose(on=on))
        self._kind.chosen.connect(lambda kind: self._choose(kind=kind))
        self._way.chosen.connect(lambda way: self._choose(way=way))
        self._ports.chosen.connect(self._choose_port)
        self._services.chosen.connect(lambda service: self._choose(service=service))
        self._idle.chosen.connect(lambda seconds: self._choose(idle_seconds=seconds))
        self._whole.chosen.connect(lambda seconds: self._choose(whole_seconds=seconds))
        for field in (self._port, self._host, self._number):
            field.changed.connect(self._typed)
        self._again.clicked.connect(self._look_for_ports)
        self._test.clicked.connect(self._keep_and_test)

    def _fill(self, choice: PadChoice) -> None:
        """What is set stands in the fields until somebody types; set elsewhere, it replaces what was typed."""
        known = choice.host, str(choice.network_port)
        if known != self._filled:
            self._filled = known
            self._host.set_text(choice.host)
            self._number.set_text(str(choice.network_port))

    def _show(self, view: PadView) -> None:
        choice = view.choice
        self._on.setChecked(choice.on)
        for setting in (self._in_kind, self._in_way, self._in_service, self._in_times):
            setting.setEnabled(not view.fixed)
        self._on.setEnabled(not view.fixed)
        self._say(self._fixed, view.fixed)
        self._kind.choose(choice.kind)
        self._say(self._promise, view.promise)
        self._warned.setText(view.warning)
        self._warning.setVisible(bool(view.warning))
        self._show_way(view)
        self._show_found(view)
        self._services.set_answers(view.services)
        if view.service is not None:
            self._services.choose(view.service)
        self._services.setVisible(bool(view.services))
        self._say(self._no_service, view.services_note)
        self._idle.set_answers(durations(IDLE_SECONDS, choice.idle_seconds))
        self._idle.choose(choice.idle_seconds)
        self._whole.set_answers(durations(WHOLE_SECONDS, choice.whole_seconds))
        self._whole.choose(choice.whole_seconds)

    def _show_way(self, view: PadView) -> None:
        choice = view.choice
        is_keyboard = choice.kind is PadKind.KEYPAD
        by_port = choice.way is PadWay.PORT and not is_keyboard
        note = tr("通常は初めの値のままで使えます。") if choice.way is PadWay.NETWORK else ""
        self._in_way.set_words(
            tr("つなぎ方"), tr("パソコンのUSBに差すだけで使えます。ほかの設定は要りません。") if is_keyboard else note
        )
        self._way.choose(choice.way)
        self._way.setVisible(not is_keyboard)
        self._ports.set_answers(view.ports)
        chosen = ANOTHER if self._types_port else view.port
        if chosen is not None:
            self._ports.choose(chosen)
        self._ports.setVisible(by_port)
        self._port.setVisible(by_port and self._types_port)
        self._where.setVisible(choice.way is PadWay.NETWORK and not is_keyboard)
        self._again.setVisible(by_port and not view.fixed)

    def _show_found(self, view: PadView) -> None:
        self._points.show_points(view.found)
        self._in_found.setVisible(bool(view.found))
        if view.found and not self._found_seen:
            self.bring_into_view(self._in_found)
        self._found_seen = bool(view.found)
        self._test.setVisible(view.choice.kind is not PadKind.KEYPAD)
        self._test.setEnabled(not view.busy)
        self._say_test()

    def _say_test(self) -> None:
        self._test.set_words(tr("保存してつながるか試す") if self._is_typed() else tr("つながるか試す"))

    def _say(self, label: Label, words: str) -> None:
        label.setText(words)
        label.setVisible(bool(words))

    # -- moves --------------------------------------------------------------------------------------------------------

    @property
    def _now(self) -> PadChoice:
        return self.till.choices.now.pad

    def _choose(self, **changes: object) -> bool:
        wished = replace(self._now, **changes)  # type: ignore[arg-type] # names of PadChoice's fields
        done = self.set_preference(pad=wished)
        if not done and self._snapshot is not None:
            self._show(pad_view(self._snapshot, self.words))  # What was clicked is not so.
        return done

    def _choose_port(self, port: object) -> None:
        self._types_port = port == ANOTHER
        if self._types_port:
            self._port.show()
            self._port.setFocus(Qt.FocusReason.OtherFocusReason)
            self._say_test()
        else:
            self._choose(port=port)

    def _look_for_ports(self) -> None:
        self.bridge.act(self.till.pad_settings.look_for_ports)

    def _typed(self) -> None:
        for field in (self._host, self._number):
            field.set_trouble(None)
        self._say_test()

    def _is_typed(self) -> bool:
        if self._types_port:
            return bool(self._port.text().strip())
        return self._filled is not None and (self._host.text(), self._number.text()) != self._filled

    def _keep_and_test(self) -> None:
        if self._is_typed() and not self._keep():
            return
        self.bridge.act(partial(self.till.pad_settings.test, self._now))

    def _keep(self) -> bool:
        if self._types_port:
            if not self._choose(port=self._port.text().strip()):
                return False
            self._types_port = False
            self._port.clear()
            return True
        number = int(self._number.text() or DEFAULT_PORT)
        if not 0 < number <= _HIGHEST_PORT:
            self._number.set_trouble(self.words.text("pad_port_number"))
            return False
        wished = replace(self._now, host=self._host.text().strip() or DEFAULT_HOST, network_port=number)
        choices = self.till.choices
        return self.bridge.act(partial(choices.set, replace(choices.now, pad=wished)), self._host.set_trouble)
