"""登録カード: the store's own cards, kept at the server for point grants (G-06)."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from pos_app.errors import Refusal
from pos_app.sync import cards
from pos_app.sync.client import Client
from pos_app.till.card_entering import CardEntering
from pos_app.till.card_entry import KeyedCard
from pos_app.till.card_lists import StoreCardsShown
from pos_app.till.inquiries import Inquiries, set_up_trouble
from pos_app.till.session import Sessions
from pos_app.till.surroundings import Surroundings
from pos_app.wire.cards import DefaultCardBody, RegisterCardBody
from pos_app.wire.cards import StoreCards as StoreCardsAnswer
from pos_app.wire.staff import Right

MOST = 2
"""G-06: カード情報は最大2枚まで登録."""


class StoreCards:
    """Only the control thread uses it. All raise :class:`Refusal` ``log_in_first``, ``forbidden``, ``not_now``."""

    def __init__(
        self, inquiries: Inquiries, sessions: Sessions, entering: CardEntering, surroundings: Surroundings
    ) -> None:
        self._inquiries = inquiries
        self._sessions = sessions
        self._entering = entering
        self._surroundings = surroundings
        self.shown = StoreCardsShown()
        self._shown_to: UUID | None = None

    def look(self) -> None:
        """Ask for them."""
        token = self._token()
        self._ask(lambda client: cards.store_cards(client, token))

    def register(self) -> None:
        """Key a card and keep it; raises :class:`Refusal` ``card_register_full`` for a third one, and as the entry."""
        self._token()
        if self.shown.cards is not None and len(self.shown.cards) >= MOST:
            raise Refusal("card_register_full")
        self._entering.open(self._keyed, Right.KEEP_CARDS)

    def make_default(self, card: UUID) -> None:
        """Pay by this one from now on."""
        token, body = self._token(), DefaultCardBody(card=card)
        self._ask(lambda client: cards.make_default(client, body, token))

    def delete(self, card: UUID) -> None:
        """Keep this one no longer; another becomes the default where it was that."""
        token = self._token()
        self._ask(lambda client: cards.delete(client, card, token))

    def tick(self) -> None:
        """Whoever comes next sees nothing of it."""
        current = self._sessions.current
        staff = current.staff if current is not None else None
        if staff != self._shown_to:
            self._shown_to, self.shown = staff, StoreCardsShown()

    def _keyed(self, card: KeyedCard) -> None:
        # The entry tells only whoever opened it, so the right is there; what was asked for meanwhile is merely behind.
        token = self._sessions.require(Right.KEEP_CARDS).token
        body, new = RegisterCardBody(token=card.token), self._surroundings.new_id()
        self._ask(lambda client: cards.register(client, new, body, token))

    def _ask(self, errand: Callable[[Client], StoreCardsAnswer]) -> None:
        current = self._sessions.current
        asked_by = self._shown_to = current.staff if current is not None else None
        self.shown = StoreCardsShown(self.shown.cards, busy=True)
        self._inquiries.ask(errand, partial(self._answered, asked_by), partial(self._refused, asked_by))

    def _answered(self, asked_by: UUID | None, answer: StoreCardsAnswer) -> None:
        if asked_by == self._shown_to:
            self.shown = StoreCardsShown(answer.cards)

    def _refused(self, asked_by: UUID | None, code: str) -> None:
        if asked_by != self._shown_to:
            return
        self.shown = StoreCardsShown(self.shown.cards, trouble=set_up_trouble(code))

    def _token(self) -> str:
        if self.shown.busy:
            raise Refusal("not_now")
        return self._sessions.require(Right.KEEP_CARDS).token
