// Every word on the page, in both languages (requirements row D-16), and how the phone's own is found out.

const WORDS = {
  ja: {
    other_language: "English",
    test: "テスト",
    close: "閉じる",
    log_in: "ログイン",
    log_in_note: "お支払いコードを表示するには、会員のログインIDとパスワードを入力してください。",
    login_id: "ログインID",
    password: "パスワード",
    reveal: "表示",
    conceal: "隠す",
    logging_in: "ログインしています",
    log_out: "ログアウト",
    member: "{name} さん",
    pay: "支払う",
    history: "利用履歴",
    show_to_staff: "お店の人に見せてください",
    qr: "お支払い用のQRコード",
    barcode: "お支払い用のバーコード",
    one_time_number: "お支払い番号",
    renews_in: "あと {time} で更新されます",
    still_good: "更新できません。このコードは、あと {time} 使えます",
    renewed: "新しいコードになりました",
    getting_code: "コードを用意しています",
    no_code: "コードを表示できません。電波のよいところでお待ちください。つながると自動で表示します。",
    balance: "ご利用可能金額",
    unit: "円",
    lot_value: "商品券",
    lot_points: "ポイント",
    until: "{date}まで",
    until_today: "今日まで",
    no_expiry: "期限なし",
    no_payments: "お支払いはまだありません。",
    latest_only: "最近の20件を表示しています。",
    payment_number: "決済番号",
    state_undone: "取消済み",
    done: "お支払い完了",
    done_note: "お支払いが完了しました",
    undone: "取消済み",
    undone_note: "お支払いは取り消され、残高に戻りました",
    store: "店舗名",
    paid_at: "お支払い日時",
    notice_undone: "{store} の {amount} 円のお支払いは取り消され、残高に戻りました。",
    declined: "お支払いできませんでした。残高は引かれていません。",
    declined_balance: "お支払いできませんでした。残高が足りません(引かれていません)。お店の人にお伝えください。",
    declined_suspended: "お支払いできませんでした。このウォレットは停止中です(引かれていません)。事務局へご連絡ください。",
    offline: "通信できません。つながるのを待っています。",
    busy: "混み合っています。このままお待ちください。",
    trouble_session: "ログインの有効期限が切れました。もう一度ログインしてください。",
    trouble_logged_out: "ログアウトしました。",
    trouble_empty: "ログインIDとパスワードを入力してください。",
    trouble_wrong_credentials: "ログインIDまたはパスワードが違います。",
    trouble_locked: "まちがいが続いたため、30分間ログインできません。時間をおいてお試しください。",
    trouble_forbidden: "この会員は利用を停止されています。事務局へご連絡ください。",
    trouble_rate_limited: "混み合っています。{seconds}秒ほど待ってから、もう一度お試しください。",
    trouble_offline: "通信できません。電波を確かめて、もう一度お試しください。",
    trouble_unavailable: "ただいま利用できません。しばらくしてから、もう一度お試しください。",
  },
  en: {
    other_language: "日本語",
    test: "Test",
    close: "Close",
    log_in: "Log in",
    log_in_note: "To show your payment code, enter your member login ID and password.",
    login_id: "Login ID",
    password: "Password",
    reveal: "Show",
    conceal: "Hide",
    logging_in: "Logging in",
    log_out: "Log out",
    member: "{name}",
    pay: "Pay",
    history: "History",
    show_to_staff: "Show this to the cashier",
    qr: "QR code to pay with",
    barcode: "Barcode to pay with",
    one_time_number: "One-time number",
    renews_in: "Renews in {time}",
    still_good: "Can't renew. This code is good for another {time}",
    renewed: "This is a new code",
    getting_code: "Getting a code",
    no_code: "No code can be shown. Please wait where the signal is good; it appears by itself.",
    balance: "Available balance",
    unit: "yen",
    lot_value: "Voucher",
    lot_points: "Points",
    until: "until {date}",
    until_today: "until today",
    no_expiry: "no expiry",
    no_payments: "No payments yet.",
    latest_only: "These are the latest 20.",
    payment_number: "Payment number",
    state_undone: "Cancelled",
    done: "Payment complete",
    done_note: "Your payment was completed",
    undone: "Cancelled",
    undone_note: "The payment was cancelled and is back in your balance",
    store: "Store",
    paid_at: "Date and time",
    notice_undone: "The payment of {amount} yen at {store} was cancelled and is back in your balance.",
    declined: "The payment could not be made. Nothing was taken from your balance.",
    declined_balance: "The payment could not be made: the balance is too small (nothing was taken). Please tell the cashier.",
    declined_suspended: "The payment could not be made: this wallet is suspended (nothing was taken). Please contact the office.",
    offline: "No connection. Waiting for it to come back.",
    busy: "Very busy. Please wait, nothing needs to be done.",
    trouble_session: "You were logged out after a long time. Please log in again.",
    trouble_logged_out: "You are logged out.",
    trouble_empty: "Please enter login ID and password.",
    trouble_wrong_credentials: "The login ID or the password is wrong.",
    trouble_locked: "Too many wrong tries: no log-in for 30 minutes. Please try again later.",
    trouble_forbidden: "This membership is suspended. Please contact the office.",
    trouble_rate_limited: "Very busy. Please wait about {seconds} seconds and try again.",
    trouble_offline: "No connection. Please check the signal and try again.",
    trouble_unavailable: "Not available at the moment. Please try again in a while.",
  },
};
const KEY = "wallet-language";

let language = chosen() ?? ofPhone(navigator.languages);

/** The language of the phone: the first of its languages that the page knows; a phone that knows neither is a visitor's. */
export function ofPhone(languages) {
  const known = languages.map((tag) => tag.slice(0, 2).toLowerCase()).filter((tag) => tag in WORDS);
  return known[0] ?? "en";
}

export const spoken = () => language;

export function speakOther() {
  language = language === "ja" ? "en" : "ja";
  try {
    localStorage.setItem(KEY, language);
  } catch {
    // Where nothing may be kept, the choice lasts as long as the page.
  }
}

/** The words for a key, with its {gaps} filled. */
export function say(key, gaps = {}) {
  return WORDS[language][key].replace(/\{(\w+)\}/g, (_, name) => gaps[name]);
}

/** The keys of each language, for the test that compares them. */
export const keys = () => Object.fromEntries(Object.entries(WORDS).map(([name, words]) => [name, Object.keys(words)]));

function chosen() {
  try {
    const kept = localStorage.getItem(KEY);
    return kept in WORDS ? kept : null;
  } catch {
    return null;
  }
}
