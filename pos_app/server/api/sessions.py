"""Log-in and log-out, password and PIN of whoever is logged in (requirements rows E-25, E-26, D-1, D-2, D-4, D-17)."""

from fastapi import APIRouter

from pos_app.server.api.bearer import StaffToken, TerminalCredential
from pos_app.server.api.declared import problems
from pos_app.server.api.judging import granted, hashed, is_right, refuse_when_busy
from pos_app.server.api.versioned import versioned
from pos_app.server.context import Context
from pos_app.server.problems import Refused
from pos_app.server.staff import log_in as rules
from pos_app.server.staff.pins import check_new_pin, set_pin
from pos_app.server.staff.sessions import any_staffer, described, staffer
from pos_app.server.store.connection import Tx
from pos_app.server.terminals import authenticate
from pos_app.wire.problems import ProblemCode
from pos_app.wire.staff import LogInBody, PasswordBody, PinBody, Session

_WITH_SESSION = (ProblemCode.UNAUTHENTICATED, ProblemCode.SESSION_NEEDED)


def router(context: Context) -> APIRouter:
    """Give the routes."""
    routes = versioned()
    _add_log_in(routes, context)
    _add_password(routes, context)
    _add_pin(routes, context)
    _add_log_out(routes, context)
    return routes


def _add_log_in(routes: APIRouter, context: Context) -> None:
    key = context.database.key

    @routes.post(
        "/sessions",
        responses=problems(
            ProblemCode.UNAUTHENTICATED,
            ProblemCode.WRONG_CREDENTIALS,
            ProblemCode.TERMINAL_DISABLED,
            ProblemCode.FORBIDDEN,
            ProblemCode.LOCKED,
            ProblemCode.RATE_LIMITED,
        ),
    )
    async def log_in(credential: TerminalCredential, body: LogInBody) -> Session:
        """Log in; who may not work at this terminal is told so only with the right password."""
        await context.read(lambda reader: authenticate(reader, credential))
        refuse_when_busy(context)
        account = await context.write(
            lambda tx: rules.begin_log_in(tx, key, authenticate(tx, credential), body.login_id, context.now())
        )
        right = await is_right(context, account.password.encoded if account else None, body.password)
        judged = account if right else None
        return granted(
            await context.write(
                lambda tx: rules.finish_log_in(
                    tx, key, authenticate(tx, credential), judged, context.now(), context.random
                )
            )
        )


def _add_password(routes: APIRouter, context: Context) -> None:
    key = context.database.key

    @routes.post(
        "/sessions/current/password",
        responses=problems(
            *_WITH_SESSION, ProblemCode.PASSWORD_RULE, ProblemCode.TERMINAL_DISABLED, ProblemCode.RATE_LIMITED
        ),
    )
    async def change_password(credential: TerminalCredential, token: StaffToken, body: PasswordBody) -> Session:
        """Choose a new password; every session of the account ends and this till gets a new one."""

        who = await context.read(
            lambda reader: any_staffer(reader, authenticate(reader, credential), token, context.now())
        )
        login_id = who.account.login_id
        rules.check_new_password(body.new_password, login_id, same_as_old=False)
        same = await is_right(context, who.account.password.encoded, body.new_password)
        rules.check_new_password(body.new_password, login_id, same_as_old=same)
        encoded = await hashed(context, body.new_password)

        def change(tx: Tx) -> Session:
            terminal = authenticate(tx, credential)
            if terminal.disabled:
                raise Refused(ProblemCode.TERMINAL_DISABLED)
            now = context.now()
            who = any_staffer(tx, terminal, token, now)
            return rules.change_password(tx, key, terminal, who, encoded, now, context.random)

        return await context.write(change)


def _add_pin(routes: APIRouter, context: Context) -> None:
    @routes.put(
        "/sessions/current/pin",
        responses=problems(
            *_WITH_SESSION,
            ProblemCode.PASSWORD_CHANGE_NEEDED,
            ProblemCode.PIN_RULE,
            ProblemCode.TERMINAL_DISABLED,
            ProblemCode.RATE_LIMITED,
        ),
    )
    async def choose_pin(credential: TerminalCredential, token: StaffToken, body: PinBody) -> Session:
        """Choose a PIN; gives the session as it is then."""
        await context.read(lambda reader: staffer(reader, authenticate(reader, credential), token, context.now()))
        check_new_pin(body.pin)
        encoded = await hashed(context, body.pin)

        def choose(tx: Tx) -> Session:
            terminal = authenticate(tx, credential)
            if terminal.disabled:
                raise Refused(ProblemCode.TERMINAL_DISABLED)
            now = context.now()
            who = staffer(tx, terminal, token, now)
            return described(set_pin(tx, terminal, who, encoded, now), token or "")

        return await context.write(choose)


def _add_log_out(routes: APIRouter, context: Context) -> None:
    @routes.delete("/sessions/current", status_code=204, responses=problems(*_WITH_SESSION))
    async def log_out(credential: TerminalCredential, token: StaffToken) -> None:
        """Log out; operations may go on naming the session."""

        def end(tx: Tx) -> None:
            terminal = authenticate(tx, credential)
            now = context.now()
            rules.log_out(tx, terminal, any_staffer(tx, terminal, token, now), now)

        await context.write(end)
