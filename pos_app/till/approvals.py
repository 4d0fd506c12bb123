"""承認待ち on this till: what others of the store ask somebody with the right to allow (D-7).

The feed says when something has changed among the store's requests; what waits is then asked for.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from pos_app.errors import Refusal
from pos_app.till.inquiries import Inquiries
from pos_app.till.session import Phase, Sessions
from pos_app.till.surroundings import Surroundings
from pos_app.till.typed import typed_or
from pos_app.wire.approvals import (
    ApprovalRequest,
    ApprovalRequests,
    ApproveBody,
    RefusalReason,
    RefuseBody,
)
from pos_app.wire.staff import Right, Session


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits for an answer, the oldest first; empty for whoever has no right to give one.

    ``answering`` names the request that is being answered now, ``trouble`` the code of what went wrong with the last.
    """

    requests: tuple[ApprovalRequest, ...] = ()
    answering: UUID | None = None
    trouble: str | None = None


class Approvals:
    """The requests of the store, as whoever is at the counter may see them."""

    def __init__(self, inquiries: Inquiries, sessions: Sessions, surroundings: Surroundings) -> None:
        self._inquiries = inquiries
        self._sessions = sessions
        self._surroundings = surroundings
        self._stale = True
        self._asking = False
        self._token: str | None = None
        self.waiting = Waiting()

    def changed(self) -> None:
        """Something changed in the store, or may have while nobody could be asked."""
        self._stale = True

    def tick(self) -> None:
        """Ask for what waits, where it may have changed and somebody with the right is here."""
        session = self._approver()
        token = session.token if session else None
        if token != self._token:
            self._token, self._stale, self.waiting = token, True, Waiting()
        self._drop_expired(self._surroundings.now())
        if token is None or not self._stale or self._asking:
            return
        self._stale, self._asking = False, True
        asked_by = token
        self._inquiries.ask(
            lambda client: client.call("GET", "/v1/approval-requests", ApprovalRequests, staff_token=asked_by),
            lambda found: self._take(asked_by, found),
            lambda _: self._nothing(),
            quiet=True,
        )

    def approve(self, operation: UUID, pin: str) -> None:
        """Allow one void by the 暗証番号 of whoever is logged in.

        Raises :class:`Refusal`: ``log_in_first``, ``forbidden``, ``not_now``, or ``pin_wrong`` for what is no PIN.
        """
        session = self._sessions.require(Right.APPROVE)
        with typed_or("pin_wrong"):
            body = ApproveBody(pin=pin)
        self._answer(session, operation, "approve", body)

    def refuse(self, operation: UUID, why: RefusalReason) -> None:
        """Refuse one void; raises :class:`Refusal`: ``log_in_first``, ``forbidden``, ``not_now``."""
        self._answer(self._sessions.require(Right.APPROVE), operation, "refuse", RefuseBody(why=why))

    def _answer(self, session: Session, operation: UUID, how: str, body: ApproveBody | RefuseBody) -> None:
        if self.waiting.answering is not None or operation not in {one.operation for one in self.waiting.requests}:
            raise Refusal("not_now")
        path = f"/v1/approval-requests/{operation}/{how}"
        self.waiting = replace(self.waiting, answering=operation, trouble=None)
        self._inquiries.ask(
            lambda client: client.call("POST", path, ApprovalRequest, body, staff_token=session.token),
            lambda _: self._answered(operation, None),
            lambda code: self._answered(operation, "pin_wrong" if code == "wrong_credentials" else code),
        )

    def _answered(self, operation: UUID, trouble: str | None) -> None:
        kept = self.waiting.requests
        if trouble is None or trouble == "no_longer_waiting":
            kept = tuple(one for one in kept if one.operation != operation)
        self.waiting = Waiting(kept, None, trouble)
        self._stale = True

    def _approver(self) -> Session | None:
        session = self._sessions.current
        away = self._sessions.phase not in (Phase.OPEN, Phase.LOCKED)
        return None if session is None or away or Right.APPROVE not in session.rights else session

    def _take(self, token: str, found: ApprovalRequests) -> None:
        self._asking = False
        if token == self._token:
            self.waiting = replace(self.waiting, requests=found.requests)

    def _nothing(self) -> None:
        """It is asked for again with the next news, when the line is back, or when somebody else logs in."""
        self._asking = False

    def _drop_expired(self, now: datetime) -> None:
        if any(one.expires_at <= now for one in self.waiting.requests):
            left = tuple(one for one in self.waiting.requests if one.expires_at > now)
            self.waiting = replace(self.waiting, requests=left)
