"""What a newcomer does next, as one code for where the till stands. Pure."""

from enum import StrEnum, unique

from pos_app.demo.panel.scene import Scene
from pos_app.demo.phone import Show
from pos_app.demo.weather import Weather
from pos_app.till.card_sale import CardStage
from pos_app.till.payment import State
from pos_app.till.sale import Stage
from pos_app.till.session import Phase
from pos_app.till.voiding import VoidStage
from pos_app.ui.text import mark

LOG_IN_KEY = "Ctrl+D"
"""At the till: log in as the first of the demo's people."""


@unique
class Hint(StrEnum):
    """The moments in which a newcomer may wonder."""

    LOG_IN = "log_in"
    UNLOCK = "unlock"
    CHECK = "check"
    AMOUNT = "amount"
    CONFIRM = "confirm"
    READING = "reading"
    READING_NOTHING = "reading_nothing"
    READING_FILE = "reading_file"
    READING_WEBCAM = "reading_webcam"
    NOT_READ = "not_read"
    WAITING = "waiting"
    DOUBLE = "double"
    IN_DOUBT = "in_doubt"
    IN_DOUBT_FINE = "in_doubt_fine"
    PAID = "paid"
    DECLINED = "declined"
    NOT_SENT = "not_sent"
    UNDONE = "undone"
    VOIDED = "voided"
    KEY_CARD = "key_card"
    CARD_HELD = "card_held"
    CARD_SOLD = "card_sold"


WORDS = {
    Hint.LOG_IN: mark("レジにログインします。このパネルの「ログイン」を押すか、レジの画面で {key} を押してください。"),
    Hint.UNLOCK: mark("レジはロックされています。このパネルにある担当者の暗証番号を入力してください。"),
    Hint.CHECK: mark("開店前チェックが終わったら、レジの画面で Enter を押してください。"),
    Hint.AMOUNT: mark("レジの画面で金額を入力し(例: 1000)、Enter を押してください。"),
    Hint.CONFIRM: mark("金額が大きいので確認しています。レジの画面で Enter を押してください。"),
    Hint.READING: mark("レジのカメラが、お客様の画面のコードを読み取っています。"),
    Hint.READING_NOTHING: mark("レジがコードを待っています。このパネルで、お客様が見せるコードを選んでください。"),
    Hint.READING_FILE: mark("レジは、選んだファイルを読み取っています。"),
    Hint.READING_WEBCAM: mark(
        "Webカメラに、スマートフォンのコードをかざしてください。明るい画面で、10〜20cmの位置です。"
    ),
    Hint.NOT_READ: mark(
        "このコードでは支払えません。レジが理由を伝えています。このパネルで別のコードを選んでください。"
    ),
    Hint.WAITING: mark("サーバーに問い合わせています。"),
    Hint.DOUBLE: mark("同じお客様の同じ金額が続きました。別の会計かどうか、レジの画面で答えてください。"),
    Hint.IN_DOUBT: mark(
        "答えがレジに届かないので、お金が動いたかどうか分かりません。お客様の画面を見て、レジの F1〜F4 を選ぶか、"
        "このパネルのネットワークを「正常」に戻してください。"
    ),
    Hint.IN_DOUBT_FINE: mark("結果をサーバーに確認しています。まもなく分かります。"),
    Hint.PAID: mark(
        "支払いが完了しました。お客様の残高も減っています。次の金額を入力するか、F8 でこの会計を取り消せます。"
    ),
    Hint.DECLINED: mark(
        "お支払いできませんでした。お金は動いていません。このパネルで別のコードを選び、もう一度お試しください。"
    ),
    Hint.NOT_SENT: mark(
        "サーバーに届かなかったので、何も請求されていません。ネットワークを「正常」に戻してお試しください。"
    ),
    Hint.UNDONE: mark("この会計は取り消されました。引かれていたお金は、お客様の残高に戻ります。"),
    Hint.KEY_CARD: mark("レジがカード番号を待っています。このパネルの「電話のお客様のカード」から1枚選んでください。"),
    Hint.CARD_HELD: mark("カードの与信が取れました。レジの画面で確定するか、もどって取りやめてください。"),
    Hint.CARD_SOLD: mark("カードの売上が計上されました。取引履歴から取消や返金ができます。"),
    Hint.VOIDED: mark("取消が完了しました。お客様の残高が元に戻っています。次の金額を入力できます。"),
}
"""Each hint in Japanese; ``{key}`` is :data:`LOG_IN_KEY`."""

_READING = {
    Show.NOTHING: Hint.READING_NOTHING,
    Show.PHOTO: Hint.READING_FILE,
    Show.WEBCAM: Hint.READING_WEBCAM,
}
_ENDED = {
    State.APPROVED: Hint.PAID,
    State.DECLINED: Hint.DECLINED,
    State.CANCELED: Hint.NOT_SENT,
    State.REVERSING: Hint.UNDONE,
    State.REVERSED: Hint.UNDONE,
    State.VOIDED: Hint.VOIDED,
}
_CARD = {CardStage.WAITING: Hint.WAITING, CardStage.CONFIRM: Hint.CARD_HELD, CardStage.DONE: Hint.CARD_SOLD}
_UNDER_WAY = {
    Stage.CONFIRM_AMOUNT: Hint.CONFIRM,
    Stage.WAITING: Hint.WAITING,
    Stage.ASKED_DOUBLE: Hint.DOUBLE,
    Stage.UNDOING: Hint.UNDONE,
}


def hint(scene: Scene) -> Hint:
    """The next step at this moment."""
    till = scene.till
    if till.phase in (Phase.LOGGED_OUT, Phase.PASSWORD_CHANGE):
        return Hint.LOG_IN
    if till.phase is Phase.LOCKED:
        return Hint.UNLOCK
    if scene.is_checking:
        return Hint.CHECK
    if till.void is not None and till.void.stage is VoidStage.DONE:
        return Hint.VOIDED
    if till.card_entry is not None:
        return Hint.KEY_CARD
    stage = till.sale.stage
    if till.card.stage in _CARD and (till.card.stage is not CardStage.DONE or stage is Stage.IDLE):
        return _CARD[till.card.stage]
    if stage is Stage.SCANNING:
        return Hint.NOT_READ if till.sale.notice is not None else _READING.get(scene.showing, Hint.READING)
    if stage is Stage.IN_DOUBT:
        return Hint.IN_DOUBT_FINE if scene.weather is Weather.FINE else Hint.IN_DOUBT
    if stage is Stage.DONE and till.payment is not None:
        return _ENDED.get(till.payment.state, Hint.AMOUNT)
    return _UNDER_WAY.get(stage, Hint.AMOUNT)
