from datetime import timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.errors import StoreFault
from pos_app.server.api.envelope import MAX_BODY_BYTES
from pos_app.server.api.operations import PREFIX, operation_in
from pos_app.server.store.connection import Tx
from pos_app.server.store.statements import Statement
from pos_app.wire.operations import Decline, OperationPage, PaymentApproved, PaymentDeclined, ReversalDone
from pos_app.wire.problems import Problem, ProblemCode
from tests.server.api.shop import Shop, answer_of


def problem_of(content: bytes) -> Problem:
    return Problem.model_validate_json(content)


def test_a_payment_is_approved_and_the_same_bytes_get_the_same_answer(shop: Shop) -> None:
    operation, body = shop.world.new_id(), shop.payment()
    first = shop.put(operation, body)
    again = shop.put(operation, body)
    assert isinstance(answer_of(first), PaymentApproved)
    assert "Idempotent-Replayed" not in first.headers
    assert again.content == first.content, again.text
    assert again.headers["Idempotent-Replayed"] == "true"
    assert shop.get(f"/v1/operations/{operation}").content == first.content


def test_a_replay_is_the_same_after_the_till_was_disabled_and_hours_later(shop: Shop, clock: object) -> None:
    operation, body = shop.world.new_id(), shop.payment()
    first = shop.put(operation, body)
    shop.world.context.now.advance(timedelta(hours=5))  # type: ignore[attr-defined]
    assert shop.put(operation, body).content == first.content


def test_another_body_under_the_same_id_is_refused(shop: Shop) -> None:
    operation = shop.world.new_id()
    shop.put(operation, shop.payment())
    answer = shop.put(operation, shop.payment())
    assert answer.status_code == 409
    problem = problem_of(answer.content)
    assert (problem.code, problem.id, problem.recorded) == (ProblemCode.ID_REUSED, operation, True)


def test_another_terminals_id_is_refused_and_not_shown(shop: Shop) -> None:
    operation, body = shop.world.new_id(), shop.payment()
    shop.put(operation, body)
    other = shop.world.add_till(shop.store, shop.company)
    answer = shop.put(operation, body, other)
    assert answer.status_code == 409
    assert not problem_of(answer.content).recorded
    assert shop.get(f"/v1/operations/{operation}", other).status_code == 404


def test_a_request_without_a_good_credential_is_refused_before_its_body_is_looked_at(shop: Shop) -> None:
    operation = shop.world.new_id()
    for bearer in (None, "x" * 43, "short"):
        for body in (shop.payment().to_json(), b"{"):
            answer = shop.server.request("PUT", f"/v1/operations/{operation}", bearer=bearer, body=body)
            assert answer.status_code == 401
            problem = problem_of(answer.content)
            assert (problem.code, problem.id, problem.recorded) == (ProblemCode.UNAUTHENTICATED, operation, False)


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'{"kind":"gift"}', b"\xff\xfe", b"null", b"[" * 5000])
def test_a_body_that_is_no_operation_is_refused_and_records_nothing(shop: Shop, body: bytes) -> None:
    operation = shop.world.new_id()
    answer = shop.put(operation, body)
    assert answer.status_code == 400
    assert problem_of(answer.content).id == operation
    assert shop.get(f"/v1/operations/{operation}").status_code == 404


def test_a_refused_body_is_not_quoted(shop: Shop) -> None:
    body = shop.payment()
    broken = body.to_json().replace(b'"epoch":1', b'"epoch":"1"')
    answer = shop.put(shop.world.new_id(), broken)
    assert answer.status_code == 400
    assert body.code.token not in answer.text


@given(st.text(max_size=60))
def test_no_path_names_an_operation_but_a_uuid(text: str) -> None:
    named = operation_in(PREFIX + text)
    assert named is None or str(named) == text.lower()
    assert operation_in("/v1/feed/" + text) is None


@given(st.uuids())
def test_every_uuid_in_its_usual_form_is_named(key: UUID) -> None:
    assert (
        operation_in(f"{PREFIX}{key}")
        == operation_in(f"{PREFIX}{key}".upper().replace("/V1/OPERATIONS/", PREFIX))
        == key
    )
    for form in (f"{{{key}}}", key.hex, f"urn:uuid:{key}", f"{key}/", f" {key}"):
        assert operation_in(PREFIX + form) is None


@pytest.mark.parametrize("written", ["x", "x/y", "00000000000000000000000000000000"])
def test_an_id_that_is_no_uuid_is_refused(shop: Shop, written: str) -> None:
    answer = shop.server.request(
        "PUT", f"/v1/operations/{written}", bearer=shop.till.credential, body=shop.payment().to_json()
    )
    assert answer.status_code == 400


def test_an_enormous_body_is_refused_with_the_id(shop: Shop) -> None:
    operation = shop.world.new_id()
    answer = shop.put(operation, b" " * (MAX_BODY_BYTES + 1))
    assert answer.status_code == 413
    assert problem_of(answer.content).id == operation


