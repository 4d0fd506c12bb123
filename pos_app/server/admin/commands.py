"""Each command, in the writer's transaction; gives what is to be said."""

from argparse import Namespace
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from pos_app.domain.calendar import in_jst
from pos_app.domain.ids import uuid7
from pos_app.errors import Refusal
from pos_app.server.admin import cards, people, places, service, wallets
from pos_app.server.admin.listing import listing
from pos_app.server.admin.places import StoreRules
from pos_app.server.admin.sheet import Sheet, printed
from pos_app.server.admin.words import Language, pick
from pos_app.server.cards.contracts import put_service
from pos_app.server.cards.sandbox.keys import make_keys
from pos_app.server.cards.sandbox.mood import Mood, set_mood
from pos_app.server.staff.accounts import Account
from pos_app.server.staff.hashing import Hasher
from pos_app.server.staff.rights import Place
from pos_app.server.staff.terminal_info import terminal_info
from pos_app.server.staff.tokens import new_one_time_password, new_terminal_password
from pos_app.server.store.connection import Reader, Tx
from pos_app.server.store.database import Database
from pos_app.wire.staff import Role

T = TypeVar("T")

MAX_FILE_BYTES = 4 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Desk:
    """What a command works with."""

    database: Database
    hasher: Hasher
    now: Callable[[], datetime]
    random: Callable[[int], bytes] = field(repr=False)
    language: Language

    def write(self, job: Callable[[Tx], T]) -> T:
        """Run a job of the writer."""
        return self.database.writer.submit(job).result()

    def read(self, job: Callable[[Reader], T]) -> T:
        """Run a job of a reader."""
        return self.database.readers.submit(job).result()

    def say(self, ja: str, en: str) -> str:
        """Give the words in the language asked for."""
        return pick((ja, en), self.language)

    @property
    def done(self) -> str:
        """Give the words for a thing done that needs no more."""
        return self.say("完了しました。", "Done.")


def show(desk: Desk, _: Namespace) -> str:
    """List what there is."""
    return desk.read(lambda reader: listing(reader, desk.language))


def set_service(desk: Desk, asked: Namespace) -> str:
    """Change what is given and leave the rest."""

    def job(tx: Tx) -> None:
        given = {"operator": asked.operator, "name": asked.name, "environment": asked.environment}
        changed = {name: value for name, value in given.items() if value is not None}
        service.set_service(tx, desk.now(), replace(service.service_of(tx), **changed))

    desk.write(job)
    return desk.done


def add_company(desk: Desk, asked: Namespace) -> str:
    """Add a company."""
    desk.write(lambda tx: places.add_company(tx, desk.now(), asked.code, asked.name))
    return desk.say(f"企業 {asked.code} を登録しました。", f"Company {asked.code} was added.")


def add_store(desk: Desk, asked: Namespace) -> str:
    """Add a store with its settings."""
    rules = _rules(StoreRules(), asked)

    def job(tx: Tx) -> None:
        company = places.company_of(tx, asked.company)
        places.add_store(tx, desk.now(), company, asked.code, asked.name, asked.phone, rules)

    desk.write(job)
    return desk.say(f"店舗 {asked.code} を登録しました。", f"Store {asked.code} was added.")


def set_store(desk: Desk, asked: Namespace) -> str:
    """Change what is given of a store's settings and leave the rest."""
    desk.write(lambda tx: places.set_rules(tx, desk.now(), asked.code, _rules(places.rules_of(tx, asked.code), asked)))
    return desk.done


def add_terminal(desk: Desk, asked: Namespace) -> str:
    """Add a terminal and give its sheet."""
    password = new_terminal_password(desk.random)
    encoded = desk.hasher.hash(password)

    def job(tx: Tx) -> Sheet:
        store, _ = places.store_of(tx, asked.store)
        _, terminal_id = places.add_terminal(
            tx, desk.now(), desk.random, store, asked.name, number=asked.number, terminal_id=asked.id
        )
        return _issued(tx, desk, terminal_id, password, encoded)

    return printed(desk.write(job), desk.language)


def reissue_terminal(desk: Desk, asked: Namespace) -> str:
    """Give a terminal a new password, on a new sheet."""
    password = new_terminal_password(desk.random)
    encoded = desk.hasher.hash(password)
    return printed(desk.write(lambda tx: _issued(tx, desk, asked.id, password, encoded)), desk.language)


def disable_terminal(desk: Desk, asked: Namespace) -> str:
    """Disable a terminal."""
    desk.write(lambda tx: places.set_terminal_disabled(tx, desk.now(), asked.id, disabled=True))
    return desk.done


def enable_terminal(desk: Desk, asked: Namespace) -> str:
    """Enable a terminal."""
    desk.write(lambda tx: places.set_terminal_disabled(tx, desk.now(), asked.id, disabled=False))
    return desk.done


