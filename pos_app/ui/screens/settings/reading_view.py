"""What reads the customer's code, in words: the cameras to choose from, and what a hand scanner has just read. Pure."""

from dataclasses import dataclass

from pos_app.domain.codes import CodeProblem, CustomerCode, ForeignCode, PrefixTable, last4, read
from pos_app.till.preferences import Preferences
from pos_app.till.snapshot import Snapshot
from pos_app.till.words import Words
from pos_app.ui.look.tokens import Tone
from pos_app.ui.text import tr

CAMERAS = ("0", "1", "2")
OTHER = "other"
_HIDDEN = frozenset({CodeProblem.UNKNOWN_OPERATOR, CodeProblem.MALFORMED, CodeProblem.TOO_LONG})
"""May be anybody's payment code: nothing of it is shown."""


@dataclass(frozen=True, slots=True)
class Arrived:
    """What a hand scanner read: its kind, and its end where that may be shown."""

    kind: str
    end: str
    tone: Tone


def arrived(payload: bytes, prefixes: PrefixTable) -> Arrived:
    """Say what a code is, and never the whole of it."""
    code = read(payload, prefixes)
    if isinstance(code, CustomerCode):
        kind = tr("お支払い用のQRコード") if code.kind == "qr" else tr("お支払い番号のバーコード")
        return Arrived(kind, _end(last4(code.token)), Tone.OK)
    if isinstance(code, ForeignCode):
        return Arrived(tr("{operator}のコード", operator=code.operator_name), "", Tone.WAIT)
    kind = {
        CodeProblem.URL: tr("ホームページのコード"),
        CodeProblem.STORE_CODE: tr("お店のコード"),
        CodeProblem.UNKNOWN_OPERATOR: tr("知らない会社のお支払い用コード"),
    }.get(code.problem, tr("お支払い用ではないコード"))
    text = payload.decode("ascii", "replace").strip()
    return Arrived(kind, "" if code.problem in _HIDDEN else _end(text[-4:]), Tone.WAIT)


def _end(letters: str) -> str:
    return tr("最後の4文字は {letters}", letters=letters)


def camera_answer(preferences: Preferences) -> str:
    """Which answer stands for the camera that is chosen."""
    return preferences.camera if preferences.camera in CAMERAS else OTHER


@dataclass(frozen=True, slots=True)
class CameraState:
    """``trouble`` is why there is no picture, empty while there is one."""

    trouble: str
    fixed: str


def camera_state(snapshot: Snapshot, words: Words) -> CameraState:
    """Draw the camera."""
    reason = snapshot.status.camera
    fixed = words.text("set_at_start") if "camera" in snapshot.settings.fixed else ""
    return CameraState(words.text(reason) if reason else "", fixed)
