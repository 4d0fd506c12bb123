"""Taking a payment back: 取引の取消 (E-41..E-44, D-5, D-7, D-9), and a card's 取消 and 返金 (D-26).

The server says first what a void would mean; the cashier gives a reason and compares the payment number; a manager
approves where the rights ask for it. What is enforced is enforced by the server.
"""

from dataclasses import dataclass, replace
from enum import StrEnum
from uuid import UUID

from pos_app.errors import Refusal
from pos_app.sync.client import Client
from pos_app.till.adopting import known_or_adopted
from pos_app.till.book import Book
from pos_app.till.card_returns import TakingBack, left_of, may_be_taken_back, taking_back
from pos_app.till.inquiries import Inquiries
from pos_app.till.outlets import Place
from pos_app.till.payment import Payment, State
from pos_app.till.session import Sessions
from pos_app.till.surroundings import Surroundings
from pos_app.till.typed import typed_or
from pos_app.wire.approvals import ApprovalRequest, ApprovalRequestBody, RequestState
from pos_app.wire.operations import NumberCheck, VoidReason
from pos_app.wire.payments import PaymentRecord, VoidPreview, VoidRoute
from pos_app.wire.staff import Approval, ApprovalBody, Right, Session


class VoidStage(StrEnum):
    """How far a void is."""

    LOOKING = "looking"
    READY = "ready"
    APPROVAL_NEEDED = "approval_needed"
    ASKED = "asked"
    """承認待ち: the question lies with the managers of the store."""
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
    asked: ApprovalRequest | None = None
    """What was asked of the store's managers last, and what they said."""
    reason: VoidReason | None = None
    """The reason that they were told."""
    attempt: int = 0
    """Counts the voids that were begun; ``void`` is given anew with each question to the managers."""
    receipt_given: bool = False
    """領収書を渡した: it is asked whether it came back (D-27)."""
    left: int = 0
    """How much can be taken back at most, in yen; of a captured payment by card also a part."""

    @property
    def goes_on(self) -> bool:
        """Whether it goes on while nobody looks: it was sent, a manager is being asked, or has allowed it."""
        return self.stage in (VoidStage.SENT, VoidStage.ASKED) or self.is_allowed

    @property
    def is_allowed(self) -> bool:
        """Whether a manager has allowed it, and it waits for whoever confirms it."""
        return self.stage is VoidStage.READY and self.approval is not None


