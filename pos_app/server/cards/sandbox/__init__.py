"""The sandbox processor: stands where a real one would, with tables and transactions of its own."""
