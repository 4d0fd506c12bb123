import re
import sqlite3
import uuid
from pathlib import Path
from typing import Any

import pytest

from pos_app.server.admin.commands import COMMANDS
from pos_app.server.admin.parser import parse, split
from pos_app.server.admin.words import FAULTS, REFUSALS
from tests.server.admin.conftest import Command
from tests.server.live_server import LiveServer
from tests.server.staff.world import code

MANAGER = (
    "staff",
    "add",
    "--role",
    "store_manager",
    "--store",
    "9000009",
    "--name",
    "中津",
    "--login-id",
    "manager-01",
)


def test_an_empty_server_becomes_usable_by_commands_alone(server: LiveServer, ready: Command) -> None:
    """While the server runs: its writer notices what others have written."""
    exit_code, sheet, said = ready("terminal", "add", "--store", "9000009", "--name", "レジ1", "--id", "000000358002")
    assert exit_code == 0, said
    password = found(r"Terminal password +([0-9]{8})", sheet)
    assert ready(*MANAGER)[0] == 0
    body = {"activation": str(uuid.uuid4()), "terminal_id": "000000358002", "credential": "A" * 43}
    activated = server.request("POST", "/v1/activations", json={**body, "password": password})
    assert activated.json()["terminal"]["store_name"] == "エーナ食堂"
    answer = server.request(
        "POST", "/v1/sessions", bearer="A" * 43, json={"login_id": "manager-01", "password": "manager-01"}
    )
    assert answer.json()["password_change_needed"]
    assert ready("terminal", "disable", "--id", "000000358002")[0] == 0
    answer = server.request(
        "POST", "/v1/sessions", bearer="A" * 43, json={"login_id": "manager-01", "password": "manager-01"}
    )
    assert code(answer) == "terminal_disabled"
    assert ready("terminal", "enable", "--id", "000000358002")[0] == 0
    _, given, _ = ready("staff", "one-time-password", "--login-id", "manager-01")
    password = found(r"One-time password: (\S+)", given)
    answer = server.request(
        "POST", "/v1/sessions", bearer="A" * 43, json={"login_id": "manager-01", "password": password}
    )
    assert answer.status_code == 200


def test_the_sheet_says_all_that_a_store_needs(ready: Command) -> None:
    exit_code, sheet, _ = ready("terminal", "add", "--store", "9000009", "--name", "レジ1", lang="ja_JP.UTF-8")
    assert exit_code == 0
    assert "エーナ食堂 (9000009)" in sheet
    assert re.search(r"端末ID +[0-9]{12}\n", sheet)
    assert re.search(r"端末パスワード +[0-9]{8}\n", sheet)


def test_a_reissued_password_is_another_one(ready: Command) -> None:
    _, first, _ = ready("terminal", "add", "--store", "9000009", "--name", "レジ1", "--id", "000000358002")
    _, second, _ = ready("terminal", "reissue", "--id", "000000358002")
    pattern = r"Terminal password +([0-9]{8})"
    assert found(pattern, first) != found(pattern, second)


def test_terminals_get_ids_and_numbers_of_their_own(ready: Command, tmp_path: Path) -> None:
    for number in ("358", None, None):
        given = () if number is None else ("--number", number)
        assert ready("terminal", "add", "--store", "9000009", "--name", "レジ", *given)[0] == 0
    rows = looked_up(tmp_path, "SELECT number, id FROM terminal ORDER BY number")
    assert [row[0] for row in rows] == [358, 359, 360]
    assert all(row[1].startswith(f"{row[0]:09}") for row in rows)


