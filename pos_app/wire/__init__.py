"""The shapes that till and server exchange, and their error codes; nothing else.

Strict pydantic models: what doesn't fit is refused, never bent. Times are ISO 8601 with an offset; money is whole yen.
"""
