<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="ja">
    <context>
        <name>till</name>
        <message>
            <source>QRコードの読み取りにもどる</source>
            <translation type="unfinished"></translation>
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
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{seconds}秒</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{seconds}秒経過</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{time} {amount}円</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{time}の確認中の会計にもどる</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{year}年{month}月{day}日({weekday}) {time}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>お会計合計 {total}円 ・ 残り {rest}円は現金などで</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>お客様に金額を確認してから読み取ります</source>
            <translation>Check the amount with the customer before reading</translation>
        </message>
        <message>
            <source>お客様のQRコードの下にある12桁の番号です</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>お客様の「支払い完了」画面にある決済番号の、下4桁を入力してください</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>お客様のコードをもう一度読み取ります</source>
            <translation type="unfinished"></translation>
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
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>お客様の画面で確認済み</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>お客様やお店の記録と食い違う会計です。確認が済んだら対応済みにしてください。</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>お支払い番号で入力</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>お支払い金額</source>
            <translation type="unfinished"></translation>
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
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>この金額でお客様のコードを読む</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>そのままお待ちください</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>はい、QRコード読取</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>ほか{count}件</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>もう一度読み取る</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>もどる</source>
            <translation>Back</translation>
        </message>
        <message>
            <source>やめて現金などで受け取る</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>カメラの映像</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>コードを見つけました。確認しています…</source>
            <translation type="unfinished"></translation>
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
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>一致を確認して完了</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>中止</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>二重の会計ではありませんか？</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>今回は、まだ引かれていません。</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>今日の会計はまだありません</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>会計を終わります</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>先に「QRコード読取」(Enter)を押してから、もう一度読み取ってください。</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>先の会計を取りやめてから読み取ります</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>別の会計です</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>取りやめが済むと、自動でコードを読み直します。</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>同じ会計です(請求しない)</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>土</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>対応済みにする</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>引かれていた場合は自動で戻ります</source>
            <translation>Anything charged goes back by itself</translation>
        </message>
        <message>
            <source>日</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>日時</source>
            <translation>Time</translation>
        </message>
        <message>
            <source>月</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>木</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>次のお客様へ</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>次のお客様へどうぞ</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>次の会計を始められます。結果は画面に出ます</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>残り</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>残り {rest}円は現金などで</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>水</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>決済番号</source>
            <translation>Payment number</translation>
        </message>
        <message>
            <source>決済番号 {number}</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>決済番号の下4桁</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>決済番号の下4桁を照合します</source>
            <translation>Compares the last 4 digits</translation>
        </message>
        <message>
            <source>火</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>状態</source>
            <translation>State</translation>
        </message>
        <message>
            <source>画面を明るくして、カメラから10〜20cmの位置でお見せいただきます。</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>番号で入力</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>直前の会計を取り消す</source>
            <translation>Void the last sale</translation>
        </message>
        <message>
            <source>直近の会計</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>経過</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>結果を確認している会計</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>要対応</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>要対応 {count}件</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>送信されていません</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>金</source>
            <translation type="unfinished"></translation>
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
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>閉じる</source>
            <translation type="unfinished"></translation>
        </message>
    </context>
</TS>