def test_a_charge_is_made_once_per_id(ready: Command, tmp_path: Path) -> None:
    ready("member", "add", "--login-id", "aoi-suzuki", "--name", "鈴木 あおい")
    same = ("wallet", "charge", "--login-id", "aoi-suzuki", "--kind", "points", "--amount", "500", "--id")
    identifier = str(uuid.uuid4())
    assert "500 yen put in" in ready(*same, identifier, "--expires-on", "2026-12-31")[1]
    assert "before" in ready(*same, identifier, "--expires-on", "2026-12-31")[1]
    assert ready(*same, identifier, "--expires-on", "2026-12-30")[0] == 1
    lots = looked_up(tmp_path, "SELECT kind, amount, remaining, expires_on FROM lot")
    assert lots == [("points", 500, 500, "2026-12-31")]
    assert ready(*same, str(uuid.uuid4()))[0] == 0
    assert looked_up(tmp_path, "SELECT sum(remaining) FROM lot") == [(1000,)]


def test_a_wallet_is_suspended_and_resumed(ready: Command, tmp_path: Path) -> None:
    ready("member", "add", "--login-id", "aoi-suzuki", "--name", "鈴木 あおい")
    for verb, wanted in (("suspend", 1), ("resume", 0)):
        assert ready("wallet", verb, "--login-id", "aoi-suzuki")[0] == 0
        assert looked_up(tmp_path, "SELECT suspended FROM wallet") == [(wanted,)]


def test_a_member_is_told_a_password_and_can_be_told_another(server: LiveServer, ready: Command) -> None:
    _, first, _ = ready("member", "add", "--login-id", "aoi-suzuki", "--name", "鈴木 あおい")
    _, second, _ = ready("member", "password", "--login-id", "aoi-suzuki")
    passwords = [found(r"Password: (\S+)", said) for said in (first, second)]
    answers = [
        server.request("POST", "/v1/member/sessions", json={"login_id": "aoi-suzuki", "password": password})
        for password in passwords
    ]
    assert [answer.status_code for answer in answers] == [401, 200]


def test_a_stores_settings_are_changed_one_by_one(ready: Command, tmp_path: Path) -> None:
    assert ready("store", "set", "--code", "9000009", "--clerk-voids", "same_day", "--lock-after", "never")[0] == 0
    assert ready("store", "set", "--code", "9000009", "--limit", "80000")[0] == 0
    kept = "SELECT payment_limit, confirm_above, clerk_voids, day_cut_minutes, lock_after_minutes FROM store"
    assert looked_up(tmp_path, kept) == [(80_000, 50_000, "same_day", 0, None)]


def test_the_service_is_changed_one_by_one(command: Command, tmp_path: Path) -> None:
    assert command("service", "set", "--name", "えーなウォレット", "--environment", "production")[0] == 0
    assert command("service", "set", "--operator", "12345678")[0] == 0
    kept = looked_up(tmp_path, "SELECT operator, name, environment FROM service")
    assert kept == [("12345678", "えーなウォレット", "production")]


def test_prefixes_are_replaced_by_a_file(command: Command, tmp_path: Path) -> None:
    table = tmp_path / "prefixes.csv"
    table.write_text("\ufeff# head, operator\n900001,楽天ペイ\n\n31589921,au PAY\n", encoding="utf-8")
    assert command("prefix", "import", str(table))[0] == 0
    table.write_text("9000818188,PayPay\n", encoding="utf-8")
    assert command("prefix", "import", str(table))[0] == 0
    assert looked_up(tmp_path, "SELECT operator FROM prefix") == [("PayPay",)]


def test_what_there_is_is_shown_without_any_secret(ready: Command) -> None:
    assert "nothing" not in ready("show")[1]
    ready(*MANAGER)
    _, sheet, _ = ready("terminal", "add", "--store", "9000009", "--name", "レジ1", "--id", "000000358002")
    _, shown, _ = ready("show")
    assert "000000358002 レジ1 [not activated]" in shown
    assert "manager-01 中津" in shown
    assert found(r"Terminal password +([0-9]{8})", sheet) not in shown


