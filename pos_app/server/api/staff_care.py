"""The care of colleagues' accounts (requirements rows D-2, D-4)."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from fastapi import APIRouter

from pos_app.server.api.bearer import StaffToken, TerminalCredential
from pos_app.server.api.declared import problems
from pos_app.server.api.judging import hashed
from pos_app.server.api.versioned import versioned
from pos_app.server.context import Context
from pos_app.server.problems import Refused
from pos_app.server.staff import care
from pos_app.server.staff.accounts import Account, by_id
from pos_app.server.staff.audit import Act
from pos_app.server.staff.tokens import new_one_time_password
from pos_app.server.store.connection import Reader, Tx
from pos_app.server.terminals import authenticate
from pos_app.wire.problems import ProblemCode
from pos_app.wire.staff import OneTimePassword, StaffAccount, StaffList

_ASKING = (
    ProblemCode.UNAUTHENTICATED,
    ProblemCode.SESSION_NEEDED,
    ProblemCode.PASSWORD_CHANGE_NEEDED,
    ProblemCode.FORBIDDEN,
)
_CHANGING = (*_ASKING, ProblemCode.TERMINAL_DISABLED, ProblemCode.NOT_FOUND)

Change = Callable[[Tx, Account, datetime], Act]


def router(context: Context) -> APIRouter:
    """Give the routes."""
    routes = versioned()
    _add_list(routes, context)
    _add_changes(routes, context)
    _add_one_time_password(routes, context)
    return routes


def _add_list(routes: APIRouter, context: Context) -> None:
    @routes.get("/staff", responses=problems(*_ASKING))
    async def staff_list(credential: TerminalCredential, token: StaffToken) -> StaffList:
        """List the colleagues whom this person may care for."""

        def find(reader: Reader) -> StaffList:
            now = context.now()
            by = care.carer(reader, authenticate(reader, credential), token, now)
            return care.listed(reader, context.database.key, by, now)

        return await context.read(find)


def _add_changes(routes: APIRouter, context: Context) -> None:
    key = context.database.key

    async def changed(credential: str | None, token: str | None, staff: UUID, change: Change) -> StaffAccount:
        def job(tx: Tx) -> StaffAccount:
            now = context.now()
            terminal = authenticate(tx, credential)
            by = care.carer(tx, terminal, token, now)
            if terminal.disabled:
                raise Refused(ProblemCode.TERMINAL_DISABLED)
            account = care.cared_for(tx, by, staff)
            care.recorded(tx, now, change(tx, account, now), terminal, by, account)
            return care.shown(tx, key, by_id(tx, account.id) or account, now)

        return await context.write(job)

    @routes.post("/staff/{staff}/unlock", responses=problems(*_CHANGING))
    async def unlock(credential: TerminalCredential, token: StaffToken, staff: UUID) -> StaffAccount:
        """End a lock-out after wrong passwords."""
        return await changed(credential, token, staff, lambda tx, account, _: care.unlock(tx, key, account))

    @routes.post("/staff/{staff}/disable", responses=problems(*_CHANGING, ProblemCode.LAST_MANAGER))
    async def disable(credential: TerminalCredential, token: StaffToken, staff: UUID) -> StaffAccount:
        """Disable an account: its sessions end at once; the last active manager of a store stays."""
        return await changed(credential, token, staff, care.disable)

    @routes.post("/staff/{staff}/enable", responses=problems(*_CHANGING))
    async def enable(credential: TerminalCredential, token: StaffToken, staff: UUID) -> StaffAccount:
        """Enable an account again; it has to log in anew."""
        return await changed(credential, token, staff, lambda tx, account, _: care.enable(tx, account))


def _add_one_time_password(routes: APIRouter, context: Context) -> None:
    key = context.database.key

    @routes.post(
        "/staff/{staff}/one-time-password",
        responses=problems(*_CHANGING, ProblemCode.RATE_LIMITED),
    )
    async def one_time_password(credential: TerminalCredential, token: StaffToken, staff: UUID) -> OneTimePassword:
        """Issue a password that is shown once, opens once within 24 hours, and must be changed; ends a lock-out."""

        def allowed(reader: Reader) -> None:
            by = care.carer(reader, authenticate(reader, credential), token, context.now())
            care.cared_for(reader, by, staff)

        # Nobody without the right makes the server hash anything.
        await context.read(allowed)
        password = new_one_time_password(context.random)
        encoded = await hashed(context, password)

        def issue(tx: Tx) -> OneTimePassword:
            now = context.now()
            terminal = authenticate(tx, credential)
            by = care.carer(tx, terminal, token, now)
            if terminal.disabled:
                raise Refused(ProblemCode.TERMINAL_DISABLED)
            account = care.cared_for(tx, by, staff)
            until = care.give_one_time_password(tx, key, account, encoded, now)
            care.recorded(tx, now, Act.ISSUE_PASSWORD, terminal, by, account)
            return OneTimePassword(password=password, valid_until=until)

        return await context.write(issue)
