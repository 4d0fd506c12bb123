"""Write an operation into the books: its row, its transfers and lot uses, its place in the chain."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple, Required, TypedDict

from sqlalchemy import insert

from pos_app.server.ledger import chain
from pos_app.server.store.connection import Row, Tx
from pos_app.server.store.statements import RowInsert, Statement
from pos_app.server.store.tables.cards import card_sale
from pos_app.server.store.tables.ledger import lot, lot_use, transfer
from pos_app.server.store.tables.operations import operation

_ADD_LOT = Statement(insert(lot))


class Leg(NamedTuple):
    """One transfer that takes from a member's lot, or gives back to it (``undoes``: the transfer that took). Yen."""

    member_account: int
    other_account: int
    lot: int
    amount: int
    undoes: int | None = None


class Move(NamedTuple):
    """One transfer between accounts that have no lots. Yen."""

    debit: int
    credit: int
    amount: int


class HeldOnCard(NamedTuple):
    """What an authorisation has besides its row (see ``tables.cards.card_sale``), in the order of the columns."""

    token: str
    brand: str
    last3: str
    expiry: str
    capture: str
    approval_code: str | None
    expires_at: str | None
    caller_name: str
    caller_phone: str
    memo: str


@dataclass(frozen=True, slots=True)
class NewLot:
    """A lot that a grant makes, and the account that funds it. Yen; ``expires_on`` as ISO text."""

    wallet: int
    account: int
    funding: int
    kind: str
    amount: int
    expires_on: str | None


class Entry(TypedDict, total=False):
    """An operation's row as it will stand; what it leaves out is NULL. Texts are as the tables keep them.

    A dictionary because there is one for each payment: a dataclass of this size costs as much as three statements.
    """

    id: Required[bytes]
    origin: Required[Literal["terminal", "desk"]]
    kind: Required[str]
    outcome: Required[str]
    recorded_at: Required[str]
    transaction_date: Required[str]
    answer: Required[bytes]
    reason: str | None
    effect: str
    terminal: int
    store: int
    epoch: int
    seq: int | None
    original: bytes
    number: str
    amount: int
    wallet: int | None
    code_kind: str
    session: bytes
    approval: bytes | None
    void_reason: str
    number_check: str
    made_at: str
    void_until: str | None
    fingerprint: bytes


CHAINED = tuple(column.name for column in operation.columns if column.name not in ("prev_hash", "hash"))
"""What of an operation's row its hash covers; of legs, lot uses and new lots, all that never changes."""

CHAINED_TRANSFER = ("operation", "leg", "debit", "credit", "amount", "undoes")
CHAINED_LOT_USE = ("operation", "leg", "lot", "amount", "restored")
CHAINED_LOT = ("wallet", "account", "kind", "amount", "expires_on", "granted_by")

CHAINED_CARD = ("operation", "token", "brand", "last3", "expiry", "capture", "approval_code", "expires_at")

_ADD_CARD_SALE = RowInsert(card_sale, tuple(column.name for column in card_sale.columns))
_ADD_OPERATION = RowInsert(operation, (*CHAINED, "prev_hash", "hash"))
_ADD_TRANSFER = RowInsert(transfer, CHAINED_TRANSFER)
_ADD_LOT_USE = RowInsert(lot_use, CHAINED_LOT_USE)


def book(tx: Tx, entry: Entry, legs: Sequence[Leg] = (), new_lots: Sequence[NewLot] = ()) -> int:
    """Write everything; gives the operation's position. It has no effect on money without legs and new lots.

    Balances and the lots' rests follow by trigger.
    """
    at = chain.tip(tx)
    position, prev_hash = at.position + 1, at.hash
    moved = bool(legs or new_lots)
    whole = {**entry, "position": position, "moved": int(moved), "chain": chain.CHAIN, "link": at.link + 1}
    row = tuple(map(whole.get, CHAINED))
    transfers = [_transfer(position, number, leg) for number, leg in enumerate(legs)]
    transfers += [_funding(position, number, new) for number, new in enumerate(new_lots, len(legs))]
    uses = [_use(position, number, leg) for number, leg in enumerate(legs)]
    lots = [_lot(position, new) for new in new_lots]
    new_hash = chain.digest(prev_hash, [row, *transfers, *uses, *lots])
    tx.add_row(_ADD_OPERATION, (*row, prev_hash, new_hash))
    _write(tx, transfers, uses, lots)
    chain.extend(tx, at, position, new_hash)
    if moved and "store" in entry:
        tx.announce(("store", entry["store"]))
    # A decline, too: it may have burnt the code that the member's phone still shows.
    if entry.get("wallet") is not None:
        tx.announce(("wallet", entry["wallet"]))
    return position


def book_card(tx: Tx, entry: Entry, moves: Sequence[Move] = (), held: HeldOnCard | None = None) -> int:
    """Write an operation about a card; gives its position. It has no effect on the books' money without moves.

    The store hears of what moved, and of what is held no more.
    """
    at = chain.tip(tx)
    position, prev_hash = at.position + 1, at.hash
    whole = {**entry, "position": position, "moved": int(bool(moves)), "chain": chain.CHAIN, "link": at.link + 1}
    row = tuple(map(whole.get, CHAINED))
    transfers = [(position, number, *move, None) for number, move in enumerate(moves)]
    sales = [(position, *held)] if held else []
    chained = [*transfers, *(sale[: len(CHAINED_CARD)] for sale in sales)]
    new_hash = chain.digest(prev_hash, [row, *chained])
    tx.add_row(_ADD_OPERATION, (*row, prev_hash, new_hash))
    _write(tx, transfers, (), ())
    for sale in sales:
        tx.add_row(_ADD_CARD_SALE, sale)
    chain.extend(tx, at, position, new_hash)
    lets_go = entry["kind"] in ("void", "reversal") and entry["outcome"] == "approved"
    if (moves or lets_go) and "store" in entry:
        tx.announce(("store", entry["store"]))
    return position


def _transfer(position: int, number: int, leg: Leg) -> Row:
    debit, credit = leg.member_account, leg.other_account
    if leg.undoes is not None:
        debit, credit = credit, debit
    return (position, number, debit, credit, leg.amount, leg.undoes)


def _funding(position: int, number: int, new: NewLot) -> Row:
    return (position, number, new.funding, new.account, new.amount, None)


def _use(position: int, number: int, leg: Leg) -> Row:
    return (position, number, leg.lot, leg.amount, int(leg.undoes is not None))


def _lot(position: int, new: NewLot) -> Row:
    return (new.wallet, new.account, new.kind, new.amount, new.expires_on, position)


def _write(tx: Tx, transfers: Sequence[Row], uses: Sequence[Row], lots: Sequence[Row]) -> None:
    for row in transfers:
        tx.add_row(_ADD_TRANSFER, row)
    for row in uses:
        tx.add_row(_ADD_LOT_USE, row)
    for row in lots:
        values = dict(zip(CHAINED_LOT, row, strict=True))
        tx.insert(_ADD_LOT, id=None, remaining=values["amount"], **values)
