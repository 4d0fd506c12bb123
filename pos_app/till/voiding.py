"""Taking a captured payment back: 取引の取消 (E-41..E-44, D-5, D-7, D-9).

The server says first what a void would mean; the cashier gives a reason and compares the payment number; a manager
approves where the rights ask for it. What is enforced is enforced by the server.
"""

from dataclasses import dataclass, replace
from enum import StrEnum
from uuid import UUID

from pos_app.errors import Refusal
from pos_app.sync.client import Client
from pos_app.till import events as ev
from pos_app.till.book import Book
from pos_app.till.inquiries import Inquiries
from pos_app.till.payment import Payment, State
from pos_app.till.requests import void_request
from pos_app.till.session import Sessions
from pos_app.till.surroundings import Surroundings
from pos_app.till.terminal import Terminal
from pos_app.till.typed import typed_or
from pos_app.wire.operations import NumberCheck, VoidReason
from pos_app.wire.payments import PaymentRecord, VoidPreview, VoidRoute
from pos_app.wire.staff import Approval, ApprovalBody, Right, Session


class VoidStage(StrEnum):
    """How far a void is."""

    LOOKING = "looking"
    READY = "ready"
    APPROVAL_NEEDED = "approval_needed"
    NOT_POSSIBLE = "not_possible"
    SENT = "sent"
    DONE = "done"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class VoidCase:
    """One void in the making; ``void`` is the id of the operation that may come of it."""

    payment: UUID
    void: UUID
    stage: VoidStage = VoidStage.LOOKING
    preview: VoidPreview | None = None
    record: PaymentRecord | None = None
    approval: Approval | None = None
    trouble: str | None = None


class Voiding:
    """At most one void is prepared at a time; those that were sent go on by themselves."""

    def __init__(
        self, book: Book, terminal: Terminal, sessions: Sessions, inquiries: Inquiries, surroundings: Surroundings
    ) -> None:
        self._book = book
        self._terminal = terminal
        self._sessions = sessions
        self._inquiries = inquiries
        self._surroundings = surroundings
        self._case: VoidCase | None = None

    @property
    def case(self) -> VoidCase | None:
        """What the void pane shows."""
        return self._case

    def begin(self, payment: UUID) -> None:
        """Ask what a void of this payment would mean."""
        session = self._session()
        known = self._book.latest(payment)
        if known is not None and known.state is not State.APPROVED:
            raise Refusal("not_voidable")
        case = VoidCase(payment, self._surroundings.new_id())
        self._case = case
        self._inquiries.ask(
            lambda client: _look_up(client, payment, session.token),
            lambda found: self._looked_up(case, *found),
            lambda code: self._trouble(case, VoidStage.NOT_POSSIBLE, code),
        )

    def approve(self, approver: int, pin: str) -> None:
        """A manager allows this one void, by number and 暗証番号."""
        case, session = self._expect(VoidStage.APPROVAL_NEEDED), self._session()
        with typed_or("wrong_credentials"):
            body = ApprovalBody(operation=case.void, original=case.payment, approver=approver, pin=pin)
        self._inquiries.ask(
            lambda client: client.call("POST", "/v1/approvals", Approval, body, staff_token=session.token),
            lambda approval: self._follow(case, stage=VoidStage.READY, approval=approval, trouble=None),
            lambda code: self._trouble(case, VoidStage.APPROVAL_NEEDED, code),
        )

    def confirm(self, reason: VoidReason, number_check: NumberCheck) -> None:
        """1,000円を取り消す: the void becomes durable and goes out."""
        case, session = self._expect(VoidStage.READY), self._session()
        payment = self._known_or_adopted(case)
        if payment.state is not State.APPROVED:
            raise Refusal("not_voidable")  # Undone elsewhere since it was looked up.
        event = ev.VoidRequested(
            at=self._surroundings.now(),
            void=case.void,
            reason=reason,
            number_check=number_check,
            staff_session=session.session,
            approval=case.approval.approval if case.approval else None,
        )
        self._case = replace(case, stage=VoidStage.SENT)
        self._book.record(
            payment.id,
            event,
            send=void_request(payment, event, self._terminal.epoch),
            failed=lambda _: self._trouble(case, VoidStage.NOT_POSSIBLE, "not_recorded"),
        )

    def dismiss(self) -> None:
        """取り消さない, or the result was read."""
        self._case = None

    def payment_changed(self, payment: Payment) -> None:
        """A payment is durable in a new version."""
        case = self._case
        if case is None or case.stage is not VoidStage.SENT or payment.id != case.payment:
            return
        if payment.state in (State.VOIDED, State.REVERSED):
            self._case = replace(case, stage=VoidStage.DONE)
        elif payment.state is State.APPROVED and payment.void_refused is not None:
            self._case = replace(case, stage=VoidStage.REFUSED, trouble=payment.void_refused.value)

    def _looked_up(self, case: VoidCase, preview: VoidPreview, record: PaymentRecord) -> None:
        stage = {
            VoidRoute.ALLOWED: VoidStage.READY,
            VoidRoute.APPROVAL_NEEDED: VoidStage.APPROVAL_NEEDED,
        }.get(preview.route, VoidStage.NOT_POSSIBLE)
        trouble = preview.route.value if stage is VoidStage.NOT_POSSIBLE else None
        self._follow(case, stage=stage, preview=preview, record=record, trouble=trouble)

    def _known_or_adopted(self, case: VoidCase) -> Payment:
        known = self._book.latest(case.payment)
        if known is not None:
            return known
        record = case.record
        if record is None or record.void_until is None:
            raise Refusal("not_voidable")
        event = ev.Adopted(
            at=record.recorded_at,
            own=False,
            number=record.number,
            amount=record.amount,
            staff_name=record.staff_name,
            void_until=record.void_until,
        )
        self._book.record(case.payment, event)
        adopted = self._book.latest(case.payment)
        if adopted is None:
            raise Refusal("not_voidable")
        return adopted

    def _follow(self, case: VoidCase, **changes: object) -> None:
        """Only the case that is still on the screen moves on."""
        if self._case is not None and self._case.void == case.void:
            self._case = replace(self._case, **changes)  # type: ignore[arg-type] # names of VoidCase's fields

    def _trouble(self, case: VoidCase, stage: VoidStage, code: str) -> None:
        self._follow(case, stage=stage, trouble=code)

    def _expect(self, stage: VoidStage) -> VoidCase:
        if self._case is None or self._case.stage is not stage:
            raise Refusal("not_now")
        return self._case

    def _session(self) -> Session:
        try:
            return self._sessions.require(Right.VOID)
        except Refusal:
            return self._sessions.require(Right.VOID_BY_SETTING)


def _look_up(client: Client, payment: UUID, token: str) -> tuple[VoidPreview, PaymentRecord]:
    path = f"/v1/payments/{payment}"
    return (
        client.call("GET", f"{path}/void-preview", VoidPreview, staff_token=token),
        client.call("GET", path, PaymentRecord, staff_token=token),
    )
