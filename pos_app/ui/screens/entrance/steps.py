"""Every step of getting in, for the window."""

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
from pos_app.ui.shell.stage import Build, Place
from pos_app.ui.shell.views import Aside, View


def entrance(bridge: Bridge, till: Till, notice: str | None = None) -> dict[Place, Build]:
    """How to make each view but the rail's, and each aside; ``notice``: what happened to an earlier set-up."""
    before = TypedBefore()
    return {
        View.TERMINAL_ID: lambda: TerminalIdScreen(bridge, till, notice),
        View.STORE: lambda: StoreScreen(bridge, till),
        View.RECOVERED: lambda: RecoveredScreen(bridge, till),
        View.LOG_IN: lambda: LogInScreen(bridge, till, before),
        View.NEW_PASSWORD: lambda: NewPasswordScreen(bridge, till, before),
        View.NEW_PIN: lambda: NewPinScreen(bridge, till),
        View.LOCKED: lambda: LockedScreen(bridge, till),
        Aside.SWITCH: lambda: SwitchScreen(bridge, till),
        Aside.LOG_IN: lambda: LogInScreen(bridge, till, before, aside=True),
        Aside.LOG_OUT: lambda: LogOutScreen(bridge, till),
    }
