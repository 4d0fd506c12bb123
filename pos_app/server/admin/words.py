"""What the commands say, in Japanese and English."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

from pos_app.errors import Fault, Refusal

Language = Literal["ja", "en"]

REFUSALS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "usage": ("コマンドの書き方が正しくありません: {detail}", "This is not how the command is written: {detail}"),
        "no_company": ("企業ID {given} は登録されていません。", "There is no company {given}."),
        "no_store": ("店舗ID {given} は登録されていません。", "There is no store {given}."),
        "no_terminal": ("端末ID {given} は登録されていません。", "There is no terminal {given}."),
        "no_staff": ("ログインID {given} の管理ユーザはいません。", "Nobody has the login ID {given}."),
        "no_member": ("ログインID {given} の会員はいません。", "No member has the login ID {given}."),
        "no_service": ("サービスが設定されていません。", "No service is set up."),
        "which_company": (
            "ログインID {given} は複数の企業にあります。--company で企業IDを指定してください。",
            "Several companies have the login ID {given}: say which with --company.",
        ),
        "company_code": ("企業IDは数字5桁です: {given}", "A company ID has 5 digits: {given}"),
        "company_taken": ("企業ID {given} はすでに使われています。", "Company ID {given} is taken."),
        "store_code": ("店舗IDは数字7桁です: {given}", "A store ID has 7 digits: {given}"),
        "store_taken": ("店舗ID {given} はすでに使われています。", "Store ID {given} is taken."),
        "terminal_id": ("端末IDは数字12桁です: {given}", "A terminal ID has 12 digits: {given}"),
        "terminal_number": ("端末番号は0から99999です: {given}", "A terminal number is 0 to 99999: {given}"),
        "terminal_taken": (
            "端末ID {given} または端末番号 {number} はすでに使われています。",
            "Terminal ID {given} or terminal number {number} is taken.",
        ),
        "name": (
            "名前は1文字以上{longest}文字以内で入力してください。",
            "A name has 1 to {longest} printable characters.",
        ),
        "limit": ("1回の上限金額は1円から{highest:,}円です。", "The limit of one payment is 1 to {highest:,} yen."),
        "confirm_above": ("確認する金額は1円から{highest:,}円です。", "The amount to confirm is 1 to {highest:,} yen."),
        "day_cut": ("日計の区切りは0分から300分です。", "The day is cut at 0 to 300 minutes after midnight."),
        "lock_after": ("画面ロックは 15 / 30 / 60 / never です。", "The lock is 15, 30, 60 or never."),
        "role": (
            "権限 {given} はコマンドで操作するため、管理ユーザの登録はありません。",
            "The role {given} acts by these commands and has no account.",
        ),
        "role_place": (
            "企業の権限には --company だけを、店舗の権限には --store だけを指定してください。権限: {given}",
            "For the role {given} name the company (company roles) or the store (store roles), not both.",
        ),
        "login_id": (
            "ログインIDは半角{shortest}文字以上64文字以内です(空白は使えません)。",
            "A login ID has {shortest} to 64 half-width characters without spaces.",
        ),
        "login_id_taken": ("ログインID {given} はすでに使われています。", "The login ID {given} is taken."),
        "too_many_staff": (
            "この企業には管理ユーザをこれ以上登録できません。",
            "This company has no staff number left.",
        ),
        "last_manager": (
            "最後の店舗管理者は停止できません。先に別の店舗管理者を登録してください。",
            "The last active manager of a store can't be disabled: add another one first.",
        ),
        "expired": ("有効期限 {given} は過ぎています。", "The last day of use, {given}, is over."),
        "charge_id_taken": (
            "この番号は別の取引で使われています: {given}",
            "This id belongs to another operation: {given}",
        ),
        "amount_not_acceptable": ("金額が正しくありません。", "This amount can't be charged."),
        "operator": ("ウォレットの事業者識別コードは数字8桁です: {given}", "The operator has 8 digits: {given}"),
        "prefix_line": (
            "{line}行目が正しくありません(「先頭の数字,事業者名」の形です)。",
            "Line {line} is wrong: it should be `head,operator`.",
        ),
        "prefix_twice": ("{line}行目の {given} は2回目です。", "Line {line}: {given} is there twice."),
        "prefix_none": ("ファイルに1件もありません。", "There is nothing in the file."),
        "prefix_many": ("{most}件を超えています。", "There are more than {most} lines."),
        "unreadable": ("ファイルを読めません: {given}", "The file can't be read: {given}"),
        "phone": (
            "電話番号は数字とハイフンで入力してください(10桁以上): {given}",
            "A phone number has digits and hyphens, at least ten digits: {given}",
        ),
        "card_service_id": (
            "利用サービスのIDは半角の英小文字・数字・ハイフンで32文字以内です: {given}",
            "A card service's ID has up to 32 lower-case letters, digits and hyphens: {given}",
        ),
        "no_card_service": ("利用サービス {given} はこの店舗にありません。", "The store has no card service {given}."),
        "card_brands": (
            "カードブランドの指定が正しくありません: {given}(使えるもの: {known})",
            "These are no brands, or one is there twice: {given} (known: {known})",
        ),
        "card_days": (
            "与信の期限は1日から{authorisation}日、返金できる日数は1日から{returning:,}日です。",
            "Amounts are held for 1 to {authorisation} days and returned for 1 to {returning:,} days.",
        ),
        "pad_serial": (
            "パッドの製造番号は半角の英大文字・数字・ハイフンで10文字以内、または16進数20桁です: {given}",
            "A pad's serial number has up to 10 capital letters, digits and hyphens, or 20 hex digits: {given}",
        ),
        "no_pad": ("パッド {given} は登録されていません。", "There is no pad {given}."),
        "no_card_keys": ("カード処理の鍵がまだありません。", "The card processor has no keys yet."),
        "pads_used_up": (
            "この鍵ではこれ以上パッドを登録できません。card-key rotate で新しい鍵にしてください。",
            "This key has no number left for a pad: make a new one with card-key rotate.",
        ),
        "unwritable": ("ファイルに書き込めません: {given}", "The file can't be written: {given}"),
        "seed_production": (
            "本番環境にはデモのデータを入れられません。",
            "A production service takes no demo data.",
        ),
    }
)

FAULTS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "busy": (
            "データベースが使用中です。しばらくしてからもう一度実行してください。",
            "The database is busy: try again in a moment.",
        ),
        "full": ("ディスクの空きがありません。", "The disk is full."),
        "unavailable": (
            "データベースのファイルを開けません。ファイルの場所(--database)と、読み書きの権限を確認してください。",
            "The database file can't be opened: check where it is (--database), and that it may be read and written.",
        ),
        "empty": (
            "データベースのファイルが空です。控えから戻してください。新しく始めるときは、鍵ファイル(.key)も消してください。",
            "The database file is empty: put a backup back. To begin anew, remove its key file (.key), too.",
        ),
        "not_a_database": (
            "このファイルはデータベースではありません(--database)。",
            "This file is no database (--database).",
        ),
        "address_taken": (
            "このポートはほかのプログラムが使っています。--port で別の番号を指定してください。",
            "Another program uses this port: name another one with --port.",
        ),
        "address": (
            "このアドレスでは待ち受けできません(--host、--port)。",
            "The server can't listen at this address (--host, --port).",
        ),
        "corrupt": ("データベースが壊れています。", "The database is damaged."),
        "newer": (
            "このデータベースは新しい版のものです。プログラムを更新してください。",
            "A newer version wrote this database: update the program.",
        ),
        "key": (
            "データベースの鍵ファイル(.key)がないか、別のものです。",
            "The key file beside the database (.key) is missing or another one's.",
        ),
    }
)
_OTHER_FAULT = ("データベースを使えません: {reason}", "The database can't be used: {reason}")


def pick(words: tuple[str, str], language: Language) -> str:
    """Give the words in one of the two languages."""
    return words[0 if language == "ja" else 1]


def refusal(error: Refusal, language: Language) -> str:
    """Say in words what can't be."""
    words = REFUSALS.get(error.code)
    return error.code if words is None else pick(words, language).format(**error.facts)


def fault(error: Fault, language: Language) -> str:
    """Say in words what is broken."""
    return pick(FAULTS.get(error.reason, _OTHER_FAULT), language).format(reason=error.reason)


def language_of(environment: Mapping[str, str]) -> Language:
    """Take the language from the environment, as other programs do: Japanese unless it names another one."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = environment.get(name, "")
        if value:
            return "ja" if value.startswith("ja") or value in ("C", "POSIX", "C.UTF-8") else "en"
    return "ja"