def test_unlock_disable_and_enable_by_login_id(ready: Command, tmp_path: Path) -> None:
    ready(*MANAGER)
    second = (*MANAGER[:-1], "manager-02")
    assert ready(*second)[0] == 0
    assert ready("staff", "unlock", "--login-id", "manager-01")[0] == 0
    assert ready("staff", "disable", "--login-id", "manager-01", "--company", "00008")[0] == 0
    assert ready("staff", "disable", "--login-id", "manager-02")[0] == 1
    assert looked_up(tmp_path, "SELECT disabled FROM staff ORDER BY id") == [(1,), (0,)]
    assert ready("staff", "enable", "--login-id", "manager-01")[0] == 0


def test_a_login_id_of_two_companies_needs_the_company(ready: Command) -> None:
    ready("company", "add", "--code", "00009", "--name", "びーな商店")
    for company in ("00008", "00009"):
        added = ready(
            "staff",
            "add",
            "--role",
            "company_admin",
            "--company",
            company,
            "--name",
            "明智",
            "--login-id",
            "admin-0001",
        )
        assert added[0] == 0
    assert ready("staff", "unlock", "--login-id", "admin-0001")[0] == 1
    assert ready("staff", "unlock", "--login-id", "admin-0001", "--company", "00009")[0] == 0


REFUSED = [
    ("no_company", "store add --company 99999 --code 9000001 --name A --phone 1"),
    ("company_code", "company add --code 8 --name A"),
    ("company_code", "company add --code ００００１ --name A"),
    ("company_taken", "company add --code 00008 --name A"),
    ("name", "company add --code 00010 --name \t"),
    ("store_code", "store add --company 00008 --code 12 --name A --phone 1"),
    ("phone", "store add --company 00008 --code 9000123 --name A --phone 0573-0"),
    ("phone", "store add --company 00008 --code 9000123 --name A --phone ０５７３０００１３５"),
    ("store_taken", "store add --company 00008 --code 9000009 --name A --phone 1"),
    ("limit", "store set --code 9000009 --limit 10000000"),
    ("confirm_above", "store set --code 9000009 --confirm-above 0"),
    ("day_cut", "store set --code 9000009 --day-cut 301"),
    ("no_store", "store set --code 9999999 --limit 1"),
    ("no_store", "terminal add --store 9999999 --name A"),
    ("terminal_id", "terminal add --store 9000009 --name A --id 12"),
    ("terminal_number", "terminal add --store 9000009 --name A --number 100000"),
    ("no_terminal", "terminal reissue --id 000000000000"),
    ("no_terminal", "terminal disable --id 000000000000"),
    ("role", "staff add --role desk --company 00008 --name A --login-id desk-00001"),
    ("role", "staff add --role system --company 00008 --name A --login-id system-0001"),
    ("role_place", "staff add --role store_clerk --company 00008 --name A --login-id clerk-0001"),
    ("role_place", "staff add --role company_admin --store 9000009 --name A --login-id clerk-0001"),
    ("role_place", "staff add --role store_clerk --name A --login-id clerk-0001"),
    ("login_id", "staff add --role store_clerk --store 9000009 --name A --login-id short"),
    ("no_staff", "staff unlock --login-id nobody-0001"),
    ("no_member", "wallet charge --login-id nobody-0001 --kind value --amount 1"),
    ("login_id", "member add --login-id あいうえおかきく --name A"),
    ("operator", "service set --operator 1"),
    ("unreadable", "prefix import /nowhere/at/all"),
    ("no_store", "card-service put --store 9999999 --id ena --name A --brands visa"),
    ("card_service_id", "card-service put --store 9000009 --id Ena --name A --brands visa"),
    ("card_brands", "card-service put --store 9000009 --id ena --name A --brands visa,nobody"),
    ("card_brands", "card-service put --store 9000009 --id ena --name A --brands visa,visa"),
    ("no_card_service", "card-service remove --store 9000009 --id ena"),
    ("card_days", "card-terms set --store 9000009 --authorisation-days 366"),
    ("card_days", "card-terms set --store 9000009 --return-days 0"),
    ("pad_serial", "pad add --serial TPK00000012 --out x"),
    ("pad_serial", "pad remove --serial tpk"),
    ("no_pad", "pad remove --serial TPK1"),
    ("unwritable", "pad add --serial TPK1 --out /nowhere/at/all"),
    ("usage", "pad add --serial TPK1 --algorithm rot13 --out x"),
    ("usage", "bogus"),
    ("usage", "company add --code 00009"),
    ("usage", "wallet charge --login-id a --kind gold --amount 1"),
    ("usage", "wallet charge --login-id a --kind value --amount much"),
    ("usage", "--lang fr show"),
]


