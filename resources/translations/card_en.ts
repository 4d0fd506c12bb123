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
            <source>{brand} 下3桁 {last3}</source>
            <translation>{brand} ending in {last3}</translation>
        </message>
        <message>
            <source>{brand} 下3桁 {last3}  有効期限 {month}/{year}</source>
            <translation>{brand} ending in {last3}  expires {month}/{year}</translation>
        </message>
        <message>
            <source>{count}桁</source>
            <translation>{count} digits</translation>
        </message>
        <message>
            <source>{seconds}秒経過</source>
            <translation>{seconds} s</translation>
        </message>
        <message>
            <source>あと {time}</source>
            <translation>{time} left</translation>
        </message>
        <message>
            <source>あと{seconds}秒で時間切れです</source>
            <translation>Time is over in {seconds} seconds</translation>
        </message>
        <message>
            <source>お名前(カナ)</source>
            <translation>Name</translation>
        </message>
        <message>
            <source>お客様に復唱してから確定してください。あと {time} で与信は自動で取り消されます。</source>
            <translation>Read it back to the caller, then confirm. In {time} the hold is released by itself.</translation>
        </message>
        <message>
            <source>お支払い金額</source>
            <translation>Amount</translation>
        </message>
        <message>
            <source>このまま待つ</source>
            <translation>Wait</translation>
        </message>
        <message>
            <source>この機器では番号がパソコンを通るため、カード情報非保持化になりません(PCI DSS の対象)</source>
            <translation>With this device the number passes through the PC: card data is not kept out of it (PCI DSS applies)</translation>
        </message>
        <message>
            <source>ご注文の確認</source>
            <translation>Confirm the order</translation>
        </message>
        <message>
            <source>すべて消す</source>
            <translation>Clear all</translation>
        </message>
        <message>
            <source>そのままお待ちください</source>
            <translation>Please wait</translation>
        </message>
        <message>
            <source>ほかの画面が前にあります。番号を入力せず、この画面を押してから続けてください。</source>
            <translation>Another window is in front. Key nothing; touch this one first, then go on.</translation>
        </message>
        <message>
            <source>まだ入力されていません</source>
            <translation>Not keyed yet</translation>
        </message>
        <message>
            <source>もう一度入力</source>
            <translation>Key it again</translation>
        </message>
        <message>
            <source>もう一度入力しないでください。結果は自動で確認します。次の注文を始められます。</source>
            <translation>Don't key it again. The result is asked for by itself; the next order can begin.</translation>
        </message>
        <message>
            <source>もどる</source>
            <translation>Back</translation>
        </message>
        <message>
            <source>やめて別のお支払い方法にする</source>
            <translation>Give up, pay another way</translation>
        </message>
        <message>
            <source>カード</source>
            <translation>Card</translation>
        </message>
        <message>
            <source>カードの金額が確保されたか確認しています。
もう一度入力しないでください。</source>
            <translation>We are asking whether the amount is held on the card.
