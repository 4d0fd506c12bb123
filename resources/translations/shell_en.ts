<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="ja">
    <context>
        <name>till</name>
        <message>
            <source>English / 日本語</source>
            <translation>Japanese / English</translation>
        </message>
        <message>
            <source>QRコード決済</source>
            <translation>QR payment</translation>
        </message>
        <message>
            <source>{name}さんに切り替えました。</source>
            <translation>{name} is at the till now.</translation>
        </message>
        <message>
            <source>{unsent}・{in_doubt}</source>
            <translation>{unsent} · {in_doubt}</translation>
        </message>
        <message>
            <source>【練習】</source>
            <translation>[Practice]</translation>
        </message>
        <message>
            <source>お問い合わせ</source>
            <translation>Help desk</translation>
        </message>
        <message>
            <source>お客様のコード</source>
            <translation>The customer's code</translation>
        </message>
        <message>
            <source>このコードをかざす</source>
            <translation>Hold this code out</translation>
        </message>
        <message>
            <source>このレジの鍵は捨てられ、元に戻せません。事務局から新しい端末パスワードを受け取ってから進めてください。会計の記録は残り、送信中だった会計の結果はサーバーに確認します。</source>
            <translation>This till's keys are thrown away for good. Go on only when you have a new terminal password from the programme's office. The records of payments stay, and the server is asked about those that were on their way.</translation>
        </message>
        <message>
            <source>このレジを設定し直しますか？</source>
            <translation>Set up this till again?</translation>
        </message>
        <message>
            <source>このレジを設定し直す</source>
            <translation>Set up this till again</translation>
        </message>
        <message>
            <source>もう一度試す</source>
            <translation>Try again</translation>
        </message>
        <message>
            <source>カメラ</source>
            <translation>Camera</translation>
        </message>
        <message>
            <source>カメラが使えません</source>
            <translation>The camera can't be used</translation>
        </message>
        <message>
            <source>サーバーにつながりません</source>
            <translation>No connection</translation>
        </message>
        <message>
            <source>サーバーに断られています</source>
            <translation>The server refuses</translation>
        </message>
        <message>
            <source>サーバーの時刻</source>
            <translation>Server time</translation>
        </message>
        <message>
            <source>サーバー接続中</source>
            <translation>Server connected</translation>
        </message>
        <message>
            <source>テンキー</source>
            <translation>Tenkey</translation>
        </message>
        <message>
            <source>テンキーが使えません</source>
            <translation>The tenkey can't be used</translation>
        </message>
        <message>
            <source>パスワードの変更が完了しました。次のログインから新しいパスワードを使ってください。</source>
            <translation>Your password was changed. Use the new one from the next log-in on.</translation>
        </message>
        <message>
            <source>ポイント</source>
            <translation>Points</translation>
        </message>
        <message>
            <source>レジ</source>
            <translation>Till</translation>
        </message>
        <message>
            <source>レジを起動できません</source>
            <translation>The till can't be started</translation>
        </message>
        <message>
            <source>ログアウト</source>
            <translation>Log out</translation>
        </message>
        <message>
            <source>ロック</source>
            <translation>Lock</translation>
        </message>
        <message>
            <source>会計の途中です。もう一度閉じると、結果を待たずに終了します。</source>
            <translation>A sale is under way. Close once more to leave without waiting for its result.</translation>
        </message>
        <message>
            <source>切替</source>
            <translation>Change</translation>
        </message>
        <message>
            <source>取り消しが承認されました。「取引履歴」で続けてください。</source>
            <translation>The void was approved. Go on in the history.</translation>
        </message>
        <message>
            <source>取り消しの承認待ちがあります: {name}さん</source>
            <translation>A void waits for approval: {name}</translation>
        </message>
        <message>
            <source>取り消しは承認されませんでした。「取引履歴」で確認してください。</source>
            <translation>The void was not approved. See the history.</translation>
        </message>
        <message>
            <source>取引履歴</source>
            <translation>History</translation>
        </message>
        <message>
            <source>担当者切替</source>
            <translation>Change staff</translation>
        </message>
        <message>
            <source>振込履歴</source>
            <translation>Payouts</translation>
        </message>
        <message>
            <source>日計・精算</source>
            <translation>Day close</translation>
        </message>
        <message>
            <source>暗証番号を設定しました。</source>
            <translation>Your PIN is set.</translation>
        </message>
        <message>
            <source>画面の一覧</source>
            <translation>Screens</translation>
        </message>
        <message>
            <source>管理</source>
            <translation>Management</translation>
        </message>
        <message>
            <source>終了</source>
            <translation>Quit</translation>
        </message>
        <message>
            <source>練習を終える</source>
            <translation>End practice</translation>
        </message>
        <message>
            <source>練習中です。お金は動きません({time}まで)。</source>
            <translation>Practice: no money moves (until {time}).</translation>
        </message>
        <message>
            <source>表示中</source>
            <translation>in view</translation>
        </message>
        <message>
            <source>設定</source>
            <translation>Settings</translation>
        </message>
        <message>
            <source>読み取り機のコードを受け取れませんでした。もう一度読み取ってください。</source>
            <translation>The hand scanner's code did not arrive whole. Scan it again.</translation>
        </message>
        <message>
            <source>読み取り機の文字が変換されました。日本語入力を切って、もう一度読み取ってください。</source>
            <translation>The input method changed what the hand scanner typed. Switch it off and scan again.</translation>
        </message>
        <message>
            <source>鍵を捨てて設定し直す</source>
            <translation>Throw the keys away and set up</translation>
        </message>
        <message>
            <source>電話注文(カード)</source>
            <translation>Phone orders</translation>
        </message>
    </context>
</TS>