@pytest.mark.parametrize("lang", ["ja_JP.UTF-8", "en_GB.UTF-8"])
@pytest.mark.parametrize(("reason", "line"), REFUSED, ids=[f"{reason}: {line}" for reason, line in REFUSED])
def test_what_can_not_be_is_said_in_words_and_changes_nothing(
    ready: Command, tmp_path: Path, reason: str, line: str, lang: str
) -> None:
    before = looked_up(tmp_path, "SELECT count(*) FROM audit")
    exit_code, out, said = ready(*line.split(" "), lang=lang)
    assert exit_code == (2 if reason == "usage" else 1)
    assert out == ""
    words = REFUSALS[reason][0 if lang.startswith("ja") else 1]
    assert said.startswith(words.split("{")[0])
    assert said.count("\n") == 1
    assert looked_up(tmp_path, "SELECT count(*) FROM audit") == before


def test_the_language_can_be_asked_for_anywhere_in_the_line(command: Command) -> None:
    assert command("--lang", "ja", "show", lang="en_US.UTF-8")[1] == "何も登録されていません。\n"
    assert command("show", "--lang", "en", lang="ja_JP.UTF-8")[1] == "There is nothing yet.\n"
    assert command("show", lang="")[1] == "何も登録されていません。\n"


def test_a_damaged_database_is_said_in_words(command: Command, tmp_path: Path) -> None:
    (tmp_path / "other.sqlite").write_bytes(b"no database " * 500)
    (tmp_path / "other.sqlite.key").write_bytes(bytes(32))
    exit_code, out, said = command("show", "--database", str(tmp_path / "other.sqlite"))
    assert (exit_code, out, said) == (3, "", FAULTS["corrupt"][1] + "\n")


def test_a_database_without_its_key_is_said_in_words(command: Command, tmp_path: Path) -> None:
    command("show")
    (tmp_path / "server.sqlite.key").unlink()
    exit_code, _, said = command("show")
    assert (exit_code, said) == (3, FAULTS["key"][1] + "\n")


def test_every_command_that_can_be_written_is_there_and_every_one_there_can_be_written() -> None:
    for words in COMMANDS:
        with pytest.raises(SystemExit) as ended:
            parse(split([*words.split(), "--help"], "en", Path("x")))
        assert ended.value.code == 0


def test_every_refusal_has_words_in_both_languages_with_the_same_facts() -> None:
    for ja, en in [*REFUSALS.values(), *FAULTS.values()]:
        assert ja != en
        assert sorted(re.findall(r"\{(\w+)", ja)) == sorted(re.findall(r"\{(\w+)", en))


def test_passwords_are_not_kept_in_the_clear(ready: Command, tmp_path: Path) -> None:
    _, sheet, _ = ready("terminal", "add", "--store", "9000009", "--name", "レジ1")
    _, member, _ = ready("member", "add", "--login-id", "aoi-suzuki", "--name", "鈴木")
    content = b"".join(file.read_bytes() for file in tmp_path.glob("server.sqlite*"))
    assert b"aoi-suzuki" in content
    assert found(r"Terminal password +([0-9]{8})", sheet).encode() not in content
    assert found(r"Password: (\S+)", member).encode() not in content


def found(pattern: str, text: str) -> str:
    match = re.search(pattern, text)
    assert match is not None, text
    return match[1]


def looked_up(tmp_path: Path, sql: str) -> list[tuple[Any, ...]]:
    connection = sqlite3.connect(tmp_path / "server.sqlite")
    try:
        return connection.execute(sql).fetchall()
    finally:
        connection.close()
