<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="ja">
    <context>
        <name>till</name>
        <message>
            <source>5秒以内に終わります。毎日、最初のログインの後にも出ます。</source>
            <translation>Done within five seconds. It also comes after the first log-in of each day.</translation>
        </message>
        <message>
            <source>USBテンキー</source>
            <translation>USB keypad</translation>
        </message>
        <message>
            <source>{brand} 下3桁 {last3}</source>
            <translation>{brand} ending in {last3}</translation>
        </message>
        <message>
            <source>{card} を削除します。よろしいですか？</source>
            <translation>Delete {card}?</translation>
        </message>
        <message>
            <source>{minutes}分</source>
            <translation>{minutes} min</translation>
        </message>
        <message>
            <source>{name}(店舗ID {number})</source>
            <translation>{name} (store ID {number})</translation>
        </message>
        <message>
            <source>{number}番</source>
            <translation>No. {number}</translation>
        </message>
        <message>
            <source>{operator}のコード</source>
            <translation>A code of {operator}</translation>
        </message>
        <message>
            <source>{port}(今は見つかりません)</source>
            <translation>{port} (not found now)</translation>
        </message>
        <message>
            <source>{seconds}秒</source>
            <translation>{seconds} s</translation>
        </message>
        <message>
            <source>{service}({brands})</source>
            <translation>{service} ({brands})</translation>
        </message>
        <message>
            <source>、</source>
            <translation>, </translation>
        </message>
        <message>
            <source>「電話注文(カード)」で、カード番号と有効期限を入力する機器です。</source>
            <translation>The device on which card number and expiry are keyed for phone orders (card).</translation>
        </message>
        <message>
            <source>いつも使うカード</source>
            <translation>Default card</translation>
        </message>
        <message>
            <source>いつも使うカードにする</source>
            <translation>Make it the default</translation>
        </message>
        <message>
            <source>いつも使うカードを削除すると、もう1枚がいつも使うカードになります。</source>
            <translation>It is the default card; the other one becomes the default.</translation>
        </message>
        <message>
            <source>お客様が番号を言い終わるまでの長さに合わせてください。</source>
            <translation>As long as a customer needs to tell the number.</translation>
        </message>
        <message>
            <source>お客様にも聞こえる音です。違いを覚えておいてください。</source>
            <translation>The customer hears them, too. Get to know the difference.</translation>
        </message>
        <message>
            <source>お客様のコードを何で読み取るかを選び、ここで試せます。</source>
            <translation>Choose what reads the customer's code, and try it here.</translation>
        </message>
        <message>
            <source>お店のコード</source>
            <translation>A store's own code</translation>
        </message>
        <message>
            <source>お支払い用ではないコード</source>
            <translation>Not a code to pay with</translation>
        </message>
        <message>
            <source>お支払い用のQRコード</source>
            <translation>A QR code to pay with</translation>
        </message>
        <message>
            <source>お支払い番号のバーコード</source>
            <translation>A bar code of a payment number</translation>
        </message>
        <message>
            <source>お金を動かさずに、会計を試せます。どの担当者でも使えます。</source>
            <translation>Try sales without moving any money. Everybody may.</translation>
        </message>
        <message>
            <source>このサーバーを使う</source>
            <translation>Use this server</translation>
        </message>
        <message>
            <source>このサーバーを使えます。</source>
            <translation>This server can be used.</translation>
        </message>
        <message>
            <source>このサービスのサーバーです。</source>
            <translation>It is a server of this service.</translation>
        </message>
        <message>
            <source>このパソコンがどの端末かを確かめます。</source>
            <translation>Which terminal this PC is.</translation>
        </message>
        <message>
            <source>このパソコンのポート</source>
            <translation>A port of this PC</translation>
        </message>
        <message>
            <source>このパソコンの中のサーバーなので要りません。</source>
            <translation>Not needed: the server is on this very PC.</translation>
        </message>
        <message>
            <source>この店舗で設定する</source>
            <translation>Set up for this store</translation>
        </message>
        <message>
            <source>この店舗の端末として設定します</source>
            <translation>This PC becomes a terminal of this store</translation>
        </message>
        <message>
            <source>この機器では番号がパソコンを通るため、カード情報非保持化になりません(PCI DSS の対象)</source>
            <translation>With this device the number passes through the PC: card data is not kept out of it (PCI DSS applies)</translation>
        </message>
        <message>
            <source>この画面で何かのコードを読み取ってください。会計にはなりません。</source>
            <translation>Scan any code on this screen. It makes no sale.</translation>
        </message>
        <message>
            <source>これを使う</source>
            <translation>Use this</translation>
        </message>
        <message>
            <source>その他</source>
            <translation>Other</translation>
        </message>
        <message>
            <source>つながり</source>
            <translation>Connection</translation>
        </message>
        <message>
            <source>つながるか試す</source>
            <translation>Try the connection</translation>
        </message>
        <message>
            <source>つなぎ方</source>
            <translation>How it is connected</translation>
        </message>
        <message>
            <source>ほかのポート</source>
            <translation>Another port</translation>
        </message>
        <message>
            <source>まだ分かりません。</source>
            <translation>Not known yet.</translation>
        </message>
        <message>
            <source>もう一度調べる</source>
            <translation>Check again</translation>
        </message>
        <message>
            <source>やめる</source>
            <translation>Leave it</translation>
        </message>
        <message>
            <source>カメラ</source>
            <translation>Camera</translation>
        </message>
        <message>
            <source>カメラのアドレス、または動画・画像のファイル</source>
            <translation>A camera's address, or a video or picture file</translation>
        </message>
        <message>
            <source>カメラの映像</source>
            <translation>Camera picture</translation>
        </message>
        <message>
            <source>カードを登録する</source>
            <translation>Register a card</translation>
        </message>
        <message>
            <source>カードを登録するには、設定の「テンキーパッド」でテンキーパッド入力をONにしてください。</source>
            <translation>To register a card, switch the tenkey on in the settings.</translation>
        </message>
        <message>
            <source>キーが押されないとき</source>
            <translation>Without a key</translation>
        </message>
        <message>
            <source>サーバー</source>
            <translation>Server</translation>
        </message>
        <message>
            <source>サーバーにつながります。</source>
            <translation>The server can be reached.</translation>
        </message>
        <message>
            <source>サーバーの場所</source>
            <translation>Where the server is</translation>
        </message>
        <message>
            <source>サーバーの版は {version} です。</source>
            <translation>The server's version is {version}.</translation>
        </message>
        <message>
            <source>サービス</source>
            <translation>Service</translation>
        </message>
        <message>
            <source>シリアルテンキー</source>
            <translation>Serial keypad</translation>
        </message>
        <message>
            <source>テンキーにつながりました。</source>
            <translation>The tenkey answers.</translation>
        </message>
        <message>
            <source>テンキーの状態</source>
            <translation>The tenkey now</translation>
        </message>
        <message>
            <source>テンキーの返事を待っています。</source>
            <translation>Waiting for the tenkey's answer.</translation>
        </message>
        <message>
            <source>テンキーパッド</source>
            <translation>Tenkey</translation>
        </message>
        <message>
            <source>テンキーパッド入力</source>
            <translation>Use a tenkey</translation>
        </message>
        <message>
            <source>ネットワーク</source>
            <translation>Network</translation>
        </message>
        <message>
            <source>ハンドスキャナーを試す</source>
            <translation>Try the hand scanner</translation>
        </message>
        <message>
            <source>パソコンのUSBに差すだけで使えます。ほかの設定は要りません。</source>
            <translation>Plug it into a USB socket of this PC. There is nothing else to set.</translation>
        </message>
        <message>
            <source>ファイルを選ぶ</source>
            <translation>Choose a file</translation>
        </message>
        <message>
            <source>プライベートIP</source>
            <translation>Private IP</translation>
        </message>
        <message>
            <source>ホームページのコード</source>
            <translation>A web page's code</translation>
        </message>
        <message>
            <source>ポイント付与の代金を払う、お店のカードです。2枚まで登録できます。</source>
            <translation>The store's own cards, which pay for point grants; two at the most.</translation>
        </message>
        <message>
            <source>ポートの名前</source>
            <translation>Name of the port</translation>
        </message>
        <message>
            <source>ポート番号</source>
            <translation>Port number</translation>
        </message>
        <message>
            <source>レジの名前</source>
            <translation>Till</translation>
        </message>
        <message>
            <source>レジの版</source>
            <translation>Till's version</translation>
        </message>
        <message>
            <source>ログインの画面もこの言語になります。ログインした後は、担当者ごとの言語です。F10でいつでも切り替えられます。</source>
            <translation>The log-in screen speaks it, too. After a log-in each person's own language holds. F10 changes over at any time.</translation>
        </message>
        <message>
            <source>一覧を更新</source>
            <translation>Look again</translation>
        </message>
        <message>
            <source>今の端末</source>
            <translation>This terminal</translation>
        </message>
        <message>
            <source>今使っているサーバーです。</source>
            <translation>This is the server in use.</translation>
        </message>
        <message>
            <source>会社</source>
            <translation>Company</translation>
        </message>
        <message>
            <source>使えます</source>
            <translation>It works</translation>
        </message>
        <message>
            <source>使えます。変えると全員がログアウトし、レジはこのサーバーで働きます。</source>
            <translation>It can be used. Everybody is logged out, and the till works with this server from then on.</translation>
        </message>
        <message>
            <source>使えません</source>
            <translation>It doesn't work</translation>
        </message>
        <message>
            <source>保存してつながるか試す</source>
            <translation>Save and test</translation>
        </message>
        <message>
            <source>入力を始めてから</source>
            <translation>From the beginning</translation>
        </message>
        <message>
            <source>利用サービス</source>
            <translation>Card service</translation>
        </message>
        <message>
            <source>削除しない</source>
            <translation>Keep it</translation>
        </message>
        <message>
            <source>削除する</source>
            <translation>Delete</translation>
        </message>
        <message>
            <source>受け取れません</source>
            <translation>Not understood</translation>
        </message>
        <message>
            <source>変えるのは、事務局から知らされたときだけです。</source>
            <translation>Change it only when the office tells you to.</translation>
        </message>
        <message>
            <source>店舗</source>
            <translation>Store</translation>
        </message>
        <message>
            <source>待っています</source>
            <translation>Waiting</translation>
        </message>
        <message>
            <source>戻る</source>
            <translation>Back</translation>
        </message>
        <message>
            <source>文字が変換されました。日本語入力を切ってください。</source>
            <translation>The characters were converted. Switch the Japanese input off.</translation>
        </message>
        <message>
            <source>映像が出れば使えます。出ないときは、ほかの番号を選んでください。</source>
            <translation>Where there is a picture, it works. Without one, choose another number.</translation>
        </message>
        <message>
            <source>時間切れ</source>
            <translation>Time-out</translation>
        </message>
        <message>
            <source>暗号化テンキー(推奨)</source>
            <translation>Encrypting (best)</translation>
        </message>
        <message>
            <source>最後の4文字は {letters}</source>
            <translation>The last four characters are {letters}</translation>
        </message>
        <message>
            <source>有効期限 {month}/{year}</source>
            <translation>Expires {month}/{year}</translation>
        </message>
        <message>
            <source>期限切れ</source>
            <translation>Expired</translation>
        </message>
        <message>
            <source>本番</source>
            <translation>Production</translation>
        </message>
        <message>
            <source>機器の種類</source>
            <translation>Kind of device</translation>
        </message>
        <message>
            <source>機種は {model} です。</source>
            <translation>The model is {model}.</translation>
        </message>
        <message>
            <source>次へ</source>
            <translation>Next</translation>
        </message>
        <message>
            <source>正しい証明書で、通信は暗号化されています。</source>
            <translation>The certificate is right, and the line is encrypted.</translation>
        </message>
        <message>
            <source>版</source>
            <translation>Version</translation>
        </message>
        <message>
            <source>環境</source>
            <translation>Environment</translation>
        </message>
        <message>
            <source>画面と言葉</source>
            <translation>Screen</translation>
        </message>
        <message>
            <source>画面に縞模様と【練習】が出ます。サーバーには何も送られず、取引履歴にも残りません。30分たつか、ログアウトすると終わります。</source>
            <translation>Stripes and PRACTICE stand on the screen. Nothing is sent to the server, nothing stays in the history. It ends after 30 minutes, or with the log-out.</translation>
        </message>
        <message>
            <source>画面の明るさ</source>
            <translation>Brightness</translation>
        </message>
        <message>
            <source>番号は機器の中で暗号化され、このパソコンを通りません。</source>
            <translation>The number is encrypted inside the device and never reaches this PC.</translation>
        </message>
        <message>
            <source>登録したカードはありません</source>
            <translation>No card is registered</translation>
        </message>
        <message>
            <source>登録したカードを調べています</source>
            <translation>Asking for the registered cards</translation>
        </message>
        <message>
            <source>登録したカードを調べられません</source>
            <translation>The registered cards can't be looked up</translation>
        </message>
        <message>
            <source>登録カード</source>
            <translation>Store's cards</translation>
        </message>
        <message>
            <source>知らない会社のお支払い用コード</source>
            <translation>A payment code of an unknown company</translation>
        </message>
        <message>
            <source>端末</source>
            <translation>Terminal</translation>
        </message>
        <message>
            <source>端末ID</source>
            <translation>Terminal ID</translation>
        </message>
        <message>
            <source>端末パスワード</source>
            <translation>Terminal password</translation>
        </message>
        <message>
            <source>結果の分からない会計が{count}件あるため、今は別のサーバーに変えられません。</source>
            <translation>The result of {count} payment(s) is not known yet, so the server can't be changed now.</translation>
        </message>
        <message>
            <source>練習のしかた</source>
            <translation>How to practise</translation>
        </message>
        <message>
            <source>練習の間は</source>
            <translation>While you practise</translation>
        </message>
        <message>
            <source>練習を始める</source>
            <translation>Begin to practise</translation>
        </message>
        <message>
            <source>練習を終える</source>
            <translation>End practice</translation>
        </message>
        <message>
            <source>練習モード</source>
            <translation>Practice</translation>
        </message>
        <message>
            <source>練習中({time}まで)</source>
            <translation>Practising (until {time})</translation>
        </message>
        <message>
            <source>言語</source>
            <translation>Language</translation>
        </message>
        <message>
            <source>設定し直す</source>
            <translation>Set up anew</translation>
        </message>
        <message>
            <source>設定し直すと、全員がログアウトします。別の端末にすると、このパソコンは今の端末として使えなくなります。端末IDと新しい端末パスワードを事務局から受け取ってから進めてください。</source>
            <translation>Everybody will be logged out. As another terminal this PC can no longer be the present one. Have the terminal ID and a new terminal password from the office at hand before you go on.</translation>
        </message>
        <message>
            <source>設定する端末</source>
            <translation>The terminal to be</translation>
        </message>
        <message>
            <source>設定の種類</source>
            <translation>Kinds of settings</translation>
        </message>
        <message>
            <source>証明書</source>
            <translation>Certificate</translation>
        </message>
        <message>
            <source>試した結果</source>
            <translation>What was found</translation>
        </message>
        <message>
            <source>試しています</source>
            <translation>Testing</translation>
        </message>
        <message>
            <source>読み取り</source>
            <translation>Reading</translation>
        </message>
        <message>
            <source>読み取りに使うもの</source>
            <translation>What reads the codes</translation>
        </message>
        <message>
            <source>読み取れました</source>
            <translation>Read</translation>
        </message>
        <message>
            <source>調べています…</source>
            <translation>Checking…</translation>
        </message>
        <message>
            <source>調べる</source>
            <translation>Check</translation>
        </message>
        <message>
            <source>調べるもの</source>
            <translation>What is looked at</translation>
        </message>
        <message>
            <source>追加の証明書(受け取ったときだけ)</source>
            <translation>Further certificate (if you were given one)</translation>
        </message>
        <message>
            <source>途中で切れています。スキャナーの設定で、最後に Enter を送るようにしてください。</source>
            <translation>It breaks off. Set the scanner so that it sends Enter at the end.</translation>
        </message>
        <message>
            <source>通常は初めの値のままで使えます。</source>
            <translation>Usually the first values are right.</translation>
        </message>
        <message>
            <source>選ぶとすぐに変わります。</source>
            <translation>Changes at once.</translation>
        </message>
        <message>
            <source>金額を入力して「QRコード読取」を押し、上の帯で見本のコードを選んで F11 でかざします。支払い完了のほか、残高不足、期限切れ、返事が来ないときも試せます。</source>
            <translation>Type an amount, begin to read, choose a sample code in the bar on top and hold it out by F11. Besides a paid sale: too little balance, an expired code, no answer.</translation>
        </message>
        <message>
            <source>閉じる</source>
            <translation>Close</translation>
        </message>
        <message>
            <source>開店前チェック</source>
            <translation>Opening check</translation>
        </message>
        <message>
            <source>電話注文(カード)の売上を、この契約で送ります。</source>
            <translation>Phone orders by card are sent under this contract.</translation>
        </message>
        <message>
            <source>音</source>
            <translation>Sounds</translation>
        </message>
        <message>
            <source>音を切っても、結果はいつも画面の色と言葉で分かります。</source>
            <translation>Without sounds, colour and words on the screen still say every result.</translation>
        </message>
        <message>
            <source>音を鳴らす</source>
            <translation>Sounds</translation>
        </message>
        <message>
            <source>音量</source>
            <translation>Volume</translation>
        </message>
        <message>
            <source>鳴らしてみる</source>
            <translation>Try them</translation>
        </message>
    </context>
</TS>
