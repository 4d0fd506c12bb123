<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="ja">
    <context>
        <name>till</name>
        <message>
            <source>English / 日本語</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>QRコード決済</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>お問い合わせ</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>カメラ</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>カメラが使えません</source>
            <translation>The camera can't be used</translation>
        </message>
        <message>
            <source>サーバーにつながりません</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>サーバーに断られています</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>サーバーの時刻</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>サーバー接続中</source>
            <translation>Server connected</translation>
        </message>
        <message>
            <source>ポイント</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>レジ</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>ログアウト</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>ロック</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>取引履歴</source>
            <translation>History</translation>
        </message>
        <message>
            <source>担当者切替</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>振込履歴</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>日計・精算</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>画面の一覧</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>管理</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>表示中</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>設定</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>読み取り機のコードを受け取れませんでした。もう一度読み取ってください。</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>読み取り機の文字が変換されました。日本語入力を切って、もう一度読み取ってください。</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>電話注文(カード)</source>
            <translation type="unfinished"></translation>
        </message>
    </context>
</TS>
