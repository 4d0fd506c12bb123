import json
from uuid import UUID

import pytest
from pydantic import ValidationError

from pos_app.wire.operations import OPERATION_ANSWER, OPERATION_BODY, PaymentBody

TOKEN = "Ab3dEf6hIj9lMn2pQr5tUv"
BODY = {
    "kind": "payment",
    "epoch": 1,
    "seq": 1,
    "made_at": "2026-04-01T03:00:00Z",
    "number": "003580000012",
    "amount": 1000,
    "code": {"operator": "99000001", "kind": "qr", "token": TOKEN},
    "execute_until": "2026-04-01T03:01:00Z",
    "staff_session": str(UUID(int=7)),
}


def test_a_body_comes_back_as_it_went() -> None:
    body = OPERATION_BODY.validate_json(json.dumps(BODY))
    assert isinstance(body, PaymentBody)
    assert OPERATION_BODY.validate_json(body.to_json()) == body


@pytest.mark.parametrize(
    "wrong",
    [
        {"amount": 0},
        {"amount": 1000.5},
        {"amount": "1000"},
        {"amount": 10_000_000},
        {"seq": 0},
        {"number": "0035"},
        {"made_at": "2026-04-01T03:00:00"},
        {"made_at": "0001-01-01T00:00:00+14:00"},
        {"made_at": "9999-12-31T23:59:59-14:00"},
        {"more": 1},
        {"kind": "capture"},
        {"code": {"operator": "99000001", "kind": "qr", "token": TOKEN + "!"}},
    ],
    ids=str,
)
def test_what_does_not_fit_is_refused_and_the_code_is_not_quoted(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError) as refused:
        OPERATION_BODY.validate_json(json.dumps({**BODY, **wrong}))
    assert TOKEN not in str(refused.value)
    assert "input_value" not in str(refused.value)


def test_a_body_shows_no_code_when_it_is_printed() -> None:
    assert TOKEN not in repr(OPERATION_BODY.validate_json(json.dumps(BODY)))


def test_an_answer_of_another_kind_is_none() -> None:
    with pytest.raises(ValidationError) as refused:
        OPERATION_ANSWER.validate_json(json.dumps(BODY))
    assert TOKEN not in str(refused.value)
