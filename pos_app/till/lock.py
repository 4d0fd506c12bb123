"""When the payment pad locks (D-17): pure rules."""

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Lock:
    """``idle_since`` is monotonic seconds; the lock hides the pad and never discards anything."""

    idle_since: float
    locked: bool = False

    def touched(self, now: float) -> "Lock":
        """Somebody used the till."""
        return self if self.locked else replace(self, idle_since=now)

    def tick(self, now: float, after_minutes: int | None, *, busy: bool) -> "Lock":
        """Lock after the store's idle time; never during a scan, an open payment or card entry (``busy``)."""
        if busy:
            return replace(self, idle_since=now) if not self.locked else self
        if self.locked or after_minutes is None or now - self.idle_since < after_minutes * 60:
            return self
        return replace(self, locked=True)

    def closed(self) -> "Lock":
        """Somebody locked it by hand."""
        return replace(self, locked=True)

    def opened(self, now: float) -> "Lock":
        """The right PIN was typed."""
        return Lock(idle_since=now)
