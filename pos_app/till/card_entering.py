"""カード情報入力 at work: what the pad tells becomes a pop-up, and a keyed card a token (T-05..T-10; tenkey.md).

Nothing of it is journalled, for no money moves. What was keyed is in the pad, then for a moment in a sealed blob, and
nowhere after the end: done, cancelled, timed out, logged out.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from math import ceil

from pydantic import ValidationError

from pos_app.devices.tenkey.events import (
    CardKeyed,
    KeysSoFar,
    PadBack,
    PadCancelled,
    PadEncrypted,
    PadFailed,
    PadReady,
    PadTrouble,
    Sealed,
)
from pos_app.devices.tenkey.keypad_key import KeypadKey
from pos_app.errors import Refusal
from pos_app.sync import cards
from pos_app.till.card_entry import CardEntry, EntryStep, EntryText, KeyedCard
from pos_app.till.inquiries import Inquiries, set_up_trouble
from pos_app.till.outlets import Place
from pos_app.till.pads import AnyPad, PadChoice, PadKind
from pos_app.till.session import Phase, Sessions
from pos_app.till.surroundings import Surroundings
from pos_app.wire.cards import CardBlob, CardToken, CardTokenBody, PadBlob, SealedBlob, SealingKey
from pos_app.wire.problems import ProblemCode
from pos_app.wire.staff import Right, Session

__all__ = ["CardEntering", "KeypadKey"]

NEARLY_OVER_SECONDS = 15
"""あと15秒で時間切れです: from here F5 延長 is offered."""
LONGEST_PAD_SECONDS = 255
"""The START frame has one byte for it; the till lets a pad go on where it may."""
_PAD_SLACK_SECONDS = 5
"""The till's own clock ends an entry; the pad's is for a till that died."""

EntryEvent = PadReady | KeysSoFar | CardKeyed | PadCancelled | PadFailed | PadBack

_KEYING = frozenset({EntryStep.PREPARING, EntryStep.KEYING})
_TEXT_C = frozenset({PadTrouble.TIMED_OUT, PadTrouble.INVALID})
_REFUSED = {
    ProblemCode.CARD_KEY_REPLAYED.value: EntryText.B,
    ProblemCode.CARD_INVALID.value: EntryText.C,
    ProblemCode.CARD_NOT_ACCEPTED.value: EntryText.A,
}
"""Whatever else the server or the way to it says is text D."""
_OWN_WORDS = frozenset(
    {
        ProblemCode.SESSION_NEEDED.value,
        ProblemCode.PASSWORD_CHANGE_NEEDED.value,
        ProblemCode.FORBIDDEN.value,
        ProblemCode.UNAUTHENTICATED.value,
        ProblemCode.TERMINAL_DISABLED.value,
    }
)
"""It lies with who works here or with this till: waiting a while, as text D advises, would mend nothing."""


@dataclass(frozen=True, slots=True)
class _Opened:
    """One pop-up, from its opening to its end; monotonic seconds."""

    then: Callable[[KeyedCard], None]
    right: Right
    session: Session
    service: str
    choice: PadChoice
    whole_until: float = 0.0
    idle_until: float = 0.0
    pad_until: float = 0.0
    answer_until: float = 0.0

    @property
    def until(self) -> float:
        return min(self.whole_until, self.idle_until)


class CardEntering:
    """Only the control thread uses it. ``choice`` gives what is set of the pad now."""

    def __init__(
        self,
        pad: AnyPad,
        inquiries: Inquiries,
        sessions: Sessions,
        surroundings: Surroundings,
        choice: Callable[[], PadChoice],
        place: Place,
    ) -> None:
        self._pad = pad
        self._inquiries = inquiries
        self._sessions = sessions
        self._surroundings = surroundings
        self._choice = choice
        self._place = place
        self._number = 0
        """Of the latest entry; what comes of an earlier one is not listened to."""
        self._opened: _Opened | None = None
        self._entry: CardEntry | None = None

    @property
    def entry(self) -> CardEntry | None:
        """The pop-up; None: it is closed."""
        return self._entry

    # -- what a person does -------------------------------------------------------------------------------------------

    def open(self, then: Callable[[KeyedCard], None], right: Right = Right.SELL) -> None:
        """Open the pop-up; ``then`` gets the card with its live token, once, when the pop-up has closed itself.

        Raises :class:`Refusal` ``log_in_first``, ``forbidden``, ``not_now``, ``pad_is_off``, ``no_card_contract``.
        """
        session = self._sessions.require(right)
        if self._opened is not None:
            raise Refusal("not_now")
        choice = self._choice()
        if not choice.on:
            raise Refusal("pad_is_off")
        self._begin(_Opened(then, right, session, self._service(choice), choice))

    def close(self) -> None:
        """キャンセル, and whenever the till is left: what was keyed is wiped, nothing is said. Harmless when closed."""
        self._number += 1
        opened, self._opened, self._entry = self._opened, None, None
        if opened is not None:
            self._pad.cancel()

    def retry(self) -> None:
        """もう一度入力 (Enter), after a failure; raises :class:`Refusal` ``not_now`` otherwise, and as :meth:`open`."""
        opened = self._opened
        if opened is None or self._entry is None or self._entry.step is not EntryStep.FAILED:
            raise Refusal("not_now")
        failed, self._opened = opened, None
        try:
            self.open(opened.then, opened.right)
        except Refusal:
            self._opened = failed
            raise

    def extend(self) -> None:
        """F5 延長: the idle time anew from now, also where the whole time would be over. Does nothing any earlier."""
        opened, entry = self._opened, self._entry
        if opened is None or entry is None or entry.step not in _KEYING or not entry.nearly_over:
            return
        until = self._surroundings.monotonic() + opened.choice.idle_seconds
        self._opened = replace(opened, idle_until=until, whole_until=max(opened.whole_until, until))
        self._tell_pad_time()
        self._show_time()

    def key_pressed(self, key: KeypadKey) -> None:
        """A key of a keypad that is a keyboard; swallowed unless a card is being keyed."""
        if self._entry is not None and self._entry.step in _KEYING:
            self._pad.key(key)

    # -- what the pad tells -------------------------------------------------------------------------------------------

    def pad_event(self, event: EntryEvent) -> None:
        """A value of the pad's; that of an entry which is over changes nothing."""
        opened, entry = self._opened, self._entry
        if opened is None or entry is None or entry.step not in _KEYING:
            return
        if isinstance(event, PadBack) or event.entry != self._number:
            return
        if self._is_left(opened):
            self.close()
            return
        match event:
            case PadReady():
                self._touched()
                self._entry = replace(entry, step=EntryStep.KEYING)
            case KeysSoFar():
                self._keys(entry, event)
            case CardKeyed():
                self._keyed(entry, event)
            case PadCancelled():
                self.close()
            case PadFailed():
                text = EntryText.C if event.trouble in _TEXT_C else EntryText.B
                self._fail(text, f"pad_{event.trouble.value}")

    def tick(self) -> None:
        """Let time pass; whoever leaves the till takes the pop-up along."""
        opened, entry = self._opened, self._entry
        if opened is None or entry is None:
            return
        now = self._surroundings.monotonic()
        if self._is_left(opened):
            self.close()
        elif entry.step is EntryStep.TOKENISING:
            self._sessions.touch()
            if now >= opened.answer_until:
                self._fail(EntryText.D, set_up_trouble("offline"))
        elif entry.step is not EntryStep.FAILED:
            # The caller dictates; a till that locks now would lose what was keyed.
            self._sessions.touch()
            if now >= opened.until:
                self._fail(EntryText.C, f"pad_{PadTrouble.TIMED_OUT.value}")
            else:
                self._show_time()

    # -- the way of an entry ------------------------------------------------------------------------------------------

    def _begin(self, opened: _Opened) -> None:
        now = self._surroundings.monotonic()
        self._number += 1
        self._opened = replace(
            opened, whole_until=now + opened.choice.whole_seconds, idle_until=now + opened.choice.idle_seconds
        )
        self._entry = CardEntry(EntryStep.PREPARING)
        self._show_time()
        if opened.choice.kind is PadKind.ENCRYPTING:
            self._arm(self._number, None)
            return
        number, token = self._number, opened.session.token
        self._inquiries.ask(
            lambda client: cards.sealing_key(client, token),
            partial(self._arm, number),
            lambda code: self._refused(number, code),
            quiet=True,
        )

    def _arm(self, number: int, key: SealingKey | None) -> None:
        entry, opened = self._entry, self._opened
        if number != self._number or opened is None or entry is None or entry.step is not EntryStep.PREPARING:
            return
        seconds = self._pad_seconds(opened)
        self._opened = replace(opened, pad_until=self._surroundings.monotonic() + seconds)
        self._pad.begin(number, seconds, key)

    def _keys(self, entry: CardEntry, event: KeysSoFar) -> None:
        self._touched()
        self._entry = replace(
            entry, step=EntryStep.KEYING, keying=event.keying, count=event.count, brand=event.brand or entry.brand
        )
        self._show_time()

    def _keyed(self, entry: CardEntry, event: CardKeyed) -> None:
        opened = self._opened
        if opened is None:
            return
        try:
            body = CardTokenBody(service=opened.service, blob=_blob(event.blob), brand=event.brand, last3=event.last3)
        except ValidationError:
            # Its own text would quote the blob.
            self._fail(EntryText.B, f"pad_{PadTrouble.GARBLED.value}")
            return
        number, token, request = self._number, opened.session.token, self._surroundings.new_id()
        self._opened = replace(opened, answer_until=self._surroundings.monotonic() + cards.ANSWER_SECONDS)
        self._entry = replace(
            entry, step=EntryStep.TOKENISING, brand=event.brand or entry.brand, seconds_left=0, nearly_over=False
        )
        self._inquiries.ask(
            lambda client: cards.tokenise(client, request, body, token),
            partial(self._tokenised, number, event.unusual),
            lambda code: self._refused(number, code),
            quiet=True,
        )

    def _tokenised(self, number: int, unusual: bool, token: CardToken) -> None:
        opened = self._opened
        if number != self._number or opened is None:
            return
        if self._is_left(opened):
            self.close()
            return
        self._number += 1
        self._opened = self._entry = None
        opened.then(KeyedCard(token.brand, token.last3, token.expiry, token.valid_until, token.token, unusual))

    def _refused(self, number: int, code: str) -> None:
        if number == self._number and self._opened is not None:
            text = None if code in _OWN_WORDS else _REFUSED.get(code, EntryText.D)
            self._fail(text, set_up_trouble(code))

    def _fail(self, text: EntryText | None, trouble: str) -> None:
        self._number += 1
        self._pad.cancel()
        self._entry = CardEntry(EntryStep.FAILED, text=text, trouble=trouble)

    # -- small change -------------------------------------------------------------------------------------------------

    def _is_left(self, opened: _Opened) -> bool:
        current = self._sessions.current
        here = current is not None and current.session == opened.session.session
        return not here or self._sessions.phase is not Phase.OPEN

    def _touched(self) -> None:
        opened, now = self._opened, self._surroundings.monotonic()
        if opened is not None:
            self._opened = replace(opened, idle_until=now + opened.choice.idle_seconds)
            self._tell_pad_time()

    def _tell_pad_time(self) -> None:
        """The pad was given a time at its start, which ends before the till's where keys came since."""
        opened = self._opened
        if opened is None or opened.pad_until >= opened.until:
            return
        seconds = self._pad_seconds(opened)
        self._opened = replace(opened, pad_until=self._surroundings.monotonic() + seconds)
        self._pad.extend(seconds)

    def _pad_seconds(self, opened: _Opened) -> int:
        # More than asked for now, so that not every key needs another frame.
        wished = opened.choice.whole_seconds + _PAD_SLACK_SECONDS
        return min(LONGEST_PAD_SECONDS, wished)

    def _show_time(self) -> None:
        opened, entry = self._opened, self._entry
        if opened is None or entry is None:
            return
        left = max(0, ceil(opened.until - self._surroundings.monotonic()))
        self._entry = replace(entry, seconds_left=left, nearly_over=left <= NEARLY_OVER_SECONDS)

    def _service(self, choice: PadChoice) -> str:
        info = self._place.info
        services = info.cards.services if info is not None and info.cards is not None else ()
        if not services:
            raise Refusal("no_card_contract")
        chosen = next((service for service in services if service.id == choice.service), services[0])
        return chosen.id


def _blob(blob: PadEncrypted | Sealed) -> CardBlob:
    """Raises ValidationError for what no pad of ours can have meant."""
    if isinstance(blob, Sealed):
        return SealedBlob(jwe=blob.jwe)
    facts = {"serial": blob.serial.hex().upper(), "ksn": blob.ksn.hex().upper(), "cipher": blob.cipher.hex().upper()}
    return PadBlob.model_validate({"algorithm": blob.algorithm, **facts})