Don't key it again.</translation>
        </message>
        <message>
            <source>カード会社に確認しています</source>
            <translation>Asking the card company</translation>
        </message>
        <message>
            <source>カード会社に確認します</source>
            <translation>Asks the card company</translation>
        </message>
        <message>
            <source>カード情報を入力</source>
            <translation>Key the card</translation>
        </message>
        <message>
            <source>カード情報を確認しています。そのままお待ちください。</source>
            <translation>The card is being checked. Please wait.</translation>
        </message>
        <message>
            <source>カード情報入力</source>
            <translation>Key the card</translation>
        </message>
        <message>
            <source>カード番号</source>
            <translation>Card number</translation>
        </message>
        <message>
            <source>キャンセル</source>
            <translation>Cancel</translation>
        </message>
        <message>
            <source>テンキーからカード番号を入力し、Enter を押してください。</source>
            <translation>Key the card number on the tenkey, and press Enter.</translation>
        </message>
        <message>
            <source>テンキーで番号と有効期限を入力します</source>
            <translation>Number and expiry, on the tenkey</translation>
        </message>
        <message>
            <source>テンキーパッドを準備しています。番号はまだ入力しないでください。</source>
            <translation>The tenkey is being made ready. Don't key the number yet.</translation>
        </message>
        <message>
            <source>与信を取り消します</source>
            <translation>Releases the hold</translation>
        </message>
        <message>
            <source>与信済み(未計上)</source>
            <translation>Held, not charged yet</translation>
        </message>
        <message>
            <source>例 0312345678</source>
            <translation>e.g. 0312345678</translation>
        </message>
        <message>
            <source>例 12/27 → 1227</source>
            <translation>e.g. 12/27 → 1227</translation>
        </message>
        <message>
            <source>例 ヤマダ ハナコ</source>
            <translation>e.g. Hanako Yamada</translation>
        </message>
        <message>
            <source>入力</source>
            <translation>Key</translation>
        </message>
        <message>
            <source>入力し直す</source>
            <translation>Key again</translation>
        </message>
        <message>
            <source>入力済み</source>
            <translation>Keyed</translation>
        </message>
        <message>
            <source>出荷・受渡時</source>
            <translation>On delivery</translation>
        </message>
        <message>
            <source>売上は計上されていません。</source>
            <translation>Nothing was charged.</translation>
        </message>
        <message>
            <source>売上を計上しました。</source>
            <translation>The card was charged.</translation>
        </message>
        <message>
            <source>売上を計上します</source>
            <translation>Charges the card</translation>
        </message>
        <message>
            <source>売上計上</source>
            <translation>Charge</translation>
        </message>
        <message>
            <source>売上計上できませんでした</source>
            <translation>It could not be charged</translation>
        </message>
        <message>
            <source>売上計上は出荷・受渡のときに行います</source>
            <translation>The charge follows on delivery</translation>
        </message>
        <message>
            <source>売上計上を確認しています</source>
            <translation>Asking about the charge</translation>
        </message>
        <message>
            <source>店頭でお預かりしたカードには使えません</source>
            <translation>Not for cards that are handed over at the counter</translation>
        </message>
        <message>
            <source>承認番号</source>
            <translation>Approval code</translation>
        </message>
        <message>
            <source>日時</source>
            <translation>Time</translation>
        </message>
        <message>
            <source>時間を延長</source>
            <translation>More time</translation>
        </message>
        <message>
            <source>有効期限(月・年)</source>
            <translation>Expiry (month, year)</translation>
        </message>
        <message>
            <source>有効期限を月・年の順に4桁で入力し、Enter を押してください。</source>
            <translation>Key the expiry as four digits, month then year, and press Enter.</translation>
        </message>
        <message>
            <source>期限</source>
            <translation>Held until</translation>
        </message>
        <message>
            <source>次の注文へ</source>
            <translation>Next order</translation>
        </message>
        <message>
            <source>次の注文を始められます。結果は自動で確認します</source>
            <translation>The next order can begin; the result is asked for by itself</translation>
        </message>
        <message>
            <source>決済番号</source>
            <translation>Payment number</translation>
        </message>
        <message>
            <source>注文を確定する</source>
            <translation>Confirm the order</translation>
        </message>
        <message>
            <source>注文番号・メモ</source>
            <translation>Order number or note</translation>
        </message>
        <message>
            <source>注文番号・メモ(任意)</source>
            <translation>Order number or note (optional)</translation>
        </message>
        <message>
            <source>番号の検査数字が合いません。番号を復唱してお確かめください。</source>
            <translation>The number's check digit is unusual. Read the number back to make sure.</translation>
        </message>
        <message>
            <source>番号は暗号化テンキーの中で暗号化され、このパソコンには残りません。</source>
            <translation>The number is encrypted inside the tenkey; nothing of it stays on this PC.</translation>
        </message>
        <message>
            <source>確保されていた場合は自動で戻ります</source>
            <translation>If it was held, it is released by itself</translation>
        </message>
        <message>
            <source>確定時</source>
            <translation>On confirmation</translation>
        </message>
        <message>
            <source>確認画面に進む</source>
            <translation>Go on to confirmation</translation>
        </message>
        <message>
            <source>設定を開く</source>
            <translation>Open settings</translation>
        </message>
        <message>
            <source>金額を入力すると次の注文へ進みます</source>
            <translation>Type an amount to begin the next order</translation>
        </message>
        <message>
            <source>金額を確保しました。出荷・受渡のときに「取引履歴」の与信済み(未計上)から売上計上してください。</source>
            <translation>The amount is held. On delivery, charge it from the held payments in "History".</translation>
        </message>
        <message>
            <source>閉じる</source>
            <translation>Close</translation>
        </message>
        <message>
            <source>電話注文(カード)</source>
            <translation>Phone orders</translation>
        </message>
        <message>
            <source>電話番号</source>
            <translation>Phone number</translation>
        </message>
    </context>
</TS>
