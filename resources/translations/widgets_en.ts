<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="ja">
    <context>
        <name>till</name>
        <message>
            <source>{amount} 円</source>
            <translation>{amount} yen</translation>
        </message>
        <message>
            <source>{rule}: まだです</source>
            <translation>{rule}: not yet</translation>
        </message>
        <message>
            <source>{rule}: 満たしています</source>
            <translation>{rule}: done</translation>
        </message>
        <message>
            <source>オフ</source>
            <translation>Off</translation>
        </message>
        <message>
            <source>オン</source>
            <translation>On</translation>
        </message>
        <message>
            <source>クリア</source>
            <translation>Clear</translation>
        </message>
        <message>
            <source>パスワードを表示</source>
            <translation>Show the password</translation>
        </message>
        <message>
            <source>パスワードを隠す</source>
            <translation>Hide the password</translation>
        </message>
        <message>
            <source>一字消す</source>
            <translation>Delete the last digit</translation>
        </message>
        <message>
            <source>入力を消す</source>
            <translation>Clear this field</translation>
        </message>
        <message>
            <source>円</source>
            <translation>yen</translation>
        </message>
        <message>
            <source>金額</source>
            <translation>Amount</translation>
        </message>
    </context>
</TS>
