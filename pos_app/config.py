"""Settings, read by the composition roots only.

From arguments, else from the environment, else from the preferences that the till keeps, else the default.
"""

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

VERSION = "0.1.0"
"""Of the whole program: the package, ``GET /v1/health``, the OpenAPI; pyproject.toml reads it from here."""
DEFAULT_PORT = 8770
DEFAULT_SERVER = f"http://127.0.0.1:{DEFAULT_PORT}"
DEFAULT_CAMERA = "0"

RESOURCES = Path(getattr(sys, "_MEIPASS", Path(__file__).resolve().parent.parent)) / "resources"
"""Icons, sounds, words: beside the package in a checkout, inside the bundle in an installed program."""


@dataclass(frozen=True, slots=True)
class TillSettings:
    """What one till on one PC is started with; None: as its preferences say.

    ``camera`` is an index, a file or an address; ``ca_file`` a certificate to trust besides the usual ones; ``pad`` the
    port or address of an encrypting tenkey.
    """

    folder: Path
    server: str | None = None
    camera: str | None = field(default=None, repr=False)
    ca_file: Path | None = None
    use_keyring: bool = True
    feed_wait_seconds: int = 20
    """How long the server may hold a question for news."""
    pad: str | None = field(default=None, repr=False)


def till_settings(
    *,
    folder: Path | None = None,
    server: str | None = None,
    camera: str | None = None,
    ca_file: Path | None = None,
    pad: str | None = None,
    environment: Mapping[str, str] = os.environ,
) -> TillSettings:
    """What was given as arguments, else in the environment.

    There it is ``POS_APP_SERVER``, ``_CAMERA``, ``_CA_FILE``, ``_PAD``, ``_DATA``. What was given nowhere is None, and
    the till's own preferences decide.
    """
    given_ca = environment.get("POS_APP_CA_FILE")
    return TillSettings(
        folder or data_folder(environment),
        server or environment.get("POS_APP_SERVER") or None,
        camera or environment.get("POS_APP_CAMERA") or None,
        ca_file or (Path(given_ca) if given_ca else None),
        pad=pad or environment.get("POS_APP_PAD") or None,
    )


def data_folder(environment: Mapping[str, str] = os.environ, platform: str = sys.platform) -> Path:
    """Where a program of this platform keeps what it must not lose."""
    chosen = environment.get("POS_APP_DATA")
    if chosen:
        return Path(chosen)
    if platform == "win32":
        return Path(environment.get("LOCALAPPDATA", str(Path.home()))) / "pos-app"
    if platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "pos-app"
    return Path(environment.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "pos-app"


def language(environment: Mapping[str, str] = os.environ) -> str:
    """Japanese, unless the surroundings speak English (D-16)."""
    spoken = next((environment[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environment.get(name)), "")
    return "en" if spoken.lower().startswith("en") else "ja"


def terminal_language(encoding: str | None, environment: Mapping[str, str] = os.environ) -> str:
    """The surroundings' language, but English where a terminal with this encoding can't show Japanese."""
    try:
        "端末".encode(encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return "en"
    return language(environment)
