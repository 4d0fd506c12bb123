"""How the commands are written."""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, NoReturn
from uuid import UUID

from pos_app.errors import Refusal
from pos_app.server.admin.words import Language, pick
from pos_app.wire.staff import Role
from pos_app.wire.store import ClerkVoids, Environment

PROGRAM = "python -m pos_app server admin"

_HELP: dict[str, tuple[str, str]] = {
    "admin": ("事務局のコマンド", "The desk's commands"),
    "database": ("データベースのファイル", "the database file"),
    "lang": ("表示する言葉", "the language of what is said"),
    "show": ("登録の一覧を表示する", "list what there is"),
    "service": ("サービス", "the service"),
    "service set": ("名前・環境・事業者識別コードを変える", "change its name, environment or operator"),
    "company": ("企業", "companies"),
    "company add": ("企業を登録する", "add a company"),
    "store": ("店舗", "stores"),
    "store add": ("店舗を登録する", "add a store"),
    "store set": ("店舗の設定を変える", "change a store's settings"),
    "terminal": ("端末", "terminals"),
    "terminal add": ("端末を登録し、設定票を出す", "add a terminal and print its sheet"),
    "terminal reissue": ("端末パスワードを出し直す", "issue a new terminal password"),
    "terminal disable": ("端末を停止する", "disable a terminal"),
    "terminal enable": ("端末の停止を解く", "enable a terminal"),
    "staff": ("管理ユーザ", "staff"),
    "staff add": ("管理ユーザを登録する(初期パスワード = ログインID)", "add staff (first password = login ID)"),
    "staff unlock": ("アカウントロックを解く", "end a lock-out"),
    "staff disable": ("アカウントを停止する", "disable an account"),
    "staff enable": ("アカウントの停止を解く", "enable an account"),
    "staff one-time-password": ("ワンタイムパスワードを出す(24時間)", "issue a one-time password (24 hours)"),
    "member": ("会員", "members"),
    "member add": ("会員を登録し、パスワードを出す", "add a member and print the password"),
    "member password": ("会員のパスワードを出し直す", "issue a member a new password"),
    "wallet": ("ウォレット", "wallets"),
    "wallet charge": ("バリューまたはポイントを入れる", "put value or points into a wallet"),
    "wallet suspend": ("ウォレットを止める", "stop a wallet from paying"),
    "wallet resume": ("ウォレットの停止を解く", "let a wallet pay again"),
    "prefix": ("他社コードの見分け", "telling other operators' codes apart"),
    "prefix import": (
        "見分けの表を入れ替える(CSV: 先頭の数字,事業者名)",
        "replace the table (CSV: head,operator)",
    ),
    "card-service": ("カードの利用サービス", "card services"),
    "card-service put": ("店舗の利用サービスを登録・変更する", "add a card service to a store, or change it"),
    "card-service remove": ("利用サービスをやめる", "take a card service away"),
    "card-terms": ("カードの取引条件", "terms for cards"),
    "card-terms set": ("与信の期限・返金できる日数を変える", "change for how long amounts are held and returned"),
    "card-key": ("カード処理の鍵", "the card processor's keys"),
    "card-key rotate": ("新しい鍵に切り替える", "make new keys and use them from now on"),
    "pad": ("暗号化テンキーパッド", "encrypting pads"),
    "pad add": ("パッドの鍵を書き出す(入れ直しも)", "make a pad ready, or ready anew: write its key"),
    "pad remove": ("パッドを使えなくする", "open nothing of a pad any more"),
    "processor": ("カード決済の模擬処理系", "the sandbox card processor"),
    "processor set": (
        "応答のしかたを決める(指定のないものは通常どおり)",
        "say how it answers; what is not given is as usual",
    ),
}

_COUNT_DIGITS = 6


class Parser(argparse.ArgumentParser):
    """Raises Refusal ``usage`` where argparse would end the program."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with how the command is written."""
        raise Refusal("usage", detail=message)


@dataclass(frozen=True, slots=True)
class Line:
    """A command line: what may stand anywhere in it, and the rest, which is the command."""

    language: Language
    database: Path
    command: tuple[str, ...]


def split(argv: Sequence[str], language: Language, database: Path) -> Line:
    """Find ``--lang`` and ``--database`` first, so that whatever is wrong with the rest is said in the right language.

    What is given here besides ``argv`` holds where they are not there. Raises Refusal ``usage``.
    """
    finder = Parser(add_help=False, allow_abbrev=False)
    finder.add_argument("--lang", choices=("ja", "en"), default=language)
    finder.add_argument("--database", type=Path, default=database)
    known, rest = finder.parse_known_args(argv)
    return Line(known.lang, known.database, tuple(rest))


def parse(line: Line) -> argparse.Namespace:
    """Read the command; raises Refusal ``usage``, SystemExit after ``--help``."""
    return _parser(line.language).parse_args(line.command)


@cache
def _parser(language: Language) -> Parser:
    return _Build(language).parser


