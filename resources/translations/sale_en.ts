<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="ja">
    <context>
        <name>till</name>
        <message>
            <source>QRコードの読み取りにもどる</source>
            <translation>Back to reading the QR code</translation>
        </message>
        <message>
            <source>QRコード読取</source>
            <translation>Read QR code</translation>
        </message>
        <message>
            <source>{amount} 円</source>
            <translation>{amount} yen</translation>
        </message>
        <message>
            <source>{rest}円は現金などで受け取ってください</source>
            <translation>Take {rest} yen in cash or otherwise</translation>
        </message>
        <message>
            <source>{seconds}秒</source>
            <translation>{seconds} s</translation>
        </message>
        <message>
            <source>{seconds}秒経過</source>
            <translation>{seconds} s</translation>
        </message>
        <message>
            <source>{time} {amount}円</source>
            <translation>{time} {amount} yen</translation>
        </message>
        <message>
            <source>{time}の確認中の会計にもどる</source>
            <translation>Back to the sale of {time}</translation>
        </message>
        <message>
            <source>お会計合計 {total}円 ・ 残り {rest}円は現金などで</source>
            <translation>Total {total} yen · rest {rest} yen in cash or otherwise</translation>
        </message>
        <message>
            <source>お客様に金額を確認してから読み取ります</source>
            <translation>Check the amount with the customer before reading</translation>
        </message>
        <message>
            <source>お客様のQRコードの下にある12桁の番号です</source>
            <translation>The 12 digits under the customer's QR code</translation>
        </message>
        <message>
            <source>お客様の「支払い完了」画面にある決済番号の、下4桁を入力してください</source>
            <translation>Enter the last 4 digits of the payment number on the customer's “Payment complete” screen</translation>
        </message>
        <message>
            <source>お客様のコードをもう一度読み取ります</source>
            <translation>The customer's code is read again</translation>
        </message>
        <message>
            <source>お客様のコードを読む</source>
            <translation>Read the customer's code</translation>
        </message>
        <message>
            <source>お客様の残高から引かれたか確認しています。
もう一度読み取らないでください。</source>
            <translation>Checking whether the customer was charged.
