<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="ja">
    <context>
        <name>till</name>
        <message>
            <source>QRコード読取</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{rest}円は現金などで受け取ってください</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>{seconds}秒経過</source>
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
            <translation type="unfinished"></translation>
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
            <source>お客様のコードを読む</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>お客様の残高から引かれたか確認しています。
もう一度読み取らないでください。</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>お客様の画面で確認済み</source>
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
            <source>コードを見つけました。確認しています…</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>サービス</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>今回は、まだ引かれていません。</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>先に「QRコード読取」(Enter)を押してから、もう一度読み取ってください。</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>取りやめが済むと、自動でコードを読み直します。</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>土</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>日</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>日時</source>
            <translation type="unfinished"></translation>
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
            <source>次のお客様へどうぞ</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>残り</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>水</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>決済番号</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>火</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>画面を明るくして、カメラから10〜20cmの位置でお見せいただきます。</source>
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
    </context>
</TS>
