"""The sheet that goes to a store with a new terminal: 端末ID, 端末パスワード, and how they are used (E-22, D-3)."""

from dataclasses import dataclass, field

from pos_app.server.admin.words import Language

_RULE = "=" * 60

_JA = """\
{rule}
端末設定票                                    取扱注意
{rule}
店舗                {store_name} ({store_code})
端末名              {name}
端末ID              {terminal_id}
端末パスワード      {password}

使い方
 1. レジのPCでアプリを起動します。
 2. 「端末ID入力」の画面で、上の端末IDと端末パスワードを入力します。
 3. 店舗名と電話番号を確かめて「OK」を押します。

 ・端末パスワードは1回だけ使えます。10回まちがえると使えなくなります。
 ・別のPCで設定し直すと、前のPCは使えなくなります。
 ・使えなくなったときは、事務局が新しいパスワードを出します。
{rule}"""

_EN = """\
{rule}
TERMINAL SHEET                                 CONFIDENTIAL
{rule}
Store               {store_name} ({store_code})
Terminal            {name}
Terminal ID         {terminal_id}
Terminal password   {password}

How to use it
 1. Start the program on the till's PC.
 2. Type the terminal ID and the terminal password above.
 3. Check the store's name and phone number, then press OK.

 - The password works once. Ten wrong tries make it void.
 - Setting up another PC ends the use of the earlier one.
 - When it no longer works, the desk issues a new one.
{rule}"""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is printed on it."""

    store_code: str
    store_name: str
    name: str
    terminal_id: str
    password: str = field(repr=False)


def printed(sheet: Sheet, language: Language) -> str:
    """Give the sheet as text."""
    form = _JA if language == "ja" else _EN
    return form.format(
        rule=_RULE,
        store_name=sheet.store_name,
        store_code=sheet.store_code,
        name=sheet.name,
        terminal_id=sheet.terminal_id,
        password=sheet.password,
    )
