<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="ja">
    <context>
        <name>till</name>
        <message>
            <source>OK</source>
            <translation>OK</translation>
        </message>
        <message>
            <source>{amount}円</source>
            <translation>{amount} yen</translation>
        </message>
        <message>
            <source>{name}・担当者番号 {number}</source>
            <translation>{name} · staff number {number}</translation>
        </message>
        <message>
            <source>{number}  {name}</source>
            <translation>{number}  {name}</translation>
        </message>
        <message>
            <source>{terminal}・端末ID {number}</source>
            <translation>{terminal} · terminal ID {number}</translation>
        </message>
        <message>
            <source>あとで</source>
            <translation>Later</translation>
        </message>
        <message>
            <source>いまの担当者: {name}</source>
            <translation>At the till now: {name}</translation>
        </message>
        <message>
            <source>お客様への対応が済んだら、次へ進んでください。</source>
            <translation>Go on when the customers have been told.</translation>
        </message>
        <message>
            <source>このパソコンをレジとして設定します</source>
            <translation>Set up this computer as a till</translation>
        </message>
        <message>
            <source>クリア</source>
            <translation>Clear</translation>
        </message>
        <message>
            <source>サーバーに結果を確認しています。結果が出るまで、同じ会計をもう一度読み取らないでください。</source>
            <translation>The server is being asked for the results. Don't scan the same payment again until they are known.</translation>
        </message>
        <message>
            <source>サーバーの設定</source>
            <translation>Server settings</translation>
        </message>
        <message>
            <source>パスワード</source>
            <translation>Password</translation>
        </message>
        <message>
            <source>パスワードでログイン</source>
            <translation>Log in with password</translation>
        </message>
        <message>
            <source>パスワードの確認</source>
            <translation>New password again</translation>
        </message>
        <message>
            <source>パスワードをお忘れですか？</source>
            <translation>Forgot your password?</translation>
        </message>
        <message>
            <source>ログアウト</source>
            <translation>Log out</translation>
        </message>
        <message>
            <source>ログアウトしても、レジが確認を続けます。結果は取引履歴に出ます。</source>
            <translation>The till goes on checking after you log out. The results will be in the history.</translation>
        </message>
        <message>
            <source>ログアウトしますか？</source>
            <translation>Log out?</translation>
        </message>
        <message>
            <source>ログイン</source>
            <translation>Log in</translation>
        </message>
        <message>
            <source>ログインID</source>
            <translation>Login ID</translation>
        </message>
        <message>
            <source>ログイン画面へ戻る</source>
            <translation>Back to log-in</translation>
        </message>
        <message>
            <source>ロックを解く</source>
            <translation>Unlock</translation>
        </message>
        <message>
            <source>ロックを解くとき、担当者を切り替えるとき、承認するときに使います。ほかの人に教えないでください。</source>
            <translation>You need it to unlock, to change over and to approve. Tell it to nobody.</translation>
        </message>
        <message>
            <source>ロック中</source>
            <translation>Locked</translation>
        </message>
        <message>
            <source>ロック中の会計</source>
            <translation>Payments during the lock</translation>
        </message>
        <message>
            <source>今日このレジにログインした人は、担当者番号と暗証番号で替われます。入力した金額はそのまま残ります。</source>
            <translation>Whoever logged in on this till today can take over by staff number and PIN. The typed amount stays.</translation>
        </message>
        <message>
            <source>切り替える</source>
            <translation>Change over</translation>
        </message>
        <message>
            <source>初期パスワードはログインIDと同じです。</source>
            <translation>The first password is the same as the login ID.</translation>
        </message>
        <message>
            <source>同じパスワードを2回</source>
            <translation>The same password twice</translation>
        </message>
        <message>
            <source>同じ番号を2回</source>
            <translation>The same PIN twice</translation>
        </message>
        <message>
            <source>変更する</source>
            <translation>Change</translation>
        </message>
        <message>
            <source>対応が必要な会計が{count}件あります。</source>
            <translation>Payments that somebody must deal with: {count}</translation>
        </message>
        <message>
            <source>店舗ID</source>
            <translation>Store ID</translation>
        </message>
        <message>
            <source>店舗名</source>
            <translation>Store</translation>
        </message>
        <message>
            <source>店舗情報確認</source>
            <translation>Check the store</translation>
        </message>
        <message>
            <source>店舗管理者に伝えてください。一回だけ使えるパスワード(24時間有効)を発行できます。店舗管理者ご自身の場合は、企業管理者か事務局へご連絡ください。そのパスワードでログインすると、新しいパスワードを決められます。</source>
            <translation>Tell your store manager, who can issue a password that works once, within 24 hours. If you are the manager yourself, ask the company administrator or the programme's office. Log in with that password, and you can choose a new one.</translation>
        </message>
        <message>
            <source>店舗電話番号</source>
            <translation>Store phone</translation>
        </message>
        <message>
            <source>戻る</source>
            <translation>Back</translation>
        </message>
        <message>
            <source>担当者切替</source>
            <translation>Change staff</translation>
        </message>
        <message>
            <source>担当者番号</source>
            <translation>Staff number</translation>
        </message>
        <message>
            <source>新しいパスワード</source>
            <translation>New password</translation>
        </message>
        <message>
            <source>暗証番号</source>
            <translation>PIN</translation>
        </message>
        <message>
            <source>暗証番号の確認</source>
            <translation>PIN again</translation>
        </message>
        <message>
            <source>暗証番号を決めてください</source>
            <translation>Choose your PIN</translation>
        </message>
        <message>
            <source>決定</source>
            <translation>Set PIN</translation>
        </message>
        <message>
            <source>確認しました</source>
            <translation>I have read this</translation>
        </message>
        <message>
            <source>端末ID</source>
            <translation>Terminal ID</translation>
        </message>
        <message>
            <source>端末ID入力</source>
            <translation>Enter the terminal ID</translation>
        </message>
        <message>
            <source>結果を待たずに進む</source>
            <translation>Go on without waiting</translation>
        </message>
        <message>
            <source>結果を待っている会計はありません。</source>
            <translation>No payment is waiting for a result.</translation>
        </message>
        <message>
            <source>結果を確認している会計 {count}件</source>
            <translation>Payments being checked: {count}</translation>
        </message>
        <message>
            <source>電源が切れる前の会計があります</source>
            <translation>Payments from before the power cut</translation>
        </message>
    </context>
</TS>