def add_staff(desk: Desk, asked: Namespace) -> str:
    """Add an account whose first password is its login ID."""
    people.check_login_id(asked.login_id)
    encoded = desk.hasher.hash(asked.login_id)

    def job(tx: Tx) -> Account:
        role = Role(asked.role)
        return people.add_staff(
            tx, desk.now(), desk.random, _home(tx, asked), role, asked.login_id, asked.name, encoded, asked.language
        )

    account = desk.write(job)
    return desk.say(
        f"管理ユーザを登録しました。番号 {account.number} / ログインID {account.login_id}\n"
        "最初のパスワードはログインIDと同じです。初回のログインだけに使え、その場で変更が必要です。",
        f"Added. Number {account.number}, login ID {account.login_id}\n"
        "The first password is the login ID: it is for the first log-in only and has to be changed there.",
    )


def unlock_staff(desk: Desk, asked: Namespace) -> str:
    """End a lock-out."""
    desk.write(lambda tx: people.unlock(tx, desk.database.key, desk.now(), _person(tx, asked)))
    return desk.done


def disable_staff(desk: Desk, asked: Namespace) -> str:
    """Disable an account."""
    desk.write(lambda tx: people.disable(tx, desk.now(), _person(tx, asked)))
    return desk.done


def enable_staff(desk: Desk, asked: Namespace) -> str:
    """Enable an account."""
    desk.write(lambda tx: people.enable(tx, desk.now(), _person(tx, asked)))
    return desk.done


def one_time_password(desk: Desk, asked: Namespace) -> str:
    """Issue a one-time password."""
    password = new_one_time_password(desk.random)
    encoded = desk.hasher.hash(password)
    until = desk.write(
        lambda tx: people.give_one_time_password(tx, desk.database.key, desk.now(), _person(tx, asked), encoded)
    )
    written = f"{in_jst(until):%Y-%m-%d %H:%M} JST"
    return desk.say(
        f"ワンタイムパスワード: {password}\n{written} まで1回だけ使えます。",
        f"One-time password: {password}\nIt works once, until {written}.",
    )


def add_member(desk: Desk, asked: Namespace) -> str:
    """Add a member with a password that the server makes."""
    people.check_login_id(asked.login_id)
    password = new_one_time_password(desk.random)
    encoded = desk.hasher.hash(password)
    desk.write(lambda tx: wallets.add_member(tx, desk.now(), asked.login_id, asked.name, encoded))
    return _member_password(desk, asked.login_id, password)


def member_password(desk: Desk, asked: Namespace) -> str:
    """Give a member a new password."""
    password = new_one_time_password(desk.random)
    encoded = desk.hasher.hash(password)
    desk.write(lambda tx: wallets.set_member_password(tx, desk.database.key, desk.now(), asked.login_id, encoded))
    return _member_password(desk, asked.login_id, password)


def charge_wallet(desk: Desk, asked: Namespace) -> str:
    """Put value or points into a wallet, once per id."""
    operation = asked.id or uuid7(desk.now(), desk.random)
    new = desk.write(
        lambda tx: wallets.charge(tx, desk.now(), operation, asked.login_id, asked.kind, asked.amount, asked.expires_on)
    )
    if not new:
        return desk.say(f"すでに入っています。番号 {operation}", f"That was done before. Id {operation}")
    return desk.say(f"{asked.amount:,}円を入れました。番号 {operation}", f"{asked.amount:,} yen put in. Id {operation}")


def suspend_wallet(desk: Desk, asked: Namespace) -> str:
    """Stop a wallet from paying."""
    desk.write(lambda tx: wallets.suspend(tx, desk.now(), asked.login_id, suspended=True))
    return desk.done


def resume_wallet(desk: Desk, asked: Namespace) -> str:
    """Let a wallet pay again."""
    desk.write(lambda tx: wallets.suspend(tx, desk.now(), asked.login_id, suspended=False))
    return desk.done


def import_prefixes(desk: Desk, asked: Namespace) -> str:
    """Replace the table of other operators' codes."""
    prefixes = service.read_prefixes(_text(asked.file).splitlines())
    desk.write(lambda tx: service.replace_prefixes(tx, desk.now(), prefixes))
    return desk.say(f"{len(prefixes)}件を登録しました。", f"{len(prefixes)} prefixes are in the table.")


def put_card_service(desk: Desk, asked: Namespace) -> str:
    """Add a card service to a store, or change it."""
    new = cards.service_named(asked.id, asked.name, asked.brands)
    desk.read(lambda reader: places.store_of(reader, asked.store))
    cards.ensure_keys(desk.database, desk.now, desk.random)
    desk.write(lambda tx: put_service(tx, places.store_of(tx, asked.store)[0], new, desk.now()))
    return desk.done


def remove_card_service(desk: Desk, asked: Namespace) -> str:
    """Take a card service away."""
    desk.write(lambda tx: cards.remove_service(tx, places.store_of(tx, asked.store)[0], asked.id, desk.now()))
    return desk.done


