"""お問い合わせ in words: what to have at hand, and what helps in the commonest troubles. Pure."""

from pos_app.config import VERSION
from pos_app.domain.typed_digits import in_fours
from pos_app.till.payment import Payment, State
from pos_app.till.snapshot import Snapshot
from pos_app.ui.text import tr

Fact = tuple[str, str]


def at_hand(snapshot: Snapshot) -> tuple[Fact, ...]:
    """What the desk asks for first."""
    info, last = snapshot.terminal, _last(snapshot)
    number = tr("{number}({amount}円)", number=in_fours(last.number), amount=f"{last.amount:,}") if last else tr("なし")
    return (
        (tr("店舗"), tr("{name}(店舗ID {number})", name=info.store_name, number=info.store_id) if info else tr("なし")),
        (tr("端末ID"), in_fours(info.terminal_id) if info else tr("なし")),
        (tr("レジの版"), VERSION),
        (tr("最後の決済番号"), number),
    )


def troubles() -> tuple[Fact, ...]:
    """What happens most, and what helps at once."""
    return (
        (
            tr("「確認中」のまま変わらない"),
            tr("もう一度読み取らないでください。F1で待つか、次のお客様へ進んでください。結果はレジが確認を続けます。"),
        ),
        (
            tr("コードを読み取れない"),
            tr("お客様の画面を明るくし、10〜20cm離してかざします。F6でお支払い番号を入力することもできます。"),
        ),
        (
            tr("金額を間違えて受け取った"),
            tr("すぐなら F8 で直前の会計を取り消します。後からは「取引履歴」で取り消します。"),
        ),
        (
            tr("サーバーにつながらない"),
            tr("ほかのホームページが開くか確かめます。つながるまでは現金などをご案内ください。"),
        ),
        (
            tr("カメラが映らない"),
            tr("つなぎ直すと自動で戻ります。だめなら「設定」の「読み取り」でカメラを選び直します。"),
        ),
        (
            tr("パスワードを忘れた"),
            tr("店舗管理者が一回だけ使えるパスワードを発行できます。暗証番号は次のログインで決め直せます。"),
        ),
    )


def as_text(facts: tuple[Fact, ...]) -> str:
    """To be pasted into a message to the desk."""
    return "\n".join(f"{name}: {value}" for name, value in facts)


def _last(snapshot: Snapshot) -> Payment | None:
    """The newest payment that was sent; in practice there is none, for nobody could look it up."""
    if snapshot.practice is not None:
        return None
    sent = [payment for payment in snapshot.today if payment.state not in (State.CREATED, State.CANCELED)]
    return max(sent, key=lambda payment: payment.created_at, default=None)
