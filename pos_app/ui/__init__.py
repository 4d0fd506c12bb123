"""The till's window: screens, widgets, and the bridge that carries snapshots to them. Knows ``till``, none below it."""
