"""取引履歴: the day's list with its details, a void step by step, and what waits for somebody's approval."""
