<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="ja">
    <context>
        <name>till</name>
        <message>
            <source>カメラ</source>
            <translation type="unfinished"></translation>
        </message>
        <message>
            <source>カメラが使えません</source>
            <translation type="unfinished"></translation>
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
            <source>サーバー接続中</source>
            <translation type="unfinished"></translation>
        </message>
    </context>
</TS>
