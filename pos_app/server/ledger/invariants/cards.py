"""C1 to C3: a card's amount is held once, then captured or let go, returned at most; the processor says the same."""

from collections.abc import Iterator
from uuid import UUID

from sqlalchemy import ColumnElement, func, literal_column, select

from pos_app.server.ledger.invariants.verdict import Verdict, verdict
from pos_app.server.store.connection import Reader, Row
from pos_app.server.store.statements import Statement
from pos_app.server.store.tables.cards import card_intent, card_sale, card_token, sandbox_authorisation
from pos_app.server.store.tables.operations import captures, is_authorised, operation, returns, undoes

_capture, _undo, _back, _leg = (operation.alias(name) for name in ("capture", "undo", "back", "leg_of"))
_returned = (
    select(func.coalesce(func.sum(_back.c.amount), literal_column("0")))
    .where(_back.c.original == operation.c.id, returns(_back))
    .correlate(operation)
    .scalar_subquery()
)
_SALES = Statement(
    select(
        operation.c.id,
        operation.c.outcome,
        operation.c.amount,
        card_sale.c.approval_code,
        card_sale.c.expires_at,
        func.coalesce(_capture.c.amount, literal_column("0")),
        _returned,
        _undo.c.kind,
        _undo.c.moved,
        func.coalesce(_undo.c.amount, literal_column("0")),
        sandbox_authorisation.c.state,
        sandbox_authorisation.c.captured,
        sandbox_authorisation.c.returned,
        sandbox_authorisation.c.amount,
        card_intent.c.operation,
    )
    .select_from(
        card_sale.join(operation, card_sale.c.operation == operation.c.position)
        .outerjoin(_capture, (_capture.c.original == operation.c.id) & captures(_capture))
        .outerjoin(_undo, (_undo.c.original == operation.c.id) & undoes(_undo))
        .outerjoin(sandbox_authorisation, sandbox_authorisation.c.id == operation.c.id)
        .outerjoin(card_intent, card_intent.c.payment == operation.c.id)
    )
    .order_by(card_sale.c.operation)
)
_CARDLESS = Statement(
    select(operation.c.position)
    .select_from(operation.outerjoin(card_sale, card_sale.c.operation == operation.c.position))
    .where(is_authorised(operation), card_sale.c.operation.is_(None))
)


def _stray(which: ColumnElement[bool]) -> Statement:
    return Statement(
        select(_leg.c.position)
        .select_from(_leg.outerjoin(operation, operation.c.id == _leg.c.original))
        .where(which, func.coalesce(operation.c.kind, literal_column("''")) != literal_column("'authorise'"))
    )


_STRAY = (_stray(captures(_leg)), _stray(returns(_leg)))
_HELD_BY_NOBODY = Statement(
    select(sandbox_authorisation.c.id)
    .select_from(
        sandbox_authorisation.outerjoin(operation, operation.c.id == sandbox_authorisation.c.id).outerjoin(
            card_intent, card_intent.c.operation == sandbox_authorisation.c.id
        )
    )
    .where(
        sandbox_authorisation.c.state.in_((literal_column("'held'"), literal_column("'captured'"))),
        operation.c.id.is_(None),
        card_intent.c.operation.is_(None),
    )
)
_SPENT_TWICE = Statement(
    select(card_sale.c.token)
    .select_from(card_sale.join(operation, operation.c.position == card_sale.c.operation))
    .where(operation.c.outcome == literal_column("'approved'"))
    .group_by(card_sale.c.token)
    .having(func.count() > literal_column("1"))
)
_TOKENS = Statement(select(func.count()).select_from(card_token))


def cards(reader: Reader) -> list[Verdict]:
    """Check every sale by card; there are few of them beside payments by wallet."""
    rows = reader.all(_SALES)
    once = [what for row in rows for what in _once(row)]
    once += [f"operation {row[0]} is about no sale by card" for one in _STRAY for row in reader.all(one)]
    once += [f"operation {row[0]} holds an amount on no card" for row in reader.all(_CARDLESS)]
    agreed = [what for row in rows for what in _disagreement(row)]
    agreed += [f"the processor holds {UUID(bytes=row[0])} for nobody" for row in reader.all(_HELD_BY_NOBODY)]
    tokens = reader.one(_TOKENS)
    twice = ["a token was spent twice" for _ in reader.all(_SPENT_TWICE)]
    return [
        verdict("C1", "a card's amount is captured once or let go, never both, and returned at most", len(rows), once),
        verdict("C2", "the card processor's books say what these say", len(rows), agreed),
        verdict("C3", "a card's token is spent once", tokens[0] if tokens else 0, twice),
    ]


def _once(row: Row) -> Iterator[str]:
    key, outcome, amount, code, until, captured, returned, undone_by, gave_back, undone, *_ = row
    name = f"sale {UUID(bytes=key)}"
    if (outcome == "approved") != (code is not None and until is not None):
        yield f"{name} is held by half"
    if outcome != "approved" and (captured or returned or undone_by):
        yield f"{name} was declined and went on"
    if captured > (amount or 0):
        yield f"{name} was captured for {captured - amount} yen too much"
    if returned > captured:
        yield f"{name} returned {returned - captured} yen too much"
    if captured and undone_by == "void":
        yield f"{name} was captured and released"
    if undone_by == "reversal" and undone != (captured - returned if captured else amount):
        yield f"{name} was reversed by half"
    if undone_by is not None and bool(gave_back) != bool(captured):
        yield f"{name} was undone by another way"


def _disagreement(row: Row) -> Iterator[str]:
    key, outcome, amount, _, _, captured, returned, undone_by, gave_back, _, *processor, pending = row
    state, its_captured, its_returned, its_amount = processor
    if pending is not None:
        return  # the processor may know already what these books don't
    if outcome != "approved":
        if state not in {None, "refused"}:
            yield f"sale {UUID(bytes=key)} was declined, but the processor has it {state}"
        return
    wanted = "captured" if captured else "released" if undone_by else "held"
    given_back = captured if undone_by and gave_back else returned
    if (state, its_captured, its_returned, its_amount) != (wanted, captured, given_back, amount):
        yield f"sale {UUID(bytes=key)} is {wanted} here and {state} there"
