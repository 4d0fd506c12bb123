"""Answers that nobody on the way may keep: codes, tokens, what somebody owns."""

from fastapi import Depends, Response


def _no_store(response: Response) -> None:
    response.headers["Cache-Control"] = "no-store"


NO_STORE = Depends(_no_store)
"""A router's dependency."""
