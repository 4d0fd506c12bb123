<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="ja">
    <context>
        <name>till</name>
        <message>
            <source>5秒以内に終わります。</source>
            <translation>Done within five seconds.</translation>
        </message>
        <message>
            <source>ごみ箱を空にし、使わないファイルを別の場所へ移して、もう一度調べてください。</source>
            <translation>Empty the bin, move files that are not used elsewhere, and check again.</translation>
        </message>
        <message>
            <source>すべて問題ありません</source>
            <translation>Everything is all right</translation>
        </message>
        <message>
            <source>もう一度調べる</source>
            <translation>Check again</translation>
        </message>
        <message>
            <source>パソコンの日付と時刻の設定で「自動的に設定する」を入にして、もう一度調べてください。</source>
            <translation>Switch on “set automatically” in the PC's date and time settings, and check again.</translation>
        </message>
        <message>
            <source>今日もよろしくお願いします。</source>
            <translation>Have a good day.</translation>
        </message>
        <message>
            <source>会計が終わっていることを確かめて、レジを閉じ、もう一度起動してください。</source>
            <translation>Make sure that no sale is under way, close the till, and start it again.</translation>
        </message>
        <message>
            <source>手の空いたときに見てください。</source>
            <translation>See to it when there is time.</translation>
        </message>
        <message>
            <source>直すところが{count}件あります</source>
            <translation>To be mended: {count}</translation>
        </message>
        <message>
            <source>直すのは店舗管理者です。</source>
            <translation>A store manager can mend this.</translation>
        </message>
        <message>
            <source>直るまで、会計できないものがあります。</source>
            <translation>Until then some sales can't be made.</translation>
        </message>
        <message>
            <source>続ける</source>
            <translation>Go on</translation>
        </message>
        <message>
            <source>調べています…</source>
            <translation>Checking…</translation>
        </message>
        <message>
            <source>開店できます(注意 {count}件)</source>
            <translation>Ready to open ({count} to look at)</translation>
        </message>
        <message>
            <source>開店前チェック</source>
            <translation>Opening check</translation>
        </message>
    </context>
</TS>
