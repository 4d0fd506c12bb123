"""What every shape on the wire has in common, and the small types they are made of."""

from datetime import UTC, datetime
from typing import Annotated
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from pos_app.domain.money import MAX_AMOUNT


class Shape(BaseModel):
    """Immutable, strict, with no unknown fields; a refused value is never quoted in the error (it may be a code)."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid", hide_input_in_errors=True)

    def to_json(self) -> bytes:
        """These exact bytes travel: a resend is the same bytes again."""
        return self.model_dump_json().encode()


NO_INPUT_IN_ERRORS = ConfigDict(hide_input_in_errors=True)
"""For unions of shapes: the configuration of their members does not reach the union's own errors."""

Instant = Annotated[AwareDatetime, Field(ge=datetime(1, 1, 2, tzinfo=UTC), le=datetime(9999, 12, 30, tzinfo=UTC))]
"""A moment with its UTC offset, far enough from the calendar's ends to be told in any zone."""

Id = Annotated[UUID, Field(strict=False)]
"""An id in a request's body: written as text there, also where a framework has parsed the JSON before."""

Yen = Annotated[int, Field(ge=1, le=MAX_AMOUNT)]
"""An amount to be paid: whole yen, seven digits at the most (E-28, D-15)."""

Balance = Annotated[int, Field(ge=0, le=2**53 - 1)]
"""A sum of money that may be zero: whole yen, exact in any JSON reader."""

Seq = Annotated[int, Field(ge=1, le=2**53 - 1)]
"""A terminal's running count of operations within one activation epoch."""

Epoch = Annotated[int, Field(ge=1, le=2**31 - 1)]
"""How many times a terminal has been activated."""

Digits12 = Annotated[str, Field(pattern=r"^[0-9]{12}$")]
"""A terminal id (E-21) or a payment number (D-18)."""

OperatorId = Annotated[str, Field(pattern=r"^[0-9]{8}$")]
"""The eight digits that head every code of one wallet's (codes.md 5.2)."""

Label = Annotated[str, Field(min_length=1, max_length=120)]
"""A name that people read."""

LoginId = Annotated[str, Field(min_length=1, max_length=64)]
Secret = Annotated[str, Field(min_length=1, max_length=256, repr=False)]
"""A password, a PIN, a token: never shown in a repr."""
