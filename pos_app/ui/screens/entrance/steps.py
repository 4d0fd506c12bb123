"""Every step of getting in, ready for the window."""

from pos_app.till.till import Till
from pos_app.ui.bridge import Bridge
from pos_app.ui.screens.entrance.locked import LockedScreen
from pos_app.ui.screens.entrance.log_in import LogInScreen
from pos_app.ui.screens.entrance.log_out import LogOutScreen
from pos_app.ui.screens.entrance.new_password import NewPasswordScreen
from pos_app.ui.screens.entrance.new_pin import NewPinScreen
from pos_app.ui.screens.entrance.recovered import RecoveredScreen
from pos_app.ui.screens.entrance.store import StoreScreen
from pos_app.ui.screens.entrance.switch import SwitchScreen
from pos_app.ui.screens.entrance.terminal_id import TerminalIdScreen
from pos_app.ui.screens.entrance.typed_before import TypedBefore
from pos_app.ui.shell.navigation import Entry
from pos_app.ui.shell.screen import Screen
from pos_app.ui.shell.views import Aside, View


def entrance(bridge: Bridge, till: Till, notice: str | None = None) -> dict[View | Aside | Entry, Screen]:
    """A screen for each view but the rail's, and for each aside; ``notice``: what happened to an earlier set-up."""
    before = TypedBefore()
    return {
        View.TERMINAL_ID: TerminalIdScreen(bridge, till, notice),
        View.STORE: StoreScreen(bridge, till),
        View.RECOVERED: RecoveredScreen(bridge, till),
        View.LOG_IN: LogInScreen(bridge, till, before),
        View.NEW_PASSWORD: NewPasswordScreen(bridge, till, before),
        View.NEW_PIN: NewPinScreen(bridge, till),
        View.LOCKED: LockedScreen(bridge, till),
        Aside.SWITCH: SwitchScreen(bridge, till),
        Aside.LOG_IN: LogInScreen(bridge, till, before, aside=True),
        Aside.LOG_OUT: LogOutScreen(bridge, till),
    }
