"""The gallery's sections: one for each family of widgets."""

from datetime import UTC, datetime, timedelta

from PySide6.QtWidgets import QWidget

from pos_app.ui.gallery.parts import grid, row, section, tall
from pos_app.ui.look import icons, theme
from pos_app.ui.text import tr
from pos_app.ui.widgets.action import Action, Kind
from pos_app.ui.widgets.amount import AmountDisplay
from pos_app.ui.widgets.chip import Chip, Tone
from pos_app.ui.widgets.choice import Choice
from pos_app.ui.widgets.field import Field
from pos_app.ui.widgets.label import Label, Text
from pos_app.ui.widgets.pad import NumberPad
from pos_app.ui.widgets.panes import Card, EmptyPane, ErrorPane, LoadingPane
from pos_app.ui.widgets.switch import Switch
from pos_app.ui.widgets.table import Align, CellKind, Column, Row, State, Table

_NOON = datetime(2026, 7, 12, 3, 4, tzinfo=UTC)


def action(kind: Kind, key: str | None, title: str, note: str = "", *, tile: bool = False) -> Action:
    """An action with its words."""
    made = Action(kind, key, tile=tile)
    made.set_words(title, note)
    return made


def actions() -> QWidget:
    """Each kind, with and without key and note, enabled and not, and the four tiles."""
    shown = [
        action(Kind.PRIMARY, "Enter", tr("QRコード読取"), tr("お客様のコードを読む")),
        action(Kind.PLAIN, "F2", tr("QRコード表示"), tr("お客様が読み取る")),
        action(Kind.DANGER, "Delete", tr("この取引を取り消す"), tr("1,000円をお返しします")),
        action(Kind.PRIMARY, None, tr("ログイン")),
        action(Kind.PLAIN, "F8", tr("直前の会計を取り消す")),
        action(Kind.DANGER, None, tr("この取引を取り消す")),
    ]
    grey = [action(kind, "F12", tr("精算する")) for kind in Kind]
    for each in grey:
        each.setEnabled(False)
    tiles = [
        action(Kind.PLAIN, "F1", tr("このまま待つ"), tr("結果が分かりしだい表示します"), tile=True),
        action(Kind.PLAIN, "F3", tr("やめて、現金などで受け取る"), tr("引かれていた場合は自動で戻ります"), tile=True),
    ]
    return section(tr("操作ボタン"), grid(3, *shown, *grey), grid(2, *tiles))


def states() -> QWidget:
    """Chips of every tone."""
    chips = {
        tr("完了"): Tone.OK,
        tr("確認中"): Tone.WAIT,
        tr("不成立"): Tone.STOP,
        tr("取消済み"): Tone.QUIET,
        tr("練習"): Tone.ACCENT,
    }
    return section(tr("状態"), row(*(Chip(word, tone) for word, tone in chips.items())))


def letters() -> QWidget:
    """Every part that text plays."""
    said = {
        Text.HEADING: tr("金額を入力してください"),
        Text.TITLE: tr("お客様のコードをカメラに"),
        Text.BODY: tr("画面を明るくして、カメラから10〜20cmの位置でお見せください。"),
        Text.STRONG: tr("あと90日"),
        Text.NOTE: tr("お客様に金額を確認してから読み取ります"),
        Text.LABEL: tr("決済番号"),
        Text.SMALL: tr("サーバー接続中"),
        Text.FIGURE: "184,260",
        Text.TROUBLE: tr("通信できません。現金などをご案内ください。"),
    }
    return section(tr("文字"), *(Label(part, words, wrap=True) for part, words in said.items()))


def amounts() -> QWidget:
    """The display with nothing, a little, a lot; and the pad."""
    shown = []
    for yen in (0, 680, 12_800, 9_999_999):
        display = AmountDisplay()
        display.show_amount(yen)
        shown.append(tall(display, 160))
    return section(tr("金額"), grid(2, *shown), row(tall(NumberPad(), 376), stretch=True))