def test_other_methods_are_refused_and_the_right_ones_named(shop: Shop) -> None:
    answer = shop.server.request("DELETE", f"/v1/operations/{shop.world.new_id()}", bearer=shop.till.credential)
    assert answer.status_code == 405
    assert answer.headers["Allow"] == "GET, PUT"


def test_an_undone_payment_that_comes_late_is_declined_for_ever(shop: Shop) -> None:
    operation, body = shop.world.new_id(), shop.payment()
    undone = answer_of(shop.put(shop.world.new_id(), shop.world.reversal(shop.till, operation, body.seq)))
    assert isinstance(undone, ReversalDone)
    for _ in range(2):
        late = shop.put(operation, body)
        answer = answer_of(late)
        assert isinstance(answer, PaymentDeclined)
        assert (answer.reason, answer.number, answer.id) == (Decline.UNDONE, None, operation)


def test_after_five_wrong_numbers_a_till_is_not_listened_to_for_a_minute(shop: Shop) -> None:
    def guess(token: str) -> tuple[UUID, bytes, int, str | None]:
        code = shop.payment().code.model_copy(update={"kind": "number", "token": token})
        operation = shop.world.new_id()
        answer = shop.put(operation, shop.payment(2_000, code=code))
        return operation, answer.content, answer.status_code, answer.headers.get("Retry-After")

    for wrong in range(5):
        assert guess(f"00000000000{wrong}")[2] == 200
    operation, content, status, retry_after = guess(shop.world.code(shop.wallet).number)
    assert (status, retry_after) == (429, "60")
    problem = problem_of(content)
    assert (problem.code, problem.id, problem.recorded) == (ProblemCode.RATE_LIMITED, operation, False)
    assert answer_of(shop.put(shop.world.new_id(), shop.payment())).outcome == "approved"
    shop.world.context.now.advance(timedelta(seconds=60))  # type: ignore[attr-defined]
    assert b'"approved"' in guess(shop.world.code(shop.wallet).number)[1]


def test_all_operations_of_an_epoch_come_by_seq_in_whole_pages(shop: Shop) -> None:
    made = [shop.paid(1_000 + number) for number in range(7)]
    shop.put(shop.world.new_id(), shop.world.reversal(shop.till, made[2], 3))
    seen: list[tuple[int | None, str]] = []
    after: int | None = 0
    while after is not None:
        page = OperationPage.model_validate_json(shop.get("/v1/operations", epoch=1, after_seq=after, limit=2).content)
        seen += [(known.seq, known.answer.kind) for known in page.operations]
        after = page.next_after_seq
    assert seen == [(1, "payment"), (2, "payment"), (3, "payment"), (3, "reversal")] + [
        (seq, "payment") for seq in range(4, 8)
    ]


def test_another_epochs_operations_are_not_listed(shop: Shop) -> None:
    shop.paid()
    page = OperationPage.model_validate_json(shop.get("/v1/operations", epoch=2).content)
    assert page == OperationPage(operations=(), next_after_seq=None)


def test_a_full_disk_is_a_definite_answer_and_the_next_payment_goes_through(shop: Shop) -> None:
    pages = Statement.__new__(Statement)
    pages.constants, pages.forgets = {}, False

    def limit(count: int) -> None:
        pages.sql = f"PRAGMA max_page_count = {count}"
        shop.world.run(lambda tx: tx.one(pages))

    limit(1)
    refused = None
    tried: list[tuple[UUID, bytes]] = []
    for _ in range(200):
        try:
            operation, body = shop.world.new_id(), shop.payment(double_confirmed=True).to_json()
        except Exception:  # noqa: BLE001 - making the customer's code needs the disk, too
            break
        tried.append((operation, body))
        refused = shop.put(operation, body)
        if refused.status_code != 200:
            break
    if refused is None or refused.status_code == 200:
        operation = shop.world.new_id()
        body = tried[0][1].replace(b'"seq":1,', b'"seq":999,')
        refused = shop.put(operation, body)
    assert refused.status_code == 503
    problem = problem_of(refused.content)
    assert (problem.code, problem.id, problem.recorded) == (ProblemCode.UNAVAILABLE, operation, False)
    assert shop.get(f"/v1/operations/{operation}").status_code == 404
    limit(1_000_000)
    assert shop.put(operation, body).status_code == 200
    assert answer_of(shop.put(shop.world.new_id(), shop.payment(double_confirmed=True))).outcome == "approved"


def test_where_nobody_knows_what_was_committed_the_answer_is_not_definite(shop: Shop) -> None:
    def differs(_: Tx) -> None:
        raise StoreFault("corrupt")

    operation, body = shop.world.new_id(), shop.payment()
    shop.world.context.database.writer.verify(differs)
    answer = shop.put(operation, body)
    assert answer.status_code == 500
    assert problem_of(answer.content).id is None
    assert answer_of(shop.get(f"/v1/operations/{operation}")).outcome == "approved"
