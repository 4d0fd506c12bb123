"""What can be set about a server."""

from dataclasses import dataclass
from pathlib import Path

from pos_app import config
from pos_app.config import DEFAULT_PORT

LOOPBACK = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class ServerSettings:
    """``argon2_*``: the cost of one password hash: passes, KiB of memory, lanes, and how many at a time."""

    database: Path
    host: str = LOOPBACK
    port: int = DEFAULT_PORT
    argon2_passes: int = 3
    argon2_memory: int = 65_536
    argon2_lanes: int = 4
    argon2_at_once: int = 2


VERSION = config.VERSION
"""What ``GET /v1/health`` and the OpenAPI say."""
