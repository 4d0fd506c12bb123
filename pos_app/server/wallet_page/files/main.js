// The page's parts put together: who is logged in, which view is open, what the server's news mean.

import { dropCode, pauseCode, shownCode, tellOfCode, tickCode, wantCode } from "./code.js";
import { yen } from "./figures.js";
import { prepareLogIn, putLogInWords, showLogIn } from "./log_in.js";
import { dropOutcome, putOutcome, shownPayment } from "./outcome.js";
import { at, putWords, show, write } from "./page.js";
import { ask, serverNow, useToken } from "./server.js";
import { current, forget, keep } from "./session.js";
import { dropWallet, isUndone, putWallet } from "./wallet.js";
import { forgetVersion, startWatch, stopWatch } from "./watch.js";
import { say, speakOther, spoken } from "./words.js";

const VIEWS = ["pay", "history"];
const TICK_MS = 1_000;
const SLEPT_MS = 5_000; // A tick that comes so late says that the phone slept: its connection may be dead.
const STILL_NEWS_MS = 10 * 60_000;

let wallet = null;
let notice = null; // [key, gaps, tone]
let connection = null; // a key, or null while all is well
let lastTick = Date.now();

// -- coming and going ---------------------------------------------------------------------------------------------

function entered(session) {
  keep({ token: session.token, seen: undefined });
  notice = null;
  open();
  at("pay-title").focus();
}

function open() {
  useToken(current().token);
  show("log-in", false);
  show("tabs");
  wallet = null;
  route();
  listen();
}

function leave(why) {
  stopWatch();
  pauseCode();
  useToken(null);
  forget();
  forgetVersion();
  wallet = notice = connection = null;
  dropOutcome();
  dropCode();
  dropWallet();
  for (const view of [...VIEWS, "tabs"]) show(view, false);
  if (location.hash) history.replaceState(null, "", location.pathname);
  putState();
  showLogIn(why);
}

async function logOut() {
  const ended = ask("DELETE", "sessions/current").catch(() => null); // Without the server it ends here, at least.
  leave("trouble_logged_out");
  at("log-in-title").focus();
  await ended;
}

// -- which view is open -------------------------------------------------------------------------------------------

const view = () => (location.hash === "#history" ? "history" : "pay");

/** What the address says is shown; so the phone's own back closes お支払い完了 and leaves the history. */
function route() {
  if (!current()) return;
  if (shownPayment() && location.hash !== "#done") acknowledge();
  if (!shownPayment() && location.hash === "#done") history.replaceState(null, "", "#pay");
  for (const name of VIEWS) {
    show(name, name === view());
    at(`tab-${name}`).setAttribute("aria-current", name === view() ? "page" : "false");
  }
  needCode();
  scrollTo(0, 0);
}

function needCode() {
  if (view() === "pay" && !shownPayment() && !document.hidden) wantCode();
  else pauseCode();
}

function acknowledge() {
  dropOutcome();
  keep({ seen: wallet?.payments[0]?.id ?? "" });
}

// -- what the server says -----------------------------------------------------------------------------------------

function listen() {
  if (current() && !document.hidden) startWatch(shownCode, { news, failed });
}

function news(answer, askedCode) {
  const before = wallet;
  wallet = answer.wallet;
  connection = null;
  if (before) noticeUndone(before.payments);
  if (answer.code && askedCode === shownCode() && answer.code.state !== "open") {
    if (answer.code.declined) notice = [declined(answer.code.declined), {}, "stop"];
    dropCode();
  }
  showCompleted();
  needCode();
  putState();
}

const declined = (why) =>
  ({ balance_not_enough: "declined_balance", wallet_suspended: "declined_suspended" })[why] ?? "declined";

function noticeUndone(before) {
  const captured = new Set(before.filter((payment) => !isUndone(payment)).map((payment) => payment.id));
  const undone = wallet.payments.find((payment) => isUndone(payment) && captured.has(payment.id));
  if (!undone || undone.id === shownPayment()?.id) return;
  notice = ["notice_undone", { store: undone.store_name, amount: yen(undone.amount) }, "quiet"];
}

/** Show the latest payment as completed if it is new here and recent, or what became of the one that is shown. */
function showCompleted() {
  const [latest] = wallet.payments;
  const seen = current().seen;
  if (seen === undefined) keep({ seen: latest?.id ?? "" });
  const isNews = latest && seen !== undefined && latest.id !== seen;
  if (isNews && latest.id !== shownPayment()?.id) {
    if (!isUndone(latest) && serverNow() - Date.parse(latest.recorded_at) < STILL_NEWS_MS) complete(latest);
    else keep({ seen: latest.id });
  } else if (shownPayment()) {
    putOutcome(wallet.payments.find((payment) => payment.id === shownPayment().id) ?? shownPayment());
  }
}

function complete(payment) {
  notice = null;
  pauseCode();
  dropCode();
  putOutcome(payment);
  if (location.hash !== "#done") history.pushState(null, "", "#done");
}

function failed(trouble) {
  if (!current()) return;
  if (trouble.kind === "unauthenticated") leave("trouble_session");
  else {
    connection = trouble.kind === "offline" ? "offline" : "busy";
    putState();
  }
}

// -- what is on the screen ----------------------------------------------------------------------------------------

function putState() {
  show("connection", connection !== null);
  write("connection", connection ? say(connection) : "");
  show("notice", notice !== null);
  write("notice-text", notice ? say(notice[0], notice[1]) : "");
  at("notice").className = `banner ${notice ? notice[2] : ""}`;
  if (wallet && current()) putWallet(wallet);
}

function speak() {
  document.documentElement.lang = spoken();
  putWords();
  write("language", say("other_language"));
  at("language").lang = spoken() === "ja" ? "en" : "ja";
  putLogInWords();
  if (shownPayment()) putOutcome(shownPayment());
  putState();
  tickCode();
}

function tick() {
  const slept = Date.now() - lastTick > SLEPT_MS;
  lastTick = Date.now();
  if (slept) wake();
  if (current()) tickCode();
}

/** The phone was asleep, the page in the background, or the network is back: ask anew, on a new connection. */
function wake() {
  lastTick = Date.now();
  if (document.hidden) {
    stopWatch();
    pauseCode();
  } else if (current()) {
    forgetVersion();
    listen();
    needCode();
  }
}

// -- beginning ----------------------------------------------------------------------------------------------------

tellOfCode({ renewed: listen, failed });
prepareLogIn(entered);
at("log-out").addEventListener("click", logOut);
at("language").addEventListener("click", () => (speakOther(), speak()));
at("notice-close").addEventListener("click", () => ((notice = null), putState()));
at("outcome-ok").addEventListener("click", () => history.back());
addEventListener("hashchange", route);
addEventListener("online", wake);
addEventListener("offline", () => failed({ kind: "offline" }));
addEventListener("pageshow", (event) => event.persisted && wake());
document.addEventListener("visibilitychange", wake);
show("environment", document.body.dataset.environment === "test");
show("starting", false);
speak();
if (current()?.token) open();
else leave(null);
setInterval(tick, TICK_MS);
