from datetime import UTC, datetime, timedelta

START = datetime(2026, 4, 10, 3, 0, tzinfo=UTC)  # 12:00 in Japan


class FakeClock:
    """Stands still until a test moves it."""

    def __init__(self, at: datetime = START) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at

    def advance(self, by: timedelta) -> None:
        self.at += by
