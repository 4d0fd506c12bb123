"""サーバー: where it is, which certificate is trusted besides, and a test before anything changes."""

from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from pos_app.till.checking import ServerTest
from pos_app.till.snapshot import Snapshot
from pos_app.till.till import Till
from pos_app.ui.bridge import Bridge
from pos_app.ui.screens.settings.pane import Setting, SettingsPane
from pos_app.ui.screens.settings.server_view import ServerView, server_view
from pos_app.ui.text import tr
from pos_app.ui.widgets.action import Action, Kind
from pos_app.ui.widgets.field import Field
from pos_app.ui.widgets.label import Label, Text
from pos_app.ui.widgets.points import Points
from pos_app.ui.widgets.restyle import set_property


class ServerPane(SettingsPane):
    """Enter tries what is typed; where that answered, Enter uses it."""

    def __init__(self, bridge: Bridge, till: Till, parent: QWidget | None = None) -> None:
        super().__init__(bridge, till, parent)
        self._snapshot: Snapshot | None = None
        self._tried: tuple[str, str] | None = None
        self._may_use = self._busy = self._filled = self._points_seen = False
        self._address, self._ca_file, self._browse = Field(), Field(), Action()
        self._where, self._found, self._points = Setting(), Setting(), Points()
        self._said, self._fixed = Label(Text.BODY, wrap=True), Label(Text.NOTE, wrap=True)
        self._go = Action(Kind.PRIMARY, key="Enter")
        self._lay_out()
        self._address.changed.connect(self._typed)
        self._ca_file.changed.connect(self._typed)
        self._browse.clicked.connect(self._choose_file)
        self._go.clicked.connect(self._try_or_use)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Draw what the till is like now."""
        self._snapshot = snapshot
        if not self._filled:
            self._fill(snapshot)
        self._draw()

    def retranslate(self) -> None:
        """Set every text again."""
        self.set_heading(tr("サーバー"), tr("変えるのは、事務局から知らされたときだけです。"))
        self._address.set_label(tr("サーバーの場所"))
        self._address.set_placeholder("https://pos.example.jp")
        self._ca_file.set_label(tr("追加の証明書(受け取ったときだけ)"))
        self._browse.set_words(tr("ファイルを選ぶ"))
        self._found.set_words(tr("試した結果"))
        self._draw()

    def begin(self) -> None:
        """Put the keyboard into the address, so that typing replaces it."""
        if self.bridge.seen is not None:
            self.show_snapshot(self.bridge.seen)
        self._address.begin()

    def left(self) -> None:
        """What was typed and not used is forgotten."""
        self._filled, self._tried = False, None
        self._address.set_trouble(None)
        self.bridge.act(self.till.checking.dismiss)

    # -- inside -------------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self._ca_file, 1)
        row.addWidget(self._browse, 0, Qt.AlignmentFlag.AlignBottom)
        self._where.add(self._address)
        self._where.add(row)
        self._where.add(self._fixed)
        self._found.add(self._said)
        self._found.add(self._points)
        self.body.addWidget(self._where)
        self.body.addWidget(self._found)
        self.body.addStretch(1)
        self.set_primary(self._go)

    def _fill(self, snapshot: Snapshot) -> None:
        now = snapshot.settings.preferences
        self._filled = True
        self._address.set_text(now.server)
        self._ca_file.set_text(str(now.ca_file or ""))

    def _typed(self) -> None:
        self._address.set_trouble(None)
        self._draw()

    def _what_is_typed(self) -> tuple[str, str]:
        return self._address.text(), self._ca_file.text()

    def _test(self) -> ServerTest | None:
        tried = self._snapshot is not None and self._tried == self._what_is_typed()
        return self._snapshot.server_test if tried and self._snapshot is not None else None

    def _draw(self) -> None:
        if self._snapshot is None:
            return
        view = server_view(self._snapshot, *self._what_is_typed(), self._test(), self.words)
        self._show(view)

    def _show(self, view: ServerView) -> None:
        self._may_use = view.may_use
        self._points.show_points(view.points)
        self._points.setVisible(bool(view.points))
        self._said.setText(view.said)
        self._said.setVisible(bool(view.said))
        set_property(self._said, "tone", view.tone.value)
        self._found.setVisible(bool(view.points or view.said))
        if view.points and not self._points_seen:
            self.bring_into_view(self._found)
        self._points_seen = bool(view.points)
        self._fixed.setText(view.fixed)
        self._fixed.setVisible(bool(view.fixed))
        for part in (self._address, self._ca_file, self._browse):
            part.setEnabled(not view.fixed)
        self._busy = view.busy
        self._go.set_words(tr("このサーバーを使う") if view.may_use else tr("つながるか試す"))

    def _path(self) -> Path | None:
        typed = self._ca_file.text().strip()
        return Path(typed) if typed else None

    def _try_or_use(self) -> None:
        if self._busy:
            return
        if self._may_use:
            wished = replace(self.till.choices.now, server=self._address.text(), ca_file=self._path())
            if self.bridge.act(partial(self.till.choices.set, wished), self._address.set_trouble):
                self._filled = False
                self.wants.emit(None)
            return
        self._tried = self._what_is_typed()
        tried = partial(self.till.checking.test_server, self._address.text(), self._path())
        if not self.bridge.act(tried, self._address.set_trouble):
            self._tried = None
        self._draw()

    def _choose_file(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, tr("追加の証明書(受け取ったときだけ)"))
        if chosen:
            self._ca_file.set_text(chosen)
