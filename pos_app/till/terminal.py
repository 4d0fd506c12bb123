"""Which terminal this PC is (E-22..E-24, D-3): activation, and what the server says of the store."""

import base64
import json
import logging
from collections.abc import Callable
from uuid import UUID, uuid4

from pos_app.domain.codes import PrefixRow, PrefixTable
from pos_app.errors import Bug, JournalFault, Refusal
from pos_app.sync.client import Client, Credential
from pos_app.sync.credentials import Credentials
from pos_app.sync.journal import Entry, Journal
from pos_app.till.inquiries import Inquiries, set_up_trouble
from pos_app.till.surroundings import Surroundings
from pos_app.till.typed import typed_or
from pos_app.wire.problems import ProblemCode
from pos_app.wire.store import Activated, ActivationBody, ActivationPreviewBody, TerminalInfo

CREDENTIAL = "terminal-credential"
_PENDING = "pending-activation"
_CREDENTIAL_BYTES = 32

log = logging.getLogger(__name__)


class Terminal:
    """The activation of this PC; ``changed`` is called when it is another than before.

    ``check`` raises :class:`Refusal` where this PC may not become the terminal with that id now.
    """

    def __init__(
        self,
        journal: Journal,
        credentials: Credentials,
        credential: Credential,
        inquiries: Inquiries,
        surroundings: Surroundings,
        changed: Callable[[], None],
        check: Callable[[str], None],
    ) -> None:
        self._journal = journal
        self._credentials = credentials
        self._credential = credential
        self._inquiries = inquiries
        self._surroundings = surroundings
        self._changed = changed
        self._check = check
        self._wish: ActivationPreviewBody | None = None
        self._shown: TerminalInfo | None = None
        self._becoming = False
        self._activated = _read(journal)
        self.trouble: str | None = None

    @property
    def info(self) -> TerminalInfo | None:
        """The store and its settings; None before the activation."""
        return self._activated.terminal if self._activated else None

    @property
    def is_active(self) -> bool:
        """Whether this PC can speak for its terminal: activated, and with its credential at hand."""
        return self._activated is not None and self._credential.value is not None

    @property
    def is_changing(self) -> bool:
        """Whether the server was asked to make this PC that terminal and has not answered yet: no sale may begin."""
        return self._becoming

    @property
    def epoch(self) -> int:
        """How many times this terminal was activated; raises :class:`Bug` before the first time."""
        if self._activated is None:
            raise Bug("a terminal that was never activated has no epoch")
        return self._activated.epoch

    @property
    def feed_from(self) -> int:
        """Where the feed must be read from at the latest."""
        return self._activated.feed_from if self._activated else 0

    @property
    def to_be_confirmed(self) -> TerminalInfo | None:
        """店舗情報確認 (E-24): what the typed id and password would make of this PC."""
        return self._shown

    @property
    def prefixes(self) -> PrefixTable:
        """Whose code starts how."""
        if self.info is None:
            raise Bug("no prefixes before the activation")
        rows = tuple(PrefixRow(prefix.head, prefix.operator) for prefix in self.info.prefixes)
        return PrefixTable(self.info.wallet_operator, rows)

    def preview(self, terminal_id: str, password: str) -> None:
        """端末ID入力 (E-23): ask which store this would be; raises :class:`Refusal` ``wrong_credentials``."""
        with typed_or("wrong_credentials"):
            wish = ActivationPreviewBody(terminal_id=terminal_id, password=password)
        self._check(terminal_id)
        self.trouble, self._shown, self._wish = None, None, wish
        self._inquiries.ask(lambda client: self._preview(client, wish), self._previewed, self._refused)

    def confirm(self) -> None:
        """上記店舗を設定します (E-24): become that terminal; raises :class:`Refusal` ``not_now`` with none shown."""
        wish = self._wish
        if wish is None or self._shown is None:
            raise Refusal("not_now")
        self._check(wish.terminal_id)
        self._becoming = True
        self._inquiries.ask(lambda client: self._activate(client, wish), self._become, self._refused)

    def refresh(self) -> None:
        """Ask for the store's settings anew; without an answer the last ones stay."""
        self._inquiries.ask(_terminal_info, self._refreshed, lambda code: log.info("settings not refreshed: %s", code))

    def _preview(self, client: Client, wish: ActivationPreviewBody) -> TerminalInfo:
        """On the errands thread, like all that touches the credentials: a keyring may keep its caller waiting."""
        try:
            return client.call("POST", "/v1/activations/preview", TerminalInfo, wish)
        except Refusal:
            pending = self._stored(wish.terminal_id)
            if pending is None:
                raise
        # Its password may have been spent by this very till, which died before it had written that down.
        return self._claim(client, wish, *pending).terminal

    def _activate(self, client: Client, wish: ActivationPreviewBody) -> Activated:
        activation, credential = self._pending(wish.terminal_id)
        activated = self._claim(client, wish, activation, credential)
        self._credentials.set(CREDENTIAL, credential.encode())
        self._credential.value = credential
        return activated

    def _claim(self, client: Client, wish: ActivationPreviewBody, activation: UUID, credential: str) -> Activated:
        body = ActivationBody(
            activation=activation, terminal_id=wish.terminal_id, password=wish.password, credential=credential
        )
        try:
            return client.call("POST", "/v1/activations", Activated, body)
        except Refusal as refusal:
            if refusal.code == ProblemCode.ID_REUSED.value:
                # That activation was overtaken by another one; the next try is a new one.
                self._credentials.delete(_PENDING)
            raise

    def _stored(self, terminal_id: str) -> tuple[UUID, str] | None:
        stored = self._credentials.get(_PENDING)
        pending = json.loads(stored) if stored is not None else {}
        if pending.get("terminal_id") != terminal_id:
            return None
        return UUID(pending["activation"]), pending["credential"]

    def _pending(self, terminal_id: str) -> tuple[UUID, str]:
        """The credential is made and kept here before the server hears of it: a lost answer can then be asked again."""
        stored = self._stored(terminal_id)
        if stored is not None:
            return stored
        activation = uuid4()
        credential = base64.urlsafe_b64encode(self._surroundings.random(_CREDENTIAL_BYTES)).decode().rstrip("=")
        pending = {"terminal_id": terminal_id, "activation": str(activation), "credential": credential}
        self._credentials.set(_PENDING, json.dumps(pending).encode())
        return activation, credential

    def _previewed(self, info: TerminalInfo) -> None:
        self._shown = info

    def _refused(self, code: str) -> None:
        self._becoming = False
        self.trouble = set_up_trouble(code)

    def _refreshed(self, info: TerminalInfo) -> None:
        if self._activated is not None:
            self._activated = self._activated.model_copy(update={"terminal": info})

    def _become(self, activated: Activated) -> None:
        self._becoming = False
        counters = (("count", activated.count),)
        entry = Entry(self._surroundings.now(), "activated", activated.model_dump_json(), counters=counters)
        try:
            # On the control thread for once: nothing is sold yet, and nothing else may happen before it is durable.
            self._journal.append(entry)
        except JournalFault as fault:
            self._refused(fault.reason)
            return
        # Only now may the activation be forgotten: a till that dies before asks for the same one again.
        self._inquiries.ask(lambda _: self._credentials.delete(_PENDING), lambda _: None, self._refused)
        self._activated, self._wish, self._shown = activated, None, None
        self._changed()


def _terminal_info(client: Client) -> TerminalInfo:
    return client.call("GET", "/v1/terminal", TerminalInfo)


def _read(journal: Journal) -> Activated | None:
    stored = journal.last("activated")
    return Activated.model_validate_json(stored.data) if stored else None
