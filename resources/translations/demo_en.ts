<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="ja">
    <context>
        <name>till</name>
        <message>
            <source>1回だけ壊れて届く</source>
            <translation>Arrives damaged once</translation>
        </message>
        <message>
            <source>1字消す</source>
            <translation>Delete one</translation>
        </message>
        <message>
            <source>5分を過ぎたコードです。断られ、お金は動きません。</source>
            <translation>Older than five minutes. It is declined, and no money moves.</translation>
        </message>
        <message>
            <source>Webカメラ</source>
            <translation>Webcam</translation>
        </message>
        <message>
            <source>Webカメラに、スマートフォンのコードをかざしてください。明るい画面で、10〜20cmの位置です。</source>
            <translation>Hold the phone's code before the webcam: bright screen, 10 to 20 cm away.</translation>
        </message>
        <message>
            <source>Webカメラの映像</source>
            <translation>The webcam's picture</translation>
        </message>
        <message>
            <source>{amount}円</source>
            <translation>{amount} yen</translation>
        </message>
        <message>
            <source>{name}({role})</source>
            <translation>{name} ({role})</translation>
        </message>
        <message>
            <source>{name}さんでログイン</source>
            <translation>Log in as {name}</translation>
        </message>
        <message>
            <source>{name}さんの画面</source>
            <translation>{name}'s screen</translation>
        </message>
        <message>
            <source>「{command}」で起動すると、同じWi-Fiのスマートフォンからウォレットのページを開けます。</source>
            <translation>Started by "{command}", the wallet's page can be opened by phones in the same Wi-Fi.</translation>
        </message>
        <message>
            <source>「電話注文(カード)」で入力画面を開くと、押したカードの番号が模擬テンキーパッドに入力されます。番号はテンキーパッドの中で暗号化され、レジには届きません。</source>
            <translation>Open “Key the card” of “Phone orders”, and the number of the card that you press is keyed on the simulated tenkey. It is encrypted inside the tenkey and never reaches the till.</translation>
        </message>
        <message>
            <source>あと {time}</source>
            <translation>{time} left</translation>
        </message>
        <message>
            <source>いつも壊れて届く</source>
            <translation>Always arrives damaged</translation>
        </message>
        <message>
            <source>いろいろな失敗が、ときどき起こります。</source>
            <translation>All kinds of failures, now and then.</translation>
        </message>
        <message>
            <source>お客様が見せるもの</source>
            <translation>What the customer shows</translation>
        </message>
        <message>
            <source>お客様のQRコード</source>
            <translation>The customer's QR code</translation>
        </message>
        <message>
            <source>お客様の画面</source>
            <translation>The customer's screen</translation>
        </message>
        <message>
            <source>お店の人に見せてください</source>
            <translation>Please show this to the shop</translation>
        </message>
        <message>
            <source>お支払いできませんでした。お金は動いていません。このパネルで別のコードを選び、もう一度お試しください。</source>
            <translation>Not paid, and no money has moved. Choose another code on this panel and try again.</translation>
        </message>
        <message>
            <source>お支払い完了</source>
            <translation>Paid</translation>
        </message>
        <message>
            <source>お支払い番号</source>
            <translation>Payment number</translation>
        </message>
        <message>
            <source>このコードでは支払えません。レジが理由を伝えています。このパネルで別のコードを選んでください。</source>
            <translation>Nobody can pay with this code; the till says why. Choose another code on this panel.</translation>
        </message>
        <message>
            <source>このパソコンのカメラで、本物のスマートフォンを読み取ります。</source>
            <translation>This computer's camera reads a real phone.</translation>
        </message>
        <message>
            <source>このパソコンはネットワークにつながっていないため、スマートフォンからは開けません。</source>
            <translation>This computer is in no network, so no phone can open the page.</translation>
        </message>
        <message>
            <source>この中だけのサーバーと店を用意しています。数秒かかります。</source>
            <translation>A server and a store are being made for this demo alone. It takes a few seconds.</translation>
        </message>
        <message>
            <source>この会計は取り消されました。引かれていたお金は、お客様の残高に戻ります。</source>
            <translation>This sale is undone. If money was taken, it goes back to the customer's balance.</translation>
        </message>
        <message>
            <source>この店の担当者</source>
            <translation>Who works here</translation>
        </message>
        <message>
            <source>ご利用可能金額</source>
            <translation>Available</translation>
        </message>
        <message>
            <source>すぐ取り消される</source>
            <translation>Is cancelled at once</translation>
        </message>
        <message>
            <source>すぐ時間切れになる</source>
            <translation>Runs out of time at once</translation>
        </message>
        <message>
            <source>つぎにすること</source>
            <translation>Next step</translation>
        </message>
        <message>
            <source>ときどき失敗</source>
            <translation>Now and then</translation>
        </message>
        <message>
            <source>ふるまい</source>
            <translation>Behaviour</translation>
        </message>
        <message>
            <source>ほかの会社のアプリ</source>
            <translation>Another company's app</translation>
        </message>
        <message>
            <source>ほかの会社のコードです。サーバーには送られず、レジが会社の名前を伝えます。</source>
            <translation>Another company's code. It is not sent to the server; the till names the company.</translation>
        </message>
        <message>
            <source>ウォレットのページのQRコード</source>
            <translation>QR code of the wallet's page</translation>
        </message>
        <message>
            <source>カメラの映像</source>
            <translation>Camera picture</translation>
        </message>
        <message>
            <source>カメラの映像がありません。接続と、ほかのアプリが使っていないかを確認してください。</source>
            <translation>No picture from the camera. Is it plugged in, and does no other program use it?</translation>
        </message>
        <message>
            <source>カードの与信が取れました。レジの画面で確定するか、もどって取りやめてください。</source>
            <translation>The card was authorised. Confirm it on the till's screen, or go back to release it.</translation>
        </message>
        <message>
            <source>カードの売上が計上されました。取引履歴から取消や返金ができます。</source>
            <translation>The card was charged. It can be voided or returned from the history.</translation>
        </message>
        <message>
            <source>カード番号を入力</source>
            <translation>Key the card number</translation>
        </message>
        <message>
            <source>キャンセル</source>
            <translation>Cancel</translation>
        </message>
        <message>
            <source>クリア</source>
            <translation>Clear</translation>
        </message>
        <message>
            <source>ケーブル</source>
            <translation>Cable</translation>
        </message>
        <message>
            <source>コードの写った写真や動画</source>
            <translation>A photo or video of a code</translation>
        </message>
        <message>
            <source>コードの写った写真や動画を、カメラの代わりに読み取ります。</source>
            <translation>A photo or video of a code is read in place of the camera.</translation>
        </message>
        <message>
            <source>コードを見つけました</source>
            <translation>Code found</translation>
        </message>
        <message>
            <source>サーバーに問い合わせています。</source>
            <translation>Asking the server.</translation>
        </message>
        <message>
            <source>サーバーに届かなかったので、何も請求されていません。ネットワークを「正常」に戻してお試しください。</source>
            <translation>It never reached the server, so nothing was charged. Set the network back to Normal and try again.</translation>
        </message>
        <message>
            <source>サーバー停止</source>
            <translation>Server down</translation>
        </message>
        <message>
            <source>スマートフォンのコードをかざしてください。</source>
            <translation>Hold the phone's code before the camera.</translation>
        </message>
        <message>
            <source>スマートフォンはポケットの中です。</source>
            <translation>The phone is in the pocket.</translation>
        </message>
        <message>
            <source>テストカード(入力の待ち受け中に使えます)</source>
            <translation>Test cards (while the till waits for a card)</translation>
        </message>
        <message>
            <source>デモ: お客様とネットワーク</source>
            <translation>Demo: customer and network</translation>
        </message>
        <message>
            <source>デモを始められません</source>
            <translation>The demo can't begin</translation>
        </message>
        <message>
            <source>デモを準備しています</source>
            <translation>Preparing the demo</translation>
        </message>
        <message>
            <source>ネットワーク</source>
            <translation>Network</translation>
        </message>
        <message>
            <source>ファイル</source>
            <translation>File</translation>
        </message>
        <message>
            <source>レジがカード番号を待っています。このパネルの「電話のお客様のカード」から1枚選んでください。</source>
            <translation>The till waits for a card number. Choose one of “The caller's card” on this panel.</translation>
        </message>
        <message>
            <source>レジがコードを待っています。このパネルで、お客様が見せるコードを選んでください。</source>
            <translation>The till waits for a code. Choose on this panel what the customer shows.</translation>
        </message>
        <message>
            <source>レジとサーバーは問題なくつながっています。</source>
            <translation>Till and server reach each other well.</translation>
        </message>
        <message>
            <source>レジにログインします。このパネルの「ログイン」を押すか、レジの画面で {key} を押してください。</source>
            <translation>Log in at the till: press Log in on this panel, or {key} at the till.</translation>
        </message>
        <message>
            <source>レジのカメラが、お客様の画面のコードを読み取っています。</source>
            <translation>The till's camera is reading the code on the customer's screen.</translation>
        </message>
        <message>
            <source>レジのカメラには、この画像が見えています。</source>
            <translation>The till's camera sees this picture.</translation>
        </message>
        <message>
            <source>レジのログイン画面で入力するか、「ログイン」を押してください。先頭の担当者は {key} でも入れます。</source>
            <translation>Type it at the till, or press Log in. {key} at the till logs the first one in.</translation>
        </message>
        <message>
            <source>レジの画面で金額を入力し(例: 1000)、Enter を押してください。</source>
            <translation>Type an amount at the till (1000, say) and press Enter.</translation>
        </message>
        <message>
            <source>レジは、選んだファイルを読み取っています。</source>
            <translation>The till is reading the chosen file.</translation>
        </message>
        <message>
            <source>レジはコードを待ち続けます。</source>
            <translation>The till goes on waiting for a code.</translation>
        </message>
        <message>
            <source>レジはロックされています。このパネルにある担当者の暗証番号を入力してください。</source>
            <translation>The till is locked. Type the PIN that stands on this panel.</translation>
        </message>
        <message>
            <source>ログイン</source>
            <translation>Log in</translation>
        </message>
        <message>
            <source>ログインID {login}