Do not read the code again.</translation>
        </message>
        <message>
            <source>お客様の画面で支払い完了を確認した</source>
            <translation>The customer's screen says complete</translation>
        </message>
        <message>
            <source>お客様の画面で確認済み</source>
            <translation>Seen on the customer's screen</translation>
        </message>
        <message>
            <source>お客様やお店の記録と食い違う会計です。確認が済んだら対応済みにしてください。</source>
            <translation>These sales contradict what was done at the counter. When one is cleared up, mark it as dealt with.</translation>
        </message>
        <message>
            <source>お支払い番号で入力</source>
            <translation>Enter the number</translation>
        </message>
        <message>
            <source>お支払い金額</source>
            <translation>Amount</translation>
        </message>
        <message>
            <source>このまま待つ</source>
            <translation>Wait</translation>
        </message>
        <message>
            <source>この会計を取り消す</source>
            <translation>Void this sale</translation>
        </message>
        <message>
            <source>この番号で支払う</source>
            <translation>Pay with this number</translation>
        </message>
        <message>
            <source>この金額でお客様のコードを読む</source>
            <translation>with this amount</translation>
        </message>
        <message>
            <source>そのままお待ちください</source>
            <translation>Please wait</translation>
        </message>
        <message>
            <source>はい、QRコード読取</source>
            <translation>Yes, read QR code</translation>
        </message>
        <message>
            <source>ほか{count}件</source>
            <translation>{count} more</translation>
        </message>
        <message>
            <source>もう一度読み取る</source>
            <translation>Read again</translation>
        </message>
        <message>
            <source>もどる</source>
            <translation>Back</translation>
        </message>
        <message>
            <source>やめて現金などで受け取る</source>
            <translation>Give up and take cash</translation>
        </message>
        <message>
            <source>カメラの映像</source>
            <translation>Camera picture</translation>
        </message>
        <message>
            <source>コードを見つけました。確認しています…</source>
            <translation>Code found. Checking…</translation>
        </message>
        <message>
            <source>コードを読み直す</source>
            <translation>Read the code again</translation>
        </message>
        <message>
            <source>サービス</source>
            <translation>Service</translation>
        </message>
        <message>
            <source>ハンドスキャナーでも読み取れます。</source>
            <translation>A hand scanner works, too.</translation>
        </message>
        <message>
            <source>一致を確認して完了</source>
            <translation>It matches</translation>
        </message>
        <message>
            <source>中止</source>
            <translation>Cancel</translation>
        </message>
        <message>
            <source>二重の会計ではありませんか？</source>
            <translation>Is this the same sale twice?</translation>
        </message>
        <message>
            <source>今回は、まだ引かれていません。</source>
            <translation>Nothing has been charged this time yet.</translation>
        </message>
        <message>
            <source>今日の会計はまだありません</source>
            <translation>No sale yet today</translation>
        </message>
        <message>
            <source>会計を終わります</source>
            <translation>Ends the sale</translation>
        </message>
        <message>
            <source>先に「QRコード読取」(Enter)を押してから、もう一度読み取ってください。</source>
            <translation>Press “Read QR code” (Enter) first, then scan again.</translation>
        </message>
        <message>
            <source>先の会計を取りやめてから読み取ります</source>
            <translation>The first one is undone before</translation>
        </message>
        <message>
            <source>別の会計です</source>
            <translation>It is another sale</translation>
        </message>
        <message>
            <source>取りやめが済むと、自動でコードを読み直します。</source>
            <translation>The code is read again by itself when that is done.</translation>
        </message>
        <message>
            <source>同じ会計です(請求しない)</source>
            <translation>It is the same sale (do not charge)</translation>
        </message>
        <message>
            <source>対応済みにする</source>
            <translation>Mark as dealt with</translation>
        </message>
        <message>
            <source>引かれていた場合は自動で戻ります</source>
            <translation>Anything charged goes back by itself</translation>
        </message>
        <message>
            <source>日時</source>
            <translation>Time</translation>
        </message>
        <message>
            <source>次のお客様へ</source>
            <translation>Next customer</translation>
        </message>
        <message>
            <source>次の会計を始められます。結果は画面に出ます</source>
            <translation>Start the next sale; the result will show</translation>
        </message>
        <message>
            <source>残り</source>
            <translation>Rest</translation>
        </message>
        <message>
            <source>残り {rest}円は現金などで</source>
            <translation>rest {rest} yen in cash or otherwise</translation>
        </message>
        <message>
            <source>決済番号</source>
            <translation>Payment number</translation>
        </message>
        <message>
            <source>決済番号 {number}</source>
            <translation>Payment number {number}</translation>
        </message>
        <message>
            <source>決済番号の下4桁</source>
            <translation>Last 4 digits of the payment number</translation>
        </message>
        <message>
            <source>決済番号の下4桁を照合します</source>
            <translation>Compares the last 4 digits</translation>
        </message>
        <message>
            <source>状態</source>
            <translation>State</translation>
        </message>
        <message>
            <source>現金などで受け取ってください</source>
            <translation>Take cash instead</translation>
        </message>
        <message>
            <source>現金などをご案内ください。</source>
            <translation>Please offer cash or another way to pay.</translation>
        </message>
        <message>
            <source>画面を明るくして、カメラから10〜20cmの位置でお見せいただきます。</source>
            <translation>Bright screen, 10 to 20 cm from the camera.</translation>
        </message>
        <message>
            <source>番号で入力</source>
            <translation>Enter number</translation>
        </message>
        <message>
            <source>直前の会計を取り消す</source>
            <translation>Void the last sale</translation>
        </message>
        <message>
            <source>直近の会計</source>
            <translation>Last sales</translation>
        </message>
        <message>
            <source>結果を確認している会計</source>
            <translation>Sales being checked</translation>
        </message>
        <message>
            <source>要対応</source>
            <translation>Needs attention</translation>
        </message>
        <message>
            <source>要対応 {count}件</source>
            <translation>Needs attention: {count}</translation>
        </message>
        <message>
            <source>送信されていません</source>
            <translation>It was not sent</translation>
        </message>
        <message>
            <source>金額</source>
            <translation>Amount</translation>
        </message>
        <message>
            <source>金額を入力すると次の会計へ進みます</source>
            <translation>Type an amount for the next sale</translation>
        </message>
        <message>
            <source>金額を変更</source>
            <translation>Change the amount</translation>
        </message>
        <message>
            <source>閉じる</source>
            <translation>Close</translation>
        </message>
    </context>
</TS>
