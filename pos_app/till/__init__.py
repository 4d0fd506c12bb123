"""The use cases of the till, without a window: what a cashier may do, and what becomes of it."""
