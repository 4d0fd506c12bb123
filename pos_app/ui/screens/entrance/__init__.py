"""Getting in: which terminal this is, who works at it, and the lock."""