class _Build:
    """Builds the tree of commands; each sets ``command`` to its words, e.g. ``terminal add``."""

    def __init__(self, language: Language) -> None:
        self._language = language
        self.parser = Parser(prog=PROGRAM, description=pick(_HELP["admin"], language))
        self.parser.add_argument("--database", metavar="PATH", help=pick(_HELP["database"], language))
        self.parser.add_argument("--lang", choices=("ja", "en"), help=pick(_HELP["lang"], language))
        self._subjects = self.parser.add_subparsers(required=True, metavar="COMMAND")
        self._verbs: dict[str, Any] = {}
        self._subjects.add_parser("show", help=pick(_HELP["show"], language)).set_defaults(command="show")
        self._add_service()
        self._add_places()
        self._add_staff()
        self._add_members()
        self._add_cards()

    def _command(self, words: str) -> argparse.ArgumentParser:
        subject, verb = words.split()
        if subject not in self._verbs:
            words_of = pick(_HELP[subject], self._language)
            parser = self._subjects.add_parser(subject, help=words_of, description=words_of)
            self._verbs[subject] = parser.add_subparsers(required=True, metavar="COMMAND")
        explained = pick(_HELP[words], self._language)
        command: argparse.ArgumentParser = self._verbs[subject].add_parser(verb, help=explained, description=explained)
        command.set_defaults(command=words)
        return command

    def _add_service(self) -> None:
        command = self._command("service set")
        command.add_argument("--operator")
        command.add_argument("--name")
        command.add_argument("--environment", type=Environment, choices=list(Environment))
        command = self._command("prefix import")
        command.add_argument("file", type=Path)

    def _add_places(self) -> None:
        command = self._command("company add")
        command.add_argument("--code", required=True)
        command.add_argument("--name", required=True)
        command = self._command("store add")
        command.add_argument("--company", required=True)
        command.add_argument("--code", required=True)
        command.add_argument("--name", required=True)
        command.add_argument("--phone", required=True)
        _add_rules(command)
        command = self._command("store set")
        command.add_argument("--code", required=True)
        _add_rules(command)
        command = self._command("terminal add")
        command.add_argument("--store", required=True)
        command.add_argument("--name", required=True)
        command.add_argument("--id")
        command.add_argument("--number", type=int)
        for verb in ("reissue", "disable", "enable"):
            self._command(f"terminal {verb}").add_argument("--id", required=True)

    def _add_staff(self) -> None:
        command = self._command("staff add")
        roles = [role.value for role in Role]
        command.add_argument("--role", choices=roles, required=True)
        command.add_argument("--company")
        command.add_argument("--store")
        command.add_argument("--name", required=True)
        command.add_argument("--login-id", required=True)
        command.add_argument("--language", choices=("ja", "en"), default="ja")
        for verb in ("unlock", "disable", "enable", "one-time-password"):
            command = self._command(f"staff {verb}")
            command.add_argument("--login-id", required=True)
            command.add_argument("--company")

    def _add_members(self) -> None:
        command = self._command("member add")
        command.add_argument("--login-id", required=True)
        command.add_argument("--name", required=True)
        self._command("member password").add_argument("--login-id", required=True)
        command = self._command("wallet charge")
        command.add_argument("--login-id", required=True)
        command.add_argument("--kind", choices=("value", "points"), required=True)
        command.add_argument("--amount", type=int, required=True)
        command.add_argument("--expires-on", type=date.fromisoformat)
        command.add_argument("--id", type=UUID)
        for verb in ("suspend", "resume"):
            self._command(f"wallet {verb}").add_argument("--login-id", required=True)

    def _add_cards(self) -> None:
        command = self._command("card-service put")
        command.add_argument("--store", required=True)
        command.add_argument("--id", required=True)
        command.add_argument("--name", required=True)
        command.add_argument("--brands", required=True, metavar="BRAND,BRAND,...")
        command = self._command("card-service remove")
        command.add_argument("--store", required=True)
        command.add_argument("--id", required=True)
        command = self._command("card-terms set")
        command.add_argument("--store", required=True)
        command.add_argument("--authorisation-days", type=int, metavar="DAYS")
        command.add_argument("--return-days", type=int, metavar="DAYS")
        self._command("card-key rotate")
        command = self._command("pad add")
        command.add_argument("--serial", required=True)
        command.add_argument("--algorithm", choices=("tdes", "aes"), default="aes")
        command.add_argument("--out", type=Path, required=True, metavar="FILE")
        self._command("pad remove").add_argument("--serial", required=True)
        command = self._command("processor set")
        command.add_argument("--down", action="store_true")
        command.add_argument("--slow", type=_count, default=0, metavar="MILLISECONDS")
        command.add_argument("--lose-answers", type=_count, default=0, metavar="COUNT")


def _count(text: str) -> int:
    if not (text.isdecimal() and len(text) <= _COUNT_DIGITS):
        raise argparse.ArgumentTypeError(f"is not 0 to {10**_COUNT_DIGITS - 1}")
    return int(text)


def _add_rules(command: argparse.ArgumentParser) -> None:
    command.add_argument("--limit", type=int)
    command.add_argument("--confirm-above", type=int)
    command.add_argument("--clerk-voids", type=ClerkVoids, choices=list(ClerkVoids))
    command.add_argument("--day-cut", type=int, metavar="MINUTES")
    command.add_argument("--lock-after", choices=("15", "30", "60", "never"))
