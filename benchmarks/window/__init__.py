"""What runs in a process of its own to measure the till's window (see ``benchmarks.till``)."""
