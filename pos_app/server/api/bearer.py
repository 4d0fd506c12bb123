"""How requests carry who is asking; declared here once, so that the OpenAPI says it too."""

from typing import Annotated

from fastapi import Depends
from fastapi.security import APIKeyHeader, HTTPAuthorizationCredentials, HTTPBearer

_TERMINAL = HTTPBearer(scheme_name="terminal", description="The terminal's credential.", auto_error=False)
_MEMBER = HTTPBearer(scheme_name="member", description="A member's session token.", auto_error=False)
_STAFF = APIKeyHeader(
    name="Staff-Session", scheme_name="staff", description="A staff session's token.", auto_error=False
)


def _terminal(given: Annotated[HTTPAuthorizationCredentials | None, Depends(_TERMINAL)]) -> str | None:
    return given.credentials if given else None


def _member(given: Annotated[HTTPAuthorizationCredentials | None, Depends(_MEMBER)]) -> str | None:
    return given.credentials if given else None


TerminalCredential = Annotated[str | None, Depends(_terminal)]
"""A route's parameter: hand it to ``terminals.authenticate``."""

MemberToken = Annotated[str | None, Depends(_member)]
"""A route's parameter: the member's token."""

StaffToken = Annotated[str | None, Depends(_STAFF)]
"""A route's parameter: the staff session's token."""