def set_card_terms(desk: Desk, asked: Namespace) -> str:
    """Change what is given of a store's terms and leave the rest."""

    def job(tx: Tx) -> None:
        store, _ = places.store_of(tx, asked.store)
        cards.set_terms(tx, store, asked.authorisation_days, asked.return_days, desk.now())

    desk.write(job)
    return desk.done


def set_processor(desk: Desk, asked: Namespace) -> str:
    """Tell the sandbox processor how to behave."""
    mood = Mood(asked.down, asked.slow, asked.lose_answers)
    desk.write(lambda tx: set_mood(tx, mood))
    return desk.done


def rotate_card_keys(desk: Desk, _: Namespace) -> str:
    """Make new keys of every kind."""
    new = make_keys(desk.random)
    desk.write(lambda tx: cards.rotate(tx, desk.database.key, new, desk.now(), desk.random))
    return desk.say(
        "新しい鍵に切り替えました。使用中のパッドは、pad add で入れ直すまで今までの鍵で動きます。",
        "New keys are in use. Pads go on with what they were given until pad add gives them new ones.",
    )


def add_pad(desk: Desk, asked: Namespace) -> str:
    """Make a pad ready, and write what is put into it."""
    serial = cards.serial_of(asked.serial)
    cards.check_place(asked.out)
    cards.ensure_keys(desk.database, desk.now, desk.random)
    given = desk.write(lambda tx: cards.make_ready(tx, desk.database.key, serial, asked.algorithm, desk.now()))
    cards.write_injection(asked.out, given)
    return desk.say(
        f"パッド {serial} の鍵を {asked.out} に書き出しました。パッドに入れたら、このファイルを消してください。",
        f"The key of pad {serial} is in {asked.out}: put it into the pad, then remove the file.",
    )


def remove_pad(desk: Desk, asked: Namespace) -> str:
    """Open nothing of a pad any more."""
    serial = cards.serial_of(asked.serial)
    desk.write(lambda tx: cards.retire(tx, serial, desk.now()))
    return desk.done


COMMANDS: Mapping[str, Callable[[Desk, Namespace], str]] = MappingProxyType(
    {
        "show": show,
        "service set": set_service,
        "company add": add_company,
        "store add": add_store,
        "store set": set_store,
        "terminal add": add_terminal,
        "terminal reissue": reissue_terminal,
        "terminal disable": disable_terminal,
        "terminal enable": enable_terminal,
        "staff add": add_staff,
        "staff unlock": unlock_staff,
        "staff disable": disable_staff,
        "staff enable": enable_staff,
        "staff one-time-password": one_time_password,
        "member add": add_member,
        "member password": member_password,
        "wallet charge": charge_wallet,
        "wallet suspend": suspend_wallet,
        "wallet resume": resume_wallet,
        "prefix import": import_prefixes,
        "card-service put": put_card_service,
        "card-service remove": remove_card_service,
        "card-terms set": set_card_terms,
        "card-key rotate": rotate_card_keys,
        "processor set": set_processor,
        "pad add": add_pad,
        "pad remove": remove_pad,
    }
)


def _issued(tx: Tx, desk: Desk, terminal_id: str, password: str, encoded: str) -> Sheet:
    number = places.issue(tx, desk.database.key, desk.now(), terminal_id, encoded)
    info = terminal_info(tx, number)
    return Sheet(info.store_id, info.store_name, info.terminal_name, terminal_id, password)


def _rules(rules: StoreRules, asked: Namespace) -> StoreRules:
    given = {
        "payment_limit": asked.limit,
        "confirm_above": asked.confirm_above,
        "clerk_voids": asked.clerk_voids,
        "day_cut_minutes": asked.day_cut,
    }
    changed = replace(rules, **{name: value for name, value in given.items() if value is not None})
    if asked.lock_after is None:
        return changed
    return replace(changed, lock_after_minutes=None if asked.lock_after == "never" else int(asked.lock_after))


def _home(tx: Tx, asked: Namespace) -> Place:
    if (asked.company is None) == (asked.store is None):
        raise Refusal("role_place", given=asked.role)
    if asked.store is None:
        return Place(places.company_of(tx, asked.company), None)
    store, company = places.store_of(tx, asked.store)
    return Place(company, store)


def _person(tx: Tx, asked: Namespace) -> Account:
    company = None if asked.company is None else places.company_of(tx, asked.company)
    return people.staff_of(tx, asked.login_id, company)


def _member_password(desk: Desk, login_id: str, password: str) -> str:
    return desk.say(f"ログインID: {login_id}\nパスワード: {password}", f"Login ID: {login_id}\nPassword: {password}")


def _text(file: Path) -> str:
    try:
        if file.stat().st_size > MAX_FILE_BYTES:
            raise Refusal("unreadable", given=file)
        return file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise Refusal("unreadable", given=file) from error
