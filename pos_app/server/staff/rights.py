"""Which role may do what, in one table, and where each role may do it (requirements rows E-03, D-4, D-7).

店舗担当者 sells and voids as far as the store lets it; 店舗管理者 runs one store; 企業担当者 reads and 企業管理者 does
everything for all stores of the company. システム and アクワイアラ (the desk) act by the server's admin commands only.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from pos_app.wire.staff import Right, Role

RIGHTS: Mapping[Role, frozenset[Right]] = MappingProxyType(
    {
        Role.SYSTEM: frozenset(),
        Role.DESK: frozenset(),
        Role.COMPANY_ADMIN: frozenset(Right),
        Role.COMPANY_STAFF: frozenset({Right.READ_HISTORY, Right.READ_COMPANY}),
        Role.STORE_MANAGER: frozenset(Right) - {Right.READ_COMPANY},
        Role.STORE_CLERK: frozenset({Right.SELL, Right.VOID_BY_SETTING, Right.READ_HISTORY}),
    }
)
"""At a till. Nobody who isn't in a row has any right."""

COMPANY_ROLES = frozenset({Role.COMPANY_ADMIN, Role.COMPANY_STAFF})
"""They belong to a company and may work at the tills of all its stores."""

STORE_ROLES = frozenset({Role.STORE_MANAGER, Role.STORE_CLERK})
"""They belong to one store."""

TILL_ROLES = COMPANY_ROLES | STORE_ROLES


@dataclass(frozen=True, slots=True)
class Place:
    """Where a person or a terminal belongs; the tables' ids. ``store`` is None for a person of the whole company."""

    company: int
    store: int | None


def may(role: Role, right: Right) -> bool:
    """Say whether a role has a right at a till of its own."""
    return right in RIGHTS[role]


def rights_in_order(role: Role) -> tuple[Right, ...]:
    """Give a role's rights in the order in which they are defined, so that an answer is always the same bytes."""
    return tuple(right for right in Right if right in RIGHTS[role])


def works_at(role: Role, home: Place, till: Place) -> bool:
    """Say whether somebody of ``home`` may work at a till: at any of the company, or at those of the own store."""
    if role not in TILL_ROLES or home.company != till.company:
        return False
    return role in COMPANY_ROLES or (home.store is not None and home.store == till.store)


def may_care_for(role: Role, home: Place, other: Role, other_home: Place) -> bool:
    """Say whether ``role`` may unlock, disable or issue a password to ``other``.

    企業管理者 cares for everybody of the company, 店舗管理者 for the own store's people, never for a person of the
    company: whoever may issue a password could take the account over.
    """
    if not may(role, Right.CARE_FOR_STAFF) or other not in TILL_ROLES or home.company != other_home.company:
        return False
    if role in COMPANY_ROLES:
        return True
    return other in STORE_ROLES and home.store is not None and home.store == other_home.store
