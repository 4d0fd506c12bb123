<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="ja">
    <context>
        <name>till</name>
        <message>
            <source>1,000円をお返しします</source>
            <translation>1,000 yen go back</translation>
        </message>
        <message>
            <source>12文字以上</source>
            <translation>12 characters or more</translation>
        </message>
        <message>
            <source>2026年7月12日(日) 12:04:31</source>
            <translation>Sun 12 Jul 2026 12:04:31</translation>
        </message>
        <message>
            <source>QRコード表示</source>
            <translation>Show QR code</translation>
        </message>
        <message>
            <source>QRコード読取</source>
            <translation>Read QR code</translation>
        </message>
        <message>
            <source>あと90日</source>
            <translation>90 days left</translation>
        </message>
        <message>
            <source>お客様が読み取る</source>
            <translation>The customer reads it</translation>
        </message>
        <message>
            <source>お客様に金額を確認してから読み取ります</source>
            <translation>Check the amount with the customer before reading</translation>
        </message>
        <message>
            <source>お客様のコードをカメラに</source>
            <translation>The customer's code to the camera</translation>
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
            <source>お客様の画面で完了を確認した</source>
            <translation>Seen on the customer's screen</translation>
        </message>
        <message>
            <source>お支払いが完了しました</source>
            <translation>The payment is complete</translation>
        </message>
        <message>
            <source>お支払いできませんでした</source>
            <translation>The payment could not be made</translation>
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
            <source>この取引を取り消す</source>
            <translation>Void this payment</translation>
        </message>
        <message>
            <source>すべての画面は、この部品で組み立てます</source>
            <translation>All screens are made of these parts</translation>
        </message>
        <message>
            <source>まだ会計がありません</source>
            <translation>No sales yet</translation>
        </message>
        <message>
            <source>みどり町電子商品券</source>
            <translation>Midori Town e-vouchers</translation>
        </message>
        <message>
            <source>もう一度試す</source>
            <translation>Try again</translation>
        </message>
        <message>
            <source>もどる</source>
            <translation>Back</translation>
        </message>
        <message>
            <source>やめて、現金などで受け取る</source>
            <translation>Stop, take cash instead</translation>
        </message>
        <message>
            <source>エーナ食堂</source>
            <translation>Ena Diner</translation>
        </message>
        <message>
            <source>カメラが使えません</source>
            <translation>The camera can't be used</translation>
        </message>
        <message>
            <source>ケーブルを確かめて、もう一度お試しください。</source>
            <translation>Check the cable and try again.</translation>
        </message>
        <message>
            <source>コードを読み直す</source>
            <translation>Read the code again</translation>
        </message>
        <message>
            <source>サーバーに問い合わせています。</source>
            <translation>Asking the server.</translation>
        </message>
        <message>
            <source>サーバー接続中</source>
            <translation>Server connected</translation>
        </message>
        <message>
            <source>サービス</source>
            <translation>Service</translation>
        </message>
        <message>
            <source>パスワード</source>
            <translation>Password</translation>
        </message>
        <message>
            <source>レシート</source>
            <translation>Receipt</translation>
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
            <source>一覧</source>
            <translation>Table</translation>
        </message>
        <message>
            <source>不成立</source>
            <translation>Not paid</translation>
        </message>
        <message>
            <source>先の会計を取り消してから読み取ります</source>
            <translation>Undoes the first one, then reads</translation>
        </message>
        <message>
            <source>入力欄</source>
            <translation>Fields</translation>
        </message>
        <message>
            <source>取引履歴</source>
            <translation>History</translation>
        </message>
        <message>
            <source>取消済み</source>
            <translation>Voided</translation>
        </message>
        <message>
            <source>図記号</source>
            <translation>Icons</translation>
        </message>
        <message>
            <source>変更する</source>
            <translation>Change</translation>
        </message>
        <message>
            <source>完了</source>
            <translation>Paid</translation>
        </message>
        <message>
            <source>店舗名</source>
            <translation>Store</translation>
        </message>
        <message>
            <source>引かれていた場合は自動で戻ります</source>
            <translation>Anything charged goes back by itself</translation>
        </message>
        <message>
            <source>操作ボタン</source>
            <translation>Actions</translation>
        </message>
        <message>
            <source>支払い完了</source>
            <translation>Payment complete</translation>
        </message>
        <message>
            <source>数字を含む</source>
            <translation>Contains a digit</translation>
        </message>
        <message>
            <source>文字</source>
            <translation>Text</translation>
        </message>
        <message>
            <source>新しいパスワード</source>
            <translation>New password</translation>
        </message>
        <message>
            <source>日時</source>
            <translation>Time</translation>
        </message>
        <message>
            <source>明るい</source>
            <translation>Light</translation>
        </message>
        <message>
            <source>暗い</source>
            <translation>Dark</translation>
        </message>
        <message>
            <source>最初の会計がここに並びます。</source>
            <translation>The first sale will stand here.</translation>
        </message>
        <message>
            <source>残高は引かれていません。現金などをご案内ください。</source>
            <translation>Nothing was charged. Please offer cash or another way to pay.</translation>
        </message>
        <message>
            <source>決済番号</source>
            <translation>Payment number</translation>
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
            <source>画面の色</source>
            <translation>Colours</translation>
        </message>
        <message>
            <source>画面を明るくして、カメラから10〜20cmの位置でお見せください。</source>
            <translation>Make the screen bright and hold it 10 to 20 cm from the camera.</translation>
        </message>
        <message>
            <source>直前の会計を取り消す</source>
            <translation>Void the last sale</translation>
        </message>
        <message>
            <source>確認中</source>
            <translation>Checking</translation>
        </message>
        <message>
            <source>空・待ち・不具合</source>
            <translation>Empty, waiting, broken</translation>
        </message>
        <message>
            <source>端末ID</source>
            <translation>Terminal ID</translation>
        </message>
        <message>
            <source>端末IDかパスワードが違います。</source>
            <translation>The terminal ID or the password is wrong.</translation>
        </message>
        <message>
            <source>端末パスワード</source>
            <translation>Terminal password</translation>
        </message>
        <message>
            <source>精算する</source>
            <translation>Close the till</translation>
        </message>
        <message>
            <source>結果が分かりしだい表示します</source>
            <translation>Shows the result as soon as it is known</translation>
        </message>
        <message>
            <source>練習</source>
            <translation>Practice</translation>
        </message>
        <message>
            <source>英字を含む</source>
            <translation>Contains a letter</translation>
        </message>
        <message>
            <source>読み込んでいます</source>
            <translation>Loading</translation>
        </message>
        <message>
            <source>通信できません。現金などをご案内ください。</source>
            <translation>No connection. Please offer cash or another way to pay.</translation>
        </message>
        <message>
            <source>選択</source>
            <translation>Choices</translation>
        </message>
        <message>
            <source>部品の見本</source>
            <translation>Gallery of parts</translation>
        </message>
        <message>
            <source>金額</source>
            <translation>Amount</translation>
        </message>
        <message>
            <source>金額を入力してください</source>
            <translation>Enter the amount</translation>
        </message>
        <message>
            <source>金額を入力すると次の会計へ進みます</source>
            <translation>Type an amount for the next sale</translation>
        </message>
        <message>
            <source>音を鳴らす</source>
            <translation>Sounds</translation>
        </message>
    </context>
</TS>
