"""開店前チェック and the server test of 設定: begun by a person, their end shown in snapshots."""

import logging
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pos_app.errors import Refusal
from pos_app.sync.reach import Reached
from pos_app.till.check_rules import clock_finding, server_finding
from pos_app.till.inquiries import Inquiries
from pos_app.till.opening_check import Finding, Inspection, OpeningCheck, run
from pos_app.till.preferences import server_address

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ServerTest:
    """Can the server at this address be reached, is its certificate right, is it ours; ``busy`` until it is known."""

    address: str
    findings: tuple[Finding, ...] = ()
    version: str | None = None
    trouble: str | None = None
    busy: bool = False


class Checking:
    """Only the control thread uses it; ``post`` hands the steps of a check to its mailbox."""

    def __init__(
        self,
        inspections: Callable[[], Sequence[Inspection]],
        try_server: Callable[[str, Path | None], Reached],
        post: Callable[[OpeningCheck], None],
        inquiries: Inquiries,
    ) -> None:
        self._inspections = inspections
        self._try_server = try_server
        self._post = post
        self._inquiries = inquiries
        self.check: OpeningCheck | None = None
        self.server_test: ServerTest | None = None

    def begin(self) -> None:
        """Look at everything, in five seconds at most; raises :class:`Refusal` ``not_now`` while that is going on."""
        if self.check is not None and self.check.running:
            raise Refusal("not_now")
        self.check = OpeningCheck()
        inspections = self._inspections()
        threading.Thread(target=run, args=(inspections, self._post), name="opening-check", daemon=True).start()

    def went_on(self, check: OpeningCheck) -> None:
        """A step of the check is done."""
        self.check = check

    def test_server(self, typed: str, ca_file: Path | None = None) -> None:
        """Try a server before it is chosen; raises :class:`Refusal` ``server_address``. Sends no credential."""
        address = server_address(typed)
        self.server_test = ServerTest(address, busy=True)
        self._inquiries.ask(
            lambda _: self._try_server(address, ca_file),
            lambda reached: self._tested(address, reached),
            lambda code: self._shown(ServerTest(address, trouble=code)),
        )

    def dismiss(self) -> None:
        """Both were read."""
        self.server_test = None
        if self.check is not None and not self.check.running:
            self.check = None

    def _tested(self, address: str, reached: Reached) -> None:
        clock = clock_finding(reached)
        findings = (server_finding(reached, address), *([clock] if clock else []))
        self._shown(ServerTest(address, findings, reached.version))

    def _shown(self, test: ServerTest) -> None:
        if self.server_test is not None and self.server_test.address == test.address:
            self.server_test = test