def fields() -> QWidget:
    """Empty, filled, secret, wrong, with rules, disabled."""
    empty, filled, secret, wrong, off, ruled = (Field(secret=place in (2, 5)) for place in range(6))
    for field, label, typed in (
        (empty, tr("端末ID"), ""),
        (filled, tr("ログインID"), "shopuser01"),
        (secret, tr("パスワード"), "himitsu-desu-1"),
        (wrong, tr("端末パスワード"), "1234"),
        (off, tr("店舗名"), tr("エーナ食堂")),
        (ruled, tr("新しいパスワード"), "abcdefgh"),
    ):
        field.set_label(label)
        field.set_text(typed)
    empty.set_placeholder("0000 0000 0000")
    wrong.set_trouble(tr("端末IDかパスワードが違います。"))
    off.setEnabled(False)
    ruled.set_rules([(tr("12文字以上"), False), (tr("英字を含む"), True), (tr("数字を含む"), False)])
    return section(tr("入力欄"), grid(2, empty, filled, secret, wrong, off, ruled))


def choices() -> QWidget:
    """One of a few, and switches."""
    choice = Choice()
    choice.set_answers([("light", tr("明るい")), ("dark", tr("暗い"))])
    choice.set_label(tr("画面の色"))
    choice.choose("light")
    switches = [Switch() for _ in range(3)]
    for place, switch in enumerate(switches):
        switch.set_words(tr("音を鳴らす"))
        switch.setChecked(place == 0)
    switches[2].setEnabled(False)
    return section(tr("選択"), row(choice), row(*switches))


def table_of_sales(rows: int = 40) -> Table:
    """A made-up day."""
    outcomes = (
        State(tr("完了"), Tone.OK),
        State(tr("確認中"), Tone.WAIT),
        State(tr("不成立"), Tone.STOP),
        State(tr("取消済み"), Tone.QUIET),
    )
    table = Table()
    table.setAccessibleName(tr("取引履歴"))
    table.set_columns(
        [
            Column("at", tr("日時"), kind=CellKind.TIME),
            Column("number", tr("決済番号"), kind=CellKind.NUMBER),
            Column("service", tr("サービス")),
            Column("amount", tr("金額"), Align.RIGHT, CellKind.AMOUNT),
            Column("state", tr("状態"), kind=CellKind.CHIP),
        ]
    )
    table.set_rows(
        [
            Row(
                place,
                {
                    "at": _NOON - timedelta(minutes=3 * place),
                    "number": f"0210{place:08}",
                    "service": tr("みどり町電子商品券"),
                    "amount": -1_900 if place == 3 else 137 * (place * place + 5),
                    "state": outcomes[place % 4 if place < 6 else 0],
                },
                faded=place == 3,
            )
            for place in range(rows)
        ]
    )
    table.choose(1)
    return table


def tables() -> QWidget:
    """A list with a chosen row."""
    return section(tr("一覧"), tall(table_of_sales(), 360))


def panes() -> QWidget:
    """What stands where there is nothing to show."""
    cards = [Card() for _ in range(3)]
    retry = action(Kind.PLAIN, "F5", tr("もう一度試す"))
    inside = (
        EmptyPane(tr("まだ会計がありません"), tr("最初の会計がここに並びます。")),
        LoadingPane(tr("読み込んでいます"), tr("サーバーに問い合わせています。")),
        ErrorPane(tr("カメラが使えません"), tr("ケーブルを確かめて、もう一度お試しください。"), retry),
    )
    for card, pane in zip(cards, inside, strict=True):
        card.body.addWidget(pane)
        card.setMinimumHeight(300)
    return section(tr("空・待ち・不具合"), row(*cards, stretch=True))


def drawings() -> QWidget:
    """Every icon."""
    marks = []
    for name in icons.names():
        mark = Label(Text.SMALL)
        mark.setPixmap(icons.pixmap(name, 28, theme.colours().ink))
        mark.setAccessibleName(name)
        marks.append(mark)
    return section(tr("図記号"), grid(12, *marks))