class Voiding:
    """At most one void is prepared at a time; those that were sent go on by themselves."""

    def __init__(
        self, book: Book, terminal: Place, sessions: Sessions, inquiries: Inquiries, surroundings: Surroundings
    ) -> None:
        self._book = book
        self._terminal = terminal
        self._sessions = sessions
        self._inquiries = inquiries
        self._surroundings = surroundings
        self._case: VoidCase | None = None
        self._looked_with: str | None = None
        self._attempts = 0

    @property
    def case(self) -> VoidCase | None:
        """What the void pane shows."""
        return self._case

    def begin(self, payment: UUID) -> None:
        """Ask what a void of this payment would mean; a manager's answer, or the wait for it, is kept."""
        session = self._session()
        before = self._case
        if before is not None and before.payment == payment and before.goes_on:
            return
        if before is not None and before.stage is VoidStage.ASKED:
            self._withdraw(before)
        known = self._book.latest(payment)
        if known is not None and not may_be_taken_back(known):
            raise Refusal("not_voidable")
        receipt_given = known is not None and known.receipt_given
        self._attempts += 1
        case = VoidCase(payment, self._surroundings.new_id(), attempt=self._attempts, receipt_given=receipt_given)
        self._case = case
        self._inquiries.ask(
            lambda client: _look_up(client, payment, session.token),
            lambda found: self._looked_up(case, *found),
            lambda code: self._trouble(case, VoidStage.NOT_POSSIBLE, code),
        )

    def approve(self, approver: int, pin: str) -> None:
        """A manager allows this one void, by number and 暗証番号; also while another till is being asked."""
        case, session = self._expect(VoidStage.APPROVAL_NEEDED, VoidStage.ASKED), self._session()
        with typed_or("wrong_credentials"):
            body = ApprovalBody(operation=case.void, original=case.payment, approver=approver, pin=pin)
        self._inquiries.ask(
            lambda client: client.call("POST", "/v1/approvals", Approval, body, staff_token=session.token),
            lambda approval: self._approved_here(case, approval),
            lambda code: self._follow(case, trouble=code),
        )

    def ask_managers(self, reason: VoidReason) -> None:
        """承認待ち: put this one void before the managers at the store's other tills (D-7)."""
        case, session = self._expect(VoidStage.APPROVAL_NEEDED), self._session()
        # A new id each time: an earlier request keeps its answer for ever.
        asking = replace(
            case, void=self._surroundings.new_id(), stage=VoidStage.ASKED, trouble=None, asked=None, reason=reason
        )
        self._case = asking
        body = ApprovalRequestBody(original=case.payment, reason=reason)
        self._inquiries.ask(
            lambda client: client.call("PUT", _request(asking), ApprovalRequest, body, staff_token=session.token),
            lambda request: self._answered(asking, request),
            lambda code: self._trouble(asking, VoidStage.APPROVAL_NEEDED, code),
        )

    def look_for_answer(self) -> None:
        """Something changed among the store's requests: ask what became of ours."""
        case, session = self._case, self._sessions.current
        if case is None or session is None or case.stage is not VoidStage.ASKED:
            return
        self._inquiries.ask(
            lambda client: client.call("GET", _request(case), ApprovalRequest, staff_token=session.token),
            lambda request: self._answered(case, request),
            lambda _: None,  # Asked again with the next news, or when the line is back.
            quiet=True,
        )

    def tick(self) -> None:
        """Let time pass: a question waits no longer than its end."""
        case, session = self._case, self._sessions.current
        if case is None or case.stage is not VoidStage.ASKED or case.asked is None:
            return
        token = session.token if session else None
        if token != self._looked_with:
            self._looked_with = token
            self.look_for_answer()  # The one who asked may have left meanwhile.
        if case.asked.expires_at <= self._surroundings.now():
            self._trouble(case, VoidStage.APPROVAL_NEEDED, "approval_expired")

    def confirm(
        self,
        reason: VoidReason,
        number_check: NumberCheck,
        *,
        receipt_back: bool | None = None,
        amount: int | None = None,
    ) -> None:
        """1,000円を取り消す: it becomes durable and goes out.

        ``receipt_back``: whether the 領収書 came back, where one was given (D-27). ``amount``: 返金 of a part of
        what was captured on a card; None: all that is left.

        Raises :class:`Refusal` ``amount_zero``, ``amount_too_high``, ``whole_amount_only``.
        """
        case, session = self._expect(VoidStage.READY), self._session()
        payment = known_or_adopted(self._book, case.payment, case.record)
        approval = case.approval.approval if case.approval else None
        said = TakingBack(case.void, reason, number_check, session.session, approval, receipt_back, amount, case.left)
        # Refuses what was undone elsewhere since it was looked up.
        event, send = taking_back(payment, said, self._surroundings.now(), self._terminal.epoch)
        self._case = replace(case, stage=VoidStage.SENT)
        self._book.record(
            payment.id,
            event,
            send=send,
            failed=lambda _: self._trouble(case, VoidStage.NOT_POSSIBLE, "not_recorded"),
        )

    def dismiss(self) -> None:
        """取り消さない, or the result was read."""
        case, self._case = self._case, None
        if case is not None and case.stage is VoidStage.ASKED:
            self._withdraw(case)

    def payment_changed(self, payment: Payment) -> None:
        """A payment is durable in a new version."""
        case = self._case
        if case is None or case.stage is not VoidStage.SENT or payment.id != case.payment:
            return
        if payment.state in (State.VOIDED, State.REVERSED):
            self._case = replace(case, stage=VoidStage.DONE)
        elif payment.state is State.VOIDING:
            return
        elif payment.void_refused is not None:
            self._case = replace(case, stage=VoidStage.REFUSED, trouble=payment.void_refused.value)
        elif any(case.void == operation for operation, _ in payment.returns):
            self._case = replace(case, stage=VoidStage.DONE, left=payment.left_to_return)

    def _looked_up(self, case: VoidCase, preview: VoidPreview, record: PaymentRecord) -> None:
        stage = {
            VoidRoute.ALLOWED: VoidStage.READY,
            VoidRoute.APPROVAL_NEEDED: VoidStage.APPROVAL_NEEDED,
        }.get(preview.route, VoidStage.NOT_POSSIBLE)
        trouble = preview.route.value if stage is VoidStage.NOT_POSSIBLE else None
        left = left_of(self._book.latest(case.payment), record)
        self._follow(case, stage=stage, preview=preview, record=record, trouble=trouble, left=left)

    def _approved_here(self, case: VoidCase, approval: Approval) -> None:
        if case.stage is VoidStage.ASKED:
            self._withdraw(case)
        self._follow(case, stage=VoidStage.READY, approval=approval, trouble=None)

    def _answered(self, case: VoidCase, request: ApprovalRequest) -> None:
        """What the store's managers say so far; whatever was decided here meanwhile stays."""
        now = self._case
        if now is None or now.void != case.void or now.stage is not VoidStage.ASKED:
            return
        self._follow(case, asked=request)
        match request.state:
            case RequestState.WAITING:
                pass
            case RequestState.APPROVED if request.approval is not None:
                self._follow(case, stage=VoidStage.READY, approval=request.approval, trouble=None)
            case RequestState.REFUSED:
                self._trouble(case, VoidStage.APPROVAL_NEEDED, "approval_refused")
            case _:
                self._trouble(case, VoidStage.APPROVAL_NEEDED, "approval_expired")

    def _withdraw(self, case: VoidCase) -> None:
        session = self._sessions.current
        if session is None:
            return  # It ends by itself after its time.
        self._inquiries.ask(
            lambda client: client.tell("DELETE", _request(case), staff_token=session.token),
            lambda _: None,
            lambda _: None,  # The next question of this till takes it back, too.
            quiet=True,
        )

    def _follow(self, case: VoidCase, **changes: object) -> None:
        """Only the case that is still on the screen moves on."""
        if self._case is not None and self._case.void == case.void:
            self._case = replace(self._case, **changes)  # type: ignore[arg-type] # names of VoidCase's fields

    def _trouble(self, case: VoidCase, stage: VoidStage, code: str) -> None:
        self._follow(case, stage=stage, trouble=code)

    def _expect(self, *stages: VoidStage) -> VoidCase:
        if self._case is None or self._case.stage not in stages:
            raise Refusal("not_now")
        return self._case

    def _session(self) -> Session:
        try:
            return self._sessions.require(Right.VOID)
        except Refusal:
            return self._sessions.require(Right.VOID_BY_SETTING)


def _request(case: VoidCase) -> str:
    return f"/v1/approval-requests/{case.void}"


def _look_up(client: Client, payment: UUID, token: str) -> tuple[VoidPreview, PaymentRecord]:
    path = f"/v1/payments/{payment}"
    return (
        client.call("GET", f"{path}/void-preview", VoidPreview, staff_token=token),
        client.call("GET", path, PaymentRecord, staff_token=token),
    )
