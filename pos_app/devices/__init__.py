"""What stands on the counter: each device reports what it saw as immutable values and knows no payment."""
