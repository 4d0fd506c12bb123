"""From whatever is in view back to an empty pad, by keys alone: it must always be possible."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from pos_app.server.seed_demo import WORLD
from pos_app.till.sale import Stage
from pos_app.ui.screens.entrance.locked import LockedScreen
from pos_app.ui.screens.entrance.log_in import LogInScreen
from pos_app.ui.screens.entrance.sheet import Sheet
from pos_app.ui.screens.sale.pane import Pane
from pos_app.ui.screens.sale.screen import SaleScreen
from pos_app.ui.widgets.field import Field
from pos_app.wire.staff import Role
from tests.ui.desk import Hands

CLERK = WORLD.person(Role.STORE_CLERK)
RETURN, ESCAPE, TAB = Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Tab
CONTROL = Qt.KeyboardModifier.ControlModifier
STEPS = 60


def back_to_the_pad(hands: Hands) -> None:
    """Raise AssertionError with what stands there if a patient person does not get back."""
    for _ in range(STEPS):
        if _is_there(hands):
            return
        QTest.qWait(200)  # Longer than a scanner's rhythm: what was typed before is certain now.
        _one_step(hands)
        QTest.qWait(50)
    screen, focus = hands.window.screen_in_view, QApplication.focusWidget()
    draft = screen._draft if isinstance(screen, SaleScreen) else None
    raise AssertionError(f"no way back from {screen}, {hands.desk.shown.sale}, {draft}, {focus}: {hands.words()}")


def _is_there(hands: Hands) -> bool:
    screen, snapshot = hands.window.screen_in_view, hands.desk.shown
    if not isinstance(screen, SaleScreen) or snapshot.practice is not None:
        return False
    return screen.pane is Pane.PAD and snapshot.sale.stage is Stage.IDLE and not screen._draft.shown.digits


def _one_step(hands: Hands) -> None:
    screen, snapshot = hands.window.screen_in_view, hands.desk.shown
    if snapshot.practice is not None and isinstance(screen, SaleScreen):
        _press_by_walking(hands, "練習を終える", "End practice")
    elif isinstance(screen, LockedScreen):
        if snapshot.staff is not None and snapshot.staff.has_pin:
            _fill(hands, screen.fields[0], CLERK.pin)
        else:
            hands.press(RETURN)
    elif isinstance(screen, LogInScreen):
        _fill(hands, screen.fields[0], CLERK.login_id)
        _fill(hands, screen.fields[1], CLERK.password)
        hands.press(RETURN)
        hands.until(lambda: not hands.desk.shown.busy)
    elif isinstance(screen, SaleScreen):
        hands.press(Qt.Key.Key_F1 if screen.pane is Pane.DOUBT else ESCAPE)
    elif isinstance(screen, Sheet):
        hands.press(ESCAPE)
    else:
        hands.press(ESCAPE)
        hands.press(Qt.Key.Key_1, modifiers=CONTROL)


def _fill(hands: Hands, field: Field, text: str) -> None:
    """Walk to a field and replace what is in it."""
    for _ in range(30):
        focused = QApplication.focusWidget()
        if isinstance(focused, QLineEdit) and field.isAncestorOf(focused):
            break
        hands.press(TAB)
    hands.press(Qt.Key.Key_A, modifiers=CONTROL)
    hands.press(Qt.Key.Key_Backspace)
    hands.write(text)


def _press_by_walking(hands: Hands, *titles: str) -> None:
    for _ in range(60):
        focused = QApplication.focusWidget()
        if focused is not None and focused.accessibleName() in titles:
            hands.press(RETURN)
            return
        hands.press(TAB)
