"""Where the screens stand: each is made when it is first wanted, in a window that is in use."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

from pos_app.ui.desktop import rail_screens
from pos_app.ui.screens.entrance.steps import entrance
from pos_app.ui.shell.stage import ScreenStage
from tests.ui.conftest import NewDesk


class Flashes(QObject):
    """Notes every widget that is shown as a window."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.seen.append(f"{type(watched).__name__} {watched.accessibleName()}")
        return False


@pytest.fixture
def flashes(styled: QApplication) -> Iterator[Flashes]:
    flashes = Flashes()
    styled.installEventFilter(flashes)
    yield flashes
    styled.removeEventFilter(flashes)


@pytest.mark.parametrize("notice", [None, "journal_set_aside"])
def test_no_part_of_a_screen_is_ever_a_window_of_its_own_and_takes_the_keys_away(
    new_desk: NewDesk, flashes: Flashes, notice: str | None
) -> None:
    desk = new_desk("till")
    builds = entrance(desk.bridge, desk.till, notice) | rail_screens(desk.bridge, desk.till, desk.app.preview)
    stage = ScreenStage(builds, lambda screen: screen.retranslate())
    for place in builds:
        stage.bring(place).show_snapshot(desk.shown)
    assert flashes.seen == []
    stage.deleteLater()
