from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.server.staff.rights import rights_in_order
from pos_app.till.approvals import Waiting
from pos_app.till.card_entry import CardEntry, EntryStep
from pos_app.till.card_sale import CardSale, CardStage
from pos_app.till.sale import Sale, Stage
from pos_app.till.voiding import VoidStage
from pos_app.ui.screens.history.made_up import APPROVAL, case, request
from pos_app.ui.shell.navigation import (
    NEEDS,
    Entry,
    entries,
    landing,
    may_leave,
    may_leave_sale,
    offered,
    waiting_in_history,
)
from pos_app.wire.staff import Right, Role
from tests.ui.snapshots import TERMINAL, WORKING, payment

ALL = frozenset(Entry)


def seen_by(role: Role) -> tuple[Entry, ...]:
    return entries(ALL, rights_in_order(role))


def test_a_clerk_sees_what_a_clerk_may_do_and_lands_on_the_sale() -> None:
    shown = seen_by(Role.STORE_CLERK)
    assert shown == (Entry.SALE, Entry.CARD_ORDER, Entry.HISTORY, Entry.CLOSING, Entry.SETTINGS, Entry.HELP)
    assert landing(shown, None) is Entry.SALE


def test_a_manager_sees_everything_in_the_order_of_the_requirements() -> None:
    assert seen_by(Role.STORE_MANAGER) == tuple(Entry)


def test_who_only_reads_is_offered_no_sale_and_lands_on_the_history() -> None:
    shown = seen_by(Role.COMPANY_STAFF)
    assert Entry.SALE not in shown
    assert landing(shown, None) is Entry.HISTORY


def test_orders_by_card_are_offered_only_where_the_store_has_a_contract() -> None:
    assert TERMINAL.cards is not None
    without = replace(WORKING, terminal=TERMINAL.model_copy(update={"cards": None}))
    assert offered(WORKING, ALL) == (*offered(without, ALL)[:1], Entry.CARD_ORDER, *offered(without, ALL)[1:])
    assert Entry.CARD_ORDER not in offered(without, ALL)
    assert offered(replace(WORKING, staff=None), ALL) == ()


@pytest.mark.parametrize("stage", list(CardStage))
def test_nobody_leaves_a_caller_whose_card_is_asked_for_or_to_be_confirmed(stage: CardStage) -> None:
    waits = stage in (CardStage.WAITING, CardStage.CONFIRM)
    assert may_leave(replace(WORKING, card=CardSale(stage))) is not waits


def test_while_a_card_is_keyed_no_other_screen_comes_into_view() -> None:
    assert may_leave(WORKING)
    assert not may_leave(replace(WORKING, card_entry=CardEntry(EntryStep.FAILED)))


@pytest.mark.parametrize("stage", list(Stage))
def test_a_sale_by_code_holds_its_screen_as_before(stage: Stage) -> None:
    assert may_leave(replace(WORKING, sale=Sale(stage))) is may_leave_sale(stage)


@pytest.mark.parametrize("role", list(Role))
def test_a_screen_that_is_not_built_is_not_shown(role: Role) -> None:
    assert entries({Entry.SETTINGS}, rights_in_order(role)) == (Entry.SETTINGS,)
    assert entries(frozenset(), rights_in_order(role)) == ()


@given(built=st.frozensets(st.sampled_from(Entry)), rights=st.frozensets(st.sampled_from(Right)))
def test_what_is_shown_is_built_allowed_and_in_order(built: frozenset[Entry], rights: frozenset[Right]) -> None:
    shown = entries(built, rights)
    assert list(shown) == sorted(shown, key=list(Entry).index)
    assert set(shown) <= built
    assert all(not NEEDS[entry] or NEEDS[entry] & rights for entry in shown)
    assert landing(shown, None) == (shown[0] if shown else None)


def test_one_stays_where_one_was_as_long_as_one_may() -> None:
    shown = seen_by(Role.STORE_CLERK)
    assert landing(shown, Entry.HISTORY) is Entry.HISTORY
    assert landing(shown, Entry.STAFF) is Entry.SALE


def test_the_sale_is_not_left_while_a_customer_waits_but_while_a_result_is_looked_for() -> None:
    assert {stage for stage in Stage if not may_leave_sale(stage)} == {
        Stage.SCANNING,
        Stage.WAITING,
        Stage.ASKED_DOUBLE,
    }


def test_the_historys_badge_counts_what_waits_for_this_person() -> None:
    assert waiting_in_history(WORKING) == 0
    waits = replace(WORKING, attention=(payment(),), approvals=Waiting((request(0), request(1))))
    assert waiting_in_history(waits) == 3
    assert waiting_in_history(replace(waits, void=case(VoidStage.READY, approval=APPROVAL))) == 4
    assert waiting_in_history(replace(waits, void=case(VoidStage.ASKED))) == 3
