"""Made-up snapshots for tests of rules and drawings: the same as in the pictures."""

from pos_app.ui.shell.sample import AT, CLERK, GOOD, LOGGED_OUT, NEW, TERMINAL, WORKING, payment

__all__ = ["AT", "CLERK", "GOOD", "LOGGED_OUT", "NEW", "TERMINAL", "WORKING", "payment"]
