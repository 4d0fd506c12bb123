"""The terminal's payment numbers (決済番号, row D-18): one count for every way of paying."""

from pos_app.domain import payment_number


class PaymentNumbers:
    """``count`` is the highest count among this terminal's payment numbers so far."""

    def __init__(self, count: int) -> None:
        self.count = count

    def start_after(self, count: int) -> None:
        """The terminal was activated: numbers go on behind this count."""
        self.count = max(self.count, count)

    def next(self, terminal_number: int) -> str:
        """Give the next number, twelve digits; its count must become durable with whatever carries it."""
        self.count += 1
        return payment_number.make(terminal_number, self.count).digits
