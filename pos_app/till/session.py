"""Who works at this till: log-in, password, 暗証番号, lock and 担当者切替 (E-25, E-26, D-1, D-2, D-17)."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from operator import attrgetter

from pos_app.errors import Bug, Refusal
from pos_app.till.inquiries import Inquiries, set_up_trouble
from pos_app.till.lock import Lock
from pos_app.till.surroundings import Surroundings
from pos_app.till.typed import typed_or
from pos_app.wire.staff import LogInBody, PasswordBody, PinBody, Right, Session

WRONG_PINS_ALLOWED = 5
_number = attrgetter("number")


class Phase(StrEnum):
    """How far somebody is on the way to the pad."""

    LOGGED_OUT = "logged_out"
    PASSWORD_CHANGE = "password_change"  # noqa: S105 - a phase, not a password
    OPEN = "open"
    LOCKED = "locked"


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody who logged in on this till and may come back to it by number and 暗証番号."""

    number: int
    name: str


class Sessions:
    """The people who logged in on this till since it started, and who of them is at the counter now.

    ``may_leave`` says whether the pad may be left at all: a sale under way must not lose its screen.
    """

    def __init__(self, inquiries: Inquiries, surroundings: Surroundings, may_leave: Callable[[], bool]) -> None:
        self._inquiries = inquiries
        self._surroundings = surroundings
        self._may_leave = may_leave
        self._known: dict[int, Session] = {}
        self._wrong_pins: dict[int, int] = {}
        self._current: Session | None = None
        self._lock = Lock(surroundings.monotonic())
        self.trouble: str | None = None
        self.language: str = "ja"
        self.lock_within_minutes: int | None = None
        """At the latest, whatever the store says: while something is in view that is a manager's (D-17)."""

    @property
    def current(self) -> Session | None:
        """Who is logged in; stays through a lock."""
        return self._current

    @property
    def colleagues(self) -> tuple[Colleague, ...]:
        """Who could take over without a password, by number; not who is at the counter already."""
        now = self._surroundings.now()
        away = (session for session in self._known.values() if session.expires_at > now and session.pin_verifier)
        here = self._current.staff_number if self._current is not None else None
        return tuple(sorted((Colleague(s.staff_number, s.name) for s in away if s.staff_number != here), key=_number))

    @property
    def phase(self) -> Phase:
        """What is shown."""
        if self._current is None:
            return Phase.LOGGED_OUT
        if self._current.password_change_needed:
            return Phase.PASSWORD_CHANGE
        return Phase.LOCKED if self._lock.locked else Phase.OPEN

    def require(self, right: Right) -> Session:
        """The session at the counter, if it may do this; raises :class:`Refusal` ``log_in_first`` or ``forbidden``."""
        if self._current is None or self.phase is not Phase.OPEN:
            raise Refusal("log_in_first")
        if right not in self._current.rights:
            raise Refusal("forbidden")
        return self._current

    # -- password -----------------------------------------------------------------------------------------------------

    def log_in(self, login_id: str, password: str) -> None:
        """ログイン (E-25); raises :class:`Refusal` ``sale_under_way`` or ``wrong_credentials``."""
        if not self._may_leave():
            raise Refusal("sale_under_way")
        with typed_or("wrong_credentials"):
            body = LogInBody(login_id=login_id, password=password)
        self.trouble = None
        self._inquiries.ask(
            lambda client: client.call("POST", "/v1/sessions", Session, body), self._logged_in, self._refused
        )

    def change_password(self, new_password: str) -> None:
        """新しいパスワードを設定 (E-26); raises :class:`Refusal` ``log_in_first`` or ``password_rule``."""
        token = self._token()
        with typed_or("password_rule"):
            body = PasswordBody(new_password=new_password)
        self._renew("POST", "password", body, token)

    def set_pin(self, pin: str) -> None:
        """暗証番号を決める (D-17); raises :class:`Refusal` ``log_in_first`` or ``pin_rule``."""
        token = self._token()
        with typed_or("pin_rule"):
            body = PinBody(pin=pin)
        self._renew("PUT", "pin", body, token)

    def _renew(self, method: str, what: str, body: PasswordBody | PinBody, token: str) -> None:
        self.trouble = None
        self._inquiries.ask(
            lambda client: client.call(method, f"/v1/sessions/current/{what}", Session, body, staff_token=token),
            self._renewed,
            self._refused,
        )

    def log_out(self) -> None:
        """ログアウト; open payments go on by themselves."""
        if not self._may_leave():
            raise Refusal("sale_under_way")
        session, self._current = self._current, None
        if session is None:
            return
        self._known.pop(session.staff_number, None)
        self._inquiries.ask(
            lambda client: client.tell("DELETE", "/v1/sessions/current", staff_token=session.token),
            lambda _: None,
            lambda _: None,  # It ends by itself after its time.
        )

    def forget_everybody(self) -> None:
        """Nobody is logged in any more, and nobody can come back by a PIN: the server that knew them is another one."""
        self._known.clear()
        self._wrong_pins.clear()
        self._current = None

    # -- PIN ----------------------------------------------------------------------------------------------------------

    def touch(self) -> None:
        """Somebody used the till."""
        self._lock = self._lock.touched(self._surroundings.monotonic())

    def lock(self) -> None:
        """Lock by hand; raises :class:`Refusal` ``sale_under_way``."""
        if not self._may_leave():
            raise Refusal("sale_under_way")
        self._lock = self._lock.closed()

    def tick(self, lock_after_minutes: int | None) -> None:
        """Let time pass."""
        busy = self.phase is not Phase.OPEN or not self._may_leave()
        limits = [limit for limit in (lock_after_minutes, self.lock_within_minutes) if limit is not None]
        self._lock = self._lock.tick(self._surroundings.monotonic(), min(limits, default=None), busy=busy)

    def unlock(self, pin: str) -> None:
        """Open the pad again, also without the network.

        Raises :class:`Refusal` ``pin_wrong``, or ``pin_off`` where a password is needed now.
        """
        if self._current is None:
            raise Refusal("log_in_first")
        self._check(self._current, pin)

    def switch_to(self, staff_number: int, pin: str) -> None:
        """担当者切替 (F9): another person who logged in on this till today; a typed amount stays."""
        session = self._known.get(staff_number)
        if session is None or session.expires_at <= self._surroundings.now():
            raise Refusal("log_in_first")
        if not self._may_leave():
            raise Refusal("sale_under_way")
        self._check(session, pin)
        self._current = session

    def _check(self, session: Session, pin: str) -> None:
        if session.pin_verifier is None:
            raise Refusal("pin_off")
        # Late: nobody unlocks a till before its first screen.
        from argon2 import PasswordHasher
        from argon2.exceptions import InvalidHashError, VerificationError

        try:
            PasswordHasher().verify(session.pin_verifier, pin)
        except VerificationError:
            raise Refusal(self._count_wrong(session)) from None
        except InvalidHashError as error:
            raise Bug("the server's verifier is not one") from error
        self._wrong_pins.pop(session.staff_number, None)
        self._lock = self._lock.opened(self._surroundings.monotonic())

    def _count_wrong(self, session: Session) -> str:
        wrong = self._wrong_pins.get(session.staff_number, 0) + 1
        self._wrong_pins[session.staff_number] = wrong
        if wrong < WRONG_PINS_ALLOWED:
            return "pin_wrong"
        without = session.model_copy(update={"pin_verifier": None})
        self._known[session.staff_number] = without
        if self._current is not None and self._current.staff_number == session.staff_number:
            self._current = without
        return "pin_off"

    # -- answers ------------------------------------------------------------------------------------------------------

    def _token(self) -> str:
        """Of the person who changes something of their own; a locked pad is opened by its PIN only."""
        if self._current is None or self.phase is Phase.LOCKED:
            raise Refusal("log_in_first")
        return self._current.token

    def _logged_in(self, session: Session) -> None:
        self._keep(session)
        if not self._may_leave():
            # A sale began before the server answered: it ends with the person with whom it began.
            self.trouble = "sale_under_way"
            return
        self._current = session
        self._lock = self._lock.opened(self._surroundings.monotonic())
        self.language = session.language

    def _renewed(self, session: Session) -> None:
        """A new password or PIN; nobody who has left meanwhile comes back by it."""
        if session.staff_number not in self._known:
            return
        self._keep(session)
        if self._current is not None and self._current.staff_number == session.staff_number:
            self._current = session

    def _keep(self, session: Session) -> None:
        self._known[session.staff_number] = session
        self._wrong_pins.pop(session.staff_number, None)

    def _refused(self, code: str) -> None:
        self.trouble = set_up_trouble(code)
