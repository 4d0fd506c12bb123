from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.server.staff.rights import (
    COMPANY_ROLES,
    RIGHTS,
    STORE_ROLES,
    TILL_ROLES,
    Place,
    may,
    may_care_for,
    rights_in_order,
    works_at,
)
from pos_app.wire.staff import Right, Role

OWN = Place(1, 1)
SISTER = Place(1, 2)
FOREIGN = Place(2, 1)
COMPANY = Place(1, None)

roles = st.sampled_from(Role)
places = st.builds(Place, st.sampled_from([1, 2]), st.sampled_from([None, 1, 2]))


def test_the_table_says_what_the_requirements_say() -> None:
    table = {role.value: {right.value for right in rights_in_order(role)} for role in Role}
    everything = {
        "sell", "void_by_setting", "void", "approve", "read_history", "read_company", "keep_cards",
        "care_for_staff",
    }  # fmt: skip
    assert table == {
        "system": set(),
        "desk": set(),
        "company_admin": everything,
        "company_staff": {"read_history", "read_company"},
        "store_manager": everything - {"read_company"},
        "store_clerk": {"sell", "void_by_setting", "read_history"},
    }


def test_every_role_has_a_row_and_no_row_can_be_changed() -> None:
    assert set(RIGHTS) == set(Role)
    with pytest.raises(TypeError):
        RIGHTS[Role.STORE_CLERK] = frozenset(Right)  # type: ignore[index]


def test_rights_are_listed_in_one_order_only() -> None:
    for role in Role:
        listed = rights_in_order(role)
        assert list(listed) == sorted(listed, key=list(Right).index)


@pytest.mark.parametrize("role", [Role.SYSTEM, Role.DESK])
@given(right=st.sampled_from(Right), home=places, till=places, other=roles, other_home=places)
def test_the_desk_and_the_system_do_nothing_at_any_till(
    role: Role, right: Right, home: Place, till: Place, other: Role, other_home: Place
) -> None:
    assert not may(role, right)
    assert not works_at(role, home, till)
    assert not may_care_for(role, home, other, other_home)
    assert not may_care_for(other, other_home, role, home)


def test_people_of_a_store_work_at_its_tills_only() -> None:
    for role in STORE_ROLES:
        assert works_at(role, OWN, OWN)
        assert not works_at(role, OWN, SISTER)
        assert not works_at(role, OWN, FOREIGN)


def test_people_of_a_company_work_at_all_its_tills() -> None:
    for role, till in product(COMPANY_ROLES, (OWN, SISTER)):
        assert works_at(role, COMPANY, till)
        assert not works_at(role, COMPANY, FOREIGN)


def test_a_person_of_a_store_who_has_no_store_works_nowhere() -> None:
    for role in STORE_ROLES:
        assert not works_at(role, COMPANY, COMPANY)
        assert not may_care_for(role, COMPANY, Role.STORE_CLERK, COMPANY)


@given(role=roles, home=places, till=places)
def test_nobody_works_at_another_companys_till(role: Role, home: Place, till: Place) -> None:
    if home.company != till.company:
        assert not works_at(role, home, till)


@given(role=roles, home=places, other=roles, other_home=places)
def test_nobody_cares_for_somebody_with_more_rights(role: Role, home: Place, other: Role, other_home: Place) -> None:
    if may_care_for(role, home, other, other_home):
        assert RIGHTS[other] <= RIGHTS[role]
        assert home.company == other_home.company
        assert role in COMPANY_ROLES or home.store == other_home.store


def test_a_manager_cares_for_the_own_store_and_the_company_admin_for_everybody() -> None:
    for other in TILL_ROLES:
        for place in (OWN, SISTER, COMPANY):
            assert may_care_for(Role.COMPANY_ADMIN, COMPANY, other, place)
    assert may_care_for(Role.STORE_MANAGER, OWN, Role.STORE_CLERK, OWN)
    assert may_care_for(Role.STORE_MANAGER, OWN, Role.STORE_MANAGER, OWN)
    assert not may_care_for(Role.STORE_MANAGER, OWN, Role.STORE_CLERK, SISTER)
    assert not may_care_for(Role.STORE_MANAGER, OWN, Role.COMPANY_STAFF, COMPANY)
    assert not may_care_for(Role.STORE_CLERK, OWN, Role.STORE_CLERK, OWN)
    assert not may_care_for(Role.COMPANY_STAFF, COMPANY, Role.STORE_CLERK, OWN)
