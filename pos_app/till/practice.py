"""練習モード (row D-28): a till beside the till, with the same use cases and the same screens, and no money at all.

The practice has its own book in memory, its own worker, and a line that ends in this program; its payments can reach
neither the journal nor the server. It ends when whoever began it leaves, and after half an hour.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from pos_app.domain.codes import PrefixTable
from pos_app.errors import Bug, Refusal
from pos_app.sync.bugs import BugMet
from pos_app.sync.client import Client, Credential
from pos_app.sync.errands import ErrandDone
from pos_app.sync.findings import AnswerRead, LineState, Unsendable, Unsure
from pos_app.sync.recorder import Recorded
from pos_app.sync.worker import Worker
from pos_app.till.inquiries import Inquiries
from pos_app.till.outlets import Place
from pos_app.till.practice_books import PracticeBooks
from pos_app.till.practice_line import PracticeLine
from pos_app.till.practice_records import Post, PracticeErrands, PracticeRecorder
from pos_app.till.sample_codes import Sample, SampleCode, sample_codes
from pos_app.till.session import Phase, Sessions
from pos_app.till.surroundings import CodeReader, Surroundings
from pos_app.till.world import Ways, World
from pos_app.wire.store import TerminalInfo

LASTS = timedelta(minutes=30)
ANSWER_SECONDS = 0.7
"""A practising server answers after so long: one sees 処理しています as in earnest."""
TERMINAL_NUMBER = 99_999
"""Heads the practice's payment numbers, so that none of them is a real payment's."""
_STEPS_AT_ONCE = 8


@dataclass(frozen=True, slots=True)
class Practising:
    """That this is practice, until when at the latest (server time), and the codes to practise with."""

    until: datetime
    samples: tuple[SampleCode, ...]


class PracticePlace:
    """The real store under a terminal number of the practice's own."""

    is_active, is_changing, epoch = True, False, 1

    def __init__(self, place: Place) -> None:
        info = place.info
        if info is None:
            raise Refusal("activate_first")
        self.info: TerminalInfo = info.model_copy(update={"terminal_number": TERMINAL_NUMBER})
        self.prefixes: PrefixTable = place.prefixes


class Practice:
    """One practice. Only the control thread uses it; ``chance`` gives numbers in [0, 1).

    Raises :class:`Refusal` ``log_in_first`` or ``activate_first``.
    """

    def __init__(self, place: Place, sessions: Sessions, surroundings: Surroundings, reader: CodeReader) -> None:
        if sessions.current is None or sessions.phase is not Phase.OPEN:
            raise Refusal("log_in_first")
        self._begun_by = sessions.current.staff
        self._sessions = sessions
        self._surroundings = surroundings
        self._reader = reader
        own = PracticePlace(place)
        name = sessions.current.name
        line = PracticeLine(PracticeBooks(surroundings.now, own.info, lambda: name), surroundings, approver=name)
        client, self._post = Client(line, Credential()), Post()
        recorder = PracticeRecorder(self._post.put)
        self._worker = Worker(client, lambda row: row.sealed, self._post.put, lambda: 0.0, surroundings.monotonic)
        self._inquiries = Inquiries(PracticeErrands(client, self._post.put))
        ways = Ways(recorder, self._worker, self._inquiries, recorder.events_of)
        self.world = World(ways, own, sessions, surroundings, reader, 0)
        self._ends_at = surroundings.monotonic() + LASTS.total_seconds()
        self._send_at = 0.0
        self._shown = Practising(surroundings.now() + LASTS, sample_codes(own.prefixes))
        self._broken = False

    @property
    def shown(self) -> Practising:
        """What the screens show of it."""
        return self._shown

    @property
    def is_over(self) -> bool:
        """Whether the time is up, another person stands here, or the practice itself broke."""
        current = self._sessions.current
        gone = current is None or current.staff != self._begun_by
        return gone or self._broken or self._surroundings.monotonic() >= self._ends_at

    def show(self, sample: Sample) -> None:
        """The customer holds this code out."""
        text = next((one.text for one in self._shown.samples if one.sample is sample), None)
        if text is None:
            raise Refusal("not_now")
        self.world.checkout.code_seen(text.encode())

    def pump(self) -> None:
        """Handle what has come, and let time pass."""
        self._handle_all()
        if self._surroundings.monotonic() >= self._send_at:
            for _ in range(_STEPS_AT_ONCE):
                if self._worker.step() > 0.0:
                    break
                self._handle_all()
        self._handle_all()
        self.world.tick()

    def end(self) -> None:
        """Let go of the scanner; everything else is forgotten with it."""
        self._reader.disarm()

    def _handle_all(self) -> None:
        for value in self._post.drain():
            self._handle(value)

    def _handle(self, value: object) -> None:
        match value:
            case Recorded():
                if value.committed.row is not None:
                    self._send_at = self._surroundings.monotonic() + ANSWER_SECONDS
                self.world.recorded(value)
            case AnswerRead():
                self.world.reports.answer_read(value)
            case Unsure():
                self.world.reports.unsure(value)
            case Unsendable():
                self.world.reports.unsendable(value)
            case ErrandDone():
                self._inquiries.done(value)
            case LineState():
                pass  # The bar at the bottom tells of the real line.
            case BugMet():
                self._broken = True
            case _:
                raise Bug(f"nobody takes a {type(value).__name__}")
