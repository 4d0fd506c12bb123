<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="ja">
    <context>
        <name>till</name>
        <message>
            <source>4桁を入力して Enter を押すと、日付に関係なく店舗の取引を検索します。</source>
            <translation>Type 4 digits and press Enter to search all of the store's payments, whatever the date.</translation>
        </message>
        <message>
            <source>QRコード</source>
            <translation>QR code</translation>
        </message>
        <message>
            <source>{amount} 円</source>
            <translation>{amount} yen</translation>
        </message>
        <message>
            <source>{amount}円の与信を取り消す</source>
            <translation>Release the hold of {amount} yen</translation>
        </message>
        <message>
            <source>{amount}円を売上計上する</source>
            <translation>Charge {amount} yen</translation>
        </message>
        <message>
            <source>{amount}円を返金します。よろしいですか？</source>
            <translation>{amount} yen go back. Go on?</translation>
        </message>
        <message>
            <source>{amount}円を返金する</source>
            <translation>Give {amount} yen back</translation>
        </message>
        <message>
            <source>{brand} 下3桁 {last3}</source>
            <translation>{brand} ending in {last3}</translation>
        </message>
        <message>
            <source>{count}件見つかりました</source>
            <translation>{count} found</translation>
        </message>
        <message>
            <source>{month}/{day} あと{days}日</source>
            <translation>{month}/{day}, {days} days</translation>
        </message>
        <message>
            <source>{most} 円までの金額を入力してください</source>
            <translation>Type an amount up to {most} yen</translation>
        </message>
        <message>
            <source>{name} 様の売上を計上します。よろしいですか？</source>
            <translation>Charge the sale of {name}?</translation>
        </message>
        <message>
            <source>{name} 様の売上計上: {why}</source>
            <translation>Capture for {name}: {why}</translation>
        </message>
        <message>
            <source>{said} {name}: {why}</source>
            <translation>{said} {name}: {why}</translation>
        </message>
        <message>
            <source>{time} ({minutes}分前)</source>
            <translation>{time} ({minutes} min ago)</translation>
        </message>
        <message>
            <source>{year}年{month}月{day}日({weekday})</source>
            <translation>{weekday} {year}-{month:02d}-{day:02d}</translation>
        </message>
        <message>
            <source>✓ 領収書を渡した</source>
            <translation>✓ Receipt given</translation>
        </message>
        <message>
            <source>「電話注文(カード)」の確認画面で、確定するか取りやめてください。</source>
            <translation>Confirm or release it on the confirmation page of the phone order.</translation>
        </message>
        <message>
            <source>お名前(カナ)</source>
            <translation>Name</translation>
        </message>
        <message>
            <source>お名前とカードの下3桁は、お客様のお話と一致しますか？</source>
            <translation>Do the name and the card's last three digits match what the customer says?</translation>
        </message>
        <message>
            <source>お名前・電話番号・注文番号・メモで探す</source>
            <translation>Search by name, phone number, order number or note</translation>
        </message>
        <message>
            <source>お客様のカードに戻ります。現金は渡さないでください。</source>
            <translation>It goes back to the customer's card. Give no cash.</translation>
        </message>
        <message>
            <source>お客様のカードに返金しました。明細に載るまで日数がかかることがあります。</source>
            <translation>It went back to the customer's card. It may take days to appear on the statement.</translation>
        </message>
        <message>
            <source>お客様の残高に全額が戻ります。現金は渡さないでください。</source>
            <translation>All of it goes back to the customer's balance. Give no cash.</translation>
        </message>
        <message>
            <source>お客様への請求はありません。</source>
            <translation>The customer is not charged.</translation>
        </message>
        <message>
            <source>お支払い番号</source>
            <translation>Payment number</translation>
        </message>
        <message>
            <source>お預かりしている枠を戻します。お客様への請求はありません。</source>
            <translation>What is held on the card is let go. The customer is not charged.</translation>
        </message>
        <message>
            <source>ここで承認する</source>
            <translation>Approve here</translation>
        </message>
        <message>
            <source>この会計には「領収書を渡した」の印があります。</source>
            <translation>This sale is marked “receipt given”.</translation>
        </message>
        <message>
            <source>この取引は売上計上を待っていません</source>
            <translation>This sale is not waiting to be captured</translation>
        </message>
        <message>
            <source>この取引を取り消す</source>
            <translation>Void this payment</translation>
        </message>
        <message>
            <source>もう一度検索</source>
            <translation>Search again</translation>
        </message>
        <message>
            <source>もどる</source>
            <translation>Back</translation>
        </message>
        <message>
            <source>カード</source>
            <translation>Card</translation>
        </message>
        <message>
            <source>カードに返金する</source>
            <translation>Give back to the card</translation>
        </message>
        <message>
            <source>クレジットカード</source>
            <translation>Credit card</translation>
        </message>
        <message>
            <source>コード区分</source>
            <translation>Code</translation>
        </message>
        <message>
            <source>サーバーと通信できないため、このレジの記録だけを表示しています。</source>
            <translation>The server can't be reached: only this till's own records are shown.</translation>
        </message>
        <message>
            <source>サービス</source>
            <translation>Service</translation>
        </message>
        <message>
            <source>レジ</source>
            <translation>Till</translation>
        </message>
        <message>
            <source>一覧を更新</source>
            <translation>Look again</translation>
        </message>
        <message>
            <source>一覧を調べられません</source>
            <translation>The list can't be looked up</translation>
        </message>
        <message>
            <source>一部を返金する</source>
            <translation>Give a part back</translation>
        </message>
        <message>
            <source>一部返金</source>
            <translation>Part returned</translation>
        </message>
        <message>
            <source>下3桁 {last3}</source>
            <translation>ending in {last3}</translation>
        </message>
        <message>
            <source>下4桁、または12桁すべてを入力してください</source>
            <translation>Type the last 4 digits, or all 12</translation>
        </message>
        <message>
            <source>下4桁で検索</source>
            <translation>Search last 4 digits</translation>
        </message>
        <message>
            <source>不成立の理由</source>
            <translation>Why not paid</translation>
        </message>
        <message>
            <source>与信を取り消します。よろしいですか？</source>
            <translation>Release the hold?</translation>
        </message>
        <message>
            <source>与信を取り消す</source>
            <translation>Release the hold</translation>
        </message>
        <message>
            <source>与信日時</source>
            <translation>Authorised</translation>
        </message>
        <message>
            <source>与信済み(未計上)</source>
            <translation>Held, not charged yet</translation>
        </message>
        <message>
            <source>今日の取引はまだありません</source>
            <translation>No payments yet today</translation>
        </message>
        <message>
            <source>今日まで</source>
            <translation>Until today</translation>
        </message>
        <message>
            <source>件数 {count}   合計 {amount} 円</source>
            <translation>Sales {count}   Total {amount} yen</translation>
        </message>
        <message>
            <source>会計</source>
            <translation>Payment</translation>
        </message>
        <message>
            <source>会計をすると、ここに並びます。</source>
            <translation>Sales appear here as they are made.</translation>
        </message>
        <message>
            <source>依頼</source>
            <translation>Asked</translation>
        </message>
        <message>
            <source>依頼を取り下げる</source>
            <translation>Take it back</translation>
        </message>
        <message>
            <source>全額を取り消す</source>
            <translation>Give all of it back</translation>
        </message>
        <message>
            <source>出荷・受渡のときに売上計上します。期限を過ぎると、与信はなくなります。</source>
            <translation>Charged when the goods are sent or handed over. After the deadline nothing is held any more.</translation>
        </message>
        <message>
            <source>出荷・受渡時</source>
            <translation>On delivery</translation>
        </message>
        <message>
            <source>分からないときは、「お問い合わせ」画面の窓口へご連絡ください。</source>
            <translation>If in doubt, ask the desk under “Help desk”.</translation>
        </message>
        <message>
            <source>別のレジに依頼する</source>
            <translation>Ask another till</translation>
        </message>
        <message>
            <source>取り消す理由: {reason}</source>
            <translation>Reason to void: {reason}</translation>
        </message>
        <message>
            <source>取り消す理由を選んでください</source>
            <translation>Choose why it is voided</translation>
        </message>
        <message>
            <source>取引を選んでください</source>
            <translation>Choose a payment</translation>
        </message>
        <message>
            <source>取引履歴</source>
            <translation>History</translation>
        </message>
        <message>
            <source>取消 {count}件 −{amount} 円</source>
            <translation>Voided {count}: −{amount} yen</translation>
        </message>
        <message>
            <source>取消の理由</source>
            <translation>Why voided</translation>
        </message>
        <message>
            <source>取消の結果</source>
            <translation>Void</translation>
        </message>
        <message>
            <source>取消日時</source>
            <translation>Voided at</translation>
        </message>
        <message>
            <source>土</source>
            <translation>Sat</translation>
        </message>
        <message>
            <source>売上計上</source>
            <translation>Charge</translation>
        </message>
        <message>
            <source>売上計上する</source>
            <translation>Charge</translation>
        </message>
        <message>
            <source>売上計上の結果</source>
            <translation>Charge</translation>
        </message>
        <message>
            <source>売上計上を待つ取引はありません</source>
            <translation>No sale waits to be charged</translation>
        </message>
        <message>
            <source>売上金額</source>
            <translation>Charged</translation>
        </message>
        <message>
            <source>対応済みにする</source>
            <translation>Mark as dealt with</translation>
        </message>
        <message>
            <source>店舗</source>
            <translation>Store</translation>
        </message>
        <message>
            <source>店舗管理者が番号と暗証番号を入力するか、別のレジで承認します。</source>
            <translation>A store manager types number and PIN here, or approves on another till.</translation>
        </message>
        <message>
            <source>店舗管理者のレジに「承認待ち」と出ます</source>
            <translation>It shows as waiting on the manager's till</translation>
        </message>
        <message>
            <source>待ったまま、もどる</source>
            <translation>Go on meanwhile</translation>
        </message>
        <message>
            <source>待つ間も会計を続けられます。返事が来たらお知らせします。</source>
            <translation>You can go on selling meanwhile. You are told when the answer is here.</translation>
        </message>
        <message>
            <source>戻った</source>
            <translation>It came back</translation>
        </message>
        <message>
            <source>戻っていない</source>
            <translation>It did not come back</translation>
        </message>
        <message>
            <source>承認</source>
            <translation>Approved by</translation>
        </message>
        <message>
            <source>承認しない</source>
            <translation>Do not approve</translation>
        </message>
        <message>
            <source>承認しない理由を選んでください</source>
            <translation>Choose why not</translation>
        </message>
        <message>
            <source>承認する</source>
            <translation>Approve</translation>
        </message>
        <message>
            <source>承認する人の番号</source>
            <translation>Approver's number</translation>
        </message>
        <message>
            <source>承認待ち</source>
            <translation>Waiting for approval</translation>
        </message>
        <message>
            <source>承認待ち {count}件</source>
            <translation>Waiting: {count}</translation>
        </message>
        <message>
            <source>承認待ちはありません</source>
            <translation>Nothing waits for approval</translation>
        </message>
        <message>
            <source>承認番号</source>
            <translation>Approval code</translation>
        </message>
        <message>
            <source>担当者</source>
            <translation>Cashier</translation>
        </message>
        <message>
            <source>担当者が、取り消しの承認を待っています。</source>
            <translation>Cashiers wait for a void to be approved.</translation>
        </message>
        <message>
            <source>支払方法</source>
            <translation>Paid by</translation>
        </message>
        <message>
            <source>日</source>
            <translation>Sun</translation>
        </message>
        <message>
            <source>日付</source>
            <translation>Date</translation>
        </message>
        <message>
            <source>日時</source>
            <translation>Time</translation>
        </message>
        <message>
            <source>暗証番号(6桁)</source>
            <translation>PIN (6 digits)</translation>
        </message>
        <message>
            <source>月</source>
            <translation>Mon</translation>
        </message>
        <message>
            <source>期限</source>
            <translation>Held until</translation>
        </message>
        <message>
            <source>期限 {date}まで(あと{days}日)</source>
            <translation>Until {date} ({days} days left)</translation>
        </message>
        <message>
            <source>木</source>
            <translation>Thu</translation>
        </message>
        <message>
            <source>検索しています</source>
            <translation>Searching</translation>
        </message>
        <message>
            <source>検索できません</source>
            <translation>The search failed</translation>
        </message>
        <message>
            <source>次のお客様の会計を始められます。</source>
            <translation>You can serve the next customer.</translation>
        </message>
        <message>
            <source>次へ</source>
            <translation>Next</translation>
        </message>
        <message>
            <source>残りをすべて返金する</source>
            <translation>Give the rest back</translation>
        </message>
        <message>
            <source>水</source>
            <translation>Wed</translation>
        </message>
        <message>
            <source>決済番号</source>
            <translation>Payment number</translation>
        </message>
        <message>
            <source>決済番号に誤りがあります</source>
            <translation>The payment number has a mistake in it</translation>
        </message>
        <message>
            <source>注文番号・メモ</source>
            <translation>Order number or note</translation>
        </message>
        <message>
            <source>渡した領収書は戻りましたか？</source>
            <translation>Did the receipt come back?</translation>
        </message>
        <message>
            <source>火</source>
            <translation>Tue</translation>
        </message>
        <message>
            <source>状態</source>
            <translation>State</translation>
        </message>
        <message>
            <source>理由</source>
            <translation>Reason</translation>
        </message>
        <message>
            <source>確定時</source>
            <translation>On confirmation</translation>
        </message>
        <message>
            <source>確認できない</source>
            <translation>Can't be checked</translation>
        </message>
        <message>
            <source>端末ID</source>
            <translation>Terminal ID</translation>
        </message>
        <message>
            <source>結果</source>
            <translation>Result</translation>
        </message>
        <message>
            <source>結果が分かるまで取り消せません。</source>
            <translation>It can be voided once its result is known.</translation>
        </message>
        <message>
            <source>要対応</source>
            <translation>Needs attention</translation>
        </message>
        <message>
            <source>見つかりません</source>
            <translation>Nothing found</translation>
        </message>
        <message>
            <source>調べています…</source>
            <translation>Checking…</translation>
        </message>
        <message>
            <source>返金しない</source>
            <translation>Don't give back</translation>
        </message>
        <message>
            <source>返金する金額を入力してください</source>
            <translation>How much goes back?</translation>
        </message>
        <message>
            <source>返金処理が完了しました。</source>
            <translation>The money went back.</translation>
        </message>
        <message>
            <source>返金済み</source>
            <translation>Returned</translation>
        </message>
        <message>
            <source>金</source>
            <translation>Fri</translation>
        </message>
        <message>
            <source>金額</source>
            <translation>Amount</translation>
        </message>
        <message>
            <source>閉じる</source>
            <translation>Close</translation>
        </message>
        <message>
            <source>電話番号</source>
            <translation>Phone number</translation>
        </message>
        <message>
            <source>領収書に書くこと</source>
            <translation>To write on the receipt</translation>
        </message>
        <message>
            <source>領収書を渡した</source>
            <translation>Receipt given</translation>
        </message>
    </context>
</TS>
