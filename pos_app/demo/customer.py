"""A customer: a member of the wallet, asking the server for codes as a phone would."""

from typing import TypeVar

import requests

from pos_app.errors import ServerFault
from pos_app.wire.member import MemberCode, MemberLogInBody, MemberSession, Wallet
from pos_app.wire.shape import Shape

S = TypeVar("S", bound=Shape)

_SECONDS = 10.0


class Customer:
    """One phone. :attr:`shown` is what stands on its screen: the QR's text, or "" while it lies in a pocket."""

    def __init__(self, server: str, login_id: str, password: str) -> None:
        self.server = server
        self._http = requests.Session()
        self._http.trust_env = False
        self.shown = ""
        session = self._ask(
            "POST", "member/sessions", MemberSession, MemberLogInBody(login_id=login_id, password=password)
        )
        self.name = session.name
        self._http.headers["Authorization"] = f"Bearer {session.token}"

    def show_code(self) -> MemberCode:
        """Ask for a new one-time code and hold it out."""
        code = self._ask("POST", "member/codes", MemberCode)
        self.shown = code.qr
        return code

    def put_away(self) -> None:
        """Back into the pocket."""
        self.shown = ""

    def wallet(self) -> Wallet:
        """Balances, lots and the latest payments (E-32)."""
        return self._ask("GET", "member/wallet", Wallet)

    def close(self) -> None:
        """Leave."""
        self._http.close()

    def _ask(self, method: str, path: str, shape: type[S], body: Shape | None = None) -> S:
        try:
            answer = self._http.request(
                method,
                f"{self.server}/v1/{path}",
                data=body.to_json() if body else None,
                headers={"Content-Type": "application/json"},
                timeout=_SECONDS,
            )
        except requests.RequestException as error:
            raise ServerFault("no_answer", type(error).__name__) from None
        if not answer.ok:
            raise ServerFault("refused", f"{method} {path}: {answer.status_code}")
        return shape.model_validate_json(answer.content)
