"""What was typed to log in, as far as a new password must differ from it (row D-1)."""

import hashlib
import hmac
import os


class TypedBefore:
    """Remembers a login ID, and of the password only whether another text is the same."""

    def __init__(self) -> None:
        self._key = os.urandom(32)
        self._digest: bytes | None = None
        self.login_id = ""

    def remember(self, login_id: str, password: str) -> None:
        """Somebody tries to log in by these."""
        self.login_id = login_id
        self._digest = self._of(password)

    def forget(self) -> None:
        """The new password is set, or nobody wants one any more."""
        self.login_id, self._digest = "", None

    def is_the_password(self, text: str) -> bool:
        """Whether this is the password that was typed."""
        return self._digest is not None and hmac.compare_digest(self._digest, self._of(text))

    def _of(self, text: str) -> bytes:
        return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), key=self._key).digest()
