<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="ja">
    <context>
        <name>till</name>
        <message>
            <source>{name}(店舗ID {number})</source>
            <translation>{name} (store ID {number})</translation>
        </message>
        <message>
            <source>{number}({amount}円)</source>
            <translation>{number} ({amount} yen)</translation>
        </message>
        <message>
            <source>「確認中」のまま変わらない</source>
            <translation>It stays at “checking”</translation>
        </message>
        <message>
            <source>えーなウォレット 加盟店窓口</source>
            <translation>Ena Wallet, help for stores</translation>
        </message>
        <message>
            <source>お問い合わせ</source>
            <translation>Help desk</translation>
        </message>
        <message>
            <source>お客様の画面を明るくし、10〜20cm離してかざします。F6でお支払い番号を入力することもできます。</source>
            <translation>Make the customer's screen brighter and hold it 10 to 20 cm away. By F6 the payment number can be typed.</translation>
        </message>
        <message>
            <source>お電話の前に、お手元にご用意ください</source>
            <translation>Before you call, have at hand</translation>
        </message>
        <message>
            <source>すぐなら F8 で直前の会計を取り消します。後からは「取引履歴」で取り消します。</source>
            <translation>Right away: F8 voids the last sale. Later: void it in the history.</translation>
        </message>
        <message>
            <source>つなぎ直すと自動で戻ります。だめなら「設定」の「読み取り」でカメラを選び直します。</source>
            <translation>Plug it in again; it comes back by itself. Otherwise choose the camera in Settings, Reading.</translation>
        </message>
        <message>
            <source>なし</source>
            <translation>None</translation>
        </message>
        <message>
            <source>ほかのホームページが開くか確かめます。つながるまでは現金などをご案内ください。</source>
            <translation>See whether other web pages open. Until it is back, ask for cash or the like.</translation>
        </message>
        <message>
            <source>もう一度読み取らないでください。F1で待つか、次のお客様へ進んでください。結果はレジが確認を続けます。</source>
            <translation>Don't scan again. Wait by F1, or go on to the next customer. The till goes on asking for the result.</translation>
        </message>
        <message>
            <source>よくあるお困りごと</source>
            <translation>What happens most</translation>
        </message>
        <message>
            <source>カメラが映らない</source>
            <translation>No picture from the camera</translation>
        </message>
        <message>
            <source>コードを読み取れない</source>
            <translation>A code can't be read</translation>
        </message>
        <message>
            <source>サーバーにつながらない</source>
            <translation>The server can't be reached</translation>
        </message>
        <message>
            <source>パスワードを忘れた</source>
            <translation>A forgotten password</translation>
        </message>
        <message>
            <source>フォルダーを開く</source>
            <translation>Open the folder</translation>
        </message>
        <message>
            <source>レジの版</source>
            <translation>Till's version</translation>
        </message>
        <message>
            <source>レジの記録(ログ)の場所</source>
            <translation>Where the till's log and records are</translation>
        </message>
        <message>
            <source>レジを調べる</source>
            <translation>Check the till</translation>
        </message>
        <message>
            <source>内容をコピー</source>
            <translation>Copy these</translation>
        </message>
        <message>
            <source>平日 8:30〜17:00</source>
            <translation>Weekdays 8:30 to 17:00</translation>
        </message>
        <message>
            <source>店舗</source>
            <translation>Store</translation>
        </message>
        <message>
            <source>店舗管理者が一回だけ使えるパスワードを発行できます。暗証番号は次のログインで決め直せます。</source>
            <translation>A store manager can issue a one-time password. The PIN can be chosen anew after the next log-in.</translation>
        </message>
        <message>
            <source>時間外は、現金などで受け取り、翌営業日にご連絡ください。</source>
            <translation>At other times take cash or the like, and call on the next working day.</translation>
        </message>
        <message>
            <source>最後の決済番号</source>
            <translation>Last payment number</translation>
        </message>
        <message>
            <source>端末ID</source>
            <translation>Terminal ID</translation>
        </message>
        <message>
            <source>金額を間違えて受け取った</source>
            <translation>A wrong amount was taken</translation>
        </message>
        <message>
            <source>電話番号 {phone}</source>
            <translation>Telephone {phone}</translation>
        </message>
    </context>
</TS>
