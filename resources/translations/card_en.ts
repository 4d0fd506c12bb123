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
            <source>{count}桁</source>
            <translation>{count} digits</translation>
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
            <source>お支払い金額</source>
            <translation>Amount</translation>
        </message>
        <message>
            <source>この機器では番号がパソコンを通るため、カード情報非保持化になりません(PCI DSS の対象)</source>
            <translation>With this device the number passes through the PC: card data is not kept out of it (PCI DSS applies)</translation>
        </message>
        <message>
            <source>もう一度入力</source>
            <translation>Key it again</translation>
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
            <source>テンキーパッドを準備しています。番号はまだ入力しないでください。</source>
            <translation>The tenkey is being made ready. Don't key the number yet.</translation>
        </message>
        <message>
            <source>例 12/27 → 1227</source>
            <translation>e.g. 12/27 → 1227</translation>
        </message>
        <message>
            <source>入力済み</source>
            <translation>Keyed</translation>
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
            <source>番号は暗号化テンキーの中で暗号化され、このパソコンには残りません。</source>
            <translation>The number is encrypted inside the tenkey; nothing of it stays on this PC.</translation>
        </message>
    </context>
</TS>
