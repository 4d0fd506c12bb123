"""What a person typed, on its way into a request."""

from collections.abc import Iterator
from contextlib import contextmanager

from pydantic import ValidationError

from pos_app.errors import Refusal


@contextmanager
def typed_or(code: str) -> Iterator[None]:
    """Make shapes of what was typed; what fits none is refused with this code, without asking the server."""
    try:
        yield
    except ValidationError:
        raise Refusal(code) from None