パスワード {password}</source>
            <translation>Login ID {login}
Password {password}</translation>
        </message>
        <message>
            <source>ログインID {login}
パスワード {password}
担当者番号 {number}・暗証番号 {pin}</source>
            <translation>Login ID {login}
Password {password}
Staff no. {number}, PIN {pin}</translation>
        </message>
        <message>
            <source>一度支払いに使われたコードです。二度は払えません。</source>
            <translation>Somebody has paid with it before. It can't be paid with twice.</translation>
        </message>
        <message>
            <source>他社のコード</source>
            <translation>Other company</translation>
        </message>
        <message>
            <source>何も見せていません</source>
            <translation>Nothing is shown</translation>
        </message>
        <message>
            <source>何も見せない</source>
            <translation>Nothing</translation>
        </message>
        <message>
            <source>使えるコード</source>
            <translation>Good code</translation>
        </message>
        <message>
            <source>使用済み</source>
            <translation>Used</translation>
        </message>
        <message>
            <source>入力完了</source>
            <translation>Enter</translation>
        </message>
        <message>
            <source>入力開始を断る</source>
            <translation>Refuses to start</translation>
        </message>
        <message>
            <source>公衆Wi-Fiの案内ページのようなものが、サーバーの答えの代わりに返ります。</source>
            <translation>A page like a public Wi-Fi's comes in place of the server's answer.</translation>
        </message>
        <message>
            <source>写真と動画({kinds})</source>
            <translation>Photos and videos ({kinds})</translation>
        </message>
        <message>
            <source>写真・動画…</source>
            <translation>Photo, video…</translation>
        </message>
        <message>
            <source>別のページ</source>
            <translation>Wrong page</translation>
        </message>
        <message>
            <source>前のカードをもう一度送る</source>
            <translation>Sends the card before again</translation>
        </message>
        <message>
            <source>取り消されました</source>
            <translation>Taken back</translation>
        </message>
        <message>
            <source>取消が完了しました。お客様の残高が元に戻っています。次の金額を入力できます。</source>
            <translation>The sale is voided, and the customer's balance is back where it was. The next amount may be typed.</translation>
        </message>
        <message>
            <source>同じWi-Fiのスマートフォンでこのコードを読み、下のIDでログインします。「Webカメラ」を選び、出てきたコードをカメラにかざしてください。</source>
            <translation>Scan this with a phone in the same Wi-Fi and log in as below. Choose Webcam here and hold the phone's code before the camera.</translation>
        </message>
        <message>
            <source>同じお客様の同じ金額が続きました。別の会計かどうか、レジの画面で答えてください。</source>
            <translation>The same customer, the same amount again. Say at the till whether it is another sale.</translation>
        </message>
        <message>
            <source>圏外</source>
            <translation>No signal</translation>
        </message>
        <message>
            <source>待機中(キーは無視されます)</source>
            <translation>At rest (keys are ignored)</translation>
        </message>
        <message>
            <source>応答しない</source>
            <translation>Does not answer</translation>
        </message>
        <message>
            <source>成功するカード</source>
            <translation>Card that works</translation>
        </message>
        <message>
            <source>成功するカード(JCB)</source>
            <translation>Card that works (JCB)</translation>
        </message>
        <message>
            <source>接続が切れる</source>
            <translation>Connection cut</translation>
        </message>
        <message>
            <source>支払いが完了しました。お客様の残高も減っています。次の金額を入力するか、F8 でこの会計を取り消せます。</source>
            <translation>Paid; the customer's balance has gone down. Type the next amount, or take this sale back by F8.</translation>
        </message>
        <message>
            <source>支払いの答えが届くまでに、最大4秒かかります。</source>
            <translation>A payment's answer takes up to four seconds.</translation>
        </message>
        <message>
            <source>支払いはサーバーに届きますが、答えが失われます。レジは「確認中」になります。</source>
            <translation>Payments reach the server, their answers are lost. The till can't know the result.</translation>
        </message>
        <message>
            <source>支払いを送る途中で接続が切れます。届いたかどうか、レジには分かりません。</source>
            <translation>The connection ends while a payment is being sent. The till can't know whether it arrived.</translation>
        </message>
        <message>
            <source>支払い完了になります。コードは読み取りのたびに新しくなります。</source>
            <translation>The payment goes through. Each reading gets a fresh code.</translation>
        </message>
        <message>
            <source>断られるカード</source>
            <translation>Declined card</translation>
        </message>
        <message>
            <source>暗号化テンキーの代わりです。番号はこの中で暗号化され、レジには届きません。</source>
            <translation>Stands in for an encrypting tenkey. The number is encrypted in here and never reaches the till.</translation>
        </message>
        <message>
            <source>最後のキーで抜ける</source>
            <translation>Is pulled at the last key</translation>
        </message>
        <message>
            <source>有効期限が切れました</source>
            <translation>Expired</translation>
        </message>
        <message>
            <source>有効期限を入力(月2桁・年2桁)</source>
            <translation>Key the expiry (MM YY)</translation>
        </message>
        <message>
            <source>期限切れ</source>
            <translation>Expired</translation>
        </message>
        <message>
            <source>模擬テンキーパッド</source>
            <translation>Simulated tenkey</translation>
        </message>
        <message>
            <source>正常</source>
            <translation>Normal</translation>
        </message>
        <message>
            <source>残高が1円のお客様です。1円を超えると断られます。</source>
            <translation>This customer has 1 yen. Anything above it is declined.</translation>
        </message>
        <message>
            <source>残高不足</source>
            <translation>Low balance</translation>
        </message>
        <message>
            <source>残高不足のカード</source>
            <translation>Card short of funds</translation>
        </message>
        <message>
            <source>決済番号</source>
            <translation>Payment number</translation>
        </message>
        <message>
            <source>端末ID {terminal}・端末パスワード {password}(このレジは設定済みです)</source>
            <translation>Terminal ID {terminal}, terminal password {password} (this till is set up already)</translation>
        </message>
        <message>
            <source>答えがレジに届かないので、お金が動いたかどうか分かりません。お客様の画面を見て、レジの F1〜F4 を選ぶか、このパネルのネットワークを「正常」に戻してください。</source>
            <translation>The till has no answer and can't know whether money moved. Look at the customer's screen and choose F1 to F4 at the till, or set the network back to Normal.</translation>
        </message>
        <message>
            <source>答えが届かない</source>
            <translation>Answers lost</translation>
        </message>
        <message>
            <source>結果をサーバーに確認しています。まもなく分かります。</source>
            <translation>The server is being asked for the result. It will be known in a moment.</translation>
        </message>
        <message>
            <source>練習</source>
            <translation>Practice</translation>
        </message>
        <message>
            <source>自分のスマートフォンで払う</source>
            <translation>Pay with your own phone</translation>
        </message>
        <message>
            <source>誰にもつながりません。支払いは送られず、請求もされません。</source>
            <translation>Nobody can be reached. Payments are not sent, so nothing is charged.</translation>
        </message>
        <message>
            <source>遅い</source>
            <translation>Slow</translation>
        </message>
        <message>
            <source>金額が大きいので確認しています。レジの画面で Enter を押してください。</source>
            <translation>The amount is large, so the till asks. Press Enter at the till.</translation>
        </message>
        <message>
            <source>金額入力</source>
            <translation>Keying an amount</translation>
        </message>
        <message>
            <source>閉じる</source>
            <translation>Close</translation>
        </message>
        <message>
            <source>開店前チェックが終わったら、レジの画面で Enter を押してください。</source>
            <translation>Once the opening check is done, press Enter at the till.</translation>
        </message>
        <message>
            <source>電話のお客様のカード</source>
            <translation>The caller's card</translation>
        </message>
    </context>
</TS>
